"""Which posting does for which period (期) of a recurring duty?

A stretch of time named in a title decides (2017年4月, 一季度, 1-4月). A posting that names none is taken, by its
date, for the period whose due date comes next: each of them falls between two due dates. When a window holds more
postings than its own period needs, the spare ones do, late, for periods before it that have none. What has no
reliable date and names no period may be for any: it proves nothing, and lets nothing be called missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from audit_rules.periods.named_periods import covers, is_short, named_period
from audit_rules.sightings.by_subject import seen_before, sure_date
from audit_rules.suspicion.doubts import is_withdrawn, proof_of
from audit_rules.timing.timeliness import Proof, earliest, is_doubted, last_day
from domain.deadlines import Due, Period
from domain.postings import PostingSeen

_DAYS_OFF = timedelta(
    days=10
)  # the longest that days off move a due date; what lies further is a term of grace


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One period owed, and the posting found for it, if any."""

    due: Due
    period: Period
    posting: PostingSeen | None = None
    proof: Proof = field(default_factory=Proof)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalments:
    """All periods owed, and the postings that may be for any of them."""

    every: tuple[Instalment, ...]
    doubtful: tuple[PostingSeen, ...] = ()


def assign(
    dues: Sequence[Due], earlier: Due | None, postings: Sequence[PostingSeen], as_of: date
) -> Instalments:
    """Find the posting of each period.

    Args:
        dues: the dues judged, in date order.
        earlier: the last due before them, if any: postings up to it are not for these dues.
        postings: the postings considered, none dated after ``as_of``.
        as_of: the day of judgement.
    """
    periods = _periods(dues, earlier)
    short = all(is_short(period) for period in periods)
    named: list[tuple[PostingSeen, Period]] = []
    unnamed: list[PostingSeen] = []
    for posting in postings:
        stretch = named_period(posting.title, published=sure_date(posting))
        if stretch is None or is_short(stretch) is not short:
            unnamed.append(posting)
        else:
            named.append((posting, stretch))
    found = _by_name(dues, periods, named, as_of)
    _by_report_before(dues, periods, earlier, named, found)
    _by_date(dues, periods, earlier, unnamed, found)
    start = min((period.start for period in periods), default=as_of)
    # What was dated otherwise when a crawl saw it first may have been for a period that has none now.
    doubtful = tuple(
        each
        for each in unnamed
        if (sure_date(each) is None or each.past_dates) and not seen_before(each.first_seen, start)
    )
    taken = [(posting, stretch) for posting, stretch in named if is_withdrawn(posting)]
    every = tuple(
        Instalment(
            due=due,
            period=period,
            posting=found.get(index),
            proof=_earliest(found.get(index), due, period, taken, as_of),
        )
        for index, (due, period) in enumerate(zip(dues, periods, strict=True))
    )
    return Instalments(every=every, doubtful=doubtful)


def _earliest(
    posting: PostingSeen | None,
    due: Due,
    period: Period,
    taken: Sequence[tuple[PostingSeen, Period]],
    as_of: date,
) -> Proof:
    """The posting's proof, or that of one for the same period that was taken away when it took its place."""
    if posting is None:
        return Proof()
    before = (each for each, stretch in taken if each.id != posting.id and covers(stretch, period))
    return earliest((proof_of(posting, as_of), *(proof_of(each, as_of) for each in before)), due)


def _periods(dues: Sequence[Due], earlier: Due | None) -> list[Period]:
    """The period of each due; where the phrase gives none, the days since the due before it."""
    periods = []
    before = earlier
    for due in dues:
        start = before.on + timedelta(days=1) if before else due.on.replace(day=1)
        periods.append(due.period or Period(start=min(start, due.on), end=due.on))
        before = due
    return periods


def _by_name(
    dues: Sequence[Due], periods: Sequence[Period], named: Sequence[tuple[PostingSeen, Period]], as_of: date
) -> dict[int, PostingSeen]:
    """The earliest posting that names each period; one that is there and not in doubt before one that is."""
    found: dict[int, PostingSeen] = {}
    for index, (due, period) in enumerate(zip(dues, periods, strict=True)):
        fitting = [posting for posting, stretch in named if covers(stretch, period)]
        if fitting:
            found[index] = min((_by_worth(each, due, as_of), each.id, each) for each in fitting)[2]
    return found


def _by_worth(posting: PostingSeen, due: Due, as_of: date) -> tuple[bool, bool, date]:
    """Less is better: still there, in time beyond doubt, early. What is late beyond doubt does not beat a doubt."""
    proof = proof_of(posting, as_of)
    on = proof.on or date.max
    return is_withdrawn(posting), on > last_day(due) or is_doubted(proof, due), on


def _by_report_before(
    dues: Sequence[Due],
    periods: Sequence[Period],
    earlier: Due | None,
    named: Sequence[tuple[PostingSeen, Period]],
    found: dict[int, PostingSeen],
) -> None:
    """Where a period's last day is its due date (每月底前), let what was posted in it about the time before do.

    The figures of a month are not there on its last day: who publishes by each month's end publishes the last
    month's.
    """
    for index, (due, period) in enumerate(zip(dues, periods, strict=True)):
        if due.on != period.end or due.late_after - period.end > _DAYS_OFF:
            continue
        window = _opening(dues, periods, earlier, index), last_day(due)
        known = found.get(index)
        if known is not None and known.published_on is not None and known.published_on <= window[1]:
            continue
        last = period.start - timedelta(days=1)
        reports = [posting for posting, stretch in named if stretch.end == last]
        in_time = _between(sorted(reports, key=lambda each: (bool(each.suspected), each.id)), *window)
        if in_time:
            found[index] = in_time[0]


def _by_date(
    dues: Sequence[Due],
    periods: Sequence[Period],
    earlier: Due | None,
    unnamed: Sequence[PostingSeen],
    found: dict[int, PostingSeen],
) -> None:
    """Give each period that has none the posting dated between the due before it and its own, or a later one."""
    pool = sorted(
        (each for each in unnamed if each.published_on is not None),
        key=lambda each: (each.published_on or date.max, each.id),
    )
    wanting = [index for index in range(len(dues)) if index not in found]
    # From the last period back, each takes the latest posting of its window: so none goes without that could have
    # one, and where one period was late, the earlier of two postings is left over for it.
    for index in reversed(wanting):
        begin = _opening(dues, periods, earlier, index)
        window = _between(pool, begin, last_day(dues[index]))
        if window:
            # One that nothing speaks against before one that is suspect.
            _, found[index] = max(enumerate(window), key=lambda each: (not each[1].suspected, each[0]))
            pool.remove(found[index])
        elif index + 1 < len(dues) and dues[index + 1].on == dues[index].on and index + 1 in found:
            # A month and its quarter are often due on one day: one posting may then speak of both.
            found[index] = found[index + 1]
    for index in wanting:
        if index not in found:
            _take_late(pool, index, dues, found)


def _opening(dues: Sequence[Due], periods: Sequence[Period], earlier: Due | None, index: int) -> date:
    """The first day on which a posting is for this period: the day after the due date before it."""
    before = [due.on for due in dues[:index] if due.on < dues[index].on]
    before += [earlier.on] if earlier else []
    return max(before) + timedelta(days=1) if before else periods[index].start


def _take_late(
    pool: list[PostingSeen], index: int, dues: Sequence[Due], found: dict[int, PostingSeen]
) -> None:
    """Let the first spare posting after the due date do for the period; not one whose date is doubtful."""
    for posting in pool:
        on = sure_date(posting)
        if on is not None and on > last_day(dues[index]):
            found[index] = posting
            pool.remove(posting)
            return


def _between(pool: Sequence[PostingSeen], begin: date, end: date) -> list[PostingSeen]:
    return [each for each in pool if each.published_on and begin <= each.published_on <= end]
