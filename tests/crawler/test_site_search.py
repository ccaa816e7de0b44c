"""The portal's own search: is it asked for what was not found, within bounds, and never believed too much?"""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

Crawl = Callable[..., Any]
NAV = (
    ("新闻动态", "/news/"),
    ("通知公告", "/notices/"),
    ("政府信息公开", "/open/"),
    ("网站地图", "/map.html"),
    ("办事指南", "/guide/"),
    ("机构职能", "/org/"),
)
NAMED = "政府和社会资本合作"
FORM = (
    '<form action="/so/s" method="get"><input type="hidden" name="siteCode" value="53">'
    '<input name="qt" type="text"><input type="submit" value="搜索"></form>'
)
ASKED = f"/so/s?siteCode=53&qt={quote(NAMED)}"
NOTHING = f"<p>抱歉，没有找到与“{NAMED}”相关的内容。</p>"


def page(body: str, title: str, head: str = FORM) -> str:
    nav = "".join(f'<li><a href="{url}">{text}</a></li>' for text, url in NAV)
    return (
        f"<html><head><meta charset=utf-8><title>{title}-某厅</title></head><body><div class=top>{head}</div>"
        f"<div class=nav><ul>{nav}</ul></div><div class=main><h2>{title}</h2>{body}</div></body></html>"
    )


def postings(folder: str) -> str:
    return (
        "<ul>"
        + "".join(
            f'<li><a href="{folder}t{day}.html">关于第{day}批项目情况的公示</a><span>2017-06-{day:02}</span></li>'
            for day in range(9, 3, -1)
        )
        + "</ul>"
    )


def portal(site: Any, form: str = FORM) -> None:
    site.page("/", page(postings("/news/"), "首页", form))
    for name, path in NAV:
        site.page(path, page(postings(path), name, form))


def results(*items: tuple[str, str], told: str = "") -> str:
    rows = "".join(
        f'<li><a href="{url}">{title}</a><p>……</p><span>2017-07-01</span></li>' for title, url in items
    )
    return f"<p>{told or f'为您找到相关结果{len(items)}条'}</p><ul class=result>{rows}</ul>"


def search(crawled: Any) -> dict[str, Any]:
    (seen,) = [each for each in crawled.one("PortalDone")["coverage"]["places"] if each["place"] == "search"]
    return dict(seen)


def asked(crawled: Any) -> list[tuple[str, int, bool]]:
    return [
        (each["subject"], each["hits"], each["whole"])
        for each in crawled.one("PortalDone")["coverage"]["asked"]
    ]


def test_a_column_that_nothing_leads_to_is_found_by_the_search(site: Any, crawl: Crawl) -> None:
    portal(site)
    site.page(ASKED, page(results((NAMED, "/zt/ppp/")), "搜索结果"))
    site.page("/zt/ppp/", page(postings("/zt/ppp/"), NAMED))
    crawled = crawl(site.url + "/", sought=("ppp",))
    column = crawled.one("ColumnFound", subject="ppp")
    assert (column["url"], column["status"]) == (site.url + "/zt/ppp/", "ok")
    assert search(crawled) | {"url": None} == {
        "place": "search", "state": "read", "url": None, "failure": None, "bar": None
    }  # fmt: skip
    assert asked(crawled) == [("ppp", 1, True)]


def test_an_article_that_the_search_finds_leads_to_its_column(site: Any, crawl: Crawl) -> None:
    portal(site)
    title = f"2017年第一批{NAMED}项目推进情况"
    site.page(ASKED, page(results((title, "/zt/ppp/t20170701_1.html")), "搜索结果"))
    crumb = f'<div class=crumb>当前位置：<a href="/">首页</a> &gt; <a href="/zt/ppp/">{NAMED}</a></div>'
    text = "<p>项目推进情况如下，各项工作正在有序开展，资金已经到位。</p>" * 8
    article = f"{crumb}<h1>{title}</h1><p>发布时间：2017-07-01</p><div class=content>{text}</div>"
    site.page("/zt/ppp/t20170701_1.html", page(article, title))
    site.page("/zt/ppp/", page(postings("/zt/ppp/"), NAMED))
    crawled = crawl(site.url + "/", sought=("ppp",))
    assert crawled.one("ColumnFound", subject="ppp")["url"] == site.url + "/zt/ppp/"
    assert crawled.of("PostingFound", title=title)[0]["published"]["on"] == "2017-07-01"


def test_a_hit_that_is_only_an_article_is_a_candidate_with_its_reason(site: Any, crawl: Crawl) -> None:
    portal(site)
    title = f"关于推进{NAMED}的意见"
    site.page(ASKED, page(results((title, "/news/t20170701_1.html")), "搜索结果"))
    text = "<p>各级各部门要提高认识，加强领导，认真组织实施。</p>" * 8
    article = f"<h1>{title}</h1><p>发布时间：2017-07-01</p><div class=content>{text}</div>"
    site.page("/news/t20170701_1.html", page(article, title))
    crawled = crawl(site.url + "/", sought=("ppp",))
    assert not crawled.of("ColumnFound", subject="ppp")
    assert crawled.one("CandidateFound", subject="ppp")["refusal"] == "article"
    (posting,) = crawled.of("PostingFound", title=title)
    assert (posting["published"]["on"], posting["subject"]) == ("2017-07-01", None)


def test_a_search_that_finds_nothing_was_read(site: Any, crawl: Crawl) -> None:
    portal(site)
    site.page("/so/s", page(NOTHING, "搜索结果"))
    crawled = crawl(site.url + "/", sought=("ppp", "budget"))
    assert search(crawled)["state"] == "read"
    assert asked(crawled) == [("ppp", 0, True), ("budget", 0, True)]


def test_what_was_found_is_not_asked_for_and_questions_are_bounded(site: Any, crawl: Crawl) -> None:
    portal(site)
    site.page("/so/s", page(NOTHING, "搜索结果"))
    crawled = crawl(site.url + "/", sought=("notices",))
    assert search(crawled)["state"] == "not_asked"
    assert not [path for path in site.paths() if path.startswith("/so/")]
    wanted = ("ppp", "budget", "debt", "press", "gazette")
    crawled = crawl(site.url + "/", sought=wanted, subjects=wanted)
    assert [subject for subject, _, _ in asked(crawled)] == ["ppp", "budget", "debt"]


def test_results_on_other_sites_are_never_opened(site: Any, make_site: Any, crawl: Crawl) -> None:
    other = make_site("127.0.0.2")
    portal(site)
    site.page(
        ASKED, page(results((NAMED, f"{other.url}/ppp/"), (f"{NAMED}之窗", f"{other.url}/a/")), "搜索结果")
    )
    crawled = crawl(site.url + "/", sought=("ppp",))
    assert crawled.one("CandidateFound", subject="ppp")["refusal"] == "other_site"
    assert other.asked == []


def test_a_huge_list_of_results_is_looked_at_in_part_only(site: Any, crawl: Crawl) -> None:
    portal(site)
    items = [(f"{NAMED}项目情况通报第{n}期", f"/news/t20170701_{n}.html") for n in range(400)]
    site.page(ASKED, page(results(*items, told="共找到 12,400 条结果"), "搜索结果"))
    crawled = crawl(site.url + "/", sought=("ppp",))
    assert asked(crawled) == [("ppp", 50, False)]
    assert len([path for path in site.paths() if "t20170701" in path]) == 3


def test_names_beyond_the_first_few_results_leave_the_matter_open(site: Any, crawl: Crawl) -> None:
    portal(site)
    items = [(NAMED, f"/zt/{n}/") for n in range(12)]
    site.page(ASKED, page(results(*items), "搜索结果"))
    for _, path in items:
        site.page(path, page("<p>一段说明文字。</p>", NAMED), status=404)
    crawled = crawl(site.url + "/", sought=("ppp",))
    refusals = [each["refusal"] for each in crawled.of("CandidateFound", subject="ppp")]
    assert refusals == ["not_followed"] * 2


@pytest.mark.parametrize(
    ("form", "bar"),
    [
        (FORM.replace("get", "post"), "post"),
        (
            '<input id="searchText" placeholder="请输入关键字"><a href="javascript:;" onclick="so()">搜索</a>',
            "script",
        ),
        ('<form onsubmit="return so()"><input name="key" placeholder="搜索"></form>', "script"),
        (FORM.replace("</form>", '<input name="yzm" placeholder="验证码"></form>'), "captcha"),
        (FORM.replace("/so/s", "http://search.other.invalid/s"), "other_site"),
    ],
    ids=["post", "box", "script", "captcha", "other site"],
)
def test_a_search_that_a_plain_request_cannot_ask_is_named_and_left_alone(
    site: Any, crawl: Crawl, form: str, bar: str
) -> None:
    portal(site, form)
    site.page("/so/s", page(NOTHING, "搜索结果"))
    crawled = crawl(site.url + "/", sought=("ppp",))
    assert (search(crawled)["state"], search(crawled)["bar"]) == ("not_usable", bar)
    assert not [each for each in site.asked if each.path.startswith("/so/") or each.method == "POST"]


@pytest.mark.parametrize(
    ("answer", "state", "failure", "bar"),
    [
        (page("<h3>页面不存在</h3><p>对不起，您访问的页面不存在或已被删除！</p>", "404"), "unread", "soft404", None),
        (page('<div id="result"></div><script>$.ajax({url:"/q",success:show})</script>', "搜索结果"), "not_usable", None, "?"),
        (page('<ul><li><a href="/news/t1.html">今日要闻一则消息</a></li></ul>', "搜索"), "not_usable", None, "not_understood"),
        (page(postings("/news/"), "首页"), "unread", "redirect_home", None),
    ],
    ids=["soft 404", "results in a script", "the same for all", "home page"],
)  # fmt: skip
def test_an_answer_that_is_none_proves_nothing(
    site: Any, crawl: Crawl, answer: str, state: str, failure: str | None, bar: str | None
) -> None:
    portal(site)
    site.page("/so/s", answer)
    crawled = crawl(site.url + "/", sought=("ppp", "budget"))
    seen = search(crawled)
    assert (seen["state"], seen["failure"]) == (state, failure)
    assert seen["bar"] == bar or (bar == "?" and seen["bar"] in {"script", "not_understood"})
    assert asked(crawled) == []
    assert len([path for path in site.paths() if path.startswith("/so/")]) == 1


def test_robots_closes_the_search(site: Any, crawl: Crawl) -> None:
    portal(site)
    site.answers["/robots.txt"] = site.reply(
        body=b"User-agent: *\nDisallow: /so/\n", headers={"Content-Type": "text/plain"}
    )
    crawled = crawl(site.url + "/", sought=("ppp",))
    assert (search(crawled)["state"], search(crawled)["failure"]) == ("unread", "robots")
    assert not [path for path in site.paths() if path.startswith("/so/")]


def test_a_link_to_the_search_leads_to_its_form_in_the_charset_of_its_page(site: Any, crawl: Crawl) -> None:
    portal(site, '<a href="/jsearch/">高级搜索</a>')
    form = page(FORM, "高级搜索", "").replace("charset=utf-8", "charset=gbk").encode("gbk")
    site.answers["/jsearch/"] = site.reply(body=form, headers={"Content-Type": "text/html"})
    site.page(
        f"/so/s?siteCode=53&qt={quote(NAMED.encode('gbk'))}", page(results((NAMED, "/zt/ppp/")), "搜索结果")
    )
    site.page("/zt/ppp/", page(postings("/zt/ppp/"), NAMED))
    crawled = crawl(site.url + "/", sought=("ppp",))
    assert crawled.one("ColumnFound", subject="ppp")["status"] == "ok"
    assert search(crawled)["url"] == site.url + "/so/s"


def test_a_result_that_could_not_be_opened_leaves_the_matter_open(site: Any, crawl: Crawl) -> None:
    portal(site)
    site.page(ASKED, page(results((f"{NAMED}工作园地", "/zt/1/")), "搜索结果"))
    site.page("/zt/1/", "", status=500)
    crawled = crawl(site.url + "/", sought=("ppp",), retries=0)
    assert crawled.one("CandidateFound", subject="ppp")["refusal"] == "failed"


def test_a_search_past_the_budget_is_unread(site: Any, crawl: Crawl) -> None:
    portal(site)
    site.page("/so/s", page(NOTHING, "搜索结果"))
    crawled = crawl(site.url + "/", sought=("ppp",), portal_pages=3)
    assert (search(crawled)["state"], search(crawled)["failure"]) == ("unread", "interrupted")


def test_hostile_results_stay_on_their_line(site: Any, crawl: Crawl) -> None:
    portal(site)
    title = f"{NAMED}工作园地。&#0;&lt;script&gt;x&lt;/script&gt;{{unit}}\u202e"
    site.page(ASKED, page(results((title, "/zt/1/")), "搜索结果"))
    site.page("/zt/1/", page(postings("/zt/1/"), "园地"))
    crawled = crawl(site.url + "/", sought=("ppp",))
    assert search(crawled)["state"] == "read"
