"""To whom does a crawl hand what went over the wire? Whoever keeps it implements these."""

from typing import Protocol

from domain.capture_ref import CaptureRef
from domain.captures import Exchange, Rendering, VisitBegun, VisitEnded


class CaptureFailed(Exception):  # noqa: N818 - wraps the keeper's own error, which says what is wrong
    """What was fetched could not be kept (a full disk); the crawl must stop, for findings would lose what they rest on."""


class VisitRecorder(Protocol):
    """Keeps the events of one visit. Any method but ``discard`` raises ``OSError`` where it can't."""

    def exchanged(self, exchange: Exchange) -> None:
        """Keep an exchange, also a failed one; in the order in which they end."""

    def rendered(self, rendering: Rendering) -> None:
        """Keep a rendered page, also one that failed."""

    def picture_of(self, dom_digest: str) -> bool:
        """Whether a screenshot of a tree of this digest is kept already, so that none has to be taken."""

    def seal(self, ended: VisitEnded) -> CaptureRef:
        """End the visit: when this returns, all of it is on the disk, and stays as it is."""

    def discard(self) -> None:
        """Forget a visit that was cut short; harmless after ``seal``."""


class Recording(Protocol):
    """Keeps visits."""

    def begin(self, begun: VisitBegun) -> VisitRecorder:
        """Begin to keep a visit.

        Raises:
            OSError: nothing can be kept.
        """
