"""How do a crawl's facts reach the store? In batches, none later than a second, and a portal's end last of all."""

import time
from collections.abc import Callable, Iterable, Sequence

from domain.crawl import CrawlItem, PortalDone

BATCH_ITEMS = 200
BATCH_SECONDS = 1.0


class SinkFailed(Exception):  # noqa: N818 - wraps the store's own error, which says what is wrong
    """The store refused a batch; the crawl must stop, for what it reads would be lost."""


class Outlet:
    """Collects items and hands them to the sink.

    A ``PortalDone`` goes out at once with all that was put before it, so a portal's facts are stored as a whole
    before it counts as done.
    """

    def __init__(self, sink: Callable[[Sequence[CrawlItem]], None]) -> None:
        self._sink = sink
        self._items: list[CrawlItem] = []
        self._since = 0.0

    def put(self, items: Iterable[CrawlItem]) -> None:
        """Take items, in order.

        Raises:
            SinkFailed: the sink could not take a batch.
        """
        for item in items:
            if not self._items:
                self._since = time.monotonic()
            self._items.append(item)
            if len(self._items) >= BATCH_ITEMS or isinstance(item, PortalDone):
                self.flush()
        self.flush_if_old()

    def flush_if_old(self) -> None:
        """Hand over what has waited for a second."""
        if self._items and time.monotonic() - self._since >= BATCH_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Hand over all that waits."""
        if not self._items:
            return
        batch, self._items = tuple(self._items), []
        try:
            self._sink(batch)
        except Exception as error:
            raise SinkFailed(str(error)) from error
