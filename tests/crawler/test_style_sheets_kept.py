"""Are a portal's style sheets in the capture, and is nothing else changed by that?"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from audit_rules.subjects.matcher import load_vocabulary
from crawler.context import CrawlContext
from crawler.options import CrawlOptions
from crawler.outlet import Outlet
from crawler.replay_wire import ReplayWire
from spiders.portal.style_sheets import MOST_SHEETS
from spiders.portal.visiting import visit_portal

CSS = {"Content-Type": "text/css"}


@pytest.fixture
def portal(site: Any) -> str:
    """A portal of three pages: style sheets of the home page, of columns; one is missing, one may not be asked for."""
    head = "".join(
        f'<link rel="stylesheet" href="{path}">' for path in ("/home.css", "/gone.css", "/private/x.css")
    )
    rows = "".join(
        f'<li><a href="/ppp/t201706{day:02d}_{day}.html">项目公示第{day}号公告</a> <span>2017-06-{day:02d}</span></li>'
        for day in range(1, 9)
    )
    menu = '<div class="nav"><a href="/ppp/">PPP项目</a><a href="/ysgk/">预算公开</a></div>'
    site.page("/", f"<html><head>{head}<title>省财政厅</title></head><body>{menu}</body></html>")
    site.page(
        "/ppp/",
        f'<head><link rel="stylesheet" href="/list.css"><title>PPP项目</title></head><body>{menu}<ul>{rows}</ul>',
    )
    site.page("/ysgk/", f'<head><link rel="stylesheet" href="/list.css"></head><body>{menu}<ul>{rows}</ul>')
    site.answers["/home.css"] = site.reply(body=b'@import "more.css"; p{}', headers=CSS)
    site.answers["/more.css"] = site.reply(body=b'@import "third.css"; a{}', headers=CSS)
    site.answers["/third.css"] = site.reply(body=b"b{}", headers=CSS)
    site.answers["/list.css"] = site.reply(body=b"li{}", headers=CSS)
    site.answers["/robots.txt"] = site.reply(
        body=b"User-agent: *\nDisallow: /private/", headers={"Content-Type": "text/plain"}
    )
    return f"{site.url}/"


def facts(crawled: Any) -> list[dict[str, Any]]:
    """What was found, without what the clock says."""
    times = {"seconds", "capture", "reach"}
    return [
        {name: value for name, value in item.items() if name not in times and not name.endswith("_at")}
        for item in crawled.items
    ]


def test_style_sheets_are_kept_after_all_that_makes_facts(
    site: Any, portal: str, crawl: Callable[..., Any], kept_in: Callable[..., Any], tmp_path: Path
) -> None:
    plain = crawl(portal, host_concurrency=1)
    assert not [path for path in site.paths() if path.endswith(".css")]
    site.asked.clear()

    recorded = crawl(portal, kept=tmp_path / "kept", host_concurrency=1)
    sheets = [path for path in site.paths() if path.endswith(".css")]
    assert sheets == ["/home.css", "/more.css", "/gone.css", "/list.css"]
    assert site.paths()[-4:] == sheets
    assert site.paths(robots=True).count("/robots.txt") == 1
    assert facts(recorded) == facts(plain)
    assert recorded.one("PortalDone")["reach"]["pages"] == plain.one("PortalDone")["reach"]["pages"]
    assert (
        recorded.one("PortalDone")["reach"]["failed_pages"]
        == plain.one("PortalDone")["reach"]["failed_pages"]
    )
    (visit,) = kept_in(tmp_path / "kept")
    end = visit.ended.facts_end_at
    assert [each.url.endswith(".css") for each in visit.events] == [
        each.began >= end for each in visit.events
    ]


def test_going_through_the_visit_again_asks_for_no_style_sheet(
    site: Any, portal: str, crawl: Callable[..., Any], kept_in: Callable[..., Any], tmp_path: Path
) -> None:
    recorded = crawl(portal, kept=tmp_path / "kept")
    (visit,) = kept_in(tmp_path / "kept")
    options = TypeAdapter(CrawlOptions).validate_python(dict(visit.begun.options))
    wire = ReplayWire(visit.events, began=visit.begun.clock.at, ended=visit.ended, options=options)
    context = CrawlContext(
        targets=[visit.begun.target],
        options=options,
        outlet=Outlet(lambda _: None),
        on_progress=lambda _: None,
    )
    visited = asyncio.run(
        visit_portal(visit.begun.target, wire=wire, context=context, vocabulary=load_vocabulary())
    )
    assert not wire.divergence()
    assert str(visited.done.finished_at) == recorded.one("PortalDone")["finished_at"]
    assert visited.done.reach.pages == recorded.one("PortalDone")["reach"]["pages"]


def test_style_sheets_are_bounded(site: Any, crawl: Callable[..., Any], tmp_path: Path) -> None:
    links = "".join(f'<link rel="stylesheet" href="/{number}.css">' for number in range(50))
    site.page("/", f"<head>{links}<title>省财政厅</title></head><body><a href='/ppp/'>PPP项目</a></body>")
    site.answers["/0.css"] = site.reply(body=b"p{}" * 1_000_000, headers=CSS)
    site.answers["/1.css"] = site.reply(status=500, headers=CSS)
    crawled = crawl(f"{site.url}/", kept=tmp_path / "kept")
    assert len([path for path in site.paths() if path.endswith(".css")]) == MOST_SHEETS
    assert crawled.one("PortalDone")["reach"]["status"] == "ok"


def test_a_server_that_asks_for_rest_is_asked_for_no_more_of_them(
    site: Any, portal: str, crawl: Callable[..., Any], tmp_path: Path
) -> None:
    site.answers["/home.css"] = site.reply(status=429, headers={"Retry-After": "1", **CSS})
    crawled = crawl(portal, kept=tmp_path / "kept")
    assert [path for path in site.paths() if path.endswith(".css")] == ["/home.css"]
    assert crawled.one("PortalDone")["reach"]["status"] == "ok"
