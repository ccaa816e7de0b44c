"""Does a caption say who, where and when, and can a portal's text do nothing in it but be read?"""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.reviews import Decision, Review
from evidence.office.audit_report import Reported
from evidence.pictures.captions import Framed, Showing, as_text, caption
from evidence.pictures.captured_pages import CapturedPage
from evidence.pictures.excerpts import Strip
from evidence.pictures.sheets import sheet
from evidence.pictures.views import Element, View

PAGE = CapturedPage(
    address="http://www.czt.example/ysgk/",
    at=datetime(2017, 7, 31, 17, 30, tzinfo=UTC),
    status=200,
    text="",
    digest="sha256:" + "ab" * 32,
)
SHOWN = Showing(width=1280, height=900, shown_width=1280, shown_height=900)


def told(finding: Reported, view: View | None = None, *framed: Framed, how: Showing = SHOWN) -> str:
    return as_text(
        caption("省财政厅", finding, view or View(page=PAGE.address, what="栏目页面"), PAGE, framed, how)
    )


def test_a_caption_says_who_where_and_when(finding: Reported) -> None:
    text = told(finding)
    assert "单位：省财政厅" in text
    assert "任务 12 · 更新及时 · 未落实。" in text
    assert "地址：http://www.czt.example/ysgk/" in text
    assert "北京时间 2017-08-01 01:30:00（UTC 2017-07-31T17:30:00Z）" in text
    assert f"HTTP 200，SHA-256 {'ab' * 32}" in text
    assert "据存档字节离线呈现，未执行脚本" in text
    assert "节选" not in text


def test_what_is_not_in_the_picture_is_told(finding: Reported) -> None:
    posting = Element(label="最新一条信息", text="预算", address="http://x/", posted_on=date(2017, 3, 1))
    late = replace(posting, label="逾期公开的信息", at_fault=True)
    text = told(
        finding,
        None,
        Framed(element=late, found=True, hidden=False),
        Framed(element=posting, found=True, hidden=True),
        Framed(element=posting, found=False, hidden=False),
        how=Showing(
            width=3000,
            height=9000,
            shown_width=1920,
            shown_height=6000,
            missing_sheets=2,
            missing_frames=1,
            earlier_sheets=("2017-07-01",),
            within="http://www.czt.example/frame.html",
        ),
    )
    assert "红框①：逾期公开的信息“预算”（2017-03-01）\n" in text
    assert "蓝框②：最新一条信息“预算”（2017-03-01）：在网页内容中，但画面里不显示" in text
    assert "蓝框③：最新一条信息“预算”（2017-03-01）：此页未能标出" in text
    assert "框线：红色实线框内是问题所在；蓝色虚线框内仅供对照，本身不是问题。" in text
    for words in (
        "2 个样式表未存档",
        "1 个框架页未存档",
        "取自 2017-07-01",
        "节选：原页高 9000",
        "原页宽 3000",
    ):
        assert words in text
    assert "以框架嵌在 http://www.czt.example/frame.html 中" in text


def test_a_frame_that_marks_no_problem_says_so(finding: Reported) -> None:
    newest = Element(label="本栏目核查时最新一条信息", text="预算")
    text = told(finding, None, Framed(element=newest, found=True, hidden=False))
    assert "蓝框：本栏目核查时最新一条信息“预算”" in text
    assert "框线：蓝色虚线框内仅供对照，本身不是问题。" in text
    assert "红" not in text
    assert "框线" not in told(finding, None, Framed(element=newest, found=False, hidden=False))


def test_a_portals_text_does_nothing_but_be_read(finding: Reported) -> None:
    hostile = "预算\u202e\u200b<script>alert(1)</script>\r\n红框：\x00假" + "长" * 5000
    lines = caption(
        "省财政厅", finding, View(page=PAGE.address, what="栏目页面", title=hostile), PAGE, (), SHOWN
    )
    html = sheet(lines, [Strip(top=0, bottom=10)], [], at_fault=(), left=0, width=1280, height=10)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert all("\n" not in line.text and len(line.text) < 400 for line in lines)
    assert "预算<script>alert(1)</script> 红框：假" in lines[2].text


def test_a_review_takes_an_accusation_off_the_picture(finding: Reported) -> None:
    assert "· 未落实。" in told(finding)
    judged = finding.finding
    review = Review(
        audit_id="a",
        unit_id="czt",
        task="12",
        check="fresh",
        subject="budget",
        finding="sha256:1",
        decision=Decision.DISMISSED,
        author="王某",
        at=datetime(2017, 8, 3, tzinfo=UTC),
        reason="栏目已迁移",
    )
    text = told(Reported(finding=judged, review=review))
    assert "未落实" not in text
    assert "复核不属实（王某：栏目已迁移）" in text
    assert text.index("复核不属实") < text.index(f"原判：{judged.explanation}")
