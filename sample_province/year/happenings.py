"""What can happen on a portal in the course of a year? Postings come, vanish and change; sites fail, are rebuilt and move."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FIRST_NIGHT = date(2017, 5, 1)
NIGHTS = 365

NOTICES, FISCAL, PRESS, TAX_CUT = "notices", "fiscal-report", "press", "tax-cut"
COLUMNS = {NOTICES: "通知公告", FISCAL: "财政收支", PRESS: "新闻发布会", TAX_CUT: "减税降费"}


PAGE = 15
"""So many items stand on a page of a list."""


class Trouble(StrEnum):
    """What a crawl meets on a night."""

    UNREACHABLE = "unreachable"
    CUT_SHORT = "cut_short"  # the crawl itself is interrupted: its night is as if it had not been
    COLUMN_FAILS = "column_fails"  # the notices answer with an error
    PAGE_FAILS = "page_fails"  # the second page of the notices does
    BLANK = "blank"  # a defect: every list is empty for the night


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One posting: the date it shows, the night from which it stands there, the night from which it is gone.

    ``redated``: from that night it shows another date. ``duty`` names what it does for: plan, report, a month, press.
    """

    id: int
    column: str
    title: str
    shown: date
    appears: date
    gone: date | None = None
    back: date | None = None
    redated: tuple[date, date] | None = None
    duty: str = ""

    def stands(self, night: date) -> bool:
        """Whether it stands there on a night."""
        if night < self.appears:
            return False
        return self.gone is None or night < self.gone or (self.back is not None and night >= self.back)

    def date_on(self, night: date) -> date:
        """The date it shows on a night."""
        return self.redated[1] if self.redated and night >= self.redated[0] else self.shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some trouble from one night to another, both included."""

    trouble: Trouble
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPortal:
    """One portal and its year. ``kept``: its lists show so many of the newest items only.

    ``untold``: the registry is not told of its new address; the old one leads there.
    """

    id: str
    name: str
    items: tuple[Item, ...]
    troubles: tuple[Stretch, ...] = ()
    redesigned: date | None = None
    moved: date | None = None
    untold: bool = False
    kept: int | None = None

    def trouble(self, night: date) -> Trouble | None:
        """What a crawl meets on a night, if anything."""
        return next((each.trouble for each in self.troubles if each.first <= night <= each.last), None)

    def root(self, night: date) -> str:
        """The portal's address on a night."""
        domain = "new" if self.moved and night >= self.moved else "www"
        return f"http://{domain}.{self.id}.gov.cn"

    def address(self, night: date, path: str) -> str:
        """An address on the portal; a redesign gives every page another one."""
        version = "v2/" if self.redesigned and night >= self.redesigned else ""
        return f"{self.root(night)}/{version}{path}"

    def listed(self, column: str, night: date) -> list[Item]:
        """What a column's list shows on a night, newest first."""
        standing = [each for each in self.items if each.column == column and each.stands(night)]
        ordered = sorted(standing, key=lambda each: (each.date_on(night), each.id), reverse=True)
        return ordered[: self.kept] if self.kept else ordered


def nights() -> Iterator[date]:
    """Every night of the year, in order."""
    return (FIRST_NIGHT + timedelta(days=number) for number in range(NIGHTS))
