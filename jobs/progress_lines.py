"""How does a command tell the worker that began it how far it is? A line of JSON at most once a second, on a pipe it was given.

A command that a person typed has no such pipe, and tells nobody.
"""

import json
import os
import time
from collections.abc import Callable
from contextlib import suppress

from crawler.context import Progress
from db.orders import progress_to_json
from domain.orders import OrderProgress

PIPE = "MINGCHA_PROGRESS_FD"
EVERY_SECONDS = 1.0
AT_WORK_SECONDS = 10.0
"""A portal of which nothing was heard for so long is not named as one that is being read."""
MOST_NAMED = 12


class ProgressLines:
    """Tells on the pipe that the environment names; without one it is silent."""

    def __init__(self) -> None:
        given = os.environ.pop(PIPE, "")
        self._pipe = int(given) if given.isdigit() else None
        if self._pipe is not None:
            # What this process begins in turn (a browser, judges) must not keep the pipe open.
            os.set_inheritable(self._pipe, False)  # noqa: FBT003  # it takes it by position only
        self._told = 0.0
        self._heard: dict[str, float] = {}
        self._done = 0
        self._last = OrderProgress()

    def beside(self, shown: Callable[[Progress], None]) -> Callable[[Progress], None]:
        """Who hears of a crawl: ``shown`` as before, and the pipe."""

        def both(progress: Progress) -> None:
            shown(progress)
            self.crawled(progress)

        return both

    def crawled(self, progress: Progress) -> None:
        """Tell how far the crawl is; not more often than once a second, but every portal that is done."""
        if self._pipe is None:
            return
        now = time.monotonic()
        if progress.unit_id:
            self._heard[progress.unit_id] = now
        is_done = progress.portals_done > self._done
        if is_done and progress.unit_id:
            self._done = progress.portals_done
            self._heard.pop(progress.unit_id, None)
        if now - self._told < EVERY_SECONDS and not is_done:
            return
        self._heard = {unit: at for unit, at in self._heard.items() if now - at < AT_WORK_SECONDS}
        self._last = OrderProgress(
            phase="crawling",
            portals=progress.portals,
            portals_done=progress.portals_done,
            pages=progress.pages,
            failed=progress.failed,
            units=tuple(sorted(self._heard)[:MOST_NAMED]),
        )
        self._tell({"progress": progress_to_json(self._last)})

    def phase(self, name: str) -> None:
        """Tell that another part of the work has begun."""
        told = progress_to_json(self._last) | {"phase": name, "units": []}
        self._tell({"progress": told})

    def stored(self, audit_id: str) -> None:
        """Tell which audit was stored."""
        self._tell({"audit": audit_id})

    def _tell(self, line: dict[str, object]) -> None:
        if self._pipe is None:
            return
        self._told = time.monotonic()
        # Who no longer listens is gone; what is to be done then, the lifeline says.
        with suppress(OSError):
            os.write(self._pipe, json.dumps(line).encode() + b"\n")
