"""Columns, homes, searches and applications are told from lists by what stands on them."""

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageKind, PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
SITE = "http://www.example.gov.cn"
TITLES = (
    "市政府召开常务会议研究部署安全生产工作",
    "关于印发重点领域政府信息公开实施方案的通知",
    "我市举行防汛抗旱应急演练",
    "全市脱贫攻坚工作推进会召开",
    "关于公布行政事业性收费目录清单的公告",
)
NAMES = (
    *(
        "财政预决算",
        "重大建设项目",
        "公共资源配置",
        "减税降费",
        "社会救助",
        "环境保护",
        "食品药品安全",
        "教育",
    ),
    *("医疗卫生", "安全生产", "国有企业", "保障性住房", "就业创业", "征地拆迁", "审计信息", "统计数据"),
)


def read(
    body: str, *, title: str = "政务公开-某县人民政府", url: str = f"{SITE}/zwgk/", meta: str = ""
) -> PageReading:
    page = f"<html><head><title>{title}</title>{meta}</head><body>{body}</body></html>"
    return read_page(url, page.encode(), vocabulary=VOCABULARY)


def items(place: str, count: int = 5) -> str:
    rows = [
        f"<li><a href='/{place}/{n}.html'>{place}{TITLES[n % len(TITLES)]}</a><span>2017-09-{28 - n}</span></li>"
        for n in range(count)
    ]
    return f"<ul>{''.join(rows)}</ul>"


def box(name: str, place: str, count: int = 5, *, more: bool = True) -> str:
    link = f"<a href='/{place}/'>更多&gt;&gt;</a>" if more else ""
    return f"<div class='box'><h3>{name}{link}</h3>{items(place, count)}</div>"


MENU = "<div class='nav'>" + "".join(f"<a href='/c{n}/'>栏目{n}</a>" for n in range(10)) + "</div>"
TILES = (
    "<ul>" + "".join(f"<li><a href='/zdly/{n}/'>{name}</a></li>" for n, name in enumerate(NAMES)) + "</ul>"
)
FOOT = "<div class='footer'>主办：某县人民政府办公室 滇ICP备05000001号</div>"
NEXT = "<div class='page'><a href='index_1.html'>下一页</a></div>"

COLUMNS = {
    "boxes": box("通知公告", "tz") + box("政策文件", "wj") + box("政策解读", "jd", 4),
    "two boxes without 更多": box("通知公告", "tz", more=False) + box("政策文件", "wj", more=False),
    "one box that leads elsewhere": box("通知公告", "tz", 6) + "<p>联系电话：0870-0000000</p>",
    "tiles": TILES,
    "tiles behind what is new": f"<h3>最新信息</h3>{items('zx', 8)}<h3>重点领域</h3>{TILES}",
}


@pytest.mark.parametrize(
    "address", [f"{SITE}/zwgk/", f"{SITE}/zwgk/index.html", f"{SITE}/class.asp?id=3", f"{SITE}/"]
)
@pytest.mark.parametrize("name", COLUMNS)
def test_columns(name: str, address: str) -> None:
    assert read(MENU + COLUMNS[name] + FOOT, url=address).kind is PageKind.COLUMN


LISTS = {
    "with a pager": items("tz", 15) + NEXT,
    "beside a box": items("tz", 15) + NEXT + box("热门信息", "rd", 6),
    "few items": "<h2>通知公告</h2>" + items("tz", 3),
    "one item": "<h2>通知公告</h2>" + items("tz", 1),
    "beside a menu": "<div class='left'>" + TILES + "</div><div>" + items("tz", 15) + NEXT + "</div>",
    "with 更多 behind it": items("tz", 12) + "<div><a href='/gd/'>更多</a></div>",
}


@pytest.mark.parametrize(
    "address", [f"{SITE}/tz/", f"{SITE}/tz/index.html", f"{SITE}/list.asp?id=3", f"{SITE}/"]
)
@pytest.mark.parametrize("name", LISTS)
def test_lists(name: str, address: str) -> None:
    assert read(MENU + LISTS[name] + FOOT, title="通知公告-某县人民政府", url=address).kind is PageKind.LIST


HOMES = (
    "某县人民政府",
    "某县人民政府门户网站",
    "首页-某县人民政府网",
    "某县财政局",
    "中国·某县",
    "某县财政信息网",
    "数字某县",
)


@pytest.mark.parametrize("title", HOMES)
@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/m/", "/big5/index.html", "/mxrmzf/index.shtml", "/index.jsp?wbtreeid=1001"]
)
def test_homes(title: str, path: str) -> None:
    page = MENU + box("要闻", "yw") + box("公告", "gg") + TILES + FOOT
    assert read(page, title=title, url=SITE + path).kind is PageKind.HOME


@pytest.mark.parametrize(
    ("title", "crumbs", "meta"),
    [
        ("省级预决算公开专栏", "", ""),
        ("政务公开-某县人民政府", "", ""),
        ("某县人民政府", "<p>当前位置：<a href='/'>首页</a> &gt; 政务公开</p>", ""),
        ("某县人民政府", "", "<meta name='ColumnName' content='政务公开'>"),
    ],
)
def test_what_names_its_column_is_no_home_wherever_it_was_filed(title: str, crumbs: str, meta: str) -> None:
    page = MENU + crumbs + box("要闻", "yw") + box("公告", "gg") + TILES + FOOT
    assert read(page, title=title, url=f"{SITE}/", meta=meta).kind is PageKind.COLUMN


RESULTS = "<p>为您找到相关结果约 1286 个，用时 0.03 秒</p>"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        (f"{SITE}/so/s?qt=PPP&siteCode=1", "某县人民政府"),
        (f"{SITE}/was5/web/search?channelid=2", "全文检索"),
        (f"{SITE}/jsearchfront/search.do?websiteid=3&q=a", "搜索"),
        (f"{SITE}/site/search/6795621?keywords=a", "站内搜索"),
        (f"{SITE}/ssjg.jsp?wbtreeid=1001", "搜索结果"),
        (f"{SITE}/search1.aspx?tags=a", "某县财政局"),
        ("http://sousuo.example.gov.cn/zcwjk/policyDocumentLibrary", "政策文件库"),
        (f"{SITE}/cx/jg.action?x=1", "搜索结果-某县人民政府"),
    ],
)
def test_results_of_a_search_are_no_list(address: str, title: str) -> None:
    assert read(MENU + RESULTS + items("jg", 10) + NEXT, title=title, url=address).kind is PageKind.SEARCH


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("全国社会组织查询", PageKind.OTHER),
        ("药品生产企业查询系统-某省药品监督管理局", PageKind.OTHER),
        ("信息公开查询", PageKind.SEARCH),
        ("查询结果", PageKind.SEARCH),
        ("综合查询", PageKind.SEARCH),
    ],
)
def test_the_query_of_a_register_is_an_application_and_no_search_of_the_site(
    title: str, kind: PageKind
) -> None:
    rows = "".join(f"<tr><td>{at}</td><td>某县第{at}协会</td><td>5153{at}</td></tr>" for at in range(9))
    page = f"{MENU}<form><input name=name></form><p>查到的社会组织共有202家</p><table>{rows}</table>{FOOT}"
    assert read(page, title=title, url=f"{SITE}/search/orgcx.html").kind is kind


def test_search_that_found_nothing_is_a_search_and_no_error() -> None:
    page = f"{MENU}<p>抱歉，没有找到与“双随机”相关的内容！</p>{FOOT}"
    assert read(page, title="站内搜索", url=f"{SITE}/ssjgy.jsp?wbtreeid=1001").kind is PageKind.SEARCH


@pytest.mark.parametrize(
    "address",
    [
        f"{SITE}/module/xxgk/search.jsp?infotypeId=A01&area=",
        f"{SITE}/research/index.html",
        f"{SITE}/ss/index.html",
    ],
)
def test_catalogues_whose_address_resembles_a_search(address: str) -> None:
    assert read(MENU + items("wj", 15) + NEXT + FOOT, title="政策文件", url=address).kind is PageKind.LIST


APPLICATIONS = {
    "hall of services": "<p>共412项</p><table>"
    + "".join(
        f"<tr><td>{name}申请</td><td><a href='/zn/{n}'>办事指南</a><a href='/bl/{n}'>在线办理</a></td></tr>"
        for n, name in enumerate(NAMES)
    )
    + "</table>",
    "questionnaire": "<h2>公众满意度调查</h2>"
    + "<p><input type='radio'>满意<input type='radio'>不满意</p>" * 5,
    "standards without links": "<p>为您找到相关结果约77804个</p>"
    + "".join(f"<p>GB/T {n}-2026 橡胶术语</p><p>发布于2026-01-28</p>" for n in range(9)),
}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("hall of services", "某省政务服务网"),
        ("questionnaire", "网上调查"),
        ("standards without links", "国家标准检索"),
    ],
)
def test_applications_are_neither_columns_nor_articles(name: str, title: str) -> None:
    menu = "" if name == "standards without links" else MENU
    assert (
        read(menu + APPLICATIONS[name] + FOOT, title=title, url=f"{SITE}/app/index.do?id=3").kind
        is PageKind.OTHER
    )


def test_search_form_around_a_frame_is_an_application() -> None:
    words = "".join(f"<li><span>{name}</span></li>" for name in NAMES)
    form = (
        f"<div><input type='text'><iframe id='jg' width='100%' height='900'></iframe></div><ul>{words}</ul>"
    )
    assert read(MENU + form + FOOT, title="国家标准检索-某平台", url=f"{SITE}/").kind is PageKind.OTHER


def test_table_of_figures_is_no_article_by_the_day_of_its_update() -> None:
    rows = "".join(f"<tr><td>居民消费价格指数{n}</td><td>102.{n}</td></tr>" for n in range(9))
    page = f"{MENU}<table>{rows}</table><p>数据更新日期：2018-04-11</p>{FOOT}"
    assert (
        read(page, title="国家数据", url="http://data.example.gov.cn/easyquery.htm?cn=A01").kind
        is not PageKind.ARTICLE
    )


@pytest.mark.parametrize(
    "pager", ["", "<div><a>1</a><a onclick='go(2)'>2</a><a onclick='go(2)'>下一页</a></div>"]
)
def test_links_to_other_sites_behind_a_list_are_no_parts_of_a_column(pager: str) -> None:
    others = "".join(f"<a href='http://zjt.{n}.gov.cn/'>某{n}省住房城乡建设厅</a>" for n in range(30))
    page = f"{MENU}<ul>{items('/zwgk/wjk')}</ul>{pager}<div>{others}</div>{FOOT}"
    assert read(page, title="文件库-某部").kind is PageKind.LIST


def test_a_pager_says_that_a_short_list_is_the_pages_own() -> None:
    parts = "".join(f"<a href='/zwgk/{n}/'>{name}</a>" for n, name in enumerate(NAMES))
    new = f"<ul>{items('/zwgk/zxgk')}</ul>"
    pager = "<div><a>1</a><a onclick='go(2)'>2</a><a onclick='go(2)'>下一页</a></div>"
    assert read(f"{MENU}{new}<div>{parts}</div>{FOOT}").kind is PageKind.COLUMN
    assert read(f"{MENU}{new}{pager}<div>{parts}</div>{FOOT}").kind is PageKind.LIST


TREE = "".join(f"<li><a href='/gk/{n}/'>{name}</a></li>" for n, name in enumerate(NAMES))


@pytest.mark.parametrize(
    "title",
    [
        "政府信息公开目录-某县人民政府",
        "法定主动公开内容_某市人民政府",
        "某县政府信息公开平台",
        "重点领域信息公开-某县人民政府",
    ],
)
def test_the_front_of_what_is_disclosed_is_a_column_whatever_list_of_new_items_it_shows(title: str) -> None:
    page = f"{MENU}<div class='menu'><ul>{TREE}</ul></div><div>{items('zx', 15)}{NEXT}</div>{FOOT}"
    assert read(page, title=title, url=f"{SITE}/xxgk/").kind is PageKind.COLUMN
    crumbs = f"<div>当前位置：<a href='/'>首页</a> &gt; {title[:8]}</div>"
    assert (
        read(crumbs + page, title="某县人民政府", url=f"{SITE}/xxgk/list.aspx?id=3").kind is PageKind.COLUMN
    )


@pytest.mark.parametrize(
    "title", ["政务公开-某县人民政府", "财政预决算-某县政府信息公开网", "信息公开制度-某局"]
)
def test_a_list_in_the_tree_of_what_is_disclosed_is_a_list(title: str) -> None:
    page = f"{MENU}<div class='menu'><ul>{TREE}</ul></div><div>{items('zx', 15)}{NEXT}</div>{FOOT}"
    assert read(page, title=title, url=f"{SITE}/xxgk/").kind is PageKind.LIST


def test_a_directory_without_columns_beside_it_is_its_list() -> None:
    assert read(MENU + items("zx", 15) + NEXT, title="政府信息公开目录-某局").kind is PageKind.LIST


def test_a_site_of_what_is_disclosed_is_no_home_page() -> None:
    page = MENU + box("最新公开", "yw") + box("政策文件", "gg") + TILES + FOOT
    assert read(page, title="某区政府信息公开网", url=f"{SITE}/default.aspx").kind is PageKind.COLUMN


def test_a_home_page_for_small_screens_has_one_list_and_many_ways() -> None:
    page = f"<div class='nav'>{MENU}</div>{items('yw', 5)}{TILES}{FOOT}"
    assert read(page, title="某市人民政府", url=f"{SITE}/m/").kind is PageKind.HOME


def test_the_menus_of_a_site_make_no_front_of_a_list() -> None:
    menu = f"<div class='nav'><ul><li><a href='/'>首页</a></li>{TREE}</ul></div>"
    page = f"{menu}<div>{items('zd', 15)}{NEXT}</div>{FOOT}"
    assert read(page, title="重点领域信息公开-某局", url=f"{SITE}/zdly/").kind is PageKind.LIST


@pytest.mark.parametrize("count", [1, 2])
def test_a_date_whose_class_calls_it_a_title_heads_no_article(count: int) -> None:
    """Hanweb's lists write their dates so; a column of one or two postings must not be taken for an article."""
    rows = "".join(
        f"<li><a href='/art/2017/5/{n}/art_61503_{n}.html' title='{n}月新闻发布会实录'>{n}月新闻发布会实录</a>"
        f"<span class='bt-data-time'>2017-05-0{n}</span></li>"
        for n in range(1, count + 1)
    )
    body = f"<div class='main'><h2>新闻发布会</h2><ul>{rows}</ul></div>"
    reading = read(body, title="新闻发布会-省财政厅门户网站", url=f"{SITE}/col/col61503/index.html")
    assert reading.kind is PageKind.LIST
    assert len(reading.postings) == count
