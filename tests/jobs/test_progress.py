"""Without a terminal, does the last line say how the crawl ended?"""

import io

from rich.console import Console

from crawler.context import Progress
from jobs.progress import ProgressBar


def told(done: int) -> Progress:
    return Progress(portals=3, portals_done=done, pages=10 * done, failed=0, rendered=0)


def test_the_end_is_told_however_quick_it_came() -> None:
    out = io.StringIO()
    with ProgressBar(Console(file=out, width=80)) as progress:
        for done in range(4):
            progress(told(done))
    assert out.getvalue() == "portals 3/3, 30 pages read, 0 failed\n"
