"""What do the visits of one crawl share: where facts go, what was counted so far, and who hears of it?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crawler.options import CrawlOptions
from crawler.outlet import Outlet
from crawler.recording import Recording
from domain.crawl import CrawlTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a crawl is; ``unit_id`` is the portal that the news is about."""

    portals: int
    portals_done: int
    pages: int
    failed: int
    rendered: int
    unit_id: str | None = None


@dataclass(slots=True, kw_only=True)
class CrawlContext:
    """What the spider is given and what it reports: the way out for facts, and the counts so far."""

    targets: Sequence[CrawlTarget]
    options: CrawlOptions
    outlet: Outlet
    on_progress: Callable[[Progress], None]
    recording: Recording | None = None
    began: datetime | None = None
    portals_done: int = 0
    pages: int = 0
    failed: int = 0
    rendered: int = 0
    interrupted: bool = False
    error: BaseException | None = field(default=None)

    def tell(self, unit_id: str | None = None) -> None:
        """Report progress."""
        self.on_progress(
            Progress(
                portals=len(self.targets),
                portals_done=self.portals_done,
                pages=self.pages,
                failed=self.failed,
                rendered=self.rendered,
                unit_id=unit_id,
            )
        )
