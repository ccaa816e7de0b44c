"""What stands beside a list and looks like one: menus, hot lists, pagers, templates, clocks, services, attachments."""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import Posting
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
HOME = "http://www.example.gov.cn/zwgk/tzgg/"
TITLES = (
    "省财政厅关于做好年度预算公开工作的通知",
    "关于公布行政事业性收费目录清单的公告",
    "关于开展双随机抽查工作的通知",
    "2017年第一季度全省财政收支情况",
)
DAYS = ("2017-04-21", "2017-04-14", "2017-03-30", "2017-03-02")
OTHERS = (
    "某市召开经济工作会议部署全年重点任务",
    "某县开展安全生产大检查行动",
    "关于某镇道路封闭施工的通告",
)
LISTED = "".join(
    f'<li><a href="{n}.html">{title}</a><span>{day}</span></li>'
    for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True), 1)
)
MAIN = f"<div><h3>通知公告</h3><ul>{LISTED}</ul></div>"


def read(content: str, *, title: str = "通知公告") -> tuple[Posting, ...]:
    html = (
        f"<html><head><title>{title}</title></head><body><div class='menu'><a href='/'>首页</a><a href='/jgzn/'>机构职能</a>"
        f"</div><div class='main'>{content}</div><div class='foot'>主办：省财政厅 滇ICP备05001234号</div></body></html>"
    )
    page = read_page(
        HOME + "index.html", html.encode(), vocabulary=VOCABULARY, captured_on=date(2017, 12, 31)
    )
    return page.postings


def others(row: str) -> str:
    return "".join(row.format(n=n, t=title, day=f"2017-05-0{n}") for n, title in enumerate(OTHERS, 1))


DATED = others('<li><a href="/o/{n}.html">{t}</a><span>{day}</span></li>')
UNDATED = others('<li><a href="/o/{n}.html">{t}</a></li>')
BESIDE = {
    "hot list": f"<div><h3>点击排行</h3><ul>{DATED}</ul></div>",
    "hot list without dates": f"<div><p>热点新闻</p><ul>{UNDATED}</ul></div>",
    "hot list with ranks": "<div><h2>阅读排行</h2><ol>"
    + others('<li><em>{n}</em><a href="/o/{n}.html">{t}</a><i>{day}</i></li>')
    + "</ol></div>",
    "hot list headed by a picture": f'<div><div><img src="hot.gif" alt="热点排行"></div><ul>{DATED}</ul></div>',
    "hot list headed by its term": "<dl><dt>热门文章</dt>"
    + others('<dd><a href="/o/{n}.html">{t}</a><i>{day}</i></dd>')
    + "</dl>",
    "recommendations in a table": f"<table><tr><td>推荐信息</td></tr><tr><td><ul>{DATED}</ul></td></tr></table>",
    "related articles": f"<div><span>相关阅读</span><ul>{DATED}</ul></div>",
    "topics named by years": "<ul>"
    + "".join(f'<li><a href="/zt/{year}/">{year}年全国两会专题报道</a></li>' for year in (2017, 2016, 2015))
    + "</ul>",
    "tabs of years": "<ul>"
    + "".join(f'<li><a href="/bg/{year}/">{year}年度报告</a></li>' for year in (2017, 2016, 2015))
    + "</ul>",
    "pager": '<div>共2页 第1页 <a href="index.html">首页</a><a href="index_1.html">下一页</a> 更新时间：2017-05-01</div>',
    "next and last article": '<p>上一篇：<a href="/o/1.html">某市召开经济工作会议部署全年任务</a> 2017-05-01</p>'
    '<p>下一篇：<a href="/o/2.html">某县开展安全生产大检查行动</a> 2017-05-02</p>',
    "empty template": '<ul><li><a href="{{url}}">{{title}}</a><span>{{date}}</span></li></ul>',
    "template in a script": (
        '<script type="text/html"><li><a href="/x.html">模板标题模板标题</a><i>2017-01-01</i></li></script>'
    ),
    "template element": (
        '<template><ul><li><a href="/x.html">模板标题模板标题</a><i>2017-01-01</i></li></ul></template>'
    ),
    "old item in a comment": '<!-- <li><a href="/x.html">旧标题旧标题旧标题</a><i>2017-01-01</i></li> -->',
    "clock before a link": '<div>今天是2017年6月8日 星期四 <a href="/tq/123.html">天气预报查询</a></div>',
    "line that runs through the head": '<marquee><a href="/o/1.html">某市召开经济工作会议（2017-05-01）</a></marquee>',
    "services": "<ul>"
    + "".join(
        f'<li><a href="http://zwfw.example.gov.cn/item/{n}123.html">{name}</a><a href="/zxbl/{n}.html">在线办理</a></li>'
        for n, name in enumerate(("企业投资项目备案办理", "会计师事务所设立审批", "代理记账机构审批"))
    )
    + "</ul>",
    "departments": "<ul>"
    + "".join(
        f'<li><a href="http://{host}.gov.cn/">{name}</a></li>'
        for host, name in (
            ("fgw", "云南省发展和改革委员会"),
            ("gxt", "云南省工业和信息化厅"),
            ("jyt", "云南省教育厅网站"),
        )
    )
    + "</ul>",
    "pictures without dates": "<ul>"
    + others('<li><a href="/o/{n}.html"><img src="{n}.jpg"><p>{t}</p></a></li>')
    + "</ul>",
    "letters of citizens": f"<div><h3>来信选登</h3><ul>{DATED}</ul></div>",
    "carousel of the same items": "".join(
        f'<a href="{n}.html" title="{title}"><img src="{n}.jpg" alt="{title}"></a>'
        for n, title in enumerate(TITLES[:3], 1)
    ),
    "carousel of the same items, cut": "<ul>"
    + "".join(
        f'<li><a href="{n}.html"><img src="{n}.jpg"></a><p><a href="{n}.html">{title[:8]}...</a></p></li>'
        for n, title in enumerate(TITLES[:3], 1)
    )
    + "</ul>",
    "hidden copy for mobiles": f'<div style="display:none"><ul>{LISTED}</ul></div>',
}


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE)
def test_only_the_list_is_read(beside: str, *, first: bool) -> None:
    postings = read(beside + MAIN if first else MAIN + beside)
    assert sorted((p.title, str(p.published_on), p.hidden) for p in postings) == sorted(
        (title, day, False) for title, day in zip(TITLES, DAYS, strict=True)
    )


@pytest.mark.parametrize("name", ["点击排行", "热点推荐", "24小时热点排行榜", "为您推荐", "相关链接"])
def test_a_hot_list_alone_is_no_list_of_the_column(name: str) -> None:
    assert read(f"<div><h3>{name}</h3><ul>{DATED}</ul></div>") == ()


@pytest.mark.parametrize("name", ["热点回应", "热点解读", "推荐公示", "相关政策", "评优评先推荐公示"])
def test_names_that_only_sound_like_a_hot_list(name: str) -> None:
    assert len(read(f"<div><h3>{name}</h3><ul>{DATED}</ul></div>{MAIN}")) == len(OTHERS) + len(TITLES)


def test_a_column_may_be_called_hot_news() -> None:
    assert len(read(f"<div><h3>热点新闻</h3><ul>{DATED}</ul></div>", title="热点新闻_某市人民政府")) == len(
        OTHERS
    )


def test_letters_are_the_postings_of_their_own_page() -> None:
    assert len(read(f"<div><h3>来信选登</h3><ul>{DATED}</ul></div>", title="来信选登")) == len(OTHERS)


def test_one_posting_that_two_boxes_show_is_told_once() -> None:
    box = '<div><h3>{0}</h3><ul>{1}<li><a href="/b/{2}.html">关于公布第{2}批名单的公告</a><i>2017-02-0{2}</i></li></ul></div>'
    cut = LISTED.replace("省财政厅关于做好年度预算公开工作的通知", "省财政厅关于做好年度…")
    postings = read(box.format("最新公开", cut, 1) + box.format("通知公告", LISTED, 2))
    assert [p.title for p in postings].count(TITLES[0]) == 1
    assert len(postings) == len(TITLES) + 2


def test_newest_of_the_site_beside_a_long_list_is_left_out_and_beside_other_boxes_read() -> None:
    newest = f"<div><h3>最新信息</h3><ul>{DATED}</ul></div>"
    rows = "".join(
        f'<li><a href="/l/{n}.html">关于公布第{n}批项目名单的公告</a><i>2017-03-{n:02}</i></li>'
        for n in range(1, 13)
    )
    assert len(read(f"{newest}<div><h3>通知公告</h3><ul>{rows}</ul></div>")) == 12
    assert len(read(newest + MAIN)) == len(OTHERS) + len(TITLES)


def test_what_hides_the_only_list_is_taken_away_by_a_script() -> None:
    postings = read(f'<div style="visibility: hidden">{MAIN}</div>')
    assert [p.hidden for p in postings] == [False] * len(TITLES)
