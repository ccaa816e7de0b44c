"""One command that a worker has begun: how far is it, has it ended, and how is it stopped without losing what was read?"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from db.orders import progress_of
from domain.orders import OrderProgress
from jobs.progress_lines import PIPE

STOP_SECONDS = 60.0
"""What a crawl may take to hand over what it has read; a page that is being fetched may take half of it."""
TOLD_BYTES = 4000
_LONGEST_LINE = 65_536


class OrderChild:
    """A running command. Poll it often: its pipe is read then."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        url: str,
        folder: Path,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Begin ``mingcha ARGUMENTS`` on a database; what it prints goes to a file in ``folder``.

        ``environment`` are variables besides the worker's own.

        Raises:
            OSError: it can't be begun.
        """
        read, write = os.pipe()
        self._said = folder / "said.txt"
        try:
            with self._said.open("wb") as said:
                self._process = subprocess.Popen(  # noqa: S603  # our own command line
                    [sys.executable, "-m", "jobs.under_worker", *arguments],
                    stdin=subprocess.PIPE,
                    stdout=said,
                    stderr=subprocess.STDOUT,
                    pass_fds=(write,),
                    env={**os.environ, **environment, PIPE: str(write), "MINGCHA_DB": url, "NO_COLOR": "1"},
                    # Ctrl-C at a terminal is for the worker, which tells its children in its own time.
                    start_new_session=True,
                )
        except BaseException:
            os.close(read)
            raise
        finally:
            os.close(write)
        os.set_blocking(read, False)
        self._pipe = read
        self._rest = b""
        self._stopped_at: float | None = None
        self.progress = OrderProgress()
        self.audit_id: str | None = None

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def was_stopped(self) -> bool:
        """Whether ``stop`` was asked of it."""
        return self._stopped_at is not None

    @property
    def said(self) -> str:
        """The end of what it printed."""
        with self._said.open("rb") as file:
            file.seek(max(0, self._said.stat().st_size - TOLD_BYTES))
            return file.read().decode("utf-8", "replace").strip()

    def poll(self) -> int | None:
        """Read what it tells; its exit status when it has ended (negative: the signal that ended it), else None."""
        status = self._process.poll()
        self._listen()
        if status is None and self._stopped_at and time.monotonic() - self._stopped_at > STOP_SECONDS:
            self.kill()
        return status

    def stop(self) -> None:
        """Ask it once to end as Ctrl-C does: a crawl stores what it has read, an audit half written is taken away."""
        if self._stopped_at is None and self._process.poll() is None:
            self._stopped_at = time.monotonic()
            self._process.send_signal(signal.SIGINT)

    def kill(self) -> None:
        """End it at once, with what it has begun itself."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def close(self) -> None:
        """Give its pipes back; it must have ended."""
        os.close(self._pipe)
        if self._process.stdin:
            self._process.stdin.close()

    def _listen(self) -> None:
        while True:
            try:
                data = os.read(self._pipe, _LONGEST_LINE)
            except BlockingIOError:
                return
            if not data:
                return
            *lines, self._rest = (self._rest + data).split(b"\n")
            for line in lines:
                self._heard(json.loads(line))

    def _heard(self, told: dict[str, Any]) -> None:
        if "progress" in told:
            self.progress = progress_of(told["progress"])
        self.audit_id = told.get("audit", self.audit_id)
