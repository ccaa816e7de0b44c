"""A column under a name that the vocabulary doesn't know: is it left to an inspector, not called missing?"""

from collections.abc import Callable
from typing import Any

Crawl = Callable[..., Any]
NAV = (
    ("新闻动态", "/news/"),
    ("通知公告", "/notices/"),
    ("政府信息公开", "/open/"),
    ("网站地图", "/map.html"),
    ("办事指南", "/guide/"),
    ("机构职能", "/org/"),
)


def page(body: str, title: str) -> str:
    nav = "".join(f'<li><a href="{url}">{text}</a></li>' for text, url in NAV)
    return (
        f"<html><head><meta charset=utf-8><title>{title}-某厅</title></head><body><div class=nav><ul>{nav}</ul></div>"
        f"<div class=main>{body}</div></body></html>"
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


def portal(site: Any, home: str) -> None:
    site.page("/", page(postings("/news/") + home, "首页"))
    for name, path in NAV:
        site.page(path, page(postings(path), name))


def test_a_list_under_a_like_name_leaves_the_subject_open(site: Any, crawl: Crawl) -> None:
    portal(site, '<a href="/xx/">PPP工作园地</a>')
    site.page("/xx/", page(postings("/xx/"), "PPP工作园地"))
    crawled = crawl(site.url + "/")
    candidate = crawled.one("CandidateFound", subject="ppp")
    assert candidate["url"] == site.url + "/xx/"
    assert candidate["text"] == "PPP工作园地"
    assert candidate["refusal"] == "unconfirmed"


def test_an_article_under_a_like_name_does_not(site: Any, crawl: Crawl) -> None:
    portal(site, '<a href="/wz/">PPP是什么</a>')
    text = "政府和社会资本合作是指政府与社会资本建立的长期合作关系。" * 30
    site.page(
        "/wz/",
        page(
            f"<h1>PPP是什么</h1><p>发布时间：2017-05-04</p><div class=content><p>{text}</p></div>",
            "PPP是什么",
        ),
    )
    assert crawl(site.url + "/").one("CandidateFound", subject="ppp")["refusal"] == "not_a_list"


def test_with_the_column_found_a_like_name_changes_nothing(site: Any, crawl: Crawl) -> None:
    portal(site, '<a href="/xx/">PPP工作园地</a><a href="/ppp/">政府和社会资本合作</a>')
    site.page("/xx/", page(postings("/xx/"), "PPP工作园地"))
    site.page("/ppp/", page(postings("/ppp/"), "政府和社会资本合作"))
    crawled = crawl(site.url + "/")
    assert crawled.one("ColumnFound", subject="ppp")["status"] == "ok"
    assert not crawled.of("CandidateFound", subject="ppp")


def test_a_subject_on_a_tab_that_only_a_script_opens_is_left_open_too(site: Any, crawl: Crawl) -> None:
    portal(site, '<a href="javascript:;" onclick="tab(2)">依申请公开</a>')
    crawled = crawl(site.url + "/", subjects=("on-request",))
    candidate = crawled.one("CandidateFound", subject="on-request")
    assert candidate["refusal"] == "script"
