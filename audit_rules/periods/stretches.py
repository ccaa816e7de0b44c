"""Which periods of the plan's year (年, 半年, 季度, 月) are judged, and which postings fall into one?"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from audit_rules.deadlines.periods import end_of_next_month
from audit_rules.periods.named_periods import covers, is_short, named_period
from domain.deadlines import Due, Period
from domain.plans import Plan
from domain.postings import PostingSeen

_MONTHS = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}

PERIOD_WORDS = {"year": "年", "half_year": "半年", "quarter": "季度", "month": "月"}
"""The kinds of periods, in Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One period of the year, and its Chinese name."""

    start: date
    end: date
    label: str

    @property
    def due(self) -> Due:
        """The period's last day as a due date; what tells of the period may come a month after it."""
        return Due(on=self.end, late_after=end_of_next_month(self.end))

    def within(self, postings: Sequence[PostingSeen]) -> tuple[PostingSeen, ...]:
        """The postings that count for the period, oldest first: those dated in it, and those whose titles name it."""
        inside = (each for each in postings if self._holds(each) or self.is_told_by(each))
        return tuple(sorted(inside, key=lambda each: (each.published_on or date.min, each.id)))

    def _holds(self, posting: PostingSeen) -> bool:
        on = posting.published_on
        return on is not None and self.start <= on <= self.end

    def is_told_by(self, posting: PostingSeen) -> bool:
        """Whether the title names the period: 第二季度抽查通报 is the second quarter's, though it is posted in July."""
        named = named_period(posting.title, published=posting.published_on)
        period = Period(start=self.start, end=self.end)
        return named is not None and not is_short(named) and covers(named, period)


def fair_stretches(plan: Plan, per: str) -> list[Stretch]:
    """The periods of the plan's year of which at least half was still to come when the plan was published.

    Raises:
        ValueError: ``per`` is no kind of period.
    """
    if per not in _MONTHS:
        raise ValueError(f"per must be one of {', '.join(_MONTHS)}, not {per!r}")
    return [each for each in _stretches(plan.year, per) if _is_fair(each, plan.published_on)]


def _stretches(year: int, per: str) -> list[Stretch]:
    months = _MONTHS[per]
    found = []
    for place, first in enumerate(range(1, 13, months)):
        last = first + months - 1
        label = {
            "year": f"{year}年",
            "half_year": f"{year}年{'上下'[place % 2]}半年",
            "quarter": f"{year}年第{'一二三四'[place % 4]}季度",
            "month": f"{year}年{first}月",
        }[per]
        end = date(year, last, monthrange(year, last)[1])
        found.append(Stretch(start=date(year, first, 1), end=end, label=label))
    return found


def _is_fair(stretch: Stretch, published: date) -> bool:
    left = (stretch.end - max(published, stretch.start)).days
    return 2 * left >= (stretch.end - stretch.start).days
