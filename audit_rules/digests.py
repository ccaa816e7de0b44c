"""By what was it read and judged? Digests of the reading and the judging code, and of the operator's register.

The same plan, rules, vocabulary, register, facts and day give the same findings; when one of the digests differs, what changed
in a unit's findings may come from there and not from its portal.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from domain.register import Register

_ROOT = Path(__file__).resolve().parent.parent
_JUDGING = ("audit_rules", "domain")
_JUDGING_LIBRARIES = ("chinesecalendar", "opencc-python-reimplemented")
"""Libraries whose data enter a verdict: the holidays, and the forms of characters that names are compared in."""
_READING = ("audit_rules/inputs", "audit_rules/subjects", "crawler", "db", "domain", "spiders")
_READING_LIBRARIES = ("beautifulsoup4", "opencc-python-reimplemented", "protego", "selectolax")
"""Libraries that say what stands on a page, or which pages may be asked for."""


@cache
def rules_digest() -> str:
    """``sha256:…`` over the names, sizes and bytes of the judging code, and the versions of the data it rests on."""
    return _code_digest(_JUDGING, _JUDGING_LIBRARIES)


@cache
def reading_digest() -> str:
    """``sha256:…`` over the code by which portals are visited and pages become facts, and the versions of what it rests on."""
    return _code_digest(_READING, _READING_LIBRARIES)


def _code_digest(rooms: Iterable[str], libraries: Iterable[str]) -> str:
    seal = hashlib.sha256()
    for room in rooms:
        for path in sorted((_ROOT / room).rglob("*.py")):
            content = path.read_bytes()
            seal.update(f"{path.relative_to(_ROOT).as_posix()}\n{len(content)}\n".encode())
            seal.update(content)
    for name in libraries:
        seal.update(f"{name} {version(name)}\n".encode())
    return f"sha256:{seal.hexdigest()}"


def register_digest(register: Register) -> str:
    """``sha256:…`` over what was registered, in whatever order it stands; empty where nothing was."""
    rows = sorted(
        [
            *(
                f"{each.unit_id}\t{each.task}\t{each.subject or ''}\t{each.done_on}\t{each.note}"
                for each in register.notices
            ),
            *(f"{each.id}\t{each.on}\t{each.note}" for each in register.events.values()),
        ]
    )
    return f"sha256:{hashlib.sha256(chr(10).join(rows).encode()).hexdigest()}" if rows else ""
