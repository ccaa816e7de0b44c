"""Was one column updated within a span, as far as the facts prove it?"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from audit_rules.sightings.by_subject import complete_from, crawled_on, postings_in, seen_before, sure_date
from domain.columns import ColumnSeen, ColumnStatus
from domain.observations import PortalFacts
from domain.postings import PostingSeen

CRAWL_MAY_LAG = timedelta(days=7)
"""A crawl may be so much older than the day of judgement; staleness is then measured on the day of the crawl."""


class Freshness(StrEnum):
    """What is known of a column's updates."""

    FRESH = "fresh"
    STALE = "stale"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnAge:
    """A column, whether it was updated in time, and its newest posting (that a judgement may rest on, when stale)."""

    column: ColumnSeen
    freshness: Freshness
    limit: int
    newest: PostingSeen | None = None

    @property
    def newest_on(self) -> date | None:
        """The day of the newest posting."""
        return self.newest.published_on if self.newest else None


def measured_on(facts: PortalFacts, as_of: date) -> date:
    """The day on which ages are measured: that of the crawl, when the day of judgement came after it."""
    return min(as_of, crawled_on(facts) or as_of)


def lags(facts: PortalFacts, as_of: date) -> bool:
    """Whether the crawl is too old to say of anything that it was not updated since."""
    crawled = crawled_on(facts)
    return crawled is not None and crawled < as_of - CRAWL_MAY_LAG


def age_of(facts: PortalFacts, column: ColumnSeen, limit: int, as_of: date) -> ColumnAge:
    """Whether a column was updated within ``limit`` days before the day of measurement.

    Stale needs the whole span read and a reliable date on everything that could lie in it, none of which bore a date
    within the span before.
    """
    start = measured_on(facts, as_of) - timedelta(days=limit)
    postings = postings_in(facts, [column], as_of)
    newest = _newest(postings)
    if newest is not None and newest.published_on is not None and newest.published_on >= start:
        return ColumnAge(column=column, freshness=Freshness.FRESH, limit=limit, newest=newest)
    open_to_doubt = any(may_be_newer(each, start) for each in postings)
    sure = _newest([each for each in postings if sure_date(each) is not None])
    proved = (
        column.status is ColumnStatus.OK
        and sure is not None
        and not open_to_doubt
        and complete_from(column, start)
        and not lags(facts, as_of)
    )
    freshness = Freshness.STALE if proved else Freshness.UNKNOWN
    return ColumnAge(column=column, freshness=freshness, limit=limit, newest=sure if proved else newest)


def may_be_newer(posting: PostingSeen, start: date) -> bool:
    """Whether an older date is no proof that it is from before ``start``: it has no reliable one, or bore a later one."""
    unsure = sure_date(posting) is None and not seen_before(posting.first_seen, start)
    return unsure or any(past.on >= start for past in posting.past_dates)


def apart(ages: Collection[ColumnAge], facts: PortalFacts) -> tuple[ColumnAge, ...]:
    """Columns that hold something of their own: one whose postings all stand in another of them is the same list."""
    held = {age.column.id: frozenset(_ids_in(facts, age.column)) for age in ages}
    kept: list[ColumnAge] = []
    for age in sorted(ages, key=lambda age: (-len(held[age.column.id]), age.column.id)):
        own = held[age.column.id]
        if not own or not any(own <= held[other.column.id] for other in kept):
            kept.append(age)
    return tuple(sorted(kept, key=lambda age: age.column.id))


def _ids_in(facts: PortalFacts, column: ColumnSeen) -> Iterator[str]:
    return (each.id for each in facts.postings if column.id in each.columns)


def _newest(postings: Collection[PostingSeen]) -> PostingSeen | None:
    dated = [each for each in postings if each.published_on is not None]
    return max(dated, key=lambda each: (each.published_on or date.min, each.id), default=None)
