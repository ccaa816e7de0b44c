"""Where in the evidence folder does a visit lie?

``visits/UNIT/MOMENT.journal.gz`` says what happened, ``visits/UNIT/MOMENT.warc.gz`` holds what was new. A visit that is
not sealed yet has ``.part`` behind its names; the journal is named last, and a visit without one does not count.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, unquote

JOURNAL = ".journal.gz"
PACK = ".warc.gz"
PART = ".part"
_LONGEST = 120
_ID = re.compile(r"[^/]+/\d{8}T\d{12}Z")


def visit_id(unit_id: str, at: datetime) -> str:
    """The name of a visit: its unit, and the moment in UTC at which it began, to the microsecond."""
    return f"{folder_of(unit_id)}/{at.astimezone(UTC):%Y%m%dT%H%M%S%f}Z"


def is_visit_id(text: str) -> bool:
    """Whether a text is the name of a visit and nothing else, such as a path out of the folder."""
    return _ID.fullmatch(text) is not None and not text.startswith(".")


def moment_of(name: str) -> datetime:
    """The moment at which a visit began."""
    return datetime.strptime(name.rpartition("/")[2], "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)


def journal_path(root: Path, name: str) -> Path:
    """The file of a visit's journal."""
    return root / "visits" / f"{name}{JOURNAL}"


def pack_path(root: Path, name: str) -> Path:
    """The file of what a visit found new; there is none where all was known."""
    return root / "visits" / f"{name}{PACK}"


def unit_visits(root: Path, unit_id: str) -> list[str]:
    """The names of a unit's sealed visits, oldest first."""
    return _visits_in(root / "visits" / folder_of(unit_id))


def all_visits(root: Path) -> Iterator[str]:
    """The names of all sealed visits, unit by unit, each unit's oldest first."""
    folder = root / "visits"
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        if each.is_dir():
            yield from _visits_in(each)


def unit_of(name: str) -> str:
    """The unit of a visit; that of a very long name is cut off."""
    return unquote(name.partition("/")[0])


def _visits_in(folder: Path) -> list[str]:
    found = (f"{folder.name}/{path.name.removesuffix(JOURNAL)}" for path in folder.glob(f"*{JOURNAL}"))
    return sorted(name for name in found if is_visit_id(name))


def folder_of(unit_id: str) -> str:
    """A unit's id as the name of a folder, whatever signs it holds."""
    name = quote(unit_id, safe="").replace(".", "%2E")
    if len(name) <= _LONGEST:
        return name
    return f"{name[:_LONGEST]}~{hashlib.sha256(unit_id.encode()).hexdigest()[:16]}"
