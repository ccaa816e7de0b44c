"""Is a visit given back as it was handed over, and an unchanged night written in next to nothing?"""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from domain.captures import (
    Body,
    BrowserResponse,
    ClockState,
    Connection,
    Event,
    Exchange,
    Rendering,
    Response,
    Truncation,
    VisitBegun,
    VisitEnded,
)
from domain.crawl import CrawlTarget
from domain.reach import FailureKind
from domain.units import Unit, UnitKind
from evidence.captures.errors import CaptureDamaged, CaptureError
from evidence.captures.kept import KeptExchange
from evidence.captures.store import CaptureStore
from evidence.captures.visit import Visit

NIGHT = datetime(2017, 8, 1, 1, 0, 0, 250_000, tzinfo=UTC)
CONNECTION = Connection(
    host="www.czt.example",
    port=443,
    resolved=("192.0.2.7",),
    peer="192.0.2.7",
    certificates=(b"leaf", b"root"),
)

Keep = Callable[..., Visit]


def begun(at: datetime, unit_id: str = "czt") -> VisitBegun:
    unit = Unit(
        id=unit_id, name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url="http://www.czt.example/"
    )
    target = CrawlTarget(unit=unit, subjects=frozenset({"ppp", "budget", "debt"}), since=date(2016, 1, 1))
    return VisitBegun(
        target=target,
        crawl_began=at,
        options={"portal_pages": 300, "user_agent": "Mingcha/0.1"},
        software="Mingcha/0.1",
        clock=ClockState(at=at, synchronised=True, error=0.01),
    )


def exchange(
    number: int, at: datetime, body: bytes = b"<html>", *, head: str = "", **changes: object
) -> Exchange:
    when = at + timedelta(microseconds=100_003 * number)
    lines = (
        f"HTTP/1.1 200 OK\r\nDate: {when:%a, %d %b %Y %H:%M:%S} GMT\r\nContent-Type: text/html\r\n{head}\r\n"
    )
    exchange = Exchange(
        began=2 * number,
        ended=2 * number + 1,
        method="GET",
        url=f"http://www.czt.example/p{number}.html",
        at=when,
        seconds=0.050_017,
        request=f"GET /p{number}.html HTTP/1.1\r\nHost: www.czt.example\r\n\r\n".encode(),
        response=Response(head=lines.encode("latin-1"), payload=Body.of(body)),
        connection=CONNECTION,
    )
    return replace(exchange, **changes)  # type: ignore[arg-type]


def page(number: int, *, size: int = 4000) -> bytes:
    """A page that packs about as well as real ones do."""
    words = (f"{(number * 7919 + k * 104729) % 99991:05d}公开" for k in range(size // 11))
    return f"<html><title>第{number}页</title>{' '.join(words)}".encode()


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    def keep(events: Sequence[Event], at: datetime = NIGHT, unit_id: str = "czt") -> Visit:
        store = CaptureStore(tmp_path)
        writer = store.begin(begun(at, unit_id))
        for each in events:
            if isinstance(each, Rendering):
                writer.rendered(each)
            else:
                writer.exchanged(each)
        ref = writer.seal(
            VisitEnded(clock=ClockState(at=at + timedelta(minutes=5)), other_hosts=("a.czt.example",))
        )
        return store.visit(ref.id, digest=ref.digest)

    return keep


def rendering(number: int, at: datetime, dom: bytes, picture: bytes | None = b"\x89PNG picture") -> Rendering:
    return Rendering(
        began=2 * number,
        ended=2 * number + 1,
        url="http://www.czt.example/app",
        at=at + timedelta(seconds=number),
        seconds=1.5,
        final_url="http://www.czt.example/app#/list",
        status=200,
        headers=(("content-type", "text/html"),),
        dom=Body.of(dom),
        screenshot=Body.of(picture) if picture else None,
        screenshot_type="image/png" if picture else "",
        seen=(
            BrowserResponse(
                url="http://www.czt.example/app.js",
                method="GET",
                status=200,
                headers=(("content-type", "text/javascript"),),
                body=Body.of(b"draw()"),
            ),
        ),
    )


def night(at: datetime, pages: int = 40) -> list[Event]:
    return [exchange(number, at, page(number)) for number in range(pages)]


def read(events: Sequence[Event]) -> list[object]:
    """Events with their bytes."""
    return [
        (
            each,
            each.response and each.response.payload.read()
            if isinstance(each, Exchange)
            else (
                each.dom and each.dom.read(),
                each.screenshot and each.screenshot.read(),
                [one.body.read() for one in each.seen],
            ),
        )
        for each in events
    ]


def sizes(root: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in root.rglob("*") if path.is_file()}


def test_a_visit_is_given_back_as_it_was(keep: Keep) -> None:
    chunked = Response(
        head=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        payload=Body.of(b"hello world"),
        framed=b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n",
    )
    events: list[Event] = [
        exchange(0, NIGHT, page(0)),
        exchange(1, NIGHT, response=chunked),
        exchange(2, NIGHT, b"", head="X-Odd: caf\xe9\r\n"),
        exchange(3, NIGHT, response=None, failure=FailureKind.TIMEOUT, detail="no answer", request=b""),
        exchange(
            4,
            NIGHT,
            response=replace(chunked, truncated=Truncation.LENGTH),
            failure=FailureKind.TOO_LARGE,
            http_status=200,
        ),
        exchange(5, NIGHT, connection=None, method="POST", request=b"POST / HTTP/1.1\r\n\r\nkey=\xd6\xd0"),
        rendering(6, NIGHT, b"<html>drawn</html>"),
        Rendering(
            began=14,
            ended=15,
            url="http://x/",
            at=NIGHT,
            seconds=0.0,
            failure=FailureKind.RENDER_FAILED,
            detail="?",
        ),
    ]
    visit = keep(events)
    whole = [
        replace(each, response=replace(each.response, framed=None))
        if isinstance(each, Exchange) and each.response
        else each
        for each in events
    ]
    assert read(visit.events) == read(whole)
    assert visit.begun == begun(NIGHT)
    assert visit.ended.other_hosts == ("a.czt.example",)
    assert visit.connections == (CONNECTION,)


def test_packs_are_sound_for_other_programs(keep: Keep, tmp_path: Path) -> None:
    keep([*night(NIGHT, 5), rendering(9, NIGHT, b"<html>")])
    (pack,) = tmp_path.rglob("*.warc.gz")
    warcio = Path(sys.executable).with_name("warcio")
    checked = subprocess.run([warcio, "check", "-v", pack], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("digest pass") == 5 + 5 + 3 + 1
    assert "fail" not in checked.stdout


def test_an_unchanged_night_adds_next_to_nothing(keep: Keep, tmp_path: Path) -> None:
    keep(night(NIGHT))
    full = sum(sizes(tmp_path).values())
    for nights in range(1, 4):
        at = NIGHT + timedelta(days=nights, microseconds=137_211 * nights)
        before = sum(sizes(tmp_path).values())
        again = keep(night(at), at)
        added = sum(sizes(tmp_path).values()) - before
        assert read(again.events) == read(night(at))
        assert added < 0.02 * full
    assert len(list(tmp_path.rglob("*.warc.gz"))) == 1


def test_only_what_changed_is_written_again(keep: Keep, tmp_path: Path) -> None:
    keep(night(NIGHT))
    before = sizes(tmp_path)
    at = NIGHT + timedelta(days=1)
    changed = [*night(at)[:-1], exchange(39, at, b"<html>new</html>", head="Set-Cookie: a=1\r\n")]
    again = keep(changed, at)
    new = {name: size for name, size in sizes(tmp_path).items() if name not in before}
    assert read(again.events) == read(changed)
    (pack,) = [tmp_path / "visits" / "czt" / name for name in new if name.endswith(".warc.gz")]
    assert gzip.decompress(pack.read_bytes()).count(b"WARC-Type: response") == 1


def test_a_year_of_nights_is_no_chain(keep: Keep, tmp_path: Path) -> None:
    """The last night refers to where each page was new, whatever number of nights lies between."""
    events = night(NIGHT, 6)
    for nights in range(1, 30):
        at = NIGHT + timedelta(days=nights)
        events = [
            exchange(number, at, page(number + (100 * nights if number == 0 else 0))) for number in range(6)
        ]
        visit = keep(events, at)
    assert read(visit.events) == read(events)
    names = [path.name for path in sorted(tmp_path.rglob("*.journal.gz"))]
    for name in names[1:-1]:
        (tmp_path / "visits" / "czt" / name).unlink()
    assert CaptureStore(tmp_path).visit(visit.name).begun == begun(NIGHT + timedelta(days=29))
    assert len(read(CaptureStore(tmp_path).visit(visit.name).events)) == 6


def test_a_tree_that_is_known_needs_no_second_picture(keep: Keep, tmp_path: Path) -> None:
    keep([rendering(0, NIGHT, b"<html>drawn</html>", b"picture")])
    at = NIGHT + timedelta(days=1)
    writer = CaptureStore(tmp_path).begin(begun(at))
    tree = Body.of(b"<html>drawn</html>")
    assert writer.picture_of(tree.digest)
    assert not writer.picture_of(Body.of(b"<html>other</html>").digest)
    writer.discard()
    visit = keep([rendering(0, at, b"<html>drawn</html>", None)], at)
    (shown,) = visit.events
    assert isinstance(shown, Rendering)
    assert shown.screenshot
    assert shown.screenshot.read() == b"picture"
    assert shown.screenshot_type == "image/png"


def test_who_dies_in_mid_visit_leaves_no_visit(keep: Keep, tmp_path: Path) -> None:
    first = keep(night(NIGHT, 3))
    at = NIGHT + timedelta(days=1)
    writer = CaptureStore(tmp_path).begin(begun(at))
    writer.exchanged(exchange(0, at, b"new"))
    del writer
    store = CaptureStore(tmp_path)
    assert list(store.visits()) == [first.name]
    last = store.last("czt")
    assert last is not None
    assert last.name == first.name


def test_a_visit_discarded_is_gone(tmp_path: Path) -> None:
    writer = CaptureStore(tmp_path).begin(begun(NIGHT))
    writer.exchanged(exchange(0, NIGHT))
    writer.discard()
    writer.discard()
    assert sizes(tmp_path) == {}


def test_a_sealed_visit_is_not_discarded(keep: Keep, tmp_path: Path) -> None:
    writer = CaptureStore(tmp_path).begin(begun(NIGHT))
    writer.exchanged(exchange(0, NIGHT))
    ref = writer.seal(VisitEnded(clock=ClockState(at=NIGHT)))
    writer.discard()
    assert len(CaptureStore(tmp_path).visit(ref.id).events) == 1


@pytest.mark.parametrize("suffix", [".journal.gz", ".warc.gz"])
def test_a_changed_byte_is_found_and_its_file_named(keep: Keep, tmp_path: Path, suffix: str) -> None:
    visit = keep([*night(NIGHT, 3), rendering(5, NIGHT, b"<html>drawn</html>")])
    (path,) = tmp_path.rglob(f"*{suffix}")
    sound = path.read_bytes()
    for position in range(0, len(sound), 7):
        changed = bytearray(sound)
        changed[position] ^= 1 << position % 8
        path.write_bytes(changed)
        with pytest.raises(CaptureError) as error:
            CaptureStore(tmp_path).visit(visit.name, digest=visit.ref.digest).check_pack()
        assert str(path) in str(error.value)


def test_bytes_are_held_against_their_digest_when_they_are_read(keep: Keep, tmp_path: Path) -> None:
    """Also without the digest of the whole pack, which is long."""
    visit = keep(night(NIGHT, 1))
    (path,) = tmp_path.rglob("*.warc.gz")
    sound, last = path.read_bytes(), visit.told[0].kept
    assert isinstance(last, KeptExchange)
    assert last.body
    place = last.body.place
    for position in range(place.offset + 12, place.offset + place.length, 5):
        changed = bytearray(sound)
        changed[position] ^= 0x10
        path.write_bytes(changed)
        with pytest.raises(CaptureDamaged, match=f"at byte {place.offset}"):
            read(CaptureStore(tmp_path).visit(visit.name).events)


@pytest.mark.parametrize("unit_id", ["..", ".", "a/b", "单位" * 80, "a\x00b", "con", "~"])
def test_any_unit_id_is_a_folder_of_its_own(keep: Keep, tmp_path: Path, unit_id: str) -> None:
    keep(night(NIGHT, 1), NIGHT, unit_id)
    keep(night(NIGHT, 1), NIGHT, "other")
    assert {path.parent.parent for path in tmp_path.rglob("*.journal.gz")} == {tmp_path / "visits"}
    assert len(list(CaptureStore(tmp_path).visits())) == 2
    last = CaptureStore(tmp_path).last(unit_id)
    assert last is not None
    assert last.begun.target.unit.id == unit_id


@pytest.mark.parametrize(
    "name", ["../../etc/20170801T010000250000Z", "czt/../x", "", "czt/20170801T010000250001Z"]
)
def test_a_visit_that_is_not_there_is_an_error(keep: Keep, tmp_path: Path, name: str) -> None:
    keep(night(NIGHT, 1))
    with pytest.raises(CaptureError, match="no such visit"):
        CaptureStore(tmp_path).visit(name)


def test_a_damaged_visit_is_nothing_to_build_on(keep: Keep, tmp_path: Path) -> None:
    keep(night(NIGHT, 3))
    at = NIGHT + timedelta(days=1)
    keep(night(at, 3), at)
    (tmp_path / "visits" / "czt" / "20170802T010000250000Z.journal.gz").write_bytes(b"broken")
    at = NIGHT + timedelta(days=2)
    visit = keep(night(at, 3), at)
    assert read(visit.events) == read(night(at, 3))
    assert visit.bases == ("czt/20170801T010000250000Z",)


def test_a_journal_that_refers_in_a_circle_is_damaged(keep: Keep, tmp_path: Path) -> None:
    keep(night(NIGHT, 2))
    at = NIGHT + timedelta(days=1)
    visit = keep(night(at, 2), at)
    value = json.loads(gzip.decompress(visit.path.read_bytes()))
    value["bases"] = [visit.name]
    visit.path.write_bytes(gzip.compress(json.dumps(value).encode()))
    with pytest.raises(CaptureDamaged, match="is not the journal that"):
        _ = CaptureStore(tmp_path).visit(visit.name).events


def test_a_journal_vouches_for_those_it_is_read_with(keep: Keep, tmp_path: Path) -> None:
    """Exchanged for another sound one, an earlier journal is refused: the newest is enough to name them all."""
    first = keep(night(NIGHT, 2))
    at = NIGHT + timedelta(days=1)
    again = keep(night(at, 2), at)
    assert again.tellers == (first.name,)
    value = json.loads(gzip.decompress(first.path.read_bytes()))
    value["rows"][0]["h"] = value["rows"][0]["h"].replace("200 OK", "404 Not Found")
    first.path.write_bytes(gzip.compress(json.dumps(value).encode()))
    assert CaptureStore(tmp_path).visit(first.name).events
    with pytest.raises(CaptureDamaged, match="is not the journal that"):
        _ = CaptureStore(tmp_path).visit(again.name).events
