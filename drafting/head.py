"""What does a plan's document say of itself: title, number, year, day of issue, province?"""

import re
from dataclasses import dataclass
from datetime import date

from drafting.documents import Document
from drafting.remarks import Unread

_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔\[［(（【]\s*(20\d{2})\s*[〕\]］)）】]\s*(?:第\s*)?\d{1,4}\s*号"
)
_TITLE = re.compile(
    r"(?:分工方案|工作要点|任务分解表?|实施方案|工作安排|责任分工|工作方案|重点工作|任务清单|分工表?|工作计划)(?:的通知)?$"
)
_SUBJECT = re.compile(r"公开")
_DAY = re.compile(r"(20\d{2})年(\d{1,2})月(\d{1,2})日")
_ISSUED = re.compile(r"(20\d{2})年(\d{1,2})月(\d{1,2})日(?:印发|发布)")
_YEAR = re.compile(r"(20\d{2})年")
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head as far as the document says it."""

    title: str | None
    document_number: str | None
    year: int
    issued_on: date | None
    unread: tuple[Unread, ...] = ()


def read_head(document: Document, this_year: int) -> Head:
    """Read the head; what is not found is told, and the year is then ``this_year``."""
    lines = [line for paragraph in document.paragraphs if (line := _plain(paragraph.text))]
    number = _document_number(lines)
    title = _title(lines, number)
    issued = _issued(lines)
    year = _year(title, number, issued)
    unread = [
        Unread(place="head", reason=f"{what} was not found; {remedy}")
        for what, found, remedy in (
            ("the title", title, "give 'title'"),
            ("the document number (〔2017〕41号)", number, "give 'document_number'"),
            ("the day of issue (印发)", issued, "give 'issued_on'"),
            ("the plan's year", year, f"{this_year} was taken: compare 'year' and every deadline"),
        )
        if found is None
    ]
    return Head(
        title=title, document_number=number, year=year or this_year, issued_on=issued, unread=tuple(unread)
    )


def _plain(text: str) -> str:
    return "".join(text.split())


def _document_number(lines: list[str]) -> str | None:
    """The number that stands alone in a line; else the first outside of brackets and quotations."""
    for line in lines:
        match = _NUMBER.fullmatch(line)
        if match:
            return _shown(match[0])
    for line in lines[:15]:
        match = _NUMBER.search(line)
        if match and not any(mark in line[: match.start()] for mark in "（(《"):
            return _shown(match[0])
    return None


def _shown(number: str) -> str:
    """The number with the brackets of its standard, GB/T 9704."""
    return re.sub(r"[\[［(（【](20\d{2})[\]］)）】]", r"〔\1〕", number)


def _title(lines: list[str], number: str | None) -> str | None:
    """The last title-like line before the table: that of the plan, not of the notice around it."""
    titles = [
        line
        for line in lines
        if len(line) <= _LONGEST_TITLE and _TITLE.search(line) and _SUBJECT.search(line) and line != number
    ]
    own = [line for line in titles if not line.endswith("的通知")]
    return next(iter(own[-1:] or titles[:1]), None)


def _issued(lines: list[str]) -> date | None:
    """The day of 印发, else the last day that stands alone in a line (落款)."""
    for line in reversed(lines):
        match = _ISSUED.search(line)
        if match and (day := _date(match)):
            return day
    for line in reversed(lines):
        match = _DAY.fullmatch(line)
        if match and (day := _date(match)):
            return day
    return None


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _year(title: str | None, number: str | None, issued: date | None) -> int | None:
    named = _YEAR.search(title or "")
    if named:
        return int(named[1])
    if number:
        match = _NUMBER.search(number)
        return int(match[1]) if match else None
    return issued.year if issued else None
