"""Does a visit come back from a package as the store told it, and is its archive one that other programs read?"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from domain.captures import Event
from evidence.captures.errors import CaptureDamaged
from evidence.captures.kept import KeptExchange
from evidence.captures.visit import Visit
from evidence.package.archive import ArchivedVisit, write_archive
from evidence.package.errors import PackageDamaged
from evidence.package.packaged_visit import PackagedVisit, read_visit
from evidence.package.records_in import Archive
from evidence.package.trace import trace_bytes

Keep = Callable[..., Visit]
Events = Callable[[datetime], list[Event]]
Read = Callable[[Sequence[Event]], list[object]]


def archived(visit: Visit) -> tuple[bytes, ArchivedVisit]:
    file = BytesIO()
    done = write_archive(file, visit)
    return file.getvalue(), done


def packaged(archive: bytes, done: ArchivedVisit) -> PackagedVisit:
    return read_visit(
        trace_bytes(done.trace), "trace/czt.jsonl", Archive(BytesIO(archive), "archive/czt.warc.gz")
    )


def test_a_visit_comes_back_as_the_store_told_it(
    keep: Keep, night: datetime, every_kind: Events, read: Read
) -> None:
    visit = keep(every_kind(night))
    archive, done = archived(visit)
    again = packaged(archive, done)
    assert read(again.events) == read(visit.events)
    assert (again.begun, again.ended) == (visit.begun, visit.ended)
    assert again.ref == visit.ref


def test_an_unchanged_night_comes_back_as_well(
    keep: Keep, night: datetime, every_kind: Events, read: Read
) -> None:
    keep(every_kind(night))
    visit = keep(every_kind(night + timedelta(days=1)), night + timedelta(days=1))
    archive, done = archived(visit)
    assert read(packaged(archive, done).events) == read(visit.events)


def test_the_records_of_the_store_are_copied_byte_for_byte(
    keep: Keep, night: datetime, every_kind: Events, tmp_path: Path
) -> None:
    archive, _ = archived(keep(every_kind(night)))
    (pack,) = tmp_path.rglob("*.warc.gz")
    kept = Archive(BytesIO(pack.read_bytes()), "pack")
    copied = {
        each.fields["WARC-Record-ID"]: pack.read_bytes()[each.offset : each.offset + each.length]
        for each in kept.records.values()
    }
    written = Archive(BytesIO(archive), "archive").records
    same = [name for name, member in copied.items() if name in written and member in archive]
    kinds = [kept.records[name].fields["WARC-Type"] for name in same]
    assert (kinds.count("response"), kinds.count("request")) == (5, 8)
    assert kinds.count("resource") == 2


def test_an_unchanged_page_is_a_revisit_of_the_earlier_record(
    keep: Keep, night: datetime, every_kind: Events
) -> None:
    first = keep(every_kind(night))
    originals = Archive(BytesIO(archived(first)[0]), "first").records
    at = night + timedelta(days=1)
    archive, done = archived(keep(every_kind(at), at))
    records = Archive(BytesIO(archive), "archive").records
    home = next(line for line in done.trace if line.get("url") == "http://www.czt.example/")
    revisit = records[home["response"]["record"]].fields
    original = records[home["response"]["payload"]].fields
    assert revisit["WARC-Type"] == "revisit"
    assert revisit["WARC-Date"].startswith("2017-08-02")
    assert revisit["WARC-Refers-To"] == original["WARC-Record-ID"] in originals
    assert revisit["WARC-Refers-To-Target-URI"] == original["WARC-Target-URI"]
    assert revisit["WARC-Refers-To-Date"] == original["WARC-Date"]
    assert original["WARC-Date"].startswith("2017-08-01")


def test_the_same_visit_gives_the_same_archive(keep: Keep, night: datetime, every_kind: Events) -> None:
    visit = keep(every_kind(night))
    assert archived(visit) == archived(visit)


def test_the_archive_is_sound_for_other_programs(
    keep: Keep, night: datetime, every_kind: Events, tmp_path: Path
) -> None:
    keep(every_kind(night))
    at = night + timedelta(days=1)
    path = tmp_path / "archive.warc.gz"
    path.write_bytes(archived(keep(every_kind(at), at))[0])
    warcio = Path(sys.executable).with_name("warcio")
    checked = subprocess.run([warcio, "check", "-v", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert "fail" not in checked.stdout
    assert checked.stdout.count("digest pass") > 20


def test_what_was_posted_is_not_found_by_its_address_alone(
    keep: Keep, night: datetime, every_kind: Events
) -> None:
    _, done = archived(keep(every_kind(night)))
    found = {each.url for each in done.captures}
    assert "http://www.czt.example/p5.html" not in found
    assert "http://www.czt.example/api" not in found
    assert "http://www.czt.example/p1.html" in found
    assert "urn:fullPage:http://www.czt.example/app#/list" in found


def test_a_damaged_pack_is_named(keep: Keep, night: datetime, every_kind: Events, tmp_path: Path) -> None:
    visit = keep(every_kind(night))
    (pack,) = tmp_path.rglob("*.warc.gz")
    sound = bytearray(pack.read_bytes())
    kept = visit.told[0].kept
    assert isinstance(kept, KeptExchange)
    assert kept.body
    sound[kept.body.place.offset + 40] ^= 1
    pack.write_bytes(sound)
    with pytest.raises(CaptureDamaged, match=str(pack)):
        archived(visit)


def test_a_changed_trace_is_an_error_that_names_the_line(
    keep: Keep, night: datetime, every_kind: Events
) -> None:
    archive, done = archived(keep(every_kind(night)))
    done.trace[3]["response"] = {"record": "<urn:uuid:none>"}
    with pytest.raises(PackageDamaged, match="there is no record <urn:uuid:none>"):
        packaged(archive, done)


def test_an_archive_that_breaks_off_is_an_error(keep: Keep, night: datetime, every_kind: Events) -> None:
    archive, _ = archived(keep(every_kind(night)))
    whole = Archive(BytesIO(archive), "whole").records
    ends = {each.offset for each in whole.values()}
    for length in range(len(archive) - 1, 0, -97):
        if length not in ends:
            with pytest.raises(PackageDamaged, match="archive/czt"):
                Archive(BytesIO(archive[:length]), "archive/czt.warc.gz")
