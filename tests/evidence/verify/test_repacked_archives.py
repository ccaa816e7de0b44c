"""Does a package show that its archive was packed anew, by who has the real key, so that viewers show what was not judged?"""

import gzip
import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from evidence.captures.records import split_record
from evidence.package.records_in import Archive

pytestmark = pytest.mark.e2e
ARCHIVE, TRACE = "archive/czt.warc.gz", "trace/czt.jsonl"
OTHER = "<urn:uuid:11111111-1111-4111-8111-111111111111>"
Fields = list[tuple[str, str]]
Edit = Callable[[Fields, bytes], tuple[Fields, bytes] | None]


def reasons(found: Any) -> list[tuple[str, str]]:
    """What speaks against the archive; nothing else must."""
    assert not found.holds
    assert {check.name for check in found.checks if check.faults} == {"records"}
    return [(fault.member, fault.reason) for check in found.checks for fault in check.faults]


def with_fields(fields: Fields, **changed: str) -> Fields:
    """Fields with other values; ``WARC_Date`` is ``WARC-Date``."""
    values = {name.replace("_", "-"): value for name, value in changed.items()}
    return [(name, values.get(name, value)) for name, value in fields]


def holding(fields: Fields, block: bytes) -> Fields:
    digest = f"sha256:{hashlib.sha256(block).hexdigest()}"
    return with_fields(fields, WARC_Block_Digest=digest, Content_Length=str(len(block)))


def packed(fields: Fields, block: bytes) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return gzip.compress(f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n", mtime=0)


def parted(member: bytes) -> tuple[Fields, bytes]:
    fields, block = split_record(member)
    return [*fields.items()], block


def members_of(data: bytes, folder: Any) -> list[bytes]:
    path = folder / "parted.warc.gz"
    path.write_bytes(data)
    with path.open("rb") as file:
        archive = Archive(file, ARCHIVE)
        return [archive.member(each) for each in archive.records]


def repacked(original: Any, forger: Any, edit: Edit) -> dict[str, bytes]:
    """The members with every record as ``edit`` makes it (None: as it was)."""
    members: dict[str, bytes] = original.members
    made = b""
    for member in members_of(members[ARCHIVE], forger.folder):
        edited = edit(*parted(member))
        made += member if edited is None else packed(*edited)
    return {**members, ARCHIVE: made}


def copied_answer(original: Any) -> dict[str, Any]:
    """The line of a page's answer in the trace whose record holds its own bytes."""
    for line in original.members[TRACE].splitlines():
        value: dict[str, Any] = json.loads(line)
        answer = value.get("response")
        copied = value["kind"] == "exchange" and answer and answer["record"] == answer["payload"]
        if copied and value["url"].endswith("/"):
            return value
    raise AssertionError("there is no such page")


def test_of_an_archive_that_is_only_packed_anew_the_index_alone_is_another(
    original: Any, forger: Any
) -> None:
    """Else what is found below would be the packing's own; the index speaks of the bytes as they were packed."""
    members = repacked(original, forger, lambda fields, block: (fields, block))
    found = forger.checked(forger.signed(members))
    faults = [fault for check in found.checks if check.name == "records" for fault in check.faults]
    assert [fault.member for fault in faults] == ["indexes/index.cdx"]


def test_a_page_shown_with_other_bytes_than_those_that_were_judged_is_named(
    original: Any, forger: Any
) -> None:
    """The true bytes lie in a record besides, which the trace names; a viewer shows the page's own record."""
    page = copied_answer(original)["response"]["record"]
    members = original.members
    made, trace = b"", members[TRACE]
    for member in members_of(members[ARCHIVE], forger.folder):
        fields, block = parted(member)
        if dict(fields)["WARC-Record-ID"] != page:
            made += member
            continue
        made += packed(with_fields(fields, WARC_Record_ID=OTHER, WARC_Target_URI="urn:x"), block)
        fake = block.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + gzip.compress(b"<h1>another page</h1>")
        fields = [each for each in fields if each[0] != "WARC-Payload-Digest"]
        made += packed(holding(fields, fake), fake)
    trace = trace.replace(f'"payload":"{page}"'.encode(), f'"payload":"{OTHER}"'.encode())
    told = reasons(forger.checked(forger.signed({**members, ARCHIVE: made, TRACE: trace})))
    assert any(page in reason and "does not hold the bytes" in reason for _, reason in told)
    assert any(OTHER in reason and "it was inserted" in reason for _, reason in told)
    assert any(member == TRACE for member, _ in told)


@pytest.mark.parametrize(
    "field", [("WARC_Target_URI", "http://another.example/"), ("WARC_Date", "2016-01-01T00:00:00.000000Z")]
)
@pytest.mark.parametrize("kind", ["response", "request", "metadata"])
def test_records_under_another_address_or_date_are_named(
    original: Any, forger: Any, kind: str, field: tuple[str, str]
) -> None:
    changed: list[str] = []

    def edit(fields: Fields, block: bytes) -> tuple[Fields, bytes] | None:
        if dict(fields)["WARC-Type"] != kind:
            return None
        changed.append(dict(fields)["WARC-Record-ID"])
        return with_fields(fields, **dict([field])), block

    told = reasons(forger.checked(forger.signed(repacked(original, forger, edit))))
    name = field[0].replace("_", "-")
    assert changed
    assert (told[0][0], changed[0] in told[0][1]) == (ARCHIVE, True)
    assert f"its {name} is '{field[1]}'" in told[0][1]
    assert "follows from the journal" in told[0][1]


@pytest.mark.parametrize("kind", ["metadata", "warcinfo"])
def test_what_metadata_say_otherwise_is_named(original: Any, forger: Any, kind: str) -> None:
    block = b"failure: timeout\r\nserverDate: Sun, 01 Jan 2017 00:00:00 GMT\r\n"

    def edit(fields: Fields, _: bytes) -> tuple[Fields, bytes] | None:
        of_fields = dict(fields)["Content-Type"] == "application/warc-fields"
        return (holding(fields, block), block) if of_fields and dict(fields)["WARC-Type"] == kind else None

    told = reasons(forger.checked(forger.signed(repacked(original, forger, edit))))
    assert "its content is not what follows from the journal" in told[0][1]


def test_a_second_address_in_a_record_is_named(original: Any, forger: Any) -> None:
    """Of two fields of one name viewers read whichever they like."""

    def edit(fields: Fields, block: bytes) -> tuple[Fields, bytes] | None:
        kind = dict(fields)["WARC-Type"]
        return ([("warc-target-uri", "http://x/"), *fields], block) if kind == "response" else None

    told = reasons(forger.checked(forger.signed(repacked(original, forger, edit))))
    assert "one of its fields stands there twice" in told[0][1]


def test_a_second_warcinfo_is_named(original: Any, forger: Any) -> None:
    members = original.members
    fields, block = parted(members_of(members[ARCHIVE], forger.folder)[0])
    members[ARCHIVE] += packed(with_fields(fields, WARC_Record_ID=OTHER), block)
    told = reasons(forger.checked(forger.signed(members)))
    assert [(member, "it was inserted" in reason) for member, reason in told] == [(ARCHIVE, True)]
