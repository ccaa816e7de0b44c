"""Does the clean-up of the evidence folder take what nothing rests on, and never what something does?"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from typer.testing import CliRunner

from db.database import AuditedUnit, Database, StoreError, finding_rows, open_database
from domain.capture_ref import CaptureRef
from domain.captures import ClockState, Exchange, VisitEnded
from domain.findings import Digests, Finding, Outcome, Score, Timeliness
from evidence.captures.errors import CaptureError
from evidence.captures.places import journal_path, pack_path
from evidence.captures.store import CaptureStore
from evidence.captures.writer import VisitWriter
from jobs.cli import app
from jobs.errors import UsageError
from jobs.evidence_cleaning import Cleaned, clean_evidence
from jobs.kept_check import kept_faults
from tests.small_portal import HOME, UNIT, answered, column_found, finding, portal_done, visit_begun

T0 = datetime(2018, 1, 5, 2, tzinfo=UTC)
KEEP = timedelta(days=90)
DIGESTS = Digests(plan="p", rules="r", vocabulary="v")


@dataclass
class Portal:
    """One portal, crawled and kept on days after T0."""

    database: Database
    root: Path

    @property
    def store(self) -> CaptureStore:
        return CaptureStore(self.root)

    def begin(self, day: float) -> VisitWriter:
        at = T0 + timedelta(days=day)
        # Nothing of a beginning is as it was the night before: no journal refers to an earlier one for it.
        target = replace(visit_begun(at).target, since=at.date())
        return self.store.begin(visit_begun(at, target=target, options={"day": day}))

    def seal(self, writer: VisitWriter, day: float, pages: Sequence[str]) -> CaptureRef:
        for number, text in enumerate(pages):
            at = T0 + timedelta(days=day, seconds=number)
            writer.exchanged(answered(number, quote(text), text.encode(), at))
        return writer.seal(VisitEnded(clock=ClockState(at=T0 + timedelta(days=day))))

    def night(self, day: float, *pages: str) -> CaptureRef:
        """A crawl that was kept and stored whole; no audit follows."""
        ref = self.seal(self.begin(day), day, pages or (f"page of day {day}",))
        at = T0 + timedelta(days=day)
        run = self.database.begin_crawl([UNIT], scope_digest="x", now=at)
        column = column_found(at, UNIT)
        done = portal_done(at, UNIT, finished_at=at + timedelta(minutes=5), capture=ref)
        self.database.save_items(run.id, [column, done])
        self.database.finish_crawl(run.id, "finished", at + timedelta(minutes=6))
        return ref

    def judged(self) -> AuditedUnit:
        """The unit as it would be judged now."""
        reach = self.database.load_facts(["czt"])["czt"].reach
        ref = self.database.load_captures([reach.id]).get(reach.id)
        score = Score(earned=1, possible=1, unmeasured=0)
        capture = ref.digest if ref else None
        return AuditedUnit(unit_id="czt", name=UNIT.name, score=score, reach=reach, capture=capture)

    def audit(self, unit: AuditedUnit | None = None, *cites: str) -> None:
        with self.database.writing_audit(plan_id="p", digests=DIGESTS, as_of=date(2018, 1, 5)) as audit:
            audit.add([unit or self.judged()], finding_rows([passed(*cites)]))

    def clean(self, day: float, *, dry_run: bool = False) -> Cleaned:
        now = T0 + timedelta(days=day)
        return clean_evidence(self.database, self.root, before=now - KEEP, now=now, dry_run=dry_run)

    @property
    def names(self) -> list[str]:
        return list(self.store.visits())

    def all_whole(self) -> None:
        """Every visit that is there can be read to the last byte."""
        for name in self.names:
            visit = self.store.whole_visit(name)
            assert [
                each.response and each.response.payload.read()
                for each in visit.events
                if isinstance(each, Exchange)
            ]


def passed(*cites: str) -> Finding:
    return finding(
        cites,
        task="16",
        check="c",
        subject="ppp",
        outcome=Outcome.PASSED,
        timeliness=Timeliness.ON_TIME,
        code="ok",
        explanation="已公开。",
    )


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    with open_database(f"sqlite:///{tmp_path / 'm.db'}") as database:
        database.migrate()
        yield Portal(database, tmp_path / "evidence")


def test_what_no_audit_rests_on_goes_when_it_is_old(portal: Portal) -> None:
    first, second, third, newest = (portal.night(day) for day in (0, 1, 2, 100))
    assert portal.clean(80) == Cleaned(visits=0, leftovers=0, size=0)
    assert portal.clean(110, dry_run=True).visits == 2
    assert portal.names == [first.id, second.id, third.id, newest.id]
    cleaned = portal.clean(110)
    # The third is the newest of the old ones: a crawl that runs now may refer to it.
    assert (cleaned.visits, portal.names) == (2, [third.id, newest.id])
    assert cleaned.size > 0
    assert not pack_path(portal.root, first.id).exists()
    assert portal.clean(110).visits == 0
    portal.all_whole()


def test_what_an_audit_rests_on_stays_for_ever(portal: Portal) -> None:
    audited = portal.night(0)
    portal.audit()
    idle = portal.night(1)
    newer = [portal.night(day) for day in (2, 3)]
    assert portal.clean(10_000).visits == 2
    assert idle.id not in portal.names
    assert portal.names == [audited.id, newer[-1].id]
    portal.all_whole()


def test_what_a_finding_cites_of_an_earlier_crawl_stays(portal: Portal) -> None:
    read = portal.night(0)
    idle = portal.night(1)
    portal.night(2)
    portal.audit(None, "obs:reading/1/1")
    portal.clean(1000)
    assert read.id in portal.names
    assert idle.id not in portal.names


def test_what_a_visit_that_stays_refers_to_stays(portal: Portal) -> None:
    same = "a page that never changes"
    first = portal.night(0, same, "one")
    idle = portal.night(1, same, "two")
    audited = portal.night(2, same, "three")
    portal.audit()
    newer = [portal.night(day) for day in (3, 4)]
    assert portal.store.visit(audited.id).bases == (first.id,)
    assert portal.clean(1000).visits == 2
    assert idle.id not in portal.names
    assert portal.names == [first.id, audited.id, newer[1].id]
    portal.all_whole()


def test_a_crawl_that_runs_meanwhile_can_be_sealed_and_read(portal: Portal) -> None:
    for day in (0, 1, 2):
        portal.night(day, "always the same")
    running = portal.begin(100)
    part = next(portal.root.rglob("*.part"), None)
    portal.clean(100)
    ref = portal.seal(running, 100, ("always the same", "new"))
    portal.store.whole_visit(ref.id)
    portal.all_whole()
    assert part is None or not part.exists()


def test_where_a_journal_is_damaged_nothing_of_the_unit_goes(portal: Portal) -> None:
    refs = [portal.night(day) for day in (0, 1, 2, 3)]
    journal_path(portal.root, refs[3].id).write_bytes(b"no journal")
    cleaned = portal.clean(1000)
    assert cleaned.visits == 0
    assert "czt: nothing of it is deleted" in cleaned.spared[0]
    assert refs[3].id.split("/")[1] in cleaned.spared[0]
    assert portal.names == [ref.id for ref in refs]


def test_who_was_killed_between_the_store_and_the_folder_is_taken_up(portal: Portal) -> None:
    refs = [portal.night(day) for day in (0, 1, 2)]
    before = T0 + timedelta(days=1000)
    killed: Callable[[frozenset[CaptureRef]], set[str]] = lambda free: {ref.id for ref in free}  # noqa: E731
    forgotten = portal.database.forget_captures("czt", before, before, killed)
    assert forgotten == {ref.id for ref in refs[:2]}
    journal_path(portal.root, refs[1].id).unlink()  # killed again, after a journal and before its pack
    assert portal.clean(1200).visits == 2
    assert (
        sorted(path.name.split(".")[0] for path in (portal.root / "visits" / "czt").iterdir())
        == [refs[2].id.split("/")[1]] * 2
    )


def test_an_audit_never_ends_on_a_visit_that_went_while_it_was_judged(portal: Portal) -> None:
    portal.night(0)
    judged = portal.judged()  # what a judge holds who began before the next crawls
    for day in (1, 2):
        portal.night(day)
    assert portal.clean(1000).visits == 2
    with pytest.raises(StoreError, match="czt was cleaned up while the audit was judged"):
        portal.audit(judged)
    portal.audit()
    assert portal.judged().capture is not None


def test_an_audit_that_was_quicker_keeps_its_visit(portal: Portal) -> None:
    first = portal.night(0)
    judged = portal.judged()
    for day in (1, 2):
        portal.night(day)
    free = portal.database.forgettable_captures(T0 + timedelta(days=1000))  # the clean-up begins here
    assert first in free["czt"]
    portal.audit(judged)
    portal.clean(1000)
    assert first.id in portal.names


def test_what_is_judged_now_is_never_taken(portal: Portal) -> None:
    """The newest crawl of a portal stays: mingcha judge may go by it at any time."""
    only = portal.night(0)
    orphan = portal.seal(portal.begin(50), 50, ("sealed, and killed before it was stored",))
    portal.clean(1000)
    assert portal.names == [only.id, orphan.id]


def test_visits_that_the_database_does_not_know_stay(portal: Portal) -> None:
    for day in (0, 1, 2):
        portal.seal(portal.begin(day), day, (f"{day}",))
    assert portal.clean(1000).visits == 0
    assert len(portal.names) == 3


def test_what_killed_crawls_left_goes_and_what_a_running_one_writes_stays(portal: Portal) -> None:
    folder = portal.root / "visits" / "czt"
    folder.mkdir(parents=True)
    left, young = (
        folder / "20170101T000000000000Z.warc.gz.part",
        folder / "20180101T000000000000Z.warc.gz.part",
    )
    for path in (left, young):
        path.write_bytes(b"half a record")
    writer = portal.begin(0)
    exchange = Exchange(
        began=0, ended=1, method="GET", url=HOME, at=T0, seconds=0.1, request=b"GET / HTTP/1.1\r\n\r\n"
    )
    writer.exchanged(exchange)
    (written,) = set(folder.glob("*.part")) - {left, young}
    old = (T0 - timedelta(days=5)).timestamp()
    for path in (left, written):
        os.utime(path, (old, old))
    os.utime(young, (T0.timestamp(), T0.timestamp()))
    assert portal.clean(0.5).leftovers == 1
    assert (left.exists(), young.exists(), written.exists()) == (False, True, True)
    writer.discard()


def test_an_export_says_when_what_it_needs_was_cleaned_up(portal: Portal) -> None:
    portal.night(0)
    reach = portal.database.load_facts(["czt"])["czt"].reach
    for day in (1, 2):
        portal.night(day)
    assert portal.database.capture_forgotten(reach.id) is None
    portal.clean(1000)
    assert portal.database.capture_forgotten(reach.id) == T0 + timedelta(days=1000)
    assert portal.database.load_captures([reach.id]) == {}


def test_a_visit_whose_pack_is_gone_is_nothing_to_build_on(portal: Portal) -> None:
    first = portal.night(0, "always the same")
    pack_path(portal.root, first.id).unlink()
    second = portal.night(1, "always the same")
    assert portal.store.whole_visit(second.id).bases == ()
    with pytest.raises(CaptureError):
        portal.store.whole_visit(first.id)


def test_what_audits_rest_on_is_checked_to_the_last_byte(portal: Portal) -> None:
    portal.night(0, "one")
    portal.audit()
    second = portal.night(1, "two")
    portal.audit()
    portal.night(2, "three")
    assert kept_faults(portal.database, portal.root) == (2, ())
    pack = pack_path(portal.root, second.id)
    data = bytearray(pack.read_bytes())
    data[len(data) // 2] ^= 1
    pack.write_bytes(data)
    visits, (fault,) = kept_faults(portal.database, portal.root)
    assert visits == 2
    assert "unit czt" in fault
    assert str(pack) in fault
    journal_path(portal.root, second.id).unlink()
    assert "there is no such visit" in kept_faults(portal.database, portal.root)[1][0]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name, reason in (("none", "there is no such folder"), ("file", "it is a file")):
        done = CliRunner().invoke(app, ["evidence", "clean", "--evidence", str(tmp_path / name)])
        assert isinstance(done.exception, UsageError)
        assert f"{tmp_path / name}: {reason}" in str(done.exception)
