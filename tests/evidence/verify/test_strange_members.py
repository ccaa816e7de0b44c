"""Does a package show what was put into it besides, or left out, and all was signed anew with the real key?"""

from typing import Any

import pytest

from evidence.package.members import place_of
from jobs.verify import Verified

pytestmark = pytest.mark.e2e


def faults(found: Verified) -> dict[str, list[tuple[str, str]]]:
    """What speaks against a package, by check."""
    assert not found.holds
    return {
        each.name: [(fault.member, fault.reason) for fault in each.faults]
        for each in found.checks
        if each.faults
    }


def in_order_of(items: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    return sorted(items, key=lambda item: place_of(item[0]))


@pytest.mark.parametrize(
    "path",
    [
        "archive/aa.warc",
        "archive/aa.WARC.GZ",
        "archive/fgw.warc.gz",
        "indexes/zz.cdx",
        "pages/more.jsonl",
        "cover/evil.html",
        "pictures/evil.svg",
        "findings/fgw.txt",
        "facts/other.json",
        "trace/x.txt",
        "plan/.hidden",
        "plan/tasks%2F.hidden",
        "plan/tasks%2freform.yaml",
        "vocabulary/x.txt",
        "journals/x.txt",
        "signed/more.json",
        "others/x.html",
    ],
)
def test_a_member_that_no_package_has_is_named(original: Any, forger: Any, path: str) -> None:
    members = {**original.members, path: b"more"}
    made = forger.signed(members)
    if path not in made:  # what is signed is made anew, and put in behind
        made = dict(in_order_of([*made.items(), (path, b"more")]))
    told = faults(forger.checked(made))
    assert (path, "no package of the unit 'czt' has such a member") in told["members"]


def test_the_archive_of_another_visit_besides_is_named(original: Any, forger: Any) -> None:
    """Viewers take every archive that is there."""
    data = forger.visited(lambda events: events[:3])["archive/czt.warc.gz"]
    told = faults(forger.checked(forger.signed({**original.members, "archive/aa.warc.gz": data})))
    assert ("archive/aa.warc.gz", "no package of the unit 'czt' has such a member") in told["members"]


@pytest.mark.parametrize("path", ["cover/index.html", "indexes/index.cdx", "pages/pages.jsonl"])
def test_a_member_that_every_package_has_is_missed(original: Any, forger: Any, path: str) -> None:
    members = original.members
    del members[path]
    assert faults(forger.checked(forger.signed(members)))["members"] == [(path, "there is no such member")]


def test_a_journal_of_no_night_of_the_visit_is_named(original: Any, forger: Any) -> None:
    path = "journals/20200101T000000000000Z.journal.gz"
    told = faults(forger.checked(forger.signed({**original.members, path: b"junk"})))
    assert told == {
        "records": [(path, "it is the journal of no night that the visit rests on: it was inserted")]
    }


@pytest.mark.parametrize("where", [(), ("unit",), ("facts",), ("facts", "postings", 0)], ids=str)
def test_facts_with_words_that_nothing_is_read_from_are_refused(
    original: Any, forger: Any, where: tuple[Any, ...]
) -> None:
    def change(value: dict[str, Any]) -> None:
        spot: Any = value
        for key in where:
            spot = spot[key]
        spot["extra_note"] = "x"

    told = faults(forger.checked(forger.signed(forger.changed("facts/czt.json", change))))
    assert set(told) == {"facts"}
    assert "extra_note" in told["facts"][0][1]
