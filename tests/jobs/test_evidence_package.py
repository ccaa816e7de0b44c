"""Does ``export evidence`` put all that findings rest on into one file, always the same, and refuse what was changed?"""

import html
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from selectolax.lexbor import LexborHTMLParser

from db.database import Database, open_database
from domain.canonical_json import canonical_text, parse_canonical
from domain.captures import ClockState, Exchange, VisitBegun, VisitEnded
from domain.coverage import Coverage, Place, PlaceSeen, PlaceState
from domain.crawl import PostingFound
from domain.pages import DateConfidence, DateSource, ReadDate
from domain.reach import Probe
from domain.reviews import Decision, Review
from domain.units import Unit, UnitKind
from evidence.captures.store import CaptureStore
from evidence.errors import EvidenceError
from evidence.office import typesetting
from evidence.package.packaged_visit import read_visit
from evidence.package.records_in import Archive
from evidence.package.zip_file import zip_pieces
from evidence.seals.proofs import check_unit_proof
from evidence.seals.seal import digest_of, open_seal
from evidence.seals.sealing import change_key
from evidence.signing.authority import NONE_CONFIGURED
from evidence.signing.keys import SigningKey, load_or_create_signing_key
from evidence.signing.package_signature import check_closing, check_signature
from jobs.errors import UsageError, WorkError
from jobs.evidence_gathering import Wanted
from jobs.evidence_package import export_package
from jobs.inputs import load_stored
from jobs.judge import judge_into
from tests.small_portal import answered, column_found, portal_done, visit_begun

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2018, 1, 5, 2, tzinfo=UTC)
HOST = "http://www.czt.example"
HOSTILE = '<img src=x onerror=alert(1)>&"项目'
PAGES = {
    "/": "<title>省财政厅门户网站</title><a href=/ppp/>PPP项目</a>",
    "/ppp/": f"<title>PPP项目</title><ul><li><a href=/ppp/1.html>{html.escape(HOSTILE)}</a> 2017-06-20</ul>",
}


def unit(name: str) -> Unit:
    return Unit(id=name, name=f"省{name}厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url=f"{HOST}/")


@dataclass(frozen=True)
class Stored:
    """A database with a sealed audit of three units, one of which was captured, and one has no portal."""

    database: Database
    folder: Path
    key: SigningKey

    @property
    def evidence(self) -> Path:
        return self.folder / "evidence"

    def export(self, name: str = "czt.wacz", **changes: Any) -> Path:
        output = self.folder / name
        given = {
            "unit": "czt",
            "tasks": ("16",),
            "output": output,
            "evidence": self.evidence,
            **changes,
        }
        export_package(self.database, Wanted(**given), self.key, None)
        return output

    def judge(self) -> None:
        judge_into(
            load_stored("yunnan-2017", self.database),
            self.database,
            as_of=date(2017, 12, 31),
            file=None,
            processes=1,
            key=self.key,
        )


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Stored]:
    with open_database(f"sqlite:///{tmp_path / 'mingcha.db'}") as database:
        database.migrate()
        fill(database, tmp_path / "evidence")
        key = load_or_create_signing_key(tmp_path / "mingcha.db-signing-key.pem")
        filled = Stored(database, tmp_path, key)
        filled.judge()
        yield filled


def fill(database: Database, evidence: Path, at: datetime = AT) -> None:
    """Two portals crawled; czt was captured: its home page and a column."""
    store = CaptureStore(evidence)
    clock = ClockState(at=at, synchronised=True, error=0.01)
    writer = store.begin(visit_begun(at, unit("czt"), clock=clock))
    for number, (path, text) in enumerate(PAGES.items()):
        body = f"<!doctype html><meta charset=utf-8>{text}".encode()
        writer.exchanged(answered(number, path.removeprefix("/"), body, at + timedelta(seconds=number)))
    ref = writer.seal(VisitEnded(clock=clock))
    portalless = replace(unit("jrb"), portal_url=None)
    run = database.begin_crawl([unit("czt"), unit("gtt"), portalless], scope_digest=f"{at}", now=at)
    places = tuple(PlaceSeen(place=each, state=PlaceState.READ, url=f"{HOST}/") for each in Place)
    coverage = Coverage(
        home=True, navigation=True, sitemap=True, statutory=True, key_areas=True, pages_read=9, places=places
    )
    for name in ("czt", "gtt"):
        database.save_items(
            run.id,
            [
                column_found(at, unit(name), postings=1, complete_since=date.min),
                PostingFound(
                    unit_id=name,
                    title=HOSTILE,
                    url=f"{HOST}/ppp/1.html",
                    seen_at=at,
                    published=ReadDate(
                        on=date(2017, 6, 20), source=DateSource.LIST, confidence=DateConfidence.HIGH
                    ),
                    subject="ppp",
                    column_url=f"{HOST}/ppp/",
                ),
                portal_done(
                    at,
                    unit(name),
                    coverage=coverage,
                    finished_at=at + timedelta(minutes=10),
                    capture=ref if name == "czt" else None,
                ),
            ],
        )


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_a_package_holds_what_its_findings_rest_on(stored: Stored) -> None:
    held = members(stored.export(tasks=()))
    findings = parse_canonical(held["findings/czt.json"])
    assert findings["chosen"] == list(range(len(findings["findings"])))
    assert parse_canonical(held["facts/czt.json"])["facts"]["columns"][0]["url"] == f"{HOST}/ppp/"
    assert parse_canonical(held["facts/context.json"])["register"] == {"events": {}, "notices": []}
    assert held["plan/plan.yaml"] == (ROOT / "plans/yunnan-2017/plan.yaml").read_bytes()
    assert held["plan/tasks%2Fletter.yaml"] == (ROOT / "plans/yunnan-2017/tasks/letter.yaml").read_bytes()
    assert held["vocabulary/subjects.yaml"] == (ROOT / "plans/subjects.yaml").read_bytes()
    visit = read_visit(
        held["trace/czt.jsonl"], "trace", Archive(BytesIO(held["archive/czt.warc.gz"]), "archive")
    )
    bodies = [
        each.response.payload.read() for each in visit.events if isinstance(each, Exchange) and each.response
    ]
    assert [b"PPP" in body for body in bodies] == [True, True]


def test_its_findings_lie_under_the_seal_of_their_audit(stored: Stored) -> None:
    held = members(stored.export())
    value = parse_canonical(held["findings/czt.json"])
    *_, last = held["seals/chain.jsonl"].splitlines()
    faults = check_unit_proof(
        held["seals/czt.proof.json"],
        open_seal(last),
        "czt",
        own=canonical_text(value["unit"]),
        findings={place: canonical_text(each) for place, each in enumerate(value["findings"])},
        whole=True,
    )
    assert faults == ()
    assert value["unit"]["capture"] == json.loads(held["trace/czt.jsonl"].splitlines()[0])["journal"]


def test_after_a_change_of_key_the_chain_leads_to_the_key_that_signs(stored: Stored) -> None:
    """And no further: what was audited since is no part of it."""
    before = members(stored.export("before.wacz"))["seals/chain.jsonl"].splitlines()
    new = load_or_create_signing_key(stored.folder / "new.pem")
    seal = change_key(stored.database, stored.key, new)
    audit = open_seal(before[-1]).audit
    assert audit is not None
    after = replace(stored, key=new)
    after.judge()
    held = members(after.export("after.wacz", audit_id=audit.id))
    assert held["seals/chain.jsonl"].splitlines() == [*before, seal.envelope.encode()]
    assert check_signature(held["signed/signature.json"], held["signed/manifest.json"], {new.id}).holds
    assert digest_of(before[-1]) in held["cover/index.html"].decode()


def test_the_unit_goes_in_as_it_was_judged(stored: Stored) -> None:
    """The registry was corrected after the crawl; the visit knows the unit as it was then."""
    given = load_stored("yunnan-2017", stored.database)
    renamed = tuple(
        replace(each, name="省财政局", aliases=("财政局",)) if each.id == "czt" else each
        for each in given.units
    )
    judge_into(
        replace(given, units=renamed),
        stored.database,
        as_of=date(2017, 12, 31),
        file=None,
        processes=1,
        key=stored.key,
    )
    held = members(stored.export())
    judged = parse_canonical(held["facts/czt.json"])["unit"]
    assert (judged["id"], judged["name"], judged["aliases"]) == ("czt", "省财政局", ["财政局"])
    assert parse_canonical(held["findings/czt.json"])["unit"]["registered"] == judged
    audited = next(each for each in stored.database.load_audit().units if each.unit_id == "czt")
    assert audited.registered == next(each for each in renamed if each.id == "czt")


def test_it_is_signed_and_closed(stored: Stored) -> None:
    held = members(stored.export())
    signature = held["signed/signature.json"]
    assert check_signature(signature, held["signed/manifest.json"], {stored.key.id}).holds
    closing = check_closing(held["signed/closing.json"], signature, None, {stored.key.id})
    assert closing.holds
    assert closing.no_timestamp == NONE_CONFIGURED


def test_the_same_audit_gives_the_same_bytes(stored: Stored) -> None:
    """Also after another crawl, another probe and another audit."""
    audit = stored.database.load_audit_head().id
    first = stored.export(audit_id=audit).read_bytes()
    assert stored.export("again.wacz", audit_id=audit).read_bytes() == first
    later = stored.database.load_audit_head().finished_at + timedelta(hours=1)
    stored.database.save_probes([("czt", Probe(id="", url=f"{HOST}/", at=later, ok=True, purpose="home"))])
    fill(stored.database, stored.evidence, at=AT + timedelta(days=1))
    stored.judge()
    assert stored.export("later.wacz", audit_id=audit).read_bytes() == first
    assert stored.export("newest.wacz").read_bytes() != first


def test_the_file_can_be_written_again_from_its_members(stored: Stored) -> None:
    path = stored.export()

    @dataclass(frozen=True)
    class Again:
        path: str
        data: bytes

        def chunks(self) -> Iterator[bytes]:
            yield self.data

    again = b"".join(zip_pieces([Again(name, data) for name, data in members(path).items()]))
    assert again == path.read_bytes()


def test_a_task_or_a_finding_is_marked_among_all_of_them(stored: Stored) -> None:
    value = parse_canonical(members(stored.export())["findings/czt.json"])
    chosen = [value["findings"][place] for place in value["chosen"]]
    assert {each["task"] for each in chosen} == {"16"}
    assert len(chosen) < len(value["findings"])
    manifest = parse_canonical(members(stored.export())["signed/manifest.json"])
    (one, *_) = manifest["chosen"]
    value = parse_canonical(members(stored.export(tasks=(), findings=(one[:20],)))["findings/czt.json"])
    assert [value["findings"][place] for place in value["chosen"]] == chosen[:1]


def test_the_cover_tells_what_was_seen_and_escapes_it(stored: Stored) -> None:
    held = members(stored.export())
    page = held["cover/index.html"].decode()
    assert "<img src=x" not in page
    assert html.escape(HOSTILE, quote=True).replace("&quot;", "&#34;") in page
    assert "政府和社会资本合作" in page
    assert "http-equiv" in page
    record = json.loads(held["trace/czt.jsonl"].splitlines()[2])["response"]["record"].strip("<>")
    assert record in page
    assert "2018-01-05 10:00:01" in page
    tree = LexborHTMLParser(page)
    assert not tree.css("[href], [onerror], script, link")
    assert all(str(each.attributes["src"]).startswith("../pictures/page-") for each in tree.css("[src]"))
    assert "url(" not in page


def test_page_and_pdf_tell_the_same_and_problems_first(stored: Stored) -> None:
    held = members(stored.export(tasks=()))
    page = LexborHTMLParser(held["cover/index.html"].decode())
    told = Counter(re.sub(r"\s", "", page.body.text() if page.body else ""))
    with pdfplumber.open(BytesIO(held["cover/cover.pdf"])) as pdf:
        text = "\n".join(each.extract_text() for each in pdf.pages)
    assert not told - Counter(text)
    assert "省czt厅政务公开核查证据包" in text
    titles = [each.text() for each in page.css("h2")]
    assert [line for line in text.splitlines() if line in titles] == titles
    assert titles[:2] == ["摘要", f"查实的问题：{len(page.css('.problem'))}项"]
    assert titles[-3:] == ["全部结论一览", "取证和核验", "技术摘要"]
    problems = ["problem" in (each.attributes["class"] or "") for each in page.css(".status")]
    assert len(set(problems)) == 2
    assert problems == sorted(problems, reverse=True)


def test_the_cover_begins_with_how_the_unit_stands_and_ends_with_digests(stored: Stored) -> None:
    held = members(stored.export())
    page = held["cover/index.html"].decode()
    (digest, *_) = parse_canonical(held["signed/manifest.json"])["chosen"]
    counted = re.search(r"未落实\d+项、逾期公开\d+项、待核实\d+项", page)
    assert counted
    order = [counted[0], "得分只按能够核查的部分计算", "查实的问题", "核验命令", "签名公钥摘要", digest]
    assert [page.index(word) for word in order] == sorted(page.index(word) for word in order)


def test_without_a_chinese_typeface_no_package_is_begun(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "TYPEFACES", ("A typeface that nobody has",))
    with pytest.raises(WorkError, match=r"no typeface with Chinese characters .* fonts-noto-cjk"):
        stored.export("bad.wacz")
    assert not list(stored.folder.glob("bad*"))


def test_reviews_go_with_the_findings_they_are_of(stored: Stored) -> None:
    audit = stored.database.load_audit_head().id
    manifest = parse_canonical(members(stored.export())["signed/manifest.json"])
    finding = next(each for each in stored.database.load_findings(audit, ["czt"])["czt"] if each.task == 16)
    assert "得分只按能够核查的部分计算" in members(stored.export())["cover/index.html"].decode()
    stored.database.add_review(
        Review(
            audit_id=audit,
            unit_id="czt",
            task="16",
            check=finding.check,
            subject=finding.subject,
            finding=manifest["chosen"][0],
            decision=Decision.NEEDS_MORE,
            author="王核查<b>",
            at=AT,
            reason="已另行公开",
        )
    )
    held = members(stored.export())
    (review,) = parse_canonical(held["reviews/czt.json"])["reviews"]
    assert review["reason"] == "已另行公开"
    cover = held["cover/index.html"].decode()
    assert "王核查&lt;b&gt;" in cover
    assert "复核改变了该单位1条结论，已据此重新计算；核查时得分率为" in cover


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"unit": "nobody"}, UsageError, "not in the audit .* use an id of its registry .*czt 省czt厅"),
        ({"unit": "省czt厅"}, UsageError, "use its id: czt for 省czt厅"),
        ({"tasks": ("999",)}, UsageError, "--task 999"),
        ({"findings": ("sha256:00",)}, UsageError, "--finding sha256:00"),
        ({"findings": ("sha256:" + "0" * 64,)}, UsageError, "no finding of the unit czt"),
        ({"unit": "gtt"}, WorkError, "run mingcha audit with --evidence DIR"),
        ({"unit": "jrb"}, WorkError, "names no portal of jrb .* column portal_url"),
        ({"evidence": Path("/no/folder")}, WorkError, "there is no such visit"),
    ],
)
def test_what_can_not_be_exported_is_said_and_nothing_written(
    stored: Stored, changes: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        stored.export("bad.wacz", **changes)
    assert not list(stored.folder.glob("bad*"))


@pytest.mark.parametrize("suffix", [".journal.gz", ".warc.gz"])
def test_a_damaged_capture_is_named(stored: Stored, suffix: str) -> None:
    (path,) = stored.evidence.rglob(f"*{suffix}")
    changed = bytearray(path.read_bytes())
    changed[-30] ^= 1
    path.write_bytes(changed)
    with pytest.raises(WorkError, match=str(path)):
        stored.export("bad.wacz")
    assert not list(stored.folder.glob("bad*"))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE findings SET explanation = 'x' WHERE unit_id = 'czt' AND task = '16'",
        "UPDATE audit_units SET earned = earned + 1 WHERE unit_id = 'czt'",
        "UPDATE audits SET as_of = '2017-12-30'",
        "UPDATE audits SET context = '{}'",
        "DELETE FROM findings WHERE unit_id = 'czt' AND task = '16'",
    ],
)
def test_what_was_changed_after_it_was_sealed_is_not_exported(stored: Stored, change: str) -> None:
    file = stored.folder / "mingcha.db"
    with sqlite3.connect(file) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(change)
    with pytest.raises(EvidenceError, match="the store was changed after the audit was sealed"):
        stored.export("bad.wacz")
    assert not list(stored.folder.glob("bad*"))


def test_another_visit_than_the_sealed_one_is_not_exported(stored: Stored) -> None:
    (journal,) = stored.evidence.rglob("*.journal.gz")
    store = CaptureStore(stored.evidence)
    begun = store.visit(f"czt/{journal.name.removesuffix('.journal.gz')}").begun
    writer = store.begin(VisitBegun(**{**_fields(begun), "clock": ClockState(at=AT + timedelta(days=1))}))
    ref = writer.seal(VisitEnded(clock=begun.clock))
    with sqlite3.connect(stored.folder / "mingcha.db") as connection:
        connection.execute(
            "UPDATE portal_crawls SET capture_id = ?, capture_digest = ?", (ref.id, ref.digest)
        )
    with pytest.raises(EvidenceError, match="is not the one that the unit czt"):
        stored.export("bad.wacz")


def _fields(begun: VisitBegun) -> dict[str, Any]:
    return {name: getattr(begun, name) for name in ("target", "crawl_began", "options", "software")}


@pytest.fixture
def mingcha(stored: Stored) -> Callable[..., subprocess.CompletedProcess[str]]:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "jobs.cli", "export", "evidence", *arguments],
            cwd=stored.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    return run


def test_the_command_writes_the_package(
    stored: Stored, mingcha: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    done = mingcha("--unit", "czt", "--task", "16", "--evidence", "evidence", "-o", "out.wacz")
    assert done.returncode == 0, done.stderr
    assert "finding(s) of czt: out.wacz" in done.stderr
    assert "signed/closing.json" in members(stored.folder / "out.wacz")
    for arguments, status in (
        (["--unit", "czt", "-o", "bad.wacz"], 2),
        (["--unit", "nobody", "--evidence", "evidence", "-o", "bad.wacz"], 2),
        (["--unit", "gtt", "--evidence", "evidence", "-o", "bad.wacz"], 1),
    ):
        refused = mingcha(*arguments)
        assert refused.returncode == status
        assert refused.stderr.startswith("mingcha: ")
        assert "Traceback" not in refused.stderr
    assert not list(stored.folder.glob("bad*"))
