"""A progress bar for people at a terminal, a line now and then for logs."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from crawler.context import Progress as CrawlProgress

QUIET_SECONDS = 10.0  # without a terminal, one line in this time


class ProgressBar:
    """Shows portals done and pages read; use as a context manager and call with each progress value."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._told = time.monotonic()
        self._untold: CrawlProgress | None = None

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._bar = Progress(
                TextColumn("portals"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[pages]} pages read, {task.fields[failures]} failed"),
                TimeElapsedColumn(),
                console=self._console,
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("crawl", total=None, pages=0, failures=0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        elif self._untold is not None and kind is None:
            self._tell(self._untold)

    def __call__(self, progress: CrawlProgress) -> None:
        """Show a new state of the crawl."""
        if self._bar is not None and self._task is not None:
            self._bar.update(
                self._task,
                total=progress.portals,
                completed=progress.portals_done,
                pages=progress.pages,
                failures=progress.failed,
            )
        else:
            self._untold = progress
            if time.monotonic() - self._told >= QUIET_SECONDS:
                self._tell(progress)

    def _tell(self, progress: CrawlProgress) -> None:
        self._told, self._untold = time.monotonic(), None
        self._console.print(
            f"portals {progress.portals_done}/{progress.portals}, "
            f"{progress.pages} pages read, {progress.failed} failed",
            highlight=False,
        )
