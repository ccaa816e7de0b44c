"""How is a crawl run? One Scrapy process over many portals at once, stopped by Ctrl-C without losing what was read."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess

from crawler.address_guard import AddressGuard
from crawler.context import CrawlContext, Progress
from crawler.options import CrawlOptions
from crawler.outlet import Outlet
from crawler.recording import Recording
from crawler.transport import OPTIONS_SETTING, TAPED_SETTING, PortalDownloadHandler
from domain.crawl import CrawlItem, CrawlTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSummary:
    """How a crawl ended. Portals not done have no ``PortalDone`` and are taken up by the next run."""

    portals: int
    portals_done: int
    pages: int
    failed: int
    rendered: int
    seconds: float
    interrupted: bool


def run_crawl(
    targets: Sequence[CrawlTarget],
    options: CrawlOptions,
    sink: Callable[[Sequence[CrawlItem]], None],
    on_progress: Callable[[Progress], None],
    spider: type[Spider],
    recording: Recording | None = None,
    began: datetime | None = None,
) -> CrawlSummary:
    """Crawl the targets' portals; facts go to ``sink`` in batches, a portal's ``PortalDone`` last of its own.

    Once a process: Twisted's reactor can't be started again. The first Ctrl-C (or SIGTERM) stops gracefully: what
    was read is handed to the sink, unfinished portals get no ``PortalDone``. Who keeps what goes over the wire is
    ``recording``; a visit is sealed before its ``PortalDone`` is handed over. ``began``: when the crawl began, if not now.

    Raises:
        ValueError: an ``allow_networks`` entry is not a CIDR.
        CaptureFailed: what was fetched could not be kept; the crawl is then stopped.
        Exception: whatever the sink raised; the crawl is then stopped.
    """
    AddressGuard(options.allow_networks)
    context = CrawlContext(
        targets=targets,
        options=options,
        outlet=Outlet(sink),
        on_progress=on_progress,
        recording=recording,
        began=began or datetime.now(UTC),
    )
    started = time.monotonic()
    if targets:
        _run(context, spider)
    if context.error is not None:
        raise context.error
    # Also after Ctrl-C: nothing that was read may be lost.
    context.outlet.flush()
    return CrawlSummary(
        portals=len(targets),
        portals_done=context.portals_done,
        pages=context.pages,
        failed=context.failed,
        rendered=context.rendered,
        seconds=time.monotonic() - started,
        interrupted=context.interrupted,
    )


def _run(context: CrawlContext, spider: type[Spider]) -> None:
    in_main = threading.current_thread() is threading.main_thread()
    handlers = (
        {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)} if in_main else {}
    )
    # While it is made it tells its versions, whatever level its loggers had: nothing that an operator can use.
    logging.disable(logging.INFO)
    try:
        process = AsyncCrawlerProcess(scrapy_settings(context.options, taped=context.recording is not None))
    finally:
        logging.disable(logging.NOTSET)
    # After the process is made: it sets levels of its own. What a renderer fails at comes back as render_failed.
    logging.getLogger("scrapy").setLevel(logging.ERROR)
    logging.getLogger("scrapy-playwright").setLevel(logging.CRITICAL)
    try:
        process.crawl(spider, context=context)
        process.start(install_signal_handlers=in_main)
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def scrapy_settings(options: CrawlOptions, *, taped: bool = False) -> dict[str, Any]:
    """Scrapy's settings: only the parts that earn their cost (a page costs a third of stock Scrapy's)."""
    return {
        OPTIONS_SETTING: options,
        TAPED_SETTING: taped,
        "USER_AGENT": options.user_agent,
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "TELNETCONSOLE_ENABLED": False,
        # A local port that runs code for whoever connects.
        "REMOTE_CONTROL_ENABLED": False,
        # Obeyed in crawler.robots, which also says what a missing robots.txt means.
        "ROBOTSTXT_OBEY": False,
        "CONCURRENT_ITEMS": 1,
        # The limit over all hosts is the transport's: it counts requests on the wire, not those that wait their turn.
        "CONCURRENT_REQUESTS": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": options.host_concurrency,
        "DOWNLOAD_DELAY": options.delay,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        "DOWNLOAD_MAXSIZE": options.max_body,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_HANDLERS": {
            "http": PortalDownloadHandler,
            "https": PortalDownloadHandler,
            **dict.fromkeys(("data", "file", "ftp", "s3")),
        },
        # Answers are unpacked in crawler.unpacking, for those of the network and captured ones alike.
        "DOWNLOADER_MIDDLEWARES_BASE": {},
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {},
        "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
    }
