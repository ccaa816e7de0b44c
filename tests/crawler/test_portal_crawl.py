"""Portals visited on real loopback servers: what is found, what is refused, how far lists are read, what is proved."""

from collections.abc import Callable
from typing import Any

Crawl = Callable[..., Any]

NAV = (
    ("新闻动态", "/news/"),
    ("通知公告", "/notices/"),
    ("政府信息公开", "/open/"),
    ("网站地图", "/map.html"),
)


def frame(body: str, *, title: str = "某某市财政局", crumbs: str = "") -> str:
    """A page of the test portal: navigation, body, footer."""
    nav = "".join(f'<li><a href="{url}">{text}</a></li>' for text, url in NAV)
    here = f'<div class="position">当前位置：<a href="/">首页</a> &gt; {crumbs}</div>' if crumbs else ""
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f'<div class="nav"><ul>{nav}</ul></div>{here}<div class="main">{body}</div>'
        '<div class="footer">主办单位：某某市财政局 <a href="/about.html">联系我们</a></div></body></html>'
    )


def items(*rows: tuple[str, str, str]) -> str:
    """A list of postings: (title, address, date shown)."""
    return (
        '<ul class="list">'
        + "".join(
            f'<li><a href="{url}" title="{title}">{title}</a><span>{day}</span></li>'
            for title, url, day in rows
        )
        + "</ul>"
    )


def article(title: str, day: str, text: str = "正文内容。" * 60) -> str:
    return frame(
        f'<h1>{title}</h1><div class="info">发布时间：{day} 来源：本局</div><div class="content"><p>{text}</p></div>',
        title=f"{title}-某某市财政局",
        crumbs="正文",
    )


def listing(name: str, *rows: tuple[str, str, str], more: str = "") -> str:
    return frame(f"<h2>{name}</h2>{items(*rows)}{more}", title=f"{name}-某某市财政局", crumbs=name)


def rows(prefix: str, days: list[str]) -> list[tuple[str, str, str]]:
    return [(f"关于第{n}批项目情况的公示{prefix}", f"{prefix}{n}.html", day) for n, day in enumerate(days, 1)]


def portal(site: Any, *, home: str = "") -> None:
    """A small whole portal with a key-areas column that leads to PPP and budget lists."""
    site.page("/", frame(items(*rows("/news/t", ["2017-06-02", "2017-06-01", "2017-05-30"])) + home))
    site.page("/news/", listing("新闻动态", *rows("/news/t", ["2017-06-02", "2017-06-01", "2017-05-30"])))
    site.page(
        "/notices/", listing("通知公告", *rows("/notices/t", ["2017-06-05", "2017-03-01", "2016-12-20"]))
    )
    links = '<a href="/zdly/">重点领域信息公开</a> <a href="/open/zn.html">依申请公开</a>'
    site.page(
        "/open/",
        frame(f"<div class='cols'>{links}</div>", title="政府信息公开-某某市财政局", crumbs="政府信息公开"),
    )
    site.page("/map.html", frame("".join(f'<a href="{u}">{t}</a>' for t, u in NAV) + links, title="网站地图"))
    columns = (
        '<li><a href="/zdly/ppp/">政府和社会资本合作</a></li><li><a href="/zdly/ys/">财政预决算</a></li>'
    )
    site.page(
        "/zdly/",
        frame(f"<ul class='cols'>{columns}</ul>", title="重点领域信息公开", crumbs="重点领域信息公开"),
    )
    site.page(
        "/zdly/ppp/",
        listing("政府和社会资本合作", *rows("/zdly/ppp/t", ["2017-07-01", "2017-05-04", "2017-02-03"])),
    )
    site.page(
        "/zdly/ys/", listing("财政预决算", *rows("/zdly/ys/t", ["2017-02-01", "2016-02-01", "2015-02-01"]))
    )


def test_a_subject_s_column_is_found_by_way_of_the_key_areas_column_and_read(site: Any, crawl: Crawl) -> None:
    portal(site)
    crawled = crawl(site.url + "/")
    ppp = crawled.one("ColumnFound", subject="ppp")
    assert ppp["url"] == site.url + "/zdly/ppp/"
    assert ppp["status"] == "ok"
    assert ppp["grade"] == 3
    assert ppp["postings"] == 3
    assert ppp["complete_since"] == "0001-01-01"
    dates = [item["published"]["on"] for item in crawled.of("PostingFound", subject="ppp")]
    assert dates == ["2017-07-01", "2017-05-04", "2017-02-03"]
    areas = crawled.one("ColumnFound", subject="key-areas")
    assert areas["status"] == "ok"
    assert "政府和社会资本合作" in areas["elements"]
    sections = {item["section"] for item in crawled.of("PostingFound", subject="key-areas")}
    assert sections == {"政府和社会资本合作", "财政预决算"}
    done = crawled.one("PortalDone")
    assert done is crawled.items[-1]
    assert done["reach"]["status"] == "ok"
    coverage = done["coverage"]
    assert all(coverage[place] for place in ("home", "navigation", "sitemap", "key_areas", "statutory"))
    assert not coverage["budget_exhausted"]
    assert coverage["unread"] == []
    assert crawled.summary["portals_done"] == 1
    assert crawled.summary["interrupted"] is False
