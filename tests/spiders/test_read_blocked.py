"""Challenges, firewalls, soft 404s, shells and columns under construction are named for what they are."""

import pytest

from audit_rules.subjects.matcher import load_vocabulary
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


def test_challenges_are_known_without_status() -> None:
    second = 'go({"bts":["1700000000.1|0|a","b"],"chars":"abc","ct":"0","ha":"md5","tn":"__jsl_clearance_s"})'
    assert read(f"<script>{'var _0x1=[];' * 900}{second}</script>").blocked == "jsl"
    assert read('<meta content="a" r="m"><script r="m">(function(){})()</script>').blocked == "ruishu"
    wzws = "<script>eval('...HXXTTKKLLPPP5...')</script><noscript>请开启JavaScript并刷新该页.</noscript>"
    assert read(wzws).blocked == "wzws"


def test_cookies_of_a_firewall_on_a_page_that_was_given_do_not_block_it() -> None:
    links = "".join(f"<a href='/c{n}/'>栏目{n}</a>" for n in range(20))
    assert read(f"<html><body>{links}</body></html>", 200, {"Set-Cookie": "wzws_cid=1"}).blocked is None


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


FRAME = (
    "<div class='nav'>"
    + "".join(f"<a href='/c{n}/'>栏目{n}</a>" for n in range(60))
    + "</div><div>当前位置：<a href='/'>首页</a> &gt; <a href='/xw/'>新闻</a></div>"
)
FOOT = (
    "<div class='footer'>主办：某县人民政府 滇ICP备05000001号 网站标识码5300000001"
    + "<p>地址：某县某路1号 电话：0870-0000000</p>" * 20
    + "</div>"
)


@pytest.mark.parametrize(
    "text", ["找不到您要的内容！", "您访问的页面不存在", "该文章已被删除", "404错误", "页面走丢了"]
)
def test_soft_404_in_the_frame_of_the_site(text: str) -> None:
    empty = f"<h1></h1><div>发布时间： 来源： 点击率：</div><div>{text}</div><div>上一篇：无 下一篇：无</div>"
    reading = read(f"<html><title>某县人民政府</title><body>{FRAME}{empty}{FOOT}</body></html>")
    assert (reading.kind, reading.blocked) == (PageKind.ERROR, "soft404")


def test_soft_404_that_moves_on_after_a_while() -> None:
    page = "<meta http-equiv='refresh' content='5;url=/'><p>您访问的页面不存在，5秒后返回首页</p>"
    assert read(page).blocked == "soft404"


@pytest.mark.parametrize(
    "text",
    [
        "<h1>关于印发管理办法的通知</h1><p>发布时间：2017-04-14</p><p>该文件已失效</p>",
        "<div class='list'>没有找到相关信息</div>",
        "<div class='leave'>您访问的链接即将离开“某县人民政府”门户网站，是否继续？</div>",
        "<p>本月共核查404个页面</p>",
        "<div class='list'>暂无信息</div>",
    ],
)
def test_lost_force_empty_lists_and_notes_on_leaving_are_no_soft_404(text: str) -> None:
    reading = read(f"<html><title>政策文件</title><body>{FRAME}{text}{FOOT}</body></html>")
    assert reading.blocked is None
    assert reading.kind is not PageKind.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "HTTP Status 500 - Internal Server Error",
        "502 Bad Gateway",
        "“/”应用程序中的服务器错误。",
        "数据库连接失败",
    ],
)
def test_server_that_failed_is_an_error_and_no_refusal(text: str) -> None:
    reading = read(f"<html><title>{text}</title><body><h1>{text}</h1></body></html>")
    assert (reading.kind, reading.blocked) == (PageKind.ERROR, None)


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


@pytest.mark.parametrize(
    "text", ["网站正在升级改版中", "本站正在维护，给您带来不便敬请谅解", "网站建设中", "Under Construction"]
)
def test_page_that_only_says_it_is_being_built_is_an_error(text: str) -> None:
    reading = read(f"<html><title>某县人民政府</title><body><p>{text}</p><a href='/'>返回</a></body></html>")
    assert reading.kind is PageKind.ERROR


def test_column_under_construction_in_a_small_frame() -> None:
    crumbs = "<p>您的位置：<a href='/'>首页</a> &gt; <a href='/z/'>重点领域</a> &gt; 重大建设项目</p>"
    reading = read(f"<html><title>重大建设项目</title><body>{crumbs}<p>该栏目正在建设中</p></body></html>")
    assert (reading.kind, reading.under_construction) == (PageKind.COLUMN, True)


@pytest.mark.parametrize(
    "text",
    [
        "某高速公路项目正在建设中，预计2018年底建成通车，总投资15亿元。",
        "我县正在完善城乡低保制度，确保应保尽保。",
        "扫描二维码关注我们，更多政务信息敬请关注",
        "<p>中心职责：负责全县项目储备。</p>" * 60 + "<p>暂无信息</p>",
    ],
)
def test_what_a_page_tells_of_other_things_makes_it_no_empty_column(text: str) -> None:
    menu = "".join(f"<a href='/c{n}/'>栏目{n}</a>" for n in range(12))
    assert not read(
        f"<html><title>重大项目</title><body>{menu}<div>{text}</div></body></html>"
    ).under_construction


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
