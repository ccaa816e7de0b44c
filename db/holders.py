"""Which process holds a piece of work, and is it still there?"""

import os
import socket
from datetime import datetime, timedelta
from pathlib import Path

# Work of another machine, whose processes can't be looked at, counts as given up after this long.
STALE_AFTER = timedelta(hours=23)


def this_process() -> str:
    """Machine, number and start of this process: no other process is ever called so."""
    return f"{socket.gethostname()} {os.getpid()} {_started(os.getpid())}"


def is_held(holder: str, since: datetime, now: datetime) -> bool:
    """Whether work taken up ``since`` by a process is still in its hands: the process lives, and was not silent too long."""
    if now - since >= STALE_AFTER:
        return False
    host, pid, started = holder.rsplit(" ", 2)
    return host != socket.gethostname() or (pid.isdigit() and _started(int(pid)) == started)


def _started(pid: int) -> str:
    """When a process of this machine began, in the kernel's ticks; ``gone`` when there is none.

    A number alone would not do: it is given again. Where there is no /proc the process counts as alive.
    """
    if not Path("/proc/self/stat").exists():
        return "unknown"
    try:
        # The name in parentheses may hold spaces; the start is the 20th field after it.
        return (
            Path(f"/proc/{pid}/stat")
            .read_text(encoding="utf-8", errors="replace")
            .rsplit(")", 1)[1]
            .split()[19]
        )
    except OSError:
        return "gone"
