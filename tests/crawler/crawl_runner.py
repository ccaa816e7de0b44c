"""Runs one crawl in a process of its own (a reactor can't be started twice) and prints what came of it as JSON.

Reads a JSON object from standard input: ``options`` (fields of ``CrawlOptions``) and either ``fetches`` (pages to
fetch one after the other) or ``targets`` (portals to visit).
"""

import dataclasses
import json
import pickle
import sys
from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from scrapy import Spider

from crawler.context import CrawlContext
from crawler.failures import FetchFailed
from crawler.fetch import Fetcher
from crawler.live_wire import LiveWire, Network
from crawler.options import CrawlOptions
from crawler.process import run_crawl
from crawler.recording import CaptureFailed
from domain.capture_ref import CaptureRef
from domain.captures import Event, Rendering, VisitBegun, VisitEnded
from domain.crawl import CrawlItem, CrawlTarget
from domain.pages import PageRequest
from domain.units import Unit, UnitKind


class Keeper:
    """A ``Recording`` that keeps visits in a file; its disk is full after ``room`` events of one visit."""

    def __init__(self, path: Path, room: int | None) -> None:
        self.visits: list[dict[str, Any]] = []
        self.room = room
        self._path = path

    def begin(self, begun: VisitBegun) -> "KeepsVisit":
        self.visits.append({"begun": begun, "events": [], "ended": None})
        return KeepsVisit(self, self.visits[-1])

    def write(self) -> None:
        self._path.write_bytes(pickle.dumps(self.visits))


class KeepsVisit:
    def __init__(self, keeper: Keeper, visit: dict[str, Any]) -> None:
        self._keeper = keeper
        self._visit = visit

    def _take(self, event: Event) -> None:
        if self._keeper.room is not None and len(self._visit["events"]) >= self._keeper.room:
            raise OSError(28, "No space left on device")
        self._visit["events"].append(event)

    exchanged = rendered = _take

    def picture_of(self, dom_digest: str) -> bool:
        shown = [each for each in self._visit["events"] if isinstance(each, Rendering)]
        return any(each.dom and each.dom.digest == dom_digest for each in shown)

    def seal(self, ended: VisitEnded) -> CaptureRef:
        self._visit["ended"] = ended
        self._keeper.write()
        return CaptureRef(id=self._visit["begun"].target.unit.id, digest="sha256:0")

    def discard(self) -> None:
        self._visit["events"] = self._visit["events"] if self._visit["ended"] else None
        self._keeper.write()


wanted: list[dict[str, Any]] = []
answers: list[dict[str, Any]] = []


class FetchSpider(Spider):
    """Fetches the wanted pages in turn."""

    name = "fetch"

    def __init__(self, *args: Any, context: CrawlContext, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.context = context

    async def start(self) -> AsyncIterator[Any]:
        options = self.context.options
        wire = LiveWire(
            Network(self.crawler, options), self.context.targets[0], recording=self.context.recording
        )
        fetcher = Fetcher(wire, options)
        for each in wanted:
            answers.append(await self.answer(fetcher, each))
        wire.seal(())
        await wire.close()
        for item in list[Any]():
            yield item

    async def answer(self, fetcher: Fetcher, each: dict[str, Any]) -> dict[str, Any]:
        try:
            if each.get("render"):
                fetched = await fetcher.render(each["url"])
            else:
                form = tuple((name, value) for name, value in each.get("form", ()))
                request = PageRequest(url=each["url"], method=each.get("method", "GET"), form=form)
                fetched = await fetcher.fetch(request, referer=each.get("referer"))
        except FetchFailed as failure:
            return {"failure": failure.kind.value, "status": failure.http_status, "detail": failure.detail}
        return {
            "status": fetched.status,
            "final_url": fetched.final_url,
            "redirects": list(fetched.redirects),
            "text": fetched.body.decode("utf-8", "replace"),
            "size": fetched.size,
            "rendered": fetched.rendered,
        }


def main() -> None:
    job = json.load(sys.stdin)
    options = CrawlOptions(**job["options"])
    batches: list[Sequence[CrawlItem]] = []
    progress: list[int] = []
    keeper = Keeper(Path(job["kept"]), job.get("room")) if job.get("kept") else None
    if "fetches" in job:
        wanted.extend(job["fetches"])
        unit = Unit(id="x", name="x", kind=UnitKind.OTHER, portal_url="http://127.0.0.1/")
        target = CrawlTarget(unit=unit, subjects=frozenset(), since=date(2017, 1, 1))
        run_crawl([target], options, batches.append, lambda _: None, FetchSpider, keeper)
        json.dump(answers, sys.stdout, ensure_ascii=False)
        return
    from spiders.portal.portal_spider import PortalSpider

    targets = [
        CrawlTarget(
            unit=Unit(
                id=each["id"],
                name=each["id"],
                kind=UnitKind.OTHER,
                portal_url=each["url"],
                filed_url=each.get("filed"),
            ),
            subjects=frozenset(each["subjects"]),
            since=date.fromisoformat(each.get("since", "2017-01-01")),
            sought=tuple(each.get("sought", ())),
            phrases={subject: tuple(words) for subject, words in each.get("phrases", {}).items()},
        )
        for each in job["targets"]
    ]
    stored = job.get("stored")

    def sink(items: Sequence[CrawlItem]) -> None:
        batches.append(items)
        if stored:
            with Path(stored).open("a", encoding="utf-8") as file:
                file.writelines(as_line(item) + "\n" for item in items)

    stopped = None
    try:
        summary = dataclasses.asdict(
            run_crawl(targets, options, sink, lambda seen: progress.append(seen.pages), PortalSpider, keeper)
        )
    except CaptureFailed as failure:
        stopped, summary = str(failure), {}
    items = [json.loads(as_line(item)) for batch in batches for item in batch]
    result = {
        "items": items,
        "batches": [len(batch) for batch in batches],
        "summary": summary,
        "stopped": stopped,
        "progress": progress[-1] if progress else 0,
    }
    json.dump(result, sys.stdout, ensure_ascii=False)


def as_line(item: CrawlItem) -> str:
    fields = {"type": type(item).__name__, **dataclasses.asdict(item)}
    return json.dumps(fields, ensure_ascii=False, default=str)


if __name__ == "__main__":
    main()
