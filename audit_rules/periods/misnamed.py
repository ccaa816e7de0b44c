"""Which posting may be for a period that lacks one, though its title says it in other words or names another?

Some portals name an issue by the month in which it comes out (5月 on 3 May, with April's figures), and a year is easily
copied from the issue of the year before (2016年4月 on 3 May 2017). Neither proves the period, and nobody is accused over
the name.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from audit_rules.duty import Duty
from audit_rules.periods.named_periods import covers, named_period
from audit_rules.sightings.by_subject import columns_of, postings_in, readable, sure_date
from audit_rules.sightings.titles import title_test
from audit_rules.timing.timeliness import last_day
from domain.deadlines import Due, Period
from domain.observations import PortalFacts
from domain.postings import PostingSeen

_AS_LONG = timedelta(days=5)  # months and quarters differ by so much
_YEAR = timedelta(days=366)


def under_other_words(
    duty: Duty, facts: PortalFacts, as_of: date, lacking: Sequence[Period]
) -> PostingSeen | None:
    """A posting of the subject's own columns that names a lacking period, though not by the keywords."""
    test = title_test(duty.check.params)
    columns = readable(columns_of(facts, {duty.subject}))
    for posting in postings_in(facts, columns, as_of):
        if test.passes(posting.title):
            continue
        stretch = named_period(posting.title, published=posting.published_on)
        if stretch is not None and any(covers(stretch, each) for each in lacking):
            return posting
    return None


def misnamed(postings: Iterable[PostingSeen], due: Due, period: Period) -> PostingSeen | None:
    """The first posting that may be for the period although its title names another one; None when there is none."""
    for posting in postings:
        on = sure_date(posting)
        stretch = named_period(posting.title, published=on)
        if on is None or stretch is None or on < period.start:
            continue
        if _is_named_by_its_issue(stretch, period, on, last_day(due)) or (
            _is_of_another_year(stretch, period) and on - period.start < _YEAR
        ):
            return posting
    return None


def _is_named_by_its_issue(stretch: Period, period: Period, on: date, last: date) -> bool:
    """Whether it came out in the period's time under the name of a stretch as long that was not over yet."""
    alike = abs((stretch.end - stretch.start) - (period.end - period.start)) <= _AS_LONG
    return alike and period.end < stretch.end and on <= last and on < stretch.end


def _is_of_another_year(stretch: Period, period: Period) -> bool:
    """Whether it names the same months of another year."""
    same = (stretch.start.month, stretch.start.day, stretch.end.month) == (
        period.start.month,
        period.start.day,
        period.end.month,
    )
    return same and stretch.start.year != period.start.year
