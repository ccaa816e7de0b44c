"""Does docs/deadlines.md say what the reader does? Every phrase of its tables is read, for 2017 and a plan of 2017-04-17."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from audit_rules.calendar import next_workday
from audit_rules.deadlines import read_deadline
from domain.deadlines import Due

PAGE = Path(__file__).parents[3] / "docs" / "deadlines.md"
ISSUED = date(2017, 4, 17)


def rows(heading: str, cells: int) -> Iterator[tuple[str, ...]]:
    section = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    for line in lines[2:]:
        row = tuple(cell.strip() for cell in line.strip("|").split("|"))
        assert len(row) == cells, line
        yield row


def in_2017(text: str) -> date:
    return date.fromisoformat(text if len(text) > 5 else f"2017-{text}")


def shown(dues: list[Due]) -> str:
    """The dues as the page writes them: all of up to four, else the first, the last and how many."""
    days = list(dict.fromkeys(due.on for due in dues))
    words = [day.isoformat().removeprefix("2017-") for day in days]
    if not words:
        return "none"
    return ", ".join(words) if len(words) <= 4 else f"{words[0]} … {words[-1]} ({len(words)})"


@pytest.mark.parametrize(("phrase", "kind", "due", "until"), list(rows("What is understood", 4)))
def test_what_the_page_says_is_understood(phrase: str, kind: str, due: str, until: str) -> None:
    years = sorted({2017} | {int(year) for year in re.findall(r"(\d{4})-\d\d-", due)})
    readings = [read_deadline(phrase, year=year, issued=ISSUED) for year in years]
    assert readings[0].understood, readings[0].note
    assert readings[0].kind == kind
    dues = [each for reading in readings for each in reading.dues]
    assert shown(dues) == due
    if until != "–":
        # The page leaves out that a day off runs on to the next working day.
        wanted = [
            max(in_2017(word), next_workday(each.on))
            for word, each in zip(until.split(", "), dues, strict=True)
        ]
        assert [each.late_after for each in dues] == wanted
    elif "…" not in due:
        assert all(each.late_after == next_workday(each.on) for each in dues)


@pytest.mark.parametrize(("phrase", "note"), list(rows("What is refused, and why", 2)))
def test_what_the_page_says_is_refused(phrase: str, note: str) -> None:
    reading = read_deadline(phrase, year=2017, issued=ISSUED)
    assert not reading.understood
    assert note in str(reading.note)


def test_the_page_counts_the_held_out_sets() -> None:
    for name, count, *_ in rows("How well it reads phrases that it has not seen", 5):
        file = Path(__file__).parent / "phrases" / f"{name}.txt"
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
        assert len(lines) <= int(count) <= len(lines) + 1  # a label that made no sense was taken out
