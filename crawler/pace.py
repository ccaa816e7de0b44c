"""How fast may each host be asked? A pause per host, longer where robots.txt or the host itself asks for it."""

from scrapy.core.downloader import Downloader

from crawler.options import CrawlOptions


class Paces:
    """The pauses of all hosts, kept in Scrapy's download slots (one a host)."""

    def __init__(self, downloader: Downloader, options: CrawlOptions) -> None:
        self._downloader = downloader
        self._options = options
        self._asked: dict[str, float] = {}

    def pause(self, host: str) -> float:
        """The pause between two requests to a host, in seconds."""
        return max(self._options.delay, self._asked.get(host, 0.0))

    def ask(self, host: str, seconds: float) -> None:
        """Keep at least ``seconds`` between requests to a host (its Crawl-delay), within the configured bound."""
        self._set(host, min(seconds, self._options.max_crawl_delay))

    def slow_down(self, host: str, retry_after: float | None) -> float:
        """Double a host's pause, or take what it asks for; return the new pause."""
        wanted = max(2 * self.pause(host), 0.5, retry_after or 0.0)
        self._set(host, min(wanted, self._options.max_delay))
        return self.pause(host)

    def _set(self, host: str, seconds: float) -> None:
        if seconds <= self.pause(host):
            return
        self._asked[host] = seconds
        concurrency = 1
        self._downloader.per_slot_settings[host] = {
            "delay": seconds,
            "concurrency": concurrency,
            "jitter": 0.0,
        }
        slot = self._downloader.slots.get(host)
        if slot is not None:
            slot.delay = seconds
            slot.concurrency = concurrency
