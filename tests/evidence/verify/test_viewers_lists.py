"""Does a package show that viewers find other pages by its lists than were archived, though it is signed with the real key?"""

from typing import Any

import pytest

from tests.evidence.verify.conftest import signed_anew

pytestmark = pytest.mark.e2e
INDEX, FIRST, OTHERS = "indexes/index.cdx", "pages/pages.jsonl", "pages/extraPages.jsonl"


def faults(found: Any) -> dict[str, list[str]]:
    """The members that something speaks against, by check."""
    assert not found.holds
    return {check.name: [fault.member for fault in check.faults] for check in found.checks if check.faults}


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[1:],
        lambda lines: [*lines, lines[0].replace(b"/robots.txt", b"/nothing")],
        lambda lines: [lines[0].replace(b" 20", b" 19", 1), *lines[1:]],
        lambda lines: lines[:0],
    ],
    ids=["left out", "added", "another date", "empty"],
)
def test_an_index_that_does_not_follow_from_the_archive_is_named(
    original: Any, forger: Any, change: Any
) -> None:
    lines = original.members[INDEX].splitlines(keepends=True)
    members = {**original.members, INDEX: b"".join(change(lines))}
    assert faults(forger.checked(forger.signed(members))) == {"records": [INDEX]}


@pytest.mark.parametrize("path", [FIRST, OTHERS])
@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b'"title": "', b'"title": "\xe5\x81\x87', 2),
        lambda data: data.replace(b"http://", b"http://x.", 1),
        lambda data: data.replace(b'"ts": "20', b'"ts": "19', 1),
        lambda data: b"".join(data.splitlines(keepends=True)[:-1]),
        lambda data: data[:0] + b"[" * 100_000,
        lambda data: data[:0] + b'{}\n{"url": "\\ud800"}\n',
    ],
    ids=["title", "address", "date", "left out", "deep", "surrogate"],
)
def test_a_list_of_other_pages_is_named(original: Any, forger: Any, path: str, change: Any) -> None:
    members = {**original.members, path: change(original.members[path])}
    told = faults(forger.checked(forger.signed(members)))["lists"]
    # A page that is left out of the one must stand in the other.
    assert path in told or OTHERS in told


@pytest.mark.parametrize("main", [None, {"url": "http://x/", "at": "2017-01-01T00:00:00Z"}], ids=str)
def test_another_main_page_is_named(original: Any, forger: Any, main: Any) -> None:
    found = forger.checked(signed_anew(original.members, original.key, {"main_page": main}))
    assert "signed/manifest.json" in faults(found)["lists"]
