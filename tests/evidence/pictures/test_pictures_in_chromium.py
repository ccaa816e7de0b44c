"""Does a real browser show captured pages as they were: framed, readable, always alike, and without any network?"""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFile

from domain.captures import Exchange
from evidence.office.audit_report import Reported
from evidence.pictures.captured_pages import CapturedPage, CapturedPages
from evidence.pictures.excerpts import MOST_HEIGHT
from evidence.pictures.offline_browser import OfflineBrowser
from evidence.pictures.sheets import GUTTER
from evidence.pictures.shots import Shot, shoot
from evidence.pictures.taking import PictureTaker
from evidence.pictures.views import Element, NoPicture, Picture, Pictured, Region, SamePicture, View

pytestmark = pytest.mark.e2e

HOME = "http://www.czt.example/"
LIST = HOME + "ysgk/index.html"
POSTING = Element(
    label="最新信息", text="2017年部门预算公开", address=HOME + "ysgk/t1.html", posted_on=date(2017, 3, 1)
)
ROWS = """<ul><li><a href="t0.html">2016年部门决算公开</a> <span>2016-09-01</span></li>
<li><a href="t1.html">2017年部门预算公开</a> <span>03-01</span></li></ul>"""
RED, BLUE = (224, 0, 0), (11, 87, 208)

Captured = Callable[..., CapturedPages]
Kept = Callable[..., Exchange]


@pytest.fixture
def listening() -> Iterator[tuple[str, list[bytes]]]:
    """A server that must see nothing: its address, and what reached it."""
    reached: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                reached.append(connection.recv(100))
                connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"127.0.0.1:{server.getsockname()[1]}", reached
        finally:
            over.set()
            thread.join()


@pytest.fixture
def take(taker: PictureTaker, finding: Reported) -> Callable[..., Picture]:
    def take(pages: CapturedPages, *elements: Element, page: str = LIST, anywhere: bool = False) -> Picture:
        view = View(page=page, what="栏目页面", title="预算公开", elements=elements, anywhere=anywhere)
        (picture,) = taker.pictures(finding, [view], pages, unit_name="省财政厅")
        assert isinstance(picture, Picture), picture
        return picture

    return take


Take = Callable[..., Picture]


def shot(browser: OfflineBrowser, html: str, *elements: Element, address: str = LIST) -> Shot:
    pages = CapturedPages([], journal="", unpack=lambda body, _: body)
    page = CapturedPage(address=address, at=None, status=200, text=html, digest="")  # type: ignore[arg-type]
    return shoot(browser, page, elements, pages)


def image(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def frames(picture: Picture) -> tuple[int, int, int, int]:
    """The rectangle around all that is framed on the page as no problem."""
    box = around(picture, BLUE)
    assert box is not None
    return box


def around(picture: Picture, colour: tuple[int, int, int]) -> tuple[int, int, int, int] | None:
    """The rectangle around all that is of a frame's colour on the page."""
    whole = image(picture.png)
    page = whole.crop((GUTTER, 0, whole.width, whole.height))
    alike = ImageChops.difference(page, Image.new("RGB", page.size, colour))
    return alike.convert("L").point(lambda value: 255 if value < 8 else 0).getbbox()


def test_the_newest_posting_is_framed_with_its_date(take: Take, captured: Captured) -> None:
    html = f'<body style="margin:0"><div style="position:absolute;left:100px;top:500px">{ROWS}</div>'
    picture = take(captured(**{LIST: html}), POSTING)
    assert around(picture, RED) is None
    left, top, right, bottom = frames(picture)
    caption_height = image(picture.png).height - 900
    assert 130 < left < 145
    assert 150 < right - left < 400
    assert 520 + caption_height < top < bottom < 570 + caption_height
    assert "蓝框：最新信息“2017年部门预算公开”（2017-03-01）\n" in picture.caption
    assert picture.address == LIST
    assert picture.name.endswith(".png")


def test_only_what_is_at_fault_is_framed_red(take: Take, captured: Captured) -> None:
    picture = take(captured(**{LIST: ROWS}), replace(POSTING, label="逾期公开的信息", at_fault=True))
    assert around(picture, RED) is not None
    assert around(picture, BLUE) is None
    assert "红框：逾期公开的信息“2017年部门预算公开”（2017-03-01）\n" in picture.caption


def test_the_same_view_is_shown_once_in_a_document(
    taker: PictureTaker, captured: Captured, finding: Reported
) -> None:
    refused, other = View(page=LIST, what="服务器返回的页面"), View(page=LIST, what="首页")
    shown: dict[View, str] = {}
    pages = captured(**{LIST: "<p>请稍候"})
    (first,) = taker.pictures(finding, [refused], pages, unit_name="省财政厅", shown=shown)
    again = Reported(finding=replace(finding.finding, task=13))
    same, new = taker.pictures(again, [refused, other], pages, unit_name="省财政厅", shown=shown)
    assert isinstance(first, Picture)
    assert same == SamePicture(name=first.name, what="服务器返回的页面")
    assert isinstance(new, Picture)


def test_the_frame_changes_nothing_of_the_page(browser: OfflineBrowser) -> None:
    plain, framed = shot(browser, ROWS), shot(browser, ROWS, POSTING)
    assert framed.found
    assert plain.images == framed.images


def test_nothing_leaves_the_machine_and_no_script_runs(
    take: Take, captured: Captured, listening: tuple[str, list[bytes]]
) -> None:
    there, reached = listening
    html = f"""<html><head><link rel="preconnect" href="http://{there}/"><link rel="dns-prefetch" href="//{there}">
    <link rel="prefetch" href="http://{there}/p"><link rel="stylesheet" href="http://{there}/s.css">
    <link rel="icon" href="http://{there}/favicon.ico"><meta http-equiv="refresh" content="0;url=http://{there}/refresh">
    <style>@import url(http://{there}/i.css); @font-face {{ font-family: x; src: url(http://{there}/f.woff) }}
    p {{ font-family: x; background: url(http://{there}/b.png) }}</style>
    <script src="http://{there}/a.js"></script><script>new Image().src = "http://{there}/js"; document.title = "ran"</script>
    </head><body onload="location='http://{there}/onload'"><p>文字</p>{ROWS}<img src="http://{there}/i.png" onerror="location=1">
    <iframe src="http://{there}/frame"></iframe><object data="http://{there}/o.swf"></object><embed src="http://{there}/e">
    <video src="http://{there}/v.mp4" autoplay></video><form action="http://{there}/form"><input autofocus></form>
    <a href="http://{there}/ping" ping="http://{there}/ping">x</a><svg><image href="http://{there}/svg.png"/></svg>"""
    picture = take(captured(**{LIST: html}), POSTING)
    assert reached == []
    assert "2 个样式表未存档" in picture.caption
    assert "框架页未存档" in picture.caption


def test_a_page_is_read_by_its_bytes_and_not_by_what_it_declares(take: Take, captured: Captured) -> None:
    lying = f'<meta charset="utf-8"><title>预算</title>{ROWS}'.encode("gb18030")
    right = f'<meta charset="utf-8"><title>预算</title>{ROWS}'
    shown = [take(captured(**{LIST: each}), POSTING) for each in (lying, right)]
    assert frames(shown[0]) == frames(shown[1])


@pytest.mark.parametrize("family", ["宋体", "SimSun", "微软雅黑", "Microsoft YaHei", "仿宋_GB2312", "serif"])
def test_chinese_is_shown_in_characters_and_not_in_boxes(browser: OfflineBrowser, family: str) -> None:
    # The boxes that stand for characters without a font are all alike.
    drawn: set[bytes] = set()
    for character in "预算公开𠮷":
        html = f"<body style=\"margin:0;font:60px '{family}'\">{character}"
        glyph = image(shot(browser, html).images[0]).crop((0, 0, 80, 110))
        assert min(glyph.convert("L").tobytes()) < 100
        drawn.add(glyph.tobytes())
    assert len(drawn) == 5


def test_characters_have_their_mainland_forms(browser: OfflineBrowser) -> None:
    silent, told = (
        shot(browser, f'<html {lang}><body style="font:80px SimSun">直骨门角').images[0]
        for lang in ("", 'lang="zh-CN"')
    )
    assert silent == told


def test_the_same_page_gives_the_same_bytes(
    chromium: str, tmp_path: Path, captured: Captured, finding: Reported
) -> None:
    html = f"""<style>@keyframes run {{ from {{ margin-left: 0 }} to {{ margin-left: 300px }} }}
    p {{ animation: run 1s infinite alternate }}</style><marquee>滚动的通知公告</marquee><p>动画</p>
    <input autofocus value="光标"><video controls></video>{ROWS}"""
    view = View(page=LIST, what="栏目页面", elements=(POSTING,))
    made: list[Pictured] = []
    for number in range(3):
        with PictureTaker(tmp_path / str(number), chromium=chromium) as taker:
            made += taker.pictures(finding, [view], captured(**{LIST: html}), unit_name="省财政厅")
    assert made[0] == made[1] == made[2]


def test_a_picture_that_was_made_needs_no_browser(
    chromium: str, tmp_path: Path, captured: Captured, finding: Reported, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages, view = captured(**{LIST: ROWS}), View(page=LIST, what="栏目页面", elements=(POSTING,))
    with PictureTaker(tmp_path, chromium=chromium) as taker:
        made = taker.pictures(finding, [view], pages, unit_name="省财政厅")
    with PictureTaker(tmp_path, chromium="/no/chromium") as taker:
        assert taker.pictures(finding, [view], pages, unit_name="省财政厅") == made
        (other,) = taker.pictures(
            Reported(finding=replace(finding.finding, explanation="另一结论")),
            [view],
            pages,
            unit_name="省财政厅",
        )
    assert isinstance(other, NoPicture)
    assert "Chromium" in other.reason
    (path,) = tmp_path.rglob("*.png")
    path.write_bytes(path.read_bytes()[:-200])
    # As any library may, for the whole process.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with PictureTaker(tmp_path, chromium=chromium) as taker:
        assert taker.pictures(finding, [view], pages, unit_name="省财政厅") == made


def test_what_was_not_captured_has_no_picture(
    taker: PictureTaker, captured: Captured, finding: Reported
) -> None:
    (none,) = taker.pictures(finding, [View(page=HOME, what="首页")], captured(), unit_name="省财政厅")
    assert none == NoPicture(address=HOME, what="首页", reason="存档中没有该地址的网页")


def test_a_very_long_page_is_shown_in_parts_with_the_frame_in_them(take: Take, captured: Captured) -> None:
    html = f'<div style="height:30000px">顶</div>{ROWS}<div style="height:30000px">底</div>'
    picture = take(captured(**{LIST: html}), POSTING)
    assert image(picture.png).height < MOST_HEIGHT + 1000
    assert frames(picture)[1] > 800
    assert "节选：原页高 60" in picture.caption


def test_a_page_without_end_is_bounded(take: Take, captured: Captured) -> None:
    picture = take(captured(**{LIST: '<div style="height:1e9px;width:1e7px">很长</div>'}))
    assert image(picture.png).height < MOST_HEIGHT + 1000
    assert image(picture.png).width < 2000


def test_a_very_wide_table_is_shown_where_the_posting_is(take: Take, captured: Captured) -> None:
    cells = "".join(f"<td style='min-width:400px'>第{number}列" for number in range(20))
    picture = take(
        captured(**{LIST: f"<table><tr>{cells}<td style='min-width:700px'>{ROWS}</table>"}), POSTING
    )
    assert frames(picture)[2] <= 1920
    assert "左右未全部显示" in picture.caption


def test_a_posting_in_a_frame_is_shown_with_the_frames_own_page(take: Take, captured: Captured) -> None:
    pages = captured(**{LIST: '<h1>栏目</h1><iframe src="rows.html">', HOME + "ysgk/rows.html": ROWS})
    picture = take(pages, POSTING)
    assert picture.address == HOME + "ysgk/rows.html"
    assert f"以框架嵌在 {LIST} 中" in picture.caption


def test_a_posting_of_a_later_page_is_shown_there(take: Take, captured: Captured) -> None:
    rows = ROWS.replace("t1.html", "t20170301_1.html")
    posting = replace(POSTING, address=HOME + "ysgk/t20170301_1.html")
    pages = captured(**{LIST: "<p>第一页</p>", HOME + "ysgk/index_2.html": rows})
    assert take(pages, posting, anywhere=True).address == HOME + "ysgk/index_2.html"
    assert take(pages, posting).address == LIST


def test_postings_of_several_pages_are_shown_on_each(
    taker: PictureTaker, captured: Captured, finding: Reported
) -> None:
    elements = [
        Element(label="信息", text=f"第{n}期通报", address=f"{HOME}ysgk/t2017_{n}.html") for n in range(4)
    ]
    rows = [f'<a href="t2017_{n}.html">第{n}期通报</a>' for n in range(4)]
    pages = captured(**{LIST: rows[0] + rows[2], HOME + "ysgk/index_2.html": rows[1]})
    view = View(page=LIST, what="栏目页面", elements=tuple(elements), anywhere=True)
    one, two = taker.pictures(finding, [view], pages, unit_name="省财政厅")
    assert isinstance(one, Picture)
    assert isinstance(two, Picture)
    assert "第0期" in one.caption
    assert "第2期" in one.caption
    assert "第3期通报”：此页未能标出" in one.caption
    assert two.address == HOME + "ysgk/index_2.html"
    assert "蓝框：信息“第1期通报”\n" in two.caption


def test_a_page_without_words_is_told_to_have_none(take: Take, captured: Captured) -> None:
    picture = take(captured(**{LIST: "<body><script>document.write('内容')</script>"}))
    assert "该网页本身没有可见文字（内容如由脚本生成" in picture.caption


def test_what_is_not_to_be_seen_is_told_and_not_framed(take: Take, captured: Captured) -> None:
    picture = take(captured(**{LIST: f'<div style="display:none">{ROWS}</div>可见的文字'}), POSTING)
    assert "在网页内容中，但画面里不显示" in picture.caption


def test_a_posting_in_a_box_that_scrolls_is_scrolled_to(take: Take, captured: Captured) -> None:
    html = f'<div style="height:100px;overflow:auto"><p style="height:900px">上</p>{ROWS}</div>'
    picture = take(captured(**{LIST: html}), POSTING)
    assert frames(picture)[3] - frames(picture)[1] < 60
    assert "画面里不显示" not in picture.caption


def test_of_links_alike_the_one_that_is_shown_is_framed(browser: OfflineBrowser) -> None:
    html = f'<div style="display:none">{ROWS}</div><p style="height:700px"></p>{ROWS}'
    assert shot(browser, html, POSTING).boxes[0][1].y > 700


def test_a_title_cut_short_and_an_address_written_otherwise_are_known(browser: OfflineBrowser) -> None:
    for link in (
        '<a href="https://www.czt.example/ysgk/t1.html#top">2017年部门预…</a>',
        '<a href="t1.html;jsessionid=ABC" title="2017年部门预算公开">2017年…</a>',
        '<a href="/other.html">2017年 部门预算公开</a>',
        '<a href="t1.html"><img alt="" src="x.png" width="90" height="30"></a>',
    ):
        assert shot(browser, f"<a href='t9.html'>别的信息</a>{link}", POSTING).boxes, link
    assert not shot(browser, "<a href='t9.html'>别的信息</a>", POSTING).found


def test_navigation_and_foot_are_framed(browser: OfflineBrowser) -> None:
    menu = "".join(f'<li><a href="/c{number}/">栏目{number}</a></li>' for number in range(8))
    html = f"""<div class="main-nav"><ul>{menu}</ul></div><p style="height:1200px">正文</p>
    <div id="foot"><p>主办单位：省财政厅</p><p>滇ICP备12345号</p></div>"""
    found = shot(
        browser,
        html,
        Element(label="导航", region=Region.NAVIGATION),
        Element(label="页脚", region=Region.FOOTER),
        address=HOME,
    )
    (first, navigation), (second, foot) = found.boxes
    assert (first, second) == (0, 1)
    assert navigation.bottom < 300
    assert foot.y > 1200


def test_captured_style_sheets_are_used(kept: Kept, take: Take) -> None:
    page = kept(LIST, f'<link rel="stylesheet" href="/a.css">{ROWS}')
    css = kept(HOME + "a.css", b"ul { padding: 300px 0 0 400px }", content_type="text/css")
    unpack = lambda body, _: body  # noqa: E731
    bare = take(CapturedPages([page], journal="1", unpack=unpack), POSTING)
    assert "1 个样式表未存档" in bare.caption
    styled = take(CapturedPages([page, css], journal="2", unpack=unpack), POSTING)
    assert "样式表" not in styled.caption
    assert frames(styled)[0] > 390
    earlier = take(CapturedPages([page], journal="3", unpack=unpack, earlier=[css]), POSTING)
    assert frames(earlier)[0] == frames(styled)[0]
    assert "部分样式表取自 2017-07-31 的存档" in earlier.caption


def test_a_rendered_tree_does_not_show_what_is_for_browsers_without_scripts(browser: OfflineBrowser) -> None:
    html = "<p>内容</p>"
    pages = CapturedPages([], journal="", unpack=lambda body, _: body)
    trees = [
        CapturedPage(address=LIST, at=None, status=200, text=text, digest="", rendered=True)  # type: ignore[arg-type]
        for text in (html, html + "<noscript>请启用脚本</noscript>")
    ]
    one, two = (shoot(browser, tree, (), pages).images for tree in trees)
    assert one == two
