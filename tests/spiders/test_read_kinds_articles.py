"""An article is an article whatever lists and menus its site puts around it, and no list becomes one."""

from itertools import product

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageKind
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
SITE = "http://www.example.gov.cn"
TITLES = (
    "市政府召开第十二次常务会议研究部署安全生产工作",
    "关于印发重点领域政府信息公开实施方案的通知",
    "我市举行防汛抗旱应急演练",
    "全市脱贫攻坚工作推进会召开",
    "关于公布行政事业性收费目录清单的公告",
    "2017年第一季度食品抽检结果公示",
)
HEADLINE = "关于2017年第一季度重点工作推进情况的通报"
TEXT = "<p>4月12日下午，县政府召开专题会议，听取第一季度有关工作情况汇报，研究部署下一阶段重点任务，要求各部门压实责任。</p>"


def kind_of(body: str, *, title: str = HEADLINE, url: str = f"{SITE}/", meta: str = "") -> PageKind:
    page = f"<html><head><title>{title}-某县人民政府</title>{meta}</head><body>{body}</body></html>"
    return read_page(url, page.encode(), vocabulary=VOCABULARY).kind


def items(count: int, *, place: str = "xw", day: str = "2017-09-{:02d}", cut: bool = False) -> str:
    rows = []
    for number in range(count):
        title = TITLES[number % len(TITLES)]
        shown = f"{title[:12]}…" if cut else title
        rows.append(
            f"<li><a href='/{place}/{number}.html' title='{title}'>{shown}</a><span>{day.format(28 - number)}</span></li>"
        )
    return f"<ul>{''.join(rows)}</ul>"


MENU = "<div class='nav'>" + "".join(f"<a href='/c{n}/'>栏目{n}</a>" for n in range(8)) + "</div>"
FOOT = "<div class='footer'>主办：某县人民政府办公室 滇ICP备05000001号</div>"
SIDES = {
    "nothing": "",
    "menu": "<div class='left'><ul>"
    + "".join(f"<li><a href='/z{n}/'>子栏目{n}</a></li>" for n in range(10))
    + "</ul></div>",
    "a dated list": f"<div class='right'><h3>最新信息</h3>{items(10, place='zx')}</div>",
    "a cut list": f"<div class='right'><h3>通知公告 <a href='/tz/'>更多</a></h3>{items(8, day='09-{:02d}', cut=True)}</div>",
    "two lists": f"<div><h3>动态 <a href='/d/'>更多</a></h3>{items(6, place='d')}<h3>公示</h3>{items(6, place='g')}</div>",
}
ARTICLES = {
    "long": f"<h1>{HEADLINE}</h1><div>发布时间：2017-04-14 来源：县政府办 浏览：123次</div>{TEXT * 8}",
    "bare date": f"<div class='bt'>{HEADLINE}</div><div>2017年4月14日</div><div>{TEXT}</div>",
    "styled": f"<p align=center><b>{HEADLINE}</b></p><p align=center>日期：2017-4-14 点击：12</p><div>{TEXT}</div>",
    "picture": f"<h2>{HEADLINE}</h2><p>2017-04-14 09:10 来源：本站</p><div><img src='a.jpg'></div>",
    "neighbours": f"<div class='title'>{HEADLINE}</div><div>时间：2017-04-14</div>{TEXT}"
    f"<p>上一篇：<a href='/a/1.html'>{TITLES[0]}</a></p><p>下一篇：<a href='/a/2.html'>{TITLES[1]}</a></p>",
    "related": f"<h1>{HEADLINE}</h1><div>2017-04-14 来源：县政府办</div>{TEXT}<h3>相关文章</h3>{items(10, place='xg')}",
    "index table": "<table><tr><td>索引号：</td><td>53000-201704-001</td><td>发布机构：</td><td>县政府办</td></tr>"
    "<tr><td>发布日期：</td><td>2017-04-14</td><td>文号：</td><td>某政发〔2017〕3号</td></tr></table>"
    f"<h1>{HEADLINE}</h1>{TEXT * 3}",
    "table of days": f"<h1>{HEADLINE}</h1><div>发布时间：2017-04-14</div><table>"
    + "".join(f"<tr><td>第{n}村</td><td>2017-0{n % 9 + 1}-15</td></tr>" for n in range(12))
    + "</table>",
    "digest": f"<h1>{HEADLINE}</h1><div>发布时间：2017-04-14 来源：县政府办</div>{TEXT}"
    + "".join(f"<p><a href='/b/{n}.html'>{title}</a></p>" for n, title in enumerate(TITLES)),
}


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", ARTICLES)
def test_article_beside_any_list(name: str, side: str) -> None:
    for address, before in product(
        (f"{SITE}/", f"{SITE}/xw/12345.html", f"{SITE}/show.asp?id=146"), (True, False)
    ):
        parts = [SIDES[side], ARTICLES[name]] if before else [ARTICLES[name], SIDES[side]]
        page = MENU + "".join(f"<div class='part'>{part}</div>" for part in parts) + FOOT
        assert kind_of(page, url=address) is PageKind.ARTICLE, address


LIST_NAME = "政府信息公开工作年度报告"
LISTS = {
    "plain": items(15),
    "under a long heading": f"<h1>{LIST_NAME}</h1>{items(12)}",
    "under a heading with the day of its update": f"<h1>{LIST_NAME}</h1><p>更新时间：2017-09-30</p>"
    f"{items(12)}<a href='index_1.html'>下一页</a>",
    "few": f"<h1>{LIST_NAME}</h1>{items(2)}",
    "short titles": "<ul>"
    + "".join(f"<li><a href='/b/{n}.html'>第{n}期简报</a><span>2017-0{n}-15</span></li>" for n in range(1, 9))
    + "</ul>",
    "with summaries": "<h2>通知公告</h2><ul>"
    + "".join(
        f"<li><h3><a href='/x/{n}.html'>{title}</a></h3>{TEXT}<span>发布时间：2017-09-{28 - n}</span></li>"
        for n, title in enumerate(TITLES)
    )
    + "</ul>",
    "with particulars": "<ul>"
    + "".join(
        f"<li><a href='/x/{n}.html'>{title}</a><div>来源：县政府办 时间：2017-09-{28 - n} 浏览：{n}</div></li>"
        for n, title in enumerate(TITLES)
    )
    + "</ul>",
    "behind a leading item": f"<div><h2><a href='/a/9.html'>{TITLES[0]}</a></h2>{TEXT}</div>{items(12)}",
    "a catalogue": "<table><tr><th>索引号</th><th>信息名称</th><th>发文字号</th><th>发布日期</th></tr>"
    + "".join(
        f"<tr><td>53-{n}</td><td><a href='/a/{n}.html'>{title}</a></td><td>〔2017〕{n}号</td><td>2017-09-{28 - n}</td></tr>"
        for n, title in enumerate(TITLES)
    )
    + "</table>",
    "letters": "<table><tr><th>信件编号</th><th>信件标题</th><th>来信时间</th><th>答复单位</th><th>状态</th></tr>"
    + "".join(
        f"<tr><td>{n}</td><td><a href='/mail/{n}.html'>咨询{title[:8]}的问题</a></td><td>2017-09-{28 - n}</td>"
        "<td>县住建局</td><td>已答复</td></tr>"
        for n, title in enumerate(TITLES)
    )
    + "</table>",
    "cut in fives": f"{items(5, place='p')}<hr>{items(5, place='q')}<hr>{items(5, place='r')}",
    "by years": f"<h3>2017年</h3>{items(4, place='p')}<h3>2016年</h3>"
    + items(4, place="q", day="2016-09-{:02d}"),
}


@pytest.mark.parametrize("side", ["nothing", "menu"])
@pytest.mark.parametrize("name", LISTS)
def test_no_list_becomes_an_article(name: str, side: str) -> None:
    for address in (f"{SITE}/xw/nb/", f"{SITE}/list.asp?id=12", f"{SITE}/"):
        page = f"{MENU}{SIDES[side]}<div class='part'>{LISTS[name]}</div>{FOOT}"
        assert kind_of(page, title=LIST_NAME, url=address) is PageKind.LIST, address


def test_a_letter_with_its_answer_is_an_article_beside_other_letters() -> None:
    letter = (
        "<table><tr><td>信件标题</td><td>路灯不亮的问题</td></tr><tr><td>来信时间</td><td>2020-03-02</td></tr>"
        "<tr><td>来信内容</td><td>领导好，健康路的路灯近半个月不亮，老人孩子出行很不安全，请尽快处理。</td></tr>"
        "<tr><td>答复单位</td><td>城管局</td></tr><tr><td>答复时间</td><td>2020-03-06</td></tr>"
        f"<tr><td>答复内容</td><td>您好，经查因地下电缆被挖断，该路段路灯停电，现已恢复照明。</td></tr></table>{items(5)}"
    )
    assert (
        kind_of(MENU + letter + FOOT, title="来信查看", url=f"{SITE}/mail/show.php?id=32") is PageKind.ARTICLE
    )


def test_an_interview_without_a_day_is_an_article_beside_earlier_ones() -> None:
    page = (
        f"{MENU}<h2>{HEADLINE}</h2><p>访谈嘉宾：县医保局局长</p>{TEXT * 10}<h3>往期访谈</h3>{items(5)}{FOOT}"
    )
    assert kind_of(page, url=f"{SITE}/hdjl/zxft/202106/t20210618_1898732.shtml") is PageKind.ARTICLE


def test_a_headline_that_is_a_link_heads_no_article() -> None:
    page = (
        f"{MENU}<h2><a href='/a/1.html'>{TITLES[0]}</a></h2><p>2017-09-28 来源：县政府办</p>{items(6)}{FOOT}"
    )
    assert kind_of(page, title="要闻", url=f"{SITE}/yw/") is PageKind.LIST


def test_bare_dates_of_unknown_records_make_no_article() -> None:
    rows = "".join(f"<div>第{n}号抽检批次</div><div>2017-09-{10 + n}</div>" for n in range(8))
    page = f"{MENU}<h1>{LIST_NAME}</h1>{rows}{FOOT}"
    assert kind_of(page, title=LIST_NAME, url=f"{SITE}/cj/") is not PageKind.ARTICLE
