"""A visit gone through again over what was kept of it says the same, to the millisecond, in another process."""

import asyncio
import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from audit_rules.subjects.matcher import load_vocabulary
from crawler.context import CrawlContext
from crawler.options import CrawlOptions
from crawler.outlet import Outlet
from crawler.replay_wire import ReplayWire
from domain.crawl import CrawlItem
from spiders.portal.visiting import visit_portal

NAMES = ("政府和社会资本合作", "通知公告", "财政预决算", "政府信息公开", "重点领域信息公开")


def portal(site: Any) -> str:
    menu = "".join(f"<li><a href='/{n}/'>{name}</a></li>" for n, name in enumerate(NAMES))
    page = "<html><head><meta charset='utf-8'><title>{}</title></head><body><div class='nav'><ul>{}</ul></div>{}</body></html>"
    site.page("/", page.format("某某市财政局", menu, ""))
    for n, name in enumerate(NAMES):
        items = "".join(
            f"<li><a href='/{n}/t{i}.html'>关于{name}第{i}批的通知</a><span>2017-0{9 - i}-01</span></li>"
            for i in range(6)
        )
        here = f"<div class='position'>当前位置：<a href='/'>首页</a> &gt; {name}</div><ul class='list'>{items}</ul>"
        site.page(f"/{n}/", page.format(name, menu, here))
    site.answers["/2/"] = site.reply(status=302, headers={"Location": "/1/"})
    return str(site.url) + "/"


def test_the_same_facts_come_of_what_was_kept(
    site: Any, crawl: Callable[..., Any], kept_in: Callable[..., Any], tmp_path: Path
) -> None:
    crawled = crawl(
        portal(site), kept=tmp_path / "kept", host_concurrency=3, filed=(f"{site.url}/old/gone.html",)
    )
    (visit,) = kept_in(tmp_path / "kept")
    found: list[CrawlItem] = []

    async def again() -> None:
        given = {**visit.begun.options, "allow_networks": tuple(visit.begun.options["allow_networks"])}
        options = CrawlOptions(**given)
        wire = ReplayWire(visit.events, began=visit.begun.clock.at, ended=visit.ended, options=options)
        context = CrawlContext(
            targets=[visit.begun.target],
            options=options,
            outlet=Outlet(found.extend),
            on_progress=lambda _: None,
        )
        visited = await visit_portal(
            visit.begun.target, wire=wire, context=context, vocabulary=load_vocabulary()
        )
        context.outlet.put([visited.done])
        assert not wire.divergence()
        await wire.close()

    asyncio.run(again())
    replayed = [
        json.loads(json.dumps({"type": type(each).__name__, **dataclasses.asdict(each)}, default=str))
        for each in found
    ]
    live = [{**each, "capture": None} if "capture" in each else each for each in crawled.items]
    assert replayed == live
    assert len(crawled.of("PageVisit")) > 5
    assert crawled.of("PostingFound")
    assert crawled.one("PortalDone")["filed"]["http_status"] == 404
