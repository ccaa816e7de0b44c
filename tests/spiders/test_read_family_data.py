"""How are lists read that a page's script would fetch? The request, the answer as a list, the next request, the end."""

import json
from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageKind, PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
HOST = "http://www.example.gov.cn"
HEX = "0123456789abcdef0123456789abcdef"
NAMES = ("关于公布征地补偿安置方案的公告", "拟征收土地公告（第三批）")


def read(url: str, body: str) -> PageReading:
    return read_page(url, body.encode(), vocabulary=VOCABULARY, captured_on=date(2017, 12, 31))


def shown(reading: PageReading) -> list[tuple[str, str, date | None]]:
    return [(item.title, item.url.removeprefix(HOST), item.published_on) for item in reading.postings]


def test_gkmlpt_shell_asks_for_its_column_and_for_none_where_it_knows_none() -> None:
    shell = "<html><body><div id=app></div><script>window._CONFIG={ SID: '216', COLUMN:1 };</script></body></html>"
    (wanted,) = read(HOST + "/yjzjj/gkmlpt/index#721", shell).data_requests
    assert wanted.url == HOST + "/yjzjj/gkmlpt/api/all/721?page=1&sid=216"
    assert read(HOST + "/yjzjj/gkmlpt/index", shell).data_requests == ()


def articles(total: int) -> str:
    rows = [
        {"title": NAMES[0], "url": HOST + "/gkmlpt/content/0/9/post_9.html", "created_at": "2017-05-02 16:25:04"},
        {"title": NAMES[1], "url": HOST + "/gkmlpt/content/0/8/post_8.html", "display_publish_time": "2017-04-18 09:00"},
    ]  # fmt: skip
    return json.dumps({"total": total, "articles": rows}, ensure_ascii=False)


def test_gkmlpt_answer_is_a_list_that_ends_with_its_total() -> None:
    url = HOST + "/gkmlpt/api/all/721?page=1&sid=216"
    reading = read(url, articles(145))
    assert (reading.family, reading.kind) == ("gkmlpt", PageKind.LIST)
    assert shown(reading) == [
        (NAMES[0], "/gkmlpt/content/0/9/post_9.html", date(2017, 5, 2)),
        (NAMES[1], "/gkmlpt/content/0/8/post_8.html", date(2017, 4, 18)),
    ]
    assert reading.next_page is not None
    assert reading.next_page.url == HOST + "/gkmlpt/api/all/721?page=2&sid=216"
    assert read(url.replace("page=1", "page=2"), articles(145)).next_page is None


def test_shtml_list_filled_by_its_search_interface() -> None:
    script = f"<script>$.get('/common/search/{HEX}?_isAgg=true&_pageSize=2',show)</script>"
    page = f'<html><body><div id="list"></div>{script}</body></html>'
    (wanted,) = read(HOST + "/csrc/c101971/zfxxgk_zdgk.shtml", page).data_requests
    assert wanted.url == f"{HOST}/common/search/{HEX}?_isAgg=true&_pageSize=2&_isJson=true&page=1"
    rows = [
        {"title": NAMES[0], "url": "/csrc/c1/201705/a.shtml", "publishedTimeStr": "2017-05-02 16:25:04"},
        {
            "title": NAMES[1],
            "url": "//www.example.gov.cn/csrc/c1/201704/b.shtml",
            "publishedTimeStr": "2017-04-18",
        },
    ]
    body = json.dumps({"data": {"page": 1, "rows": 2, "total": 3, "results": rows}})
    first = read(wanted.url, body)
    assert (first.family, first.kind) == ("shtml", PageKind.LIST)
    assert [item[1:] for item in shown(first)] == [
        ("/csrc/c1/201705/a.shtml", date(2017, 5, 2)),
        ("/csrc/c1/201704/b.shtml", date(2017, 4, 18)),
    ]
    assert first.next_page is not None
    assert read(first.next_page.url, body).next_page is None


def test_an_interface_that_names_no_total_is_asked_until_it_is_empty() -> None:
    url = f"{HOST}/searchList/{HEX}?_isJson=true&page=4"
    rows = [{"title": NAMES[0], "url": "/a/1.shtml", "publishedTimeStr": "2017-05-02"}]
    assert read(url, json.dumps({"data": {"results": rows}})).next_page is not None
    empty = read(url, json.dumps({"data": {"results": []}}))
    assert (empty.kind, empty.postings, empty.next_page) == (PageKind.LIST, (), None)


def test_truecms_is_asked_with_a_referer_and_answers_a_store_in_jsonp() -> None:
    page = (
        "<html><body><div id=l></div><script>$('#l').page({proxyUrl:'/truecms/messageController/getMessage.do',"
        "columnId:'852694c8-396b'});</script></body></html>"
    )
    url = HOST + "/ntsjyj/gggs/gggs.html"
    (wanted,) = read(url, page).data_requests
    assert wanted.headers == (("Referer", url),)
    assert wanted.url == (
        HOST + "/truecms/messageController/getMessage.do?"
        "startrecord=1&endrecord=20&perpage=20&columnId=852694c8-396b&callback=list"
    )
    records = "".join(
        f'<record><![CDATA[<li><a href="/ntsjyj/{n}.html">{name}</a><span>2017-05-0{2 - n}</span></li>]]></record>'
        for n, name in enumerate(NAMES)
    )
    store = f"<datastore><totalrecord>22</totalrecord><recordset>{records}</recordset></datastore>"
    first = read(wanted.url, f"list({json.dumps({'result': store})});")
    assert (first.family, first.kind) == ("truecms", PageKind.LIST)
    assert [item[2] for item in shown(first)] == [date(2017, 5, 2), date(2017, 5, 1)]
    assert first.next_page is not None
    assert "startrecord=21&endrecord=40" in first.next_page.url
    assert read(first.next_page.url, f"list({json.dumps({'result': store})});").next_page is None


def test_xinhua_list_lies_in_a_file_beside_the_page() -> None:
    page = f'<html><body><ul data="datasource:{HEX}" preview="ds_"></ul><script src="/xinhua_webdig.js"></script></body></html>'
    (wanted,) = read(HOST + "/policy/zxwj.htm", page).data_requests
    assert wanted.url == f"{HOST}/policy/ds_{HEX}.json"
    rows = [
        {"title": NAMES[0], "publishUrl": f"../20170502/{HEX}/c.html", "publishTime": "2017-05-02 17:10:41"},
        {
            "title": f"<a href='/zt/b.htm'>{NAMES[1]}</a>",
            "publishUrl": "",
            "publishTime": "2017-04-18 09:00:00",
        },
    ]
    reading = read(wanted.url, json.dumps({"categoryName": "最新文件", "datasource": rows}))
    assert shown(reading) == [
        (NAMES[0], f"/20170502/{HEX}/c.html", date(2017, 5, 2)),
        (NAMES[1], "/zt/b.htm", date(2017, 4, 18)),
    ]
    assert (reading.family, reading.next_page) == ("xinhua", None)


def test_lonsun_column_asks_for_the_list_that_its_script_loads() -> None:
    label = (
        "/site/label/8888?IsAjax=1&amp;labelName=publicInfoList&amp;pageSize=20&amp;organId=66&amp;catId=7"
    )
    page = f"<html><body><div id=c></div><script>$('#c').load('{label}')</script></body></html>"
    (wanted,) = read(HOST + "/public/column/66?type=4&catId=7", page).data_requests
    assert wanted.url == HOST + label.replace("&amp;", "&") + "&pageIndex=1"


def test_yunnan_procurement_lists_come_by_post() -> None:
    (wanted,) = read("http://www.yngp.com/bulletin.do?method=moreList&sign=2", "<div></div>").data_requests
    assert wanted.method == "POST"
    assert dict(wanted.form) == {"current": "1", "rowCount": "50", "searchPhrase": "", "query_sign": "2"}
    rows = [
        {"bulletin_id": f"a{n}", "bulletintitle": name, "finishday": f"2017-05-0{2 - n}"}
        for n, name in enumerate(NAMES)
    ]
    body = json.dumps({"total": 60, "totlePageCount": 2, "rows": rows})
    first = read(wanted.url, body)
    assert (first.family, len(first.postings), first.postings[0].published_on) == (
        "yngp",
        2,
        date(2017, 5, 2),
    )
    assert first.next_page is not None
    assert dict(first.next_page.form)["current"] == "2"
    assert read(first.next_page.url, body).next_page is None


def test_freecms_interface_is_asked_where_the_page_writes_its_address_out() -> None:
    address = "/freecms/rest/v1/notice/selectInfoMoreChannel.do?siteId=s&channel=c&currPage=1&pageSize=2"
    page = f"<html><body><div id=c></div><script>var api='{address}';</script></body></html>"
    (wanted,) = read(HOST + "/freecms/site/cggg/index.html", page).data_requests
    assert wanted.url == HOST + address
    rows = [
        {
            "title": NAMES[0],
            "pageurl": "/freecms/site/a/info/2017/8a.html",
            "noticeTime": "2017-05-02 10:00:00",
        }
    ]
    reading = read(wanted.url, json.dumps({"code": "200", "total": 3, "data": rows * 2}))
    assert reading.postings[0].published_on == date(2017, 5, 2)
    assert reading.next_page is not None
    assert "currPage=2" in reading.next_page.url


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        "[]",
        '{"data":null}',
        '{"data":{"results":7}}',
        '{"data":{"results":[1,null,"x"]}}',
        "list(",
        "list({",
        "[" * 90_000,
    ],
)
def test_an_answer_of_another_shape_is_no_list_and_no_error(body: str) -> None:
    for path in (
        f"/searchList/{HEX}?page=1",
        "/gkmlpt/api/all/1",
        f"/a/ds_{HEX}.json",
        "/freecms/rest/v1/notice/a.do",
    ):
        reading = read(HOST + path, body)
        assert reading.postings == ()


def test_a_hostile_title_stays_a_title() -> None:
    rows = [
        {
            "title": '"><script>alert(1)</script>公告一则',
            "url": "javascript:alert(1)",
            "created_at": "2017-05-02",
        }
    ]
    reading = read(HOST + "/gkmlpt/api/all/1?page=1", json.dumps({"total": 1, "articles": rows}))
    assert all(not item.url.startswith("javascript") for item in reading.postings)
