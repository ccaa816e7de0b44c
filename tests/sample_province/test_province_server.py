"""Is each oddity really served? Asked over the loopback, as a crawler would ask."""

import json
import re
import socket
import ssl
from base64 import b64decode
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

import httpx
import pytest

from sample_province.content import Column
from sample_province.province import Model
from sample_province.server import Province, ServeError

Get = Callable[..., httpx.Response]


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=5, verify=False) as opened:  # one host has a certificate of its own making
        yield opened


@pytest.fixture
def get(model: Model, served: Province, client: httpx.Client) -> Get:
    """Ask a unit's portal for a path."""

    def ask(
        unit_id: str, path: str = "/", *, scheme: str = "http", method: str = "GET", **more: object
    ) -> httpx.Response:
        portal = next(portal for portal in model.portals if portal.id == unit_id)
        url = f"{scheme}://{model.address(portal)}:{served.port}{path}"
        return client.request(method, url, **more)  # type: ignore[arg-type]

    return ask


def column_of(model: Model, unit_id: str, subject: str) -> tuple[Column, str]:
    """A subject's column and its path."""
    portal = model.built[unit_id]
    column = portal.site.of_subject(subject)[0]
    return column, portal.family.column_path(column)


def titles(text: str) -> list[str]:
    """The titles of the links that a list opens in a new window, friend links aside."""
    text = text.partition("友情链接")[0]
    return re.findall(r'target="_blank"[^>]*>(?:<em>)?([^<]+)<', text)


def test_every_portal_shows_a_home_page_with_navigation_news_and_friend_links(model: Model, get: Get) -> None:
    for unit_id in model.built:
        plan = model.built[unit_id].plan
        if plan.refresh_home or plan.frameset_home or plan.host == "https_only":
            continue
        page = get(unit_id, plan.index_page or "/")
        text = page.content.decode(plan.charset)
        assert page.status_code == 200
        assert 'id="nav"' in text
        assert "友情链接" in text
        assert re.search(r"2017-1[0-2]-\d\d", text)
        assert ("主办单位" in text) == plan.norms
        assert ("网站地图" in text) == plan.site_map


def test_pages_come_gzipped_with_validators_and_head_has_no_body(get: Get) -> None:
    page = get("czt")
    assert page.headers["content-encoding"] == "gzip"
    again = get("czt", headers={"If-None-Match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = get("czt", headers={"If-Modified-Since": page.headers["last-modified"]})
    assert since.status_code == 304
    head = get("czt", method="HEAD", headers={"Accept-Encoding": "identity"})
    assert head.content == b""
    assert int(head.headers["content-length"]) > 5000


def test_what_is_not_there_is_an_honest_404_and_pictures_are_there(get: Get) -> None:
    assert get("czt", "/no/such/page.html").status_code == 404
    assert get("czt", "/images/logo.png").headers["content-type"] == "image/png"
    assert get("czt", "/", method="POST", data={"a": "b"}).status_code == 405


def test_trs_lists_page_by_a_script_and_link_relative_to_their_directory(model: Model, get: Get) -> None:
    column, path = column_of(model, "czt", "news")
    first = get("czt", path).text
    call = re.search(r'createPageHTML\((\d+), 0, "index", "html"\);', first)
    assert call is not None
    pages = int(call.group(1))
    assert pages == len(column.pages()) > 1
    assert "index_1.html" not in first
    found = titles(first)
    for number in range(1, pages):
        found += titles(get("czt", f"{path}index_{number}.html").text)
    assert get("czt", f"{path}index_{pages}.html").status_code == 404
    assert len(found) == len(column.articles)
    href = re.search(r'href="(\./2017\d\d/t2017\d{4}_\d+\.html)"', first)
    assert href is not None
    article = get("czt", urljoin(path, href.group(1)))
    assert article.status_code == 200
    assert "发布时间：2017-" in article.text
    assert "createPageHTML(" in get("hbt", column_of(model, "hbt", "news")[1]).text


def test_dataproxy_gives_the_records_that_the_page_does_not_hold(model: Model, get: Get) -> None:
    column, path = column_of(model, "dsj", "tax-cut")
    page = get("dsj", path).text
    assert "<recordset>\n\n</recordset>" in page
    assert "dataproxy.jsp" in page
    fields = dict(re.findall(r"'(\w+)':'([^']*)'", page[page.index("ajaxParam") :]))
    url = "/module/web/jpage/dataproxy.jsp?startrecord={}&endrecord={}&perpage=15"
    found: list[str] = []
    for start in range(1, len(column.articles) + 1, 15):
        answer = get("dsj", url.format(start, start + 14), method="POST", data=fields)
        assert answer.headers["content-type"].startswith("text/xml")
        found += re.findall(r"<record><!\[CDATA\[<li><a [^>]*>([^<]+)<", answer.text)
    assert sorted(found) == sorted(article.title for article in column.articles)
    news, news_path = column_of(model, "dsj", "news")
    assert get("dsj", news_path).text.count("<record>") == min(45, len(news.articles))


def test_jpaas_gives_the_list_as_json_page_by_page(model: Model, get: Get) -> None:
    column, path = column_of(model, "gzw", "soe")
    page = get("gzw", path).text
    assert column.articles[0].title not in page
    raw = re.search(r'queryData="(\{[^"]+\})"', page)
    assert raw is not None
    query = json.loads(raw.group(1).replace("'", '"'))
    api = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    found: list[str] = []
    for number in range(1, 10):
        wanted = {**query, "paramJson": json.dumps({"pageNo": number, "pageSize": 15})}
        answer = get("gzw", api, params=wanted).json()
        assert answer["success"]
        if not answer["data"]["html"]:
            break
        found += titles(answer["data"]["html"])
    assert len(found) == len(column.articles)
    assert get("gzw", api, params={**query, "webId": "other"}).json()["success"] is False


def test_webforms_pages_come_by_postback_alone_and_in_gbk_without_a_charset_header(
    model: Model, get: Get
) -> None:
    column, path = column_of(model, "gtt", "land")
    answer = get("gtt", path)
    assert answer.headers["content-type"] == "text/html"
    text = answer.content.decode("gbk")
    assert "charset=gb2312" in text
    found = titles(text)
    for number in range(2, len(column.pages()) + 1):
        form = dict(re.findall(r'<input type="hidden" name="(\w+)" id="\w+" value="([^"]*)"', text))
        form |= {"__EVENTTARGET": "AspNetPager1", "__EVENTARGUMENT": str(number)}
        text = get("gtt", path, method="POST", data=form).content.decode("gbk")
        found += titles(text)
    assert sorted(found) == sorted(article.title for article in column.articles)
    assert len(column.pages()) >= 3
    assert min(article.on for article in column.articles) in {article.on for article in column.pages()[-1]}
    stale = get("gtt", path, method="POST", data={"__EVENTTARGET": "AspNetPager1", "__EVENTARGUMENT": "2"})
    assert stale.status_code == 500


def test_boda_counts_its_pages_backwards(model: Model, get: Get) -> None:
    column, path = column_of(model, "pref_cx", "notices")
    last = len(column.pages())
    assert last > 2
    first = get("pref_cx", path).text
    assert f'href="/tzgg/{last - 1}.htm" class="Next">下页' in first
    found = re.findall(r"<em>([^<]+)</em>", first)
    for number in range(last - 1, 0, -1):
        found += re.findall(r"<em>([^<]+)</em>", get("pref_cx", f"/tzgg/{number}.htm").text)
    assert len(found) == len(column.articles)


@pytest.mark.parametrize(
    ("unit_id", "second"),
    [
        ("fgw", "Index_2.aspx"),
        ("pref_dl", "list_2.html"),
        ("ajj", "_2.html"),
        ("wjw", "&page=2"),
        ("pref_km", "index_2.shtml"),
    ],
)
def test_other_families_link_their_second_page(model: Model, get: Get, unit_id: str, second: str) -> None:
    column, path = column_of(model, unit_id, "news")
    page = get(unit_id, path).text.replace("&amp;", "&")
    link = re.search(rf'href="([^"]*{re.escape(second)})"', page)
    assert link is not None
    following = get(unit_id, urljoin(path, link.group(1)))
    assert titles(following.text) == [article.title for article in column.pages()[1]]


def test_the_shtml_family_calls_the_other_dialect(model: Model, get: Get) -> None:
    column, path = column_of(model, "nyt", "agri")
    call = re.search(
        r"createPageHTML\('page-div',(\d+), 1,'zfxxgk_nrz','shtml',(\d+)\)", get("nyt", path).text
    )
    assert call is not None
    assert int(call.group(2)) == len(column.articles)
    assert len(titles(get("nyt", path.replace(".shtml", "_2.shtml")).text)) == 15


def test_a_script_filled_page_holds_nothing_and_hides_where_its_data_is(model: Model, get: Get) -> None:
    column, path = column_of(model, "lyfzw", "tourism")
    text = get("lyfzw", path).text
    assert not any(article.title in text for article in column.articles)
    assert "/data/" not in text
    chunks = re.search(r"var k=(\[[^\]]+\])", text)
    assert chunks is not None
    data = get("lyfzw", b64decode("".join(json.loads(chunks.group(1)))).decode()).json()
    assert len(data["rows"]) == len(column.articles)


def test_an_image_only_link_has_neither_text_nor_alt(model: Model, get: Get) -> None:
    _, path = column_of(model, "gxw", "capacity")
    for page in ("/", "/wzdt.html", column_of(model, "gxw", "key-areas")[1]):
        links = re.findall(rf'<a href="{re.escape(path)}"[^>]*>(.*?)</a>', get("gxw", page).text)
        assert all(re.fullmatch(r'<img src="/images/hjgscn.jpg" alt="" [^>]*/>', inside) for inside in links)
    assert "化解过剩产能" in get("gxw", path).text


def test_names_cut_after_eight_characters(model: Model, get: Get) -> None:
    column, path = column_of(model, "czt", "ppp")
    link = re.search(rf'<a href="{re.escape(path)}">([^<]+)</a>', get("czt", "/wzdt.html").text)
    assert link is not None
    assert link.group(1) == column.name[:8] == "政府和社会资本合"


def test_frames_a_refresh_and_a_calendar_with_an_end(model: Model, get: Get) -> None:
    assert "<frameset" in get("zscq").text
    assert 'id="nav"' in get("zscq", "/main.htm").text
    column, path = column_of(model, "tjj", "statistics")
    frame = re.search(r'<iframe src="(/frame/[^"]+)"', get("tjj", path).text)
    assert frame is not None
    assert column.listed()[0].title in get("tjj", frame.group(1)).text
    assert 'http-equiv="refresh" content="0; url=./main/index.html"' in get("swt").text
    assert get("swt", "/main/index.html").status_code == 200
    months, path = set(), "/rili?y=2017&m=12"
    while path not in months:
        months.add(path)
        links = re.findall(r'href="(/rili[^"]+)"', get("pref_km", path).text.replace("&amp;", "&"))
        path = next((link for link in links if link not in months), path)
    assert len(months) == 12


def test_columns_that_cannot_be_read(model: Model, get: Get) -> None:
    to_home = get("zjt", column_of(model, "zjt", "interpretation")[1])
    assert (to_home.status_code, to_home.headers["location"]) == (302, "/")
    soft = get("zjt", column_of(model, "zjt", "key-areas")[1])
    assert soft.status_code == 200
    assert "页面不存在" in soft.text
    assert get("spyp", column_of(model, "spyp", "on-request")[1]).status_code == 500
    robots = get("spyp", "/robots.txt").text
    assert f"Disallow: {column_of(model, 'spyp', 'penalty')[1]}" in robots
    assert get("nyt", "/robots.txt").text.splitlines()[-1] == "Crawl-delay: 0"


def test_columns_that_hold_nothing(model: Model, get: Get) -> None:
    assert titles(get("swt", column_of(model, "swt", "interpretation")[1]).text) == []
    assert "栏目建设中" in get("pref_yx", column_of(model, "pref_yx", "key-areas")[1]).text


def test_dates_that_mislead(model: Model, get: Get) -> None:
    column, path = column_of(model, "hbt", "environment")
    page = get("hbt", path).text
    assert page.count("./201911/t20191101_") == 15
    assert 'class="date"' not in page
    article = column.listed()[0]
    shown = get("hbt", model.built["hbt"].family.article_path(column, article)).text
    assert f"发布时间：{article.on}" in shown
    _, health = column_of(model, "wjw", "health")
    assert re.search(r"<dd>\d\d-\d\d</dd>", get("wjw", health).text)
    assert "2017-" not in get("wjw", column_of(model, "wjw", "interpretation")[1]).text
    notices, _ = column_of(model, "zscq", "notices")
    conflict = get("zscq", model.built["zscq"].family.article_path(notices, notices.articles[0])).text
    assert 'name="PubDate" content="2019-11-01 09:30"' in conflict
    assert f"时间：{notices.articles[0].on:%Y/%m/%d}" in conflict
    pinned, path = column_of(model, "czt", "budget")
    assert pinned.listed()[0].on.year == 2015
    assert titles(get("czt", path).text)[0] == pinned.listed()[0].title


def test_what_stands_in_the_way_of_nothing(model: Model, get: Get) -> None:
    home = get("fgw")
    assert (home.status_code, home.headers["location"]) == (302, "/Index.aspx")
    robots = get("pref_km", "/robots.txt")
    assert robots.headers["content-type"].startswith("text/html")
    assert "Disallow" not in robots.text
    twins = [c for c in model.built["jyt"].site.every_column() if c.name == "解读回应"]
    assert titles(get("jyt", model.built["jyt"].family.column_path(twins[0])).text) == []
    assert "二〇一七年十一月全省法定传染病疫情信息" in get("wjw", column_of(model, "wjw", "health")[1]).text
    assert "２０１７年度" in get("pref_km", column_of(model, "pref_km", "notices")[1]).text


def test_documents_may_stand_outside_the_usual_columns(model: Model) -> None:
    where = {
        article.title: column.name
        for column, article in model.built["lyfzw"].site.every_article()
        if "政务公开工作要点" in article.title
    }
    assert sorted(where.values()) == sorted(
        [model.built["lyfzw"].site.of_subject("news")[0].name, "信息公开制度"]
    )


def test_decoys_stand_on_home_pages(get: Get) -> None:
    assert "http://zwfw.example.invalid/ylws" in get("czt").text
    assert "12315消费者申诉举报" in get("pref_cx").text
    assert "企业年报公示" in get("gzw").text
    assert "重点领域安全整治" in get("ajj").text


def test_challenges_and_garbage(get: Get) -> None:
    ruishu = get("sjt")
    assert ruishu.status_code == 412
    assert "$_ts" in ruishu.text
    jsl = get("gat", "/any/page.html")
    assert jsl.status_code == 521
    assert "__jsluid_s" in jsl.headers["set-cookie"]
    garbage = get("rst")
    assert garbage.headers["content-type"] == "text/html"
    assert b"<html" not in garbage.content
    assert get("gshj", "/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_a_dead_a_hanging_and_an_https_only_host(get: Get, model: Model, served: Province) -> None:
    with pytest.raises(httpx.ConnectError):
        get("mzt")
    with pytest.raises(httpx.ReadTimeout):
        get("jtt", timeout=0.3)
    with pytest.raises(httpx.TransportError):
        get("kjt")
    assert get("kjt", scheme="https").status_code == 200
    address = model.address(next(portal for portal in model.portals if portal.id == "kjt"))
    context = ssl.create_default_context()
    context.check_hostname = False
    with (
        socket.create_connection((address, served.port), timeout=5) as plain,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        context.wrap_socket(plain)


def test_every_link_of_a_column_page_leads_somewhere(model: Model, get: Get) -> None:
    for unit_id in ("fgw", "jyt", "zjt", "pref_zt"):
        family = model.built[unit_id].family
        column = model.built[unit_id].site.of_subject("notices")[0]
        path = family.column_path(column)
        hrefs = set(re.findall(r'href="([^"#]+)"', get(unit_id, path).text))
        inside = {urljoin(path, href.replace("&amp;", "&")) for href in hrefs if not href.startswith("http")}
        for target in sorted(target for target in inside if not target.endswith(".css")):
            assert get(unit_id, target).status_code in {200, 302}, (unit_id, target)


def test_bytes_that_are_not_http_end_the_connection_and_harm_nobody(
    model: Model, served: Province, get: Get
) -> None:
    address = model.address(model.portals[0])
    for rubbish in (
        b"\x00\x01\x02\r\n\r\n",
        b"GET\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
    ):
        with socket.create_connection((address, served.port), timeout=5) as connection:
            connection.sendall(rubbish)
            assert connection.recv(100) == b""
    assert get("czt").status_code == 200


def test_a_port_that_is_taken_is_named(model: Model, served: Province) -> None:
    taken = Province(hosts=served.hosts, port=served.port)
    with pytest.raises(ServeError, match=rf"port {served.port}.*another --port"):
        taken.bind()
