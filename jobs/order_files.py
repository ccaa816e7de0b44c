"""Where are the files that orders make, what is said of them, and when do they go?"""

import hashlib
import mimetypes
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.database import Database
from db.orders import files_gone, orders_with_files
from domain.orders import OrderFile
from jobs.settings import Settings

_TYPES = {".wacz": "application/wacz+zip", ".csv": "text/csv; charset=utf-8"}
_FALLBACK = "application/octet-stream"


def exports_folder(settings: Settings, database: Database) -> Path:
    """As set, else beside an SQLite file, else in the working directory."""
    if settings.exports:
        return Path(settings.exports)
    if database.is_sqlite and not database.is_in_memory:
        file = Path(str(database.url.database))
        return file.with_name(f"{file.name}-exports")
    return Path("mingcha-exports")


def begin_files(folder: Path, order_id: int) -> Path:
    """An empty folder for the files of an order; what an attempt before left behind is gone."""
    own = folder / str(order_id)
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True, mode=0o700)
    return own


def files_of(own: Path) -> tuple[OrderFile, ...]:
    """The files that are there, those of folders drawn together: a folder of notices becomes files of the order."""
    for folder in [each for each in own.iterdir() if each.is_dir()]:
        for file in folder.iterdir():
            file.rename(own / file.name)
        folder.rmdir()
    return tuple(
        OrderFile(name=file.name, size=file.stat().st_size, digest=_digest(file), media_type=_type(file))
        for file in sorted(own.iterdir())
        if file.is_file() and not file.is_symlink()
    )


def delete_old_files(database: Database, folder: Path, *, days: int, now: datetime | None = None) -> int:
    """Delete the files of orders that were done more than ``days`` ago; returns of how many orders.

    Raises:
        StoreError: the database can't be used.
    """
    moment = now or datetime.now(UTC)
    old = orders_with_files(database, before=moment - timedelta(days=days))
    for order_id in old:
        shutil.rmtree(folder / str(order_id), ignore_errors=True)
    files_gone(database, old, now=moment)
    return len(old)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return f"sha256:{hashlib.file_digest(opened, 'sha256').hexdigest()}"


def _type(file: Path) -> str:
    return _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or _FALLBACK
