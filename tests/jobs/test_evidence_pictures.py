"""Does a finding get pictures of what a captured visit saw, packed bodies and all?"""

import gzip
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.captures import Body, ClockState, Exchange, VisitEnded
from domain.columns import ColumnSeen, ColumnStatus
from domain.coverage import Coverage
from domain.observations import PortalFacts
from domain.pages import DateConfidence, DateSource, ReadDate
from domain.postings import PostingSeen
from domain.reach import Reach, ReachStatus
from domain.subjects import Grade, Surface
from evidence.captures.store import CaptureStore
from evidence.captures.visit import Visit
from evidence.office.audit_report import Reported
from evidence.pictures.views import NoPicture, Picture
from jobs.evidence_pictures import pages_of, picture_taker, pictures_of
from tests.small_portal import HOME, answered, finding, visit_begun

pytestmark = pytest.mark.e2e

AT = datetime(2017, 8, 1, 1, tzinfo=UTC)
LIST = '<link rel="stylesheet" href="/a.css"><ul><li><a href="t1.html">2017年部门预算</a> 2017-03-01'
FACTS = PortalFacts(
    unit_id="czt",
    reach=Reach(id="obs:reach/1/czt", status=ReachStatus.OK, home_url=HOME),
    coverage=Coverage(home=True),
    columns=(
        ColumnSeen(
            id="obs:column/1",
            subject="budget",
            url=f"{HOME}ysgk/",
            title="预算公开",
            grade=Grade.EXACT,
            surface=Surface.TEXT,
            found_on=HOME,
            status=ColumnStatus.OK,
        ),
    ),
    postings=(
        PostingSeen(
            id="obs:posting/1",
            title="2017年部门预算",
            url=f"{HOME}ysgk/t1.html",
            published=ReadDate(on=date(2017, 3, 1), source=DateSource.LIST, confidence=DateConfidence.HIGH),
            columns=("obs:column/1",),
        ),
    ),
)
STALE = Reported(finding=finding(("obs:reach/1/czt", "obs:column/1", "obs:posting/1")))


def visit(root: Path, at: datetime, **pages: bytes) -> Visit:
    """A sealed visit of pages by path."""
    store = CaptureStore(root)
    writer = store.begin(visit_begun(at))
    for number, (path, body) in enumerate(pages.items()):
        kind = b"text/css" if path.endswith(".css") else b"text/html"
        head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Encoding: gzip\r\n\r\n" % kind
        writer.exchanged(answered(number, path, gzip.compress(body, mtime=0), at, head=head))
    ref = writer.seal(VisitEnded(clock=ClockState(at=at)))
    return store.visit(ref.id, digest=ref.digest)


def test_a_finding_gets_pictures_of_what_was_captured(tmp_path: Path) -> None:
    before = visit(tmp_path, AT.replace(month=7), **{"a.css": b"ul { color: blue }"})
    after = visit(tmp_path, AT, **{"ysgk/": LIST.encode("gb18030")})
    with picture_taker(tmp_path) as taker:
        plain, entrance = pictures_of(taker, STALE, FACTS, pages_of(after), unit_name="省财政厅")
        styled, _ = pictures_of(taker, STALE, FACTS, pages_of(after, earlier=before), unit_name="省财政厅")
        again, _ = pictures_of(taker, STALE, FACTS, pages_of(after), unit_name="省财政厅")
    assert isinstance(plain, Picture)
    assert plain.address == f"{HOME}ysgk/"
    assert plain.at == AT
    assert "蓝框：结论所依据的信息（本栏目最新一条）“2017年部门预算”（2017-03-01）\n" in plain.caption
    assert entrance == NoPicture(address=HOME, what="栏目入口所在页面", reason="存档中没有该地址的网页")
    assert isinstance(styled, Picture)
    assert "部分样式表取自 2017-07-01 的存档" in styled.caption
    assert again == plain
    assert {path.read_bytes() for path in tmp_path.rglob("*.png")} == {plain.png, styled.png}


def test_a_body_that_is_not_what_its_head_says_is_no_page(tmp_path: Path) -> None:
    after = visit(tmp_path, AT, **{"ysgk/": b"x"})
    events = [
        replace(each, response=replace(each.response, payload=Body.of(b"\x1f\x8bbroken")))
        for each in after.events
        if isinstance(each, Exchange) and each.response
    ]
    assert pages_of(after).page(f"{HOME}ysgk/") is not None

    class Broken:
        ref, begun, ended = after.ref, after.begun, after.ended

        @property
        def events(self) -> list[Exchange]:
            return events

    assert pages_of(Broken()).page(f"{HOME}ysgk/") is None
