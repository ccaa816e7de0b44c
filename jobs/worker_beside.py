"""How does a worker live and end beside the console, in a process of its own?"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jobs.under_worker import GRACE_SECONDS


@contextmanager
def worker_beside(url: str, evidence: Path | None) -> Iterator[int]:
    """A worker on a database until the block ends, or this process does; gives its process number.

    It is told to end by its standard input being closed, which a killed console does, too.
    """
    arguments = ["worker", *(["--evidence", str(evidence)] if evidence else [])]
    worker = subprocess.Popen(  # noqa: S603  # our own command line
        [sys.executable, "-m", "jobs.under_worker", *arguments],
        stdin=subprocess.PIPE,
        # Not on the command line, which others can read: it may hold a password.
        env={**os.environ, "MINGCHA_DB": url},
        start_new_session=True,
    )
    assert worker.stdin is not None
    try:
        yield worker.pid
    finally:
        worker.stdin.close()
        try:
            worker.wait(GRACE_SECONDS + 5)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()
