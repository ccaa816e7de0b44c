"""Where do two lists of hashes differ: what was changed, inserted, removed?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Change(StrEnum):
    """What became of one entry of a list."""

    CHANGED = "changed"
    INSERTED = "inserted"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that differs; ``place`` is in the list as it is now, for a removed one in the list as it was."""

    change: Change
    place: int


def differences(was: Sequence[bytes], now: Sequence[bytes]) -> Iterator[Difference]:
    """The entries that differ, in order."""
    start = 0
    for one, other in zip(was, now, strict=False):
        if one != other:
            break
        start += 1
    matcher = SequenceMatcher(None, was[start:], now[start:], autojunk=False)
    for _, was_from, was_to, now_from, now_to in matcher.get_opcodes():
        if was[start + was_from : start + was_to] == now[start + now_from : start + now_to]:
            continue
        both = min(was_to - was_from, now_to - now_from)
        for place in range(now_from, now_from + both):
            yield Difference(Change.CHANGED, start + place)
        for place in range(now_from + both, now_to):
            yield Difference(Change.INSERTED, start + place)
        for place in range(was_from + both, was_to):
            yield Difference(Change.REMOVED, start + place)
