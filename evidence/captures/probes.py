"""How are availability probes kept beside the visits, so that an audit can be gone through again with them?

Probes are no visits: they ask single addresses, some outside any crawl. Each round of them is a file of its own,
``probes/MOMENT.json``.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from domain.reach import Probe
from evidence.captures.durable import make_folder, settle, settle_folder
from evidence.captures.errors import CaptureDamaged

UnitProbe = tuple[str, Probe]
_PROBES: TypeAdapter[list[UnitProbe]] = TypeAdapter(list[UnitProbe])


def keep_probes(root: Path, at: datetime, probes: Sequence[UnitProbe]) -> None:
    """Keep a round of probes, each with its unit's id; ``at`` is when the round began.

    Raises:
        OSError: the disk doesn't take it.
    """
    if not probes:
        return
    folder = root / "probes"
    make_folder(folder)
    path = folder / f"{at.astimezone(UTC):%Y%m%dT%H%M%S%f}Z.json"
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            json.dump(_PROBES.dump_python(list(probes), mode="json"), file, ensure_ascii=False, indent=0)
            settle(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    part.replace(path)
    settle_folder(folder)


def kept_probes(root: Path) -> Iterator[UnitProbe]:
    """All probes that were kept, round by round, oldest first.

    Raises:
        CaptureDamaged: a round can't be read.
    """
    for path in sorted((root / "probes").glob("*Z.json")):
        try:
            yield from _PROBES.validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise CaptureDamaged(path, f"it holds no probes ({type(error).__name__})") from error
