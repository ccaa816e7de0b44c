"""How are many portals visited at once? One Scrapy spider, one visit a portal, each at its own host's pace.

The visits ask Scrapy's downloader for pages directly (``engine.download_async``) and not through its scheduler: a
portal's frontier has priorities and budgets of its own, the next page of a list depends on what this one says, and
a ``Request`` for each link seen would cost ten times what reading the page does.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from scrapy import Spider

from audit_rules.subjects.matcher import Vocabulary, load_vocabulary
from crawler.context import CrawlContext
from crawler.live_wire import LiveWire, Network
from crawler.outlet import SinkFailed
from domain.crawl import CrawlTarget
from spiders.portal.addresses import hosts_of
from spiders.portal.style_sheets import StyleSheets
from spiders.portal.visiting import visit_portal

_PORTALS_AT_ONCE = 200
_NOTHING: tuple[Any, ...] = ()


class PortalSpider(Spider):
    """Visits the portals of a crawl's targets."""

    name = "portal"

    def __init__(self, *args: Any, context: CrawlContext, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._context = context
        self._hosts = hosts_of(each.unit.portal_url for each in context.targets if each.unit.portal_url)
        self._places = asyncio.Semaphore(_PORTALS_AT_ONCE)

    async def start(self) -> AsyncIterator[Any]:
        """Visit all portals; facts go to the context's outlet, so nothing is yielded."""
        try:
            await self._visit_all()
        except asyncio.CancelledError:
            self._context.interrupted = True
        except Exception as error:  # noqa: BLE001 - Scrapy would only log it; run_crawl raises it
            self._context.error = _first_of(error)
        for item in _NOTHING:
            yield item

    async def _visit_all(self) -> None:
        context = self._context
        network = Network(self.crawler, context.options)
        vocabulary = load_vocabulary()
        async with asyncio.TaskGroup() as group:
            clock = group.create_task(self._flush_each_second())
            visits = [group.create_task(self._visit(each, network, vocabulary)) for each in context.targets]
            await asyncio.wait(visits)
            clock.cancel()

    async def _flush_each_second(self) -> None:
        while True:
            await asyncio.sleep(1.0)
            self._context.outlet.flush_if_old()

    async def _visit(self, target: CrawlTarget, network: Network, vocabulary: Vocabulary) -> None:
        context = self._context
        async with self._places:
            wire = LiveWire(network, target, recording=context.recording, crawl_began=context.began)
            try:
                visited = await visit_portal(
                    target,
                    wire=wire,
                    context=context,
                    vocabulary=vocabulary,
                    other_hosts=self._hosts,
                    sheets=StyleSheets(wire.facts_end) if context.recording else None,
                )
                capture = wire.seal(visited.other_hosts)
            finally:
                await wire.close()
            context.outlet.put([replace(visited.done, capture=capture)])
        context.portals_done += 1
        context.tell(target.unit.id)


def _first_of(error: BaseException) -> BaseException:
    """What went wrong first: the store's own error where it refused a batch."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error.__cause__ or error if isinstance(error, SinkFailed) else error
