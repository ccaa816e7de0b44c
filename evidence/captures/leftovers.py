"""What did crawls leave that were killed, and is it surely nobody's any more?

Files that were never named (``.part``). One that a running crawl still writes is locked by it, and is young besides: a visit
takes hours at most. Both must say that it is left.
"""

import fcntl
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from evidence.captures.places import PART

LEFT_AFTER = timedelta(days=2)


def leftovers(root: Path, now: datetime) -> Iterator[Path]:
    """The files of an evidence folder that nobody will ever finish."""
    oldest = (now - LEFT_AFTER).timestamp()
    for path in sorted(root.rglob(f"*{PART}")):
        try:
            if path.is_file() and path.lstat().st_mtime < oldest and not _in_use(path):
                yield path
        except OSError:  # gone meanwhile, or not ours to read
            continue


def _in_use(path: Path) -> bool:
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False  # a file system without locks
    return False
