"""What is said of a package that another version of the program read and judged, and of one that only says so?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from audit_rules.digests import reading_digest, rules_digest
from audit_rules.plans.source import PlanSource
from audit_rules.subjects.vocabulary_bounds import MOST_BYTES
from db.database import SourceKind, open_database
from domain.canonical_json import canonical_bytes, parse_canonical
from evidence.package.contents import folder_files
from evidence.seals.seal import digest_of
from evidence.verify.checks import Check
from jobs.cli import app
from jobs.verify import Verified

pytestmark = pytest.mark.e2e
FACTS, FINDINGS = "facts/czt.json", "findings/czt.json"
WORDS, OF_VISIT = "vocabulary/subjects.yaml", "vocabulary/subjects-of-the-visit.yaml"
FORGED_DAY = "2015-01-04"
OTHER = f"sha256:{'0' * 64}"
Members = dict[str, bytes]


def edited(members: Members, path: str, change: Callable[[dict[str, Any]], object]) -> Members:
    value = parse_canonical(members[path])
    change(value)
    return {**members, path: canonical_bytes(value)}


def other_rules(members: Members) -> Members:
    return edited(members, FINDINGS, lambda value: value["audit"]["digests"].update(rules=OTHER))


def other_reading(members: Members) -> Members:
    return edited(members, FACTS, lambda value: value["facts"].update(reading=OTHER))


def excused(members: Members) -> Members:
    """A finding that does not follow."""

    def change(value: dict[str, Any]) -> None:
        late = next(each for each in value["findings"] if each["timeliness"] == "late")
        late["timeliness"] = "on_time"

    return edited(members, FINDINGS, change)


def backdated(members: Members) -> Members:
    """A date that no page shows."""

    def change(value: dict[str, Any]) -> None:
        dated = [each for each in value["facts"]["postings"] if each["published"]]
        assert not any(each["published"]["on"] == FORGED_DAY for each in dated)
        dated[-1]["published"]["on"] = FORGED_DAY

    return edited(members, FACTS, change)


def point(found: Verified, name: str) -> Check:
    (check,) = [each for each in found.checks if each.name == name]
    return check


def faulty(found: Verified) -> set[str]:
    return {each.name for each in found.checks if each.faults}


def test_what_it_was_read_and_judged_by_is_kept_and_told(original: Any) -> None:
    members = original.members
    facts = parse_canonical(members[FACTS])["facts"]
    digests = parse_canonical(members[FINDINGS])["audit"]["digests"]
    assert (facts["reading"], digests["rules"]) == (reading_digest(), rules_digest())
    assert facts["vocabulary"] == digests["vocabulary"] == digest_of(members[WORDS])
    assert OF_VISIT not in members
    with open_database(f"sqlite:///{original.folder / 'mingcha.db'}", create=False) as database:
        assert database.load_judged_by(SourceKind.VOCABULARY, facts["vocabulary"]) == members[WORDS]
        assert database.load_judged_by(SourceKind.PLAN, digests["plan"])


def test_another_version_that_comes_to_the_same_says_so_and_it_holds(original: Any, forger: Any) -> None:
    found = forger.checked(forger.sealed(other_rules(other_reading(original.members))))
    assert found.holds, found
    for name in ("pages", "verdicts"):
        assert any(OTHER in note for note in point(found, name).notes)


def test_verdicts_that_another_version_came_to_are_not_called_forged(
    original: Any, forger: Any, tmp_path: Path
) -> None:
    members = forger.sealed(other_rules(excused(original.members)))
    found = forger.checked(members)
    verdicts = point(found, "verdicts")
    assert not found.holds
    assert faulty(found) == set()
    assert "can't be told by this version" in (verdicts.skipped or "")
    assert OTHER in (verdicts.skipped or "")
    assert any("timeliness on_time is stated, late follows" in note for note in verdicts.notes)
    (tmp_path / "key.pub").write_bytes(original.key.public.pem)
    path = forger.file_of(members)
    done = CliRunner().invoke(app, ["verify", str(path), "--key", str(tmp_path / "key.pub")])
    told = f"{done.output}{done.exception or ''}"
    assert done.exit_code == 1
    assert (
        "nothing in it speaks against it, but this version of the program can't tell all of it (verdicts)"
        in told
    )
    assert "FAILS" not in told
    assert "does not hold" not in told


def test_by_this_version_they_are(original: Any, forger: Any) -> None:
    assert faulty(forger.checked(forger.sealed(excused(original.members)))) == {"verdicts"}


def test_whoever_writes_another_reading_code_into_it_gains_no_holds(original: Any, forger: Any) -> None:
    """The date is changed, and all that follows from it is made anew: only the pages say otherwise."""
    honest = forger.judged(backdated(original.members))
    assert "pages" in faulty(forger.checked(honest))
    found = forger.checked(forger.judged(other_reading(backdated(original.members))))
    pages = point(found, "pages")
    assert not found.holds
    assert not pages.faults
    assert "can't be told by this version" in (pages.skipped or "")
    assert any("its date" in note for note in pages.notes)


def unsaid(members: Members) -> Members:
    """Facts of a crawl of before the digest of the reading code was kept."""
    return edited(members, FACTS, lambda value: value["facts"].update(reading=""))


def test_a_crawl_that_does_not_say_by_what_it_was_read_is_not_called_forged(
    original: Any, forger: Any
) -> None:
    found = forger.checked(forger.sealed(unsaid(original.members)))
    assert found.holds, found
    assert any("its digest was not kept" in note for note in point(found, "pages").notes)
    found = forger.checked(forger.judged(unsaid(backdated(original.members))))
    pages = point(found, "pages")
    assert not found.holds
    assert not pages.faults
    assert "can't be told by this version" in (pages.skipped or "")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (b"\nmin_coverage: 1" + b":59" * 6_000 + b"\n", "is read as int"),
        (b"\nx: [" + b"[]," * 60_000 + b"]\n", "parts"),
    ],
    ids=["base 60", "lists"],
)
def test_a_hostile_plan_is_a_fault(original: Any, forger: Any, more: bytes, reason: str) -> None:
    plan = "plan/plan.yaml"
    members = {**original.members, plan: original.members[plan] + more}
    files = {name: members[member] for name, member in folder_files("plan", tuple(members)).items()}
    digest = PlanSource(files).digest
    members = edited(members, FINDINGS, lambda value: value["audit"]["digests"].update(plan=digest))
    found = forger.checked(forger.sealed(members))
    assert "broken off" not in faulty(found)
    (fault,) = point(found, "verdicts").faults
    assert reason in fault.reason


def judged_by(members: Members, words: bytes) -> Members:
    """The members with another vocabulary, and its digest wherever it stands."""
    digest = digest_of(words)
    members = edited(members, FACTS, lambda value: value["facts"].update(vocabulary=digest))
    members = edited(members, FINDINGS, lambda value: value["audit"]["digests"].update(vocabulary=digest))
    return {**members, WORDS: words}


MANY = "".join(f"- {{id: s{k}, name: n, exact: [n{k}]}}\n" for k in range(7_000))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (b"", "must be a mapping"),
        (b"\xff\xfe", "cannot be read"),
        (b"[" * 400_000, "nested too deeply"),
        (b"{" * 400_000, "nested too deeply"),
        (b"? " * 200_000, "nested too deeply"),
        (b"subjects: [" + b"1," * 200_000 + b"]", "parts"),
        (b"x" * (MOST_BYTES + 1), "larger than"),
        (b"a: &a [x]\nsubjects: [*a]\n", "alias"),
        (b"subjects: [{id: a, name: a, exact: [" + b"a" * 400_000 + b"]}]", "characters"),
        (b"subjects:\n" + MANY.encode(), "more than"),
        (b"sources: {a: b}\nsubjects: [{id: a, name: a, seen: {b: [a]}}]", "unhashable"),
        (b"subjects: [{id: a, name: 2017-02-30}]", "a value is not one"),
        (b"subjects: [{id: a, name: a, exact: [" + b"9" * 1000 + b"]}]", "is read as int"),
        (b"subjects: [{id: a, name: 1" + b":59" * 170_000 + b"}]", "characters"),
        (b"subjects: [{id: a, name: 1" + b":59" * 600 + b"}]", "is read as int"),
        (b"subjects: !!python/object/apply:os.system [ls]", "YAML"),
        (b"subjects: [{id: a, name: a, exact: [aa], not_match: [" + b"b," * 300 + b"]}]", "confusables"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_vocabulary_is_a_fault(original: Any, forger: Any, words: bytes, reason: str) -> None:
    members = judged_by(original.members, words)
    found = forger.checked(forger.sealed(members))
    assert {"pages", "verdicts"} <= faulty(found)
    assert "broken off" not in faulty(found)
    for name in ("pages", "verdicts"):
        (fault,) = point(found, name).faults
        assert reason in fault.reason, fault
    if len(words) > MOST_BYTES:
        return
    # A vocabulary of a form that only another version knows is no forgery, and never holds.
    found = forger.checked(forger.sealed(other_rules(other_reading(members))))
    assert not found.holds
    assert not {"pages", "verdicts"} & faulty(found)
    assert point(found, "verdicts").skipped


def test_a_vocabulary_of_the_visit_is_there_where_it_was_another_and_nowhere_else(
    original: Any, forger: Any
) -> None:
    words = original.members[WORDS]
    more = {**original.members, OF_VISIT: words}
    assert {"pages", "verdicts"} <= faulty(forger.checked(forger.signed(more)))
    remark = words + b"# another\n"
    visit = edited(original.members, FACTS, lambda value: value["facts"].update(vocabulary=digest_of(remark)))
    found = forger.checked(forger.signed(visit))
    assert "there is no such member" in point(found, "pages").faults[0].reason
    found = forger.checked(forger.signed({**visit, OF_VISIT: remark}))
    assert any("both are in the package" in note for note in point(found, "pages").notes)
    assert not any("vocabulary" in fault.reason for fault in point(found, "pages").faults)
    assert not point(found, "verdicts").faults
    found = forger.checked(forger.signed({**visit, OF_VISIT: remark + b"#"}))
    assert "in the package is" in point(found, "pages").faults[0].reason
