"""Challenges, firewalls, soft 404s, shells and columns under construction are named for what they are."""

import pytest

from audit_rules.matcher import load_vocabulary
from domain.pages import PageKind, PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
URL = "http://www.example.gov.cn/zwgk/"


def read(html: str, status: int = 200, headers: dict[str, str] | None = None, url: str = URL) -> PageReading:
    return read_page(url, html.encode(), status=status, headers=headers, vocabulary=VOCABULARY)


CHALLENGES: dict[str, tuple[str, int, dict[str, str]]] = {
    "jsl": (
        "<script>document.cookie='__jsl_clearance_s=1;';location.href=location.pathname+location.search</script>",
        521,
        {},
    ),
    "ruishu": (
        "<html><head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></head><body></body></html>",
        412,
        {},
    ),
    "acw": (
        "<html><script>var arg1='5B8C7B6B38E7D2A1F0D4C3B2A19887766554433';setCookie('acw_sc__v2',x)</script></html>",
        200,
        {},
    ),
    "wzws": (
        "<html><head></head><body><script>var dynamicurl='/WZWSREL3poZ2Nk';</script></body></html>",
        200,
        {},
    ),
    "waf": ("<html><body><h1>您的请求可能存在威胁，已被阻断。</h1></body></html>", 403, {}),
}


@pytest.mark.parametrize("name", CHALLENGES)
def test_challenges_are_named(name: str) -> None:
    html, status, headers = CHALLENGES[name]
    reading = read(html, status, headers)
    assert (reading.kind, reading.blocked) == (PageKind.BLOCKED, name)


def test_ruishu_behind_202_and_jsl_by_its_cookie_and_a_firewall_by_its_header() -> None:
    assert read("<html><script>var x=$_ts;</script></html>", 202).blocked == "ruishu"
    assert read("<script>go()</script>", 200, {"Set-Cookie": "__jsl_clearance=1.2|-1|x"}).blocked == "jsl"
    assert read("<html>Forbidden</html>", 403, {"X-Safe-Firewall": "zhuji"}).blocked == "waf"


def test_long_page_about_firewalls_is_no_firewall() -> None:
    article = (
        "<p>全省政务网站应当部署网站防火墙，对请求过于频繁的来源进行安全验证，访问被拒绝时应当给出说明。</p>"
        * 60
    )
    reading = read(
        f"<html><head><title>网络安全工作要点</title></head><body><h1>网络安全工作要点</h1>{article}</body></html>"
    )
    assert reading.blocked is None


@pytest.mark.parametrize(
    "text",
    [
        "抱歉，您访问的页面不存在或已删除！",
        "找不到您要访问的页面",
        "404 Not Found",
        "页面未找到",
        "对不起，该文章已被删除",
        "HTTP 404 错误",
    ],
)
def test_soft_404(text: str) -> None:
    reading = read(
        f"<html><head><title>提示信息</title></head><body><div>{text}</div><a href='/'>返回首页</a></body></html>"
    )
    assert (reading.kind, reading.blocked) == (PageKind.ERROR, "soft404")


def test_long_page_that_mentions_a_missing_page_is_none() -> None:
    reading = read(
        "<html><body>"
        + "<p>清理失效链接，对页面不存在的栏目逐一核查，并限期整改到位。</p>" * 40
        + "</body></html>"
    )
    assert reading.blocked is None


@pytest.mark.parametrize("text", ["栏目建设中，敬请期待……", "暂无信息", "该栏目正在建设中", "暂无相关数据"])
def test_columns_under_construction_are_blank_and_not_errors(text: str) -> None:
    menu = "".join(f"<a href='/c{n}/'>栏目{n}</a>" for n in range(12))
    reading = read(
        f"<html><head><title>PPP专栏</title></head><body>{menu}<div class='list'>{text}</div></body></html>"
    )
    assert reading.under_construction
    assert reading.kind is PageKind.COLUMN
    assert reading.postings == ()


def test_pages_that_only_scripts_fill_need_rendering() -> None:
    assert read(
        '<html><body><div id="app"></div><script src="/js/app.js"></script></body></html>'
    ).needs_render
    assert read(
        "<html><body><script src='/js/a.js'></script><script>load()</script></body></html>"
    ).needs_render
    assert not read("<html><body><p>本单位暂不公开。</p></body></html>").needs_render


def test_refreshes_and_script_moves() -> None:
    assert (
        read('<meta http-equiv="Refresh" content="0; URL=index/index.html">').refresh_to
        == URL + "index/index.html"
    )
    assert (
        read("<script>window.location.href='/portal/';</script>").refresh_to
        == "http://www.example.gov.cn/portal/"
    )
    assert (
        read('<script>location.replace("https://www.example.gov.cn/")</script>').refresh_to
        == "https://www.example.gov.cn/"
    )
    assert read('<meta http-equiv="refresh" content="600"><p>正文</p>').refresh_to is None


def test_frames_that_hold_content() -> None:
    frameset = '<frameset rows="80,*"><frame src="top.html"><frame src="main.html"></frameset>'
    assert read(frameset).frames == (URL + "top.html", URL + "main.html")
    page = (
        '<iframe src="list.html" width="100%" height="800"></iframe><iframe src="/visitcount.jsp"></iframe>'
        '<iframe src="/login.html"></iframe><iframe src="x.html" width="0" height="0"></iframe><p>政务公开</p>'
    )
    assert read(page).frames == (URL + "list.html",)


MENU = "".join(f"<a href='/c{n}/index.html'>政务公开栏目{n}</a>" for n in range(30))
EMPTY_LIST = "<div id='header'></div><ul id='newsList' class='list'></ul><div id='pager'></div>"


def test_empty_list_that_a_script_fetches_is_unread_and_not_blank() -> None:
    script = "<script>$.ajax({url:'/api/list',success:function(d){$('#newsList').html(d);}});</script>"
    assert read(f"<html><body>{MENU}{EMPTY_LIST}{script}</body></html>").needs_render


def test_empty_list_beside_scripts_for_other_things_is_blank() -> None:
    script = "<script>$('#header').load('/header.html');$.get('/count?id=1',function(d){$('#hits').text(d);});</script>"
    assert not read(f"<html><body>{MENU}{EMPTY_LIST}{script}</body></html>").needs_render
    assert not read(f"<html><body>{MENU}{EMPTY_LIST}</body></html>").needs_render
