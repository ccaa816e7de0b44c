"""Which links lead to a column of disclosure, and which to a service, a search, an article or somebody else?"""

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import Link
from domain.subjects import Surface
from spiders.markup.regions import FOOTER, FRIEND
from spiders.subjects.column_links import column_links, column_matches

VOCABULARY = load_vocabulary()
HOME = "http://www.example.gov.cn/"
OFFICE = "http://czj.example.gov.cn/zwgk/"


def link(text: str, url: str, region: str = "") -> Link:
    url = url if "://" in url else HOME.rstrip("/") + url
    matches = VOCABULARY.match(text, Surface.TEXT) if text else VOCABULARY.match_slug(url)
    return Link(url=url, text=text, region=region, matches=matches)


def subjects(made: Link, page: str = HOME) -> set[str]:
    return {match.subject for match in column_matches(made, page)}


@pytest.mark.parametrize(
    ("text", "url", "subject"),
    [
        ("预决算公开", "/zwgk/yjsgk/", "budget"),
        ("预决算公开", "http://czj.example.gov.cn/yjs/index.html", "budget"),
        ("政府公报", "http://example.gov.cn/col/col12/index.html", "gazette"),
        ("政策解读", "/zwfw/zcjd/index.html", "interpretation"),
        ("教育", "/zwgk/zdlyxxgk/jy/", "education"),
        ("教育信息公开", "/ggfw/jyxx/", "education"),
        ("医疗卫生", "/zdly/bmfw/ylws/", "health"),
        ("预决算公开", "/ShowClass.asp?ClassID=12", "budget"),
        ("政府债务", "/list.aspx?name=政府债务", "debt"),
        ("", "/zdlyxxgk/", "key-areas"),
        ("权责清单", "https://zwfw.province.gov.cn/portal/#/power-list?areaCode=530300", "power-list"),
        ("依申请公开", "http://ysqgk.province.gov.cn/?d=czt", "on-request"),
        ("依申请公开", "http://zwfw.province.gov.cn/zb/ysqgk", "on-request"),
        ("政务服务", "https://x.sxzwfw.gov.cn/", "services"),
        ("办事服务", "http://zwfw.example.gov.cn/", "services"),
        ("12345热线", "http://12345.other.gov.cn/", "hotline"),
        ("公共资源交易", "http://ggzy.province.gov.cn/", "resource-trading"),
        ("双公示", "http://credit.other.gov.cn/sgs/", "double-publicity"),
        ("法定主动公开内容", "http://zfxxgk.province.gov.cn/11X/", "statutory"),
        ("政府公报", "http://hdzfxxgk.hd.gov.cn/gb/", "gazette"),
        ("领导之窗", "/info/1011/1234.htm", "leaders"),
    ],
)
def test_links_to_columns(text: str, url: str, subject: str) -> None:
    assert subject in subjects(link(text, url))


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("预决算公开", "http://www.other.gov.cn/yjs/"),
        ("政府债务", "http://www.celma.org.cn/"),
        ("公共资源交易", "http://www.ggzy-help.com/"),
        ("政策文件", "http://www.gov.cn/zhengce/"),
        ("政务服务", "https://gjzwfw.www.gov.cn/"),
        ("环境保护", "http://zwfw.example.gov.cn/hjbh/"),
        ("教育", "/fw/jy/"),
        ("医疗卫生", "/bsfw/ylws/index.html"),
        ("社会救助", "/search.jsp?key=社会救助"),
        ("减税降费", "/Search.aspx?k=减税降费"),
        ("教育", "/s?k=2"),
        ("征地补偿", "/site/plugin.html?keyword=征地补偿"),
        ("政府债务", "/so/s?qt=债务"),
        ("政府公报", "/zfgb/202301/P020230112.pdf"),
        ("减税降费", "/gkmlpt/content/0/532/post_532810.html"),
        ("减税降费", "/art/2019/3/21/art_12_3456.html"),
        ("减税降费", "/zwgk/201903/t20190321_123.html"),
        ("减税降费", "/news_view.asp?newsid=12"),
        ("减税降费", "/index.php?m=content&c=index&a=show&catid=1&id=2"),
        ("减税降费", "/n1/n2/c12345/content.html"),
        ("部门服务", "https://other.sxzwfw.gov.cn/"),  # a weak name says nothing of another host
        ("关于我们", "/zdlyxxgk/"),  # an address says nothing of a link that has a name
    ],
)
def test_links_to_something_else(text: str, url: str) -> None:
    assert subjects(link(text, url)) == set()


@pytest.mark.parametrize("region", [FOOTER, FRIEND])
def test_the_foot_and_the_friends_of_a_site_lead_to_no_column(region: str) -> None:
    assert subjects(link("政府公报", "/zfgb/", region)) == set()


def test_an_office_shares_the_columns_of_its_government() -> None:
    assert subjects(link("政府公报", "http://www.example.gov.cn/zfgb/"), OFFICE) == {"gazette"}
    assert subjects(link("预决算公开", "http://www.example.gov.cn.evil.cn/yjs/"), OFFICE) == set()


def test_a_page_without_an_address_keeps_its_links() -> None:
    assert subjects(link("政府公报", "http://unknown.invalid/zfgb/"), "http://unknown.invalid/") == {
        "gazette"
    }


def test_an_address_that_cannot_be_split_leads_nowhere() -> None:
    assert (
        subjects(Link(url="http://[bad/?q=1", text="政府公报", matches=link("政府公报", "/zfgb/").matches))
        == set()
    )


def found(*links: Link) -> list[str]:
    return [made.text for made, _ in column_links(links, HOME)]


def menu(*texts: str) -> list[Link]:
    return [link(text, f"/list.jsp?treeid={number}") for number, text in enumerate(texts)]


def test_themes_of_services_are_told_by_their_neighbours() -> None:
    assert found(*menu("生育收养", "户籍办理", "教育", "婚姻登记", "医疗卫生", "证件办理", "交通出行")) == []
    assert found(*menu("政府公报", "生育收养", "户籍办理", "婚姻登记", "教育")) == ["政府公报", "教育"]


def test_fields_of_disclosure_beside_one_another_are_columns() -> None:
    fields = ["财政预决算", "公共资源交易", "重大建设项目", "教育", "医疗卫生", "社会救助"]
    assert found(*menu(*fields, "户籍管理", "就业创业", "养老服务", "公共法律服务", "环境保护")) == [
        *fields,
        "环境保护",
    ]


def test_themes_far_away_are_no_neighbours() -> None:
    themes = ["生育收养", "婚姻登记", "证件办理"]
    assert found(*menu("教育", *["天气预报"] * 6, *themes, *["天气预报"] * 6, "医疗卫生")) == [
        "教育",
        "医疗卫生",
    ]


def test_a_page_that_links_to_itself_by_its_servers_number_has_columns_there() -> None:
    server = "http://61.153.144.78:8080"
    made = [
        link(name, f"{server}/{at}/")
        for at, name in enumerate(("机构概况", "新闻中心", "办事指南", "下载", "联系我们"))
    ]
    found = {
        match.subject
        for _, matches in column_links([*made, link("领导分工", f"{server}/ldfg/")], HOME)
        for match in matches
    }
    assert "leaders" in found
    # A single link to some server is somebody else's; of no name but a sure one that a province may run anywhere.
    other = [
        link("领导分工", f"{server}/ldfg/"),
        link("权责清单", "http://222.222.245.73:99/touch/qzqd/Index"),
    ]
    found = {
        match.subject
        for _, matches in column_links([*other, link("概况", "/gk/")], HOME)
        for match in matches
    }
    assert found == {"power-list"}
