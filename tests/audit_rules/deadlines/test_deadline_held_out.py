"""Phrases of plans and statutes that were labelled before the reader saw them: understood as labelled, or refused as labelled.

Each line of ``phrases/*.txt`` is ``phrase | label``, asked for 2017 of a plan issued on 2017-04-17; before the
label may stand another year, and another day of the issue or the event (``in 2019 from 2019-07-01: label``). Labels:

- dates (``2017-06-30``; ``2019-12-31~2020-12-31`` for a band), or for every month ``*-25``, ``*-end``; ``tuesdays``;
  ``every 5 from 2017-06-01 to 2017-09-30``;
- ``standing`` (no date), ``standing 14`` (nothing older than 14 days), ``undated`` (understood, but its start is not said);
- ``after`` and dates: counted from an event on the plan's day of issue, undated without one;
- ``refused``.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from audit_rules.deadlines import read_deadline
from domain.deadlines import DeadlineKind, Due

ISSUED = date(2017, 4, 17)
FILES = sorted((Path(__file__).parent / "phrases").glob("*.txt"))
ASKED = re.compile(r"in (?P<year>\d{4})(?: from (?P<day>\d{4}-\d\d-\d\d))?: ")
WEEKDAYS = ("mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays")


def labelled() -> Iterator[tuple[str, str]]:
    for file in FILES:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                phrase, _, label = line.rpartition(" | ")
                yield phrase, label


def days(label: str) -> Iterator[date]:
    if every := re.fullmatch(r"every (\d+) from (\S+) to (\S+)", label):
        day, end = date.fromisoformat(every[2]), date.fromisoformat(every[3])
        while day <= end:
            day += timedelta(days=int(every[1]))
            yield min(day - timedelta(days=1), end)
        return
    for token in label.split():
        if token.startswith("*-"):
            for month in range(1, 13):
                last = calendar.monthrange(2017, month)[1]
                yield date(2017, month, last if token == "*-end" else min(int(token[2:]), last))
        elif token in WEEKDAYS:
            every_day = (date(2017, 1, 1) + timedelta(days=n) for n in range(365))
            yield from (day for day in every_day if day.weekday() == WEEKDAYS.index(token))
        else:
            yield date.fromisoformat(token.partition("~")[0])


@dataclass(frozen=True, slots=True)
class Asked:
    """What a phrase is asked for: a year, and the plan's day of issue, which is also the day of an event."""

    year: int = 2017
    day: date | None = ISSUED


def asked(label: str) -> tuple[Asked, str]:
    """What the phrase is asked for, and the label by itself."""
    match = ASKED.match(label)
    if match is None:
        return Asked(), label
    day = date.fromisoformat(match["day"]) if match["day"] else None
    return Asked(int(match["year"]), day), label[match.end() :]


def dues(phrase: str, label: str, ask: Asked, *, event: date | None = None) -> list[Due]:
    """All dues of the years that the label names, and of the year asked for."""
    years = sorted({ask.year} | {int(year) for year in re.findall(r"(\d{4})-", label)})
    readings = [read_deadline(phrase, year=year, issued=ask.day, event=event) for year in years]
    return [due for reading in readings for due in reading.dues]


@pytest.mark.parametrize(("phrase", "label"), list(labelled()))
def test_held_out_phrases_are_read_as_labelled(phrase: str, label: str) -> None:
    ask, label = asked(label)
    reading = read_deadline(phrase, year=ask.year, issued=ask.day)
    if label == "refused":
        assert not reading.understood
        assert reading.note
        return
    assert reading.understood, reading.note
    if label.startswith("standing"):
        assert (reading.kind, reading.dues) == (DeadlineKind.CONTINUOUS, ())
        assert reading.fresh_within == (int(label.split()[1]) if " " in label else None)
        return
    if label == "undated":
        assert not reading.dues
        assert reading.note
        return
    event = ask.day if label.startswith("after ") else None
    if event:
        assert not reading.dues
    found = dues(phrase, label, ask, event=event)
    assert sorted({due.on for due in found}) == sorted(set(days(label.removeprefix("after "))))
    for on, _, until in (token.partition("~") for token in label.split() if "~" in token):
        assert [due.late_after for due in found if str(due.on) == on] == [date.fromisoformat(until)]


def test_there_are_enough_of_them() -> None:
    assert len(list(labelled())) >= 250
