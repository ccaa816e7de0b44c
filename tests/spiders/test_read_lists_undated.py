"""Lists without dates, items that stand alone, and titles as short as the names of columns."""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from spiders.lists.posting_addresses import is_column_address, is_posting_address
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
HOST = "http://www.example.gov.cn"


def read(content: str, *, captured_on: date = date(2017, 12, 31)) -> list[tuple[str, str | None]]:
    html = (
        "<html><head><title>通知公告</title></head><body><div class='menu'><a href='/'>首页</a><a href='/jgzn/'>机构职能</a>"
        f"</div><div class='main'>{content}</div></body></html>"
    )
    page = read_page(HOST + "/zwgk/tzgg/", html.encode(), vocabulary=VOCABULARY, captured_on=captured_on)
    return [(p.title, p.published_on.isoformat() if p.published_on else None) for p in page.postings]


def links(names: list[str], address: str, *, more: str = "") -> str:
    return "".join(
        f'<li><a href="{address.format(n=n)}">{name}</a>{more}</li>' for n, name in enumerate(names, 11)
    )


GUIDES = ["申请指南", "办理流程图", "信息公开申请表", "收费标准"]
HEADLINES = ["关于公布行政许可事项目录的公告", "关于开展专项检查工作的通知", "关于召开听证会的公告"]


@pytest.mark.parametrize(
    ("names", "address"),
    [
        (GUIDES, "/info/1071/{n}23.htm"),
        (GUIDES, "./201704/t20170421_{n}.html"),
        (GUIDES, "/files/{n}.pdf"),
        (HEADLINES, "/gg/20{n}5/index.html"),
        (HEADLINES[:2], "/info/1071/{n}23.htm"),
        ([f"{n}.{name}" for n, name in enumerate(HEADLINES, 1)], "/info/1071/{n}23.htm"),
    ],
)
def test_names_at_the_addresses_of_postings(names: list[str], address: str) -> None:
    assert [title for title, _ in read(f"<ul>{links(names, address)}</ul>")] == names


@pytest.mark.parametrize(
    "content",
    [
        links(["预算公开信息", "决算公开信息", "政府债务信息"], "/zdly/{n}a/"),
        links(
            [
                "重大建设项目批准和实施领域信息公开",
                "公共资源配置领域信息公开",
                "社会公益事业建设领域信息公开",
            ],
            "/zdly/z{n}/index.html",
        ),
        links(["预算公开信息", "决算公开信息", "政府债务信息"], "/col/col{n}23/index.html"),
        links(["副市长 王小明", "副市长 李大伟", "市长 张建国"], "/ldzc/{n}23.html"),
        links(["附件1：部门预算公开表", "附件2：部门预算公开说明"], "P020170421{n}.doc"),
        links(["1.部门预算公开表格式", "2.部门预算公开说明格式", "3.绩效目标表格式"], "P020170421{n}.xls"),
        links(
            ["中华人民共和国财政部网站", "国家发展和改革委员会网站", "国家税务总局官方网站"],
            "http://www.s{n}.gov.cn/",
        ),
        links(
            ["企业投资项目备案办理", "会计师事务所设立审批", "代理记账机构执业审批"],
            "http://zwfw.example.gov.cn/item/{n}23.html",
            more='<a href="/bl/123.html">在线办理</a>',
        ),
        links(HEADLINES[:2], "/zwgk/{n}x/"),
        links(["更多通知公告信息内容"], "/info/1071/{n}23.htm"),
    ],
    ids=[
        "columns",
        "long names of columns",
        "columns with numbers",
        "leaders",
        "attachments",
        "numbered files",
        "other sites",
        "services",
        "two columns",
        "more",
    ],
)
def test_links_that_are_no_postings(content: str) -> None:
    assert read(f"<ul>{content}</ul>") == []


def test_headlines_that_a_menu_shows_are_no_list() -> None:
    names = [f"某市人民政府办公室关于公布第{n}批行政许可事项目录的公告" for n in "一二三"]
    assert read(f"<div class='nav'><ul>{links(names, '/info/1/{n}23.htm')}</ul></div>") == []


def test_a_long_list_without_dates_is_read_beside_a_few_dated_items() -> None:
    own = [f"关于公布第{n}批行政许可事项目录的公告" for n in range(1, 13)]
    side = "".join(
        f'<li><a href="/xw/{n}.html">某市召开第{n}次常务会议</a><i>2017-04-0{n}</i></li>' for n in (3, 2, 1)
    )
    titles = [
        title
        for title, _ in read(
            f"<div><h3>工作动态</h3><ul>{side}</ul></div><ul>{links(own, './{n}23.html')}</ul>"
        )
    ]
    assert titles[3:] == own


@pytest.mark.parametrize("count", [1, 2])
def test_headlines_of_the_column_itself_that_are_no_list(count: int) -> None:
    content = "".join(
        f'<div><p><a href="./201704/t20170421_{n}.html">{name}</a></p></div>'
        for n, name in enumerate(HEADLINES[:count])
    )
    assert [title for title, _ in read(content)] == HEADLINES[:count]


@pytest.mark.parametrize(
    "href", ["/zwgk/zn/t20170421_1.html", "http://www.gov.cn/t20170421_1.htm", "ysqgk/index.html", "#top"]
)
def test_a_headline_that_leads_elsewhere_is_no_posting_of_the_column(href: str) -> None:
    assert read(f'<p><a href="{href}">政府信息公开申请办理指南</a></p>') == []


LONE = {
    "item": '<ul><li><a href="/info/1/23.htm">{}</a><span>2017-04-21</span></li></ul>',
    "row": '<table><tr><td>·</td><td><a href="/info/1/23.htm">{}</a></td><td>2017-04-21</td></tr></table>',
    "flat": '<p><a href="/info/1/23.htm">{}</a> (2017-04-21)</p>',
    "in the link": '<div><a href="/info/1/23.htm"><b>{}</b><i>2017-04-21</i></a></div>',
}


@pytest.mark.parametrize("title", ["公告", "任前公示", "关于公布省级征地信息的公告"])
@pytest.mark.parametrize("row", LONE.values(), ids=LONE)
def test_one_dated_item(row: str, title: str) -> None:
    assert read(row.format(title)) == [(title, "2017-04-21")]


@pytest.mark.parametrize(
    "content",
    [
        '<p>2017年4月21日 <a href="/tq/123.html">天气预报</a></p>',
        '<p><a href="/info/1/23.htm">查看</a> 2017-04-21</p>',
        '<p>为贯彻落实要求，<a href="/info/1/23.htm">关于公布清单的公告</a>已于2017-04-21发布，请遵照执行并报送情况。</p>',
        '<p><a href="/info/1/23.htm">关于公布清单的公告</a><a href="/info/1/24.htm">关于公布目录的公告</a> 2017-04-21</p>',
    ],
    ids=["clock", "junk", "sentence", "two links, one date"],
)
def test_a_date_beside_a_link_is_not_always_an_item(content: str) -> None:
    assert read(content) == []


def test_short_titles_among_others_and_alone() -> None:
    short = '<li><a href="9.html">公 示</a><i>2017-03-01</i></li>'
    long = "".join(
        f'<li><a href="{n}.html">{name}</a><i>2017-04-0{n}</i></li>' for n, name in enumerate(HEADLINES, 1)
    )
    assert read(f"<ul>{long}{short}</ul>")[-1] == ("公 示", "2017-03-01")
    assert (
        read(f"<ul>{short}{short.replace('9', '8')}{short.replace('9', '7')}</ul>")
        == [("公 示", "2017-03-01")] * 3
    )


@pytest.mark.parametrize(
    "path",
    [
        "/info/1046/61877.htm",
        "/info/1046/7.htm",
        "/art/2023/9/8/art_8065_11005096.html",
        "/art/2023/art_c30a.html",
        "/contents/15/20471.html",
        "/html/2022/meitijujiao_1114/123.html",
        "/zwgk/tzgg/201704/t20170421_9.html",
        "/news_view.asp?id=1893&lm2=67",
        "/index.php?m=content&c=index&a=show&catid=15&id=5127",
        "/NewsView.aspx?NewsID=19003&ClassID=558",
        "/Item/24071.aspx",
        "/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1046&wbnewsid=1",
        "/xjylz/c112883/202306/3b991d1bcd947ccab3ad0d063376320a.shtml",
        "/files/2017.PDF",
        "/gkmlpt/content/5/5712/post_5712349.html",
    ],
)
def test_addresses_of_postings(path: str) -> None:
    assert (is_posting_address(HOST + path), is_column_address(HOST + path)) == (True, False)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/tzgg.htm",
        "/col/col7822/index.html",
        "/channels/3125.html",
        "/lanmu/xwzx/12.html",
        "/html/2022/meitijujiao_1114/",
        "/zwgk/tzgg/index_2.html",
        "/xjylz/c112883/list.shtml",
        "/news_more.asp?lm=&lm2=67",
        "/newslist.aspx?depid=1&classid=6791",
        "/index.php?m=content&c=index&a=lists&catid=15",
        "/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1046",
        "/Category_128/Index.aspx",
        "/public/column/6602161?type=4&action=list&catId=123",
    ],
)
def test_addresses_of_columns(path: str) -> None:
    assert (is_posting_address(HOST + path), is_column_address(HOST + path)) == (False, True)


def test_an_address_that_says_neither() -> None:
    assert not is_posting_address(HOST + "/web/zt/1545021/index.html")
    assert not is_column_address(HOST + "/web/zt/1545021/index.html")
