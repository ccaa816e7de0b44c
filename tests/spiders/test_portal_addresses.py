"""What belongs to a portal, what is the same page, what leads nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.markup.absolute import is_file
from spiders.portal.addresses import Site, clean_url, hosts_of, is_article, is_trap


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("http://WWW.Yn.gov.cn:80/a#top", "http://www.yn.gov.cn/a"),
        ("https://yn.gov.cn:443", "https://yn.gov.cn/"),
        ("http://yn.gov.cn:8080/", "http://yn.gov.cn:8080/"),
        ("http://yn.gov.cn/a;jsessionid=AB12?x=1", "http://yn.gov.cn/a?x=1"),
        ("http://yn.gov.cn/a?id=3&PHPSESSID=9", "http://yn.gov.cn/a?id=3"),
        (
            "http://yn.gov.cn/list.aspx?depid=1&classid=6791",
            "http://yn.gov.cn/list.aspx?depid=1&classid=6791",
        ),
        ("http://yn.gov.cn/#/zwgk/ppp", "http://yn.gov.cn/#/zwgk/ppp"),
        ("http://yn.gov.cn/gkmlpt/index#508", "http://yn.gov.cn/gkmlpt/index#508"),
        ("http://yn.gov.cn/#/", "http://yn.gov.cn/"),
        ("javascript:void(0)", None),
        ("mailto:a@b.cn", None),
        ("http://[::1", None),
        ("http://yn.gov.cn:99999999/", None),
        ("http:///x", None),
    ],
)
def test_the_address_a_page_is_known_by(url: str, clean: str | None) -> None:
    assert clean_url(url) == clean


@given(st.text(max_size=80))
def test_cleaning_never_raises_and_settles(text: str) -> None:
    for url in (text, f"http://x.cn/{text}", f"http://{text}/"):
        clean = clean_url(url)
        if clean is not None:
            assert clean_url(clean) == clean


def test_a_portal_owns_its_subdomains_but_not_another_portal_s() -> None:
    portals = hosts_of(["http://www.yn.gov.cn/", "http://czt.yn.gov.cn/", "http://127.0.0.1:81/"])
    province = Site("http://www.yn.gov.cn/", portals)
    assert province.owns("http://zwgk.yn.gov.cn/x")
    assert province.owns("https://yn.gov.cn/x")
    assert not province.owns("http://czt.yn.gov.cn/x")
    assert not province.owns("http://a.czt.yn.gov.cn/x")
    assert not province.owns("http://notyn.gov.cn/")
    assert Site("http://czt.yn.gov.cn/", portals).owns("http://czt.yn.gov.cn/x")
    assert not Site("http://czt.yn.gov.cn/", portals).owns("http://www.yn.gov.cn/x")


def test_an_address_is_owned_with_its_port_only() -> None:
    portal = Site("http://127.17.1.10:8000/")
    assert portal.owns("http://127.17.1.10:8000/a")
    assert not portal.owns("http://127.17.1.10:8001/a")
    assert not portal.owns("http://127.17.1.11:8000/a")
    assert not portal.owns("http://[bad/")


def test_a_portal_that_moved_owns_both_its_hosts() -> None:
    portal = Site("http://www.ynf.gov.cn/").moved("https://czt.yn.gov.cn/index.html")
    assert portal.owns("http://www.ynf.gov.cn/zxzx/")
    assert portal.owns("https://czt.yn.gov.cn/zxzx/")
    assert portal.is_home("http://czt.yn.gov.cn/")
    assert portal.is_home("http://czt.yn.gov.cn/default.aspx")
    assert not portal.is_home("http://czt.yn.gov.cn/?id=1")
    assert not portal.is_home("http://czt.yn.gov.cn/zxzx/index.html")


@pytest.mark.parametrize(
    "url",
    [
        "http://www.yn.gov.cn/zwgk/zcwj/yzfb/201704/t20170421_144306.html",
        "http://x.cn/art/2017/4/21/art_12_345.html",
        "http://x.cn/info/1030/39259.htm",
        "http://x.cn/content.jsp?urltype=news.NewsContentUrl&wbnewsid=12",
        "http://x.cn/eyxrmzf/c102099/201509/202984e0c1b84c1d9a3c202984e0c1b8.shtml",
        "http://x.cn/Item/255821.aspx",
        "http://x.cn/c/2024-07-25/4882692.shtml",
        "http://x.cn/html/2017/zhengfucaigou_0907/12901.html",
    ],
)
def test_articles_are_known_by_their_address(url: str) -> None:
    assert is_article(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://x.cn/zwgk/zcwj/yzfb/",
        "http://x.cn/col/col61490/index.html",
        "http://x.cn/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1154",
        "http://x.cn/ljsrmzf/c101797/zfxxgk_nrz.shtml",
        "http://x.cn/Category_128/Index.aspx",
        "http://x.cn/newslist.aspx?depid=1&classid=6791",
        "http://x.cn/channels/228.html",
    ],
)
def test_columns_are_not_taken_for_articles(url: str) -> None:
    assert not is_article(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://x.cn/a/a/a/",
        "http://x.cn/rili/2017/",
        "http://x.cn/" + "x/" * 20,
        "http://x.cn/" + "y" * 700,
        "http://x.cn/?" + "&".join(f"p{n}=1" for n in range(12)),
    ],
)
def test_traps_are_known(url: str) -> None:
    assert is_trap(url)


def test_files_are_no_pages() -> None:
    assert is_file("http://x.cn/P020170421.PDF?download=1")
    assert not is_file("http://x.cn/zwgk/doc/")
    assert not is_trap("http://www.yn.gov.cn/zwgk/zfgb/2015/2015d11q/szfbgtwj/201505/")
