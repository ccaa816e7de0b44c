"""By what was it judged? Digests of the judging code, the vocabulary and the operator's register, which go with each audit.

The same plan, rules, vocabulary, register, facts and day give the same findings; when one of the digests differs, what changed
in a unit's findings may come from there and not from its portal.
"""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from audit_rules.bundled import SUBJECTS
from domain.register import Register

_ROOT = Path(__file__).resolve().parent.parent
_CODE = ("audit_rules", "domain")
_LIBRARIES = ("chinesecalendar", "opencc-python-reimplemented")
"""Libraries whose data enter a verdict: the holidays, and the forms of characters that names are compared in."""


@cache
def rules_digest() -> str:
    """``sha256:…`` over the names, sizes and bytes of the judging code, and the versions of the data it rests on."""
    seal = hashlib.sha256()
    for room in _CODE:
        for path in sorted((_ROOT / room).rglob("*.py")):
            content = path.read_bytes()
            seal.update(f"{path.relative_to(_ROOT).as_posix()}\n{len(content)}\n".encode())
            seal.update(content)
    for name in _LIBRARIES:
        seal.update(f"{name} {version(name)}\n".encode())
    return f"sha256:{seal.hexdigest()}"


def vocabulary_digest(path: Path = SUBJECTS) -> str:
    """``sha256:…`` over the bytes of the subject vocabulary."""
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


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
