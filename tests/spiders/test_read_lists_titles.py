"""The title of a posting is what a careful reader would copy: whole, and without the date, source or state beside it."""

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from spiders.lists.item_titles import without_marks
from spiders.markup.whole_titles import attribute_title, whole_title
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
TITLES = (
    "省财政厅关于做好年度预算公开工作的通知",
    "关于公布行政事业性收费目录清单的公告",
    "2017年第一季度全省财政收支情况",
)
DAYS = ("2017-04-21", "2017-04-14", "2017-04-11")


def titles(row: str) -> list[str]:
    """The titles read where ``row`` is an item: ``{t}`` its title, ``{cut}`` the first nine characters, ``{day}`` its day."""
    rows = "".join(
        row.format(n=n, t=title, cut=title[:9], day=day)
        for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True), 1)
    )
    html = f"<html><head><title>通知公告</title></head><body><div class='main'><ul>{rows}</ul></div></body></html>"
    page = read_page("http://www.example.gov.cn/tzgg/", html.encode(), vocabulary=VOCABULARY)
    assert [item.published_on.isoformat() for item in page.postings if item.published_on] == list(DAYS)
    return [item.title for item in page.postings]


WHOLE = {
    "title attribute": '<li><a href="{n}.html" title="{t}">{cut}…</a><i>{day}</i></li>',
    "cut without a sign of it": '<li><a href="{n}.html" title="{t}">{cut}</a><i>{day}</i></li>',
    "attribute of its own": '<li><a href="{n}.html" mc="{t}">{cut}...</a><i>{day}</i></li>',
    "attribute of the item": '<li data-title="{t}"><a href="{n}.html">{cut}……</a><i>{day}</i></li>',
    "attribute of what stands in the link": (
        '<li><a href="{n}.html"><span title="{t}">{cut}…</span></a><i>{day}</i></li>'
    ),
    "argument of a script": (
        """<li><a href="{n}.html" onmouseover="showTip('{t}',this)">{cut}...</a><i>{day}</i></li>"""
    ),
    "hidden tip": (
        '<li><a href="{n}.html">{cut}…</a><i>{day}</i><div style="display:none"><p>名称：{t}</p><p>文号：1号</p></div></li>'
    ),
    "attribute that tells more": (
        '<li><a href="{n}.html" title="标题：{t}&#13;&#10;作者：办公室&#13;&#10;发布时间：2017-04-01">{cut}...</a>'
        "<i>{day}</i></li>"
    ),
    "attribute with lines behind the title": (
        '<li><a href="{n}.html" title="{t}&#10;发布时间：2017-04-01&#10;点击：22">{cut}…</a><i>{day}</i></li>'
    ),
    "attribute with markup": (
        '<li><a href="{n}.html" title="&lt;font color=red&gt;{t}&lt;/font&gt;">{cut}…</a><i>{day}</i></li>'
    ),
    "state behind the title": (
        '<li><a href="{n}.html" title="{t}">{t}<font color="red">[已结束]</font></a><i>{day}</i></li>'
    ),
    "sign of a pinned item": '<li><a href="{n}.html"><em>置顶</em>{t}</a><i>{day}</i></li>',
    "bullet": '<li><a href="{n}.html">· {t}</a><i>{day}</i></li>',
    "date in the link": '<li><a href="{n}.html">{t}<span>({day})</span></a></li>',
    "brackets around a date of its own": '<li><a href="{n}.html">{t}（<span>{day}</span>）</a></li>',
    "heading and summary in the link": (
        '<li><a href="{n}.html"><h3>{t}</h3><p>为贯彻落实省政府要求，现就有关事项通知如下。</p><i>{day}</i></a></li>'
    ),
    "publisher in the link": (
        '<li><a href="{n}.html"><div>{t}</div><p>省财政厅办公室<span>{day}</span></p></a></li>'
    ),
    "labelled source in the link": '<li><a href="{n}.html">{t}<span>来源：省财政厅</span><i>{day}</i></a></li>',
    "publisher behind a title that the attribute tells": (
        '<li><a href="{n}.html" title="{t}">{t} <small>财政厅</small><i>{day}</i></a></li>'
    ),
    "kind before the title in the link": (
        '<li><a href="{n}.html"><div>通知公告</div><div>{t}</div><i>{day}</i></a></li>'
    ),
    "summary that leads to the same page": (
        '<li><h4><a href="{n}.html">{t}</a></h4><p><a href="{n}.html">各州、市财政局，省直各部门：为贯彻落实省政府要求，'
        "进一步做好预算公开工作，现就有关事项通知如下，请认真遵照执行，并将执行情况于年底前报送省财政厅。</a></p><i>{day}</i></li>"
    ),
    "number of the document before the title": (
        '<li><a href="{n}.html">云财预〔2017〕{n}2号</a><a href="{n}.html">{t}</a><i>{day}</i></li>'
    ),
    "index before the title": (
        '<li><a href="{n}.html">015000-201704-00000{n}-000000</a><a href="{n}.html">{t}</a><i>{day}</i></li>'
    ),
}


@pytest.mark.parametrize("row", WHOLE.values(), ids=WHOLE)
def test_title_is_whole(row: str) -> None:
    assert titles(row) == list(TITLES)


SHOWN = {
    "day that belongs to the title": (
        '<li><a href="{n}.html">{t}（2017年3月31日）</a><i>{day}</i></li>',
        "{}（2017年3月31日）",
    ),
    "place before the title": (
        '<li><a href="{n}.html" title="{t}">[昆明市]{t}</a><i>{day}</i></li>',
        "[昆明市]{}",
    ),
    "place before a cut title": (
        '<li><a href="{n}.html" title="{t}">【公示】{cut}…</a><i>{day}</i></li>',
        "【公示】{}",
    ),
    "line break": (
        '<li><a href="{n}.html">云南省人民政府<br>{t}</a><i>{day}</i></li>',
        "云南省人民政府 {}",
    ),
    "pieces": (
        '<li><a href="{n}.html"><b>{t}</b>（<font color="red">第二批</font>）</a><i>{day}</i></li>',
        "{}（第二批）",
    ),
    "最新 as a word of the title": (
        '<li><a href="{n}.html">最新{t}</a><i>{day}</i></li>',
        "最新{}",
    ),
    "attribute that says something else": (
        '<li><a href="{n}.html" title="点击查看全文">{t}</a><i>{day}</i></li>',
        "{}",
    ),
}


@pytest.mark.parametrize(("row", "wanted"), SHOWN.values(), ids=SHOWN)
def test_title_as_it_is_shown(row: str, wanted: str) -> None:
    assert titles(row) == [wanted.format(title) for title in TITLES]


def test_a_summary_that_begins_like_a_cut_title_is_not_its_whole() -> None:
    row = '<li><a href="{n}.html">{cut}…</a><i>{day}</i><p>{t}如下：请遵照执行。</p></li>'
    assert titles(row) == [f"{title[:9]}…" for title in TITLES]


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("标题：关于公布清单的公告\n作者：办公室\n时间：2017-4-1", "关于公布清单的公告"),
        ("标题：关于公布清单的公告 发布时间：2017-4-1", "关于公布清单的公告"),
        ("关于公布清单的公告\n点击：12", "关于公布清单的公告"),
        ("关于延长时间的公告：致全市人民", "关于延长时间的公告：致全市人民"),
        ("解读：来源于实践的政策", "解读：来源于实践的政策"),
        ("公告&nbsp;", "公告"),
    ],
)
def test_what_a_title_attribute_calls_its_link(raw: str, wanted: str) -> None:
    assert attribute_title(raw) == wanted


@pytest.mark.parametrize(
    ("text", "title", "wanted"),
    [
        ("关于印发2017年…", "关于印发2017年政务公开要点的通知", "关于印发2017年政务公开要点的通知"),
        ("关于 印发2017年...", "关于印发2017年政务公开要点的通知", "关于印发2017年政务公开要点的通知"),
        ("关于印发2017年…", "关于转发2016年要点的通知", "关于印发2017年…"),
        ("公告", "公告栏", "公告"),
        ("", "重点领域信息公开", "重点领域信息公开"),
        ("关于公布清单的公告2017-04-01", "关于公布清单的公告", "关于公布清单的公告"),
        ("关于公布清单的公告（第二批）", "关于公布清单的公告", "关于公布清单的公告（第二批）"),
    ],
)
def test_text_or_title_attribute(text: str, title: str, wanted: str) -> None:
    assert whole_title(text, title) == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("【置顶】关于公布清单的公告", "关于公布清单的公告"),
        ("·关于公布清单的公告 NEW", "关于公布清单的公告"),
        ("[图解]预算报告", "[图解]预算报告"),
        ("新闻发布会", "新闻发布会"),
        ("·", "·"),
    ],
)
def test_marks_are_no_part_of_a_title(title: str, wanted: str) -> None:
    assert without_marks(title) == wanted
