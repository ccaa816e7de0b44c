"""Links that name a subject and are no column: does each of them turn up with its reason?"""

from collections.abc import Callable
from typing import Any

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


def page(body: str, title: str) -> str:
    nav = "".join(f'<li><a href="{url}">{text}</a></li>' for text, url in NAV)
    return (
        f"<html><head><meta charset=utf-8><title>{title}-某厅</title></head><body><div class=nav><ul>{nav}</ul></div>"
        f"<div class=main><h2>{title}</h2>{body}</div></body></html>"
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


@pytest.mark.parametrize(
    ("link", "refusal"),
    [
        (f'<a href="/">{NAMED}</a>', "home"),
        (f'<a href="/index.html">{NAMED}</a>', "home"),
        (f'<a href="/files/ppp.pdf">{NAMED}</a>', "file"),
        (f'<a href="http://ppp.other.invalid/">{NAMED}</a>', "other_site"),
        (f'<a href="/a/a/a/a/">{NAMED}</a>', "not_followed"),
        (f'<a href="javascript:;" onclick="tab(2)">{NAMED}</a>', "script"),
        ('<a href="/ppp/"><img src="/images/ppp.png"></a>', "other_column"),
        ('<a href="/gone/"><img src="/images/ppp.png"></a>', "gone"),
    ],
    ids=lambda value: value if "<" not in value else "",
)
def test_a_link_named_as_the_subject_is_a_candidate_with_its_reason(
    site: Any, crawl: Crawl, link: str, refusal: str
) -> None:
    portal(site, link)
    site.page(
        "/ppp/",
        page(postings("/ppp/"), "下属单位").replace(
            "<head>", '<head><meta name=ColumnName content="下属单位">'
        ),
    )
    candidate = crawl(site.url + "/").one("CandidateFound", subject="ppp")
    assert candidate["refusal"] == refusal
    assert candidate["found_on"] == site.url + "/"


def test_a_link_beyond_the_bounds_of_the_visit_leaves_the_matter_open(site: Any, crawl: Crawl) -> None:
    portal(site, f'<a href="/ppp/">{NAMED}</a>')
    site.page("/ppp/", page(postings("/ppp/"), NAMED))
    crawled = crawl(site.url + "/", max_links=8)
    assert crawled.one("CandidateFound", subject="ppp")["refusal"] == "not_followed"
    assert not crawled.of("ColumnFound", subject="ppp")


def test_a_link_too_deep_on_one_page_and_followed_from_another_is_none(site: Any, crawl: Crawl) -> None:
    portal(site, f'<a href="/ppp/">{NAMED}</a>')
    site.page("/ppp/", page(postings("/ppp/"), NAMED))
    crawled = crawl(site.url + "/", portal_depth=1)
    assert crawled.one("ColumnFound", subject="ppp")["status"] == "ok"
    assert not crawled.of("CandidateFound", subject="ppp")


def test_a_hint_at_a_page_read_before_is_decided_by_that_page(site: Any, crawl: Crawl) -> None:
    portal(site, "")
    site.page("/org/", page(postings("/org/"), "机构职能"))
    hint = '<a href="/guide/"><img src="/images/ppp.png"></a>'
    site.page("/org/", page(postings("/org/") + hint, "机构职能"))
    crawled = crawl(site.url + "/", host_concurrency=1)
    assert crawled.one("CandidateFound", subject="ppp")["refusal"] == "other_column"
