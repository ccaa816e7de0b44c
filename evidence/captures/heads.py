"""By what does the head of an answer differ from an earlier one? Mostly by its date, which is then a number."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

MOST_LINES = 6
"""A head that differs in more lines is kept whole."""


def difference(old: str, new: str) -> dict[int, str | int] | None:
    """What makes ``new`` of ``old``, by numbers of lines; None where too much is different."""
    if old == new:
        return {}
    before, after = old.split("\r\n"), new.split("\r\n")
    if len(before) != len(after):
        return None
    changed: dict[int, str | int] = {}
    for number, (line, wanted) in enumerate(zip(before, after, strict=True)):
        if line == wanted:
            continue
        seconds = _seconds_between(line, wanted)
        changed[number] = wanted if seconds is None else seconds
    return changed if len(changed) <= MOST_LINES else None


def changed_head(old: str, changes: Mapping[int, str | int]) -> str:
    """The head that ``difference`` told of.

    Raises:
        IndexError, ValueError: the changes are not of this head.
    """
    lines = old.split("\r\n")
    for number, change in changes.items():
        lines[number] = change if isinstance(change, str) else _later(lines[number], change)
    return "\r\n".join(lines)


def _seconds_between(line: str, wanted: str) -> int | None:
    """How much later the date of a line is, if the line is a date as HTTP writes it (RFC 9110, 5.6.7) and nothing else."""
    before, after = _date_of(line), _date_of(wanted)
    if before is None or after is None:
        return None
    seconds = int((after - before).total_seconds())
    return seconds if _later(line, seconds) == wanted else None


def _date_of(line: str) -> datetime | None:
    name, colon, value = line.partition(": ")
    if not colon or name.lower() not in {"date", "expires"}:
        return None
    try:
        at = parsedate_to_datetime(value)
        return at if format_datetime(at, usegmt=True) == value else None
    except ValueError:
        return None


def _later(line: str, seconds: int) -> str:
    at = _date_of(line)
    if at is None:
        raise ValueError(f"{line!r} holds no date")
    name = line.partition(": ")[0]
    return f"{name}: {format_datetime(at + timedelta(seconds=seconds), usegmt=True)}"
