"""When is a file on the disk, so that a cut of the power does not take it away again?

Its bytes are when they were synced, its name is when its folder was, and so for a folder that was just made.
"""

import os
from pathlib import Path
from typing import IO


def settle(file: IO[bytes] | IO[str]) -> None:
    """Write what a file holds to the disk.

    Raises:
        OSError: the disk doesn't take it.
    """
    file.flush()
    os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Write the names in a folder to the disk.

    Raises:
        OSError: the disk doesn't take it.
    """
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def make_folder(folder: Path) -> None:
    """Make a folder with all above it; each that is new is on the disk when this returns.

    Raises:
        OSError: it can't be made.
    """
    missing = []
    above = folder
    while not above.is_dir() and above != above.parent:
        missing.append(above)
        above = above.parent
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        settle_folder(each.parent)
