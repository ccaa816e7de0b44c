"""Which posting does for which period (期) of a recurring duty?

A stretch of time named in a title decides (2017年4月, 一季度, 1-4月). A posting that names none is taken, by its
date, for the period whose due date comes next: each of them falls between two due dates. When a window holds more
postings than its own period needs, the spare ones do, late, for periods before it that have none; so does that of a
period whose time still runs, since it may be the one before it that came late. What has no reliable date and names no
period may be for any: it proves nothing, and lets nothing be called missing.

Of weeks and other short periods the day of posting decides, and the name helps where it does not: 每周公布 asks that
something be published every week, and not how old the prices in it may be.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from audit_rules.periods.named_periods import covers, is_short, named_period
from audit_rules.sightings.by_subject import seen_before, sure_date
from audit_rules.suspicion.doubts import is_withdrawn, proof_of
from audit_rules.timing.timeliness import Proof, earliest, is_doubted, is_open, last_day
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
    found = _found(_Dues(dues, periods, earlier, as_of), postings, named, unnamed, short=short)
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


def _found(
    dues: "_Dues",
    postings: Sequence[PostingSeen],
    named: Sequence[tuple[PostingSeen, Period]],
    unnamed: Sequence[PostingSeen],
    *,
    short: bool,
) -> dict[int, PostingSeen]:
    """The posting of each period; of the ways to tell short ones, the one by which less is missing."""
    by_name: dict[int, PostingSeen] = {}
    _by_name(dues, named, by_name)
    _by_report_before(dues, named, by_name)
    _by_window(dues, unnamed, by_name)
    _by_spare(dues, unnamed, by_name)
    if not short:
        return by_name
    by_day: dict[int, PostingSeen] = {}
    _by_window(dues, postings, by_day)
    used = {each.id for each in by_day.values()}
    _by_name(dues, [(posting, stretch) for posting, stretch in named if posting.id not in used], by_day)
    _by_spare(dues, unnamed, by_day)
    return min(by_day, by_name, key=lambda found: sum(not dues.runs(at) for at in dues.lacking(found)))


@dataclass(frozen=True, slots=True)
class _Dues:
    """The dues judged, the period of each, the last due before them, and the day of judgement."""

    every: Sequence[Due]
    periods: Sequence[Period]
    earlier: Due | None
    as_of: date

    def pairs(self) -> Iterator[tuple[int, Due, Period]]:
        """Each due with its place and its period."""
        for index, (due, period) in enumerate(zip(self.every, self.periods, strict=True)):
            yield index, due, period

    def window(self, index: int) -> tuple[date, date]:
        """The days on which a posting is for this period: from the due date before it to its own last day."""
        own = self.every[index]
        before = [due.on for due in self.every[:index] if due.on < own.on]
        before += [self.earlier.on] if self.earlier else []
        begin = max(before) + timedelta(days=1) if before else self.periods[index].start
        return begin, last_day(own)

    def lacking(self, found: Mapping[int, PostingSeen]) -> list[int]:
        """The places of the periods that have none."""
        return [index for index in range(len(self.every)) if index not in found]

    def runs(self, index: int) -> bool:
        """Whether its time still runs: nothing is owed for it yet."""
        return is_open(self.every[index], self.as_of)


def _by_name(dues: _Dues, named: Sequence[tuple[PostingSeen, Period]], found: dict[int, PostingSeen]) -> None:
    """The earliest posting that names each period; one that is there and not in doubt before one that is."""
    for index, due, period in dues.pairs():
        fitting = [posting for posting, stretch in named if covers(stretch, period)]
        if fitting and index not in found:
            found[index] = min((_by_worth(each, due, dues.as_of), each.id, each) for each in fitting)[2]


def _by_worth(posting: PostingSeen, due: Due, as_of: date) -> tuple[bool, bool, date]:
    """Less is better: still there, in time beyond doubt, early. What is late beyond doubt does not beat a doubt."""
    proof = proof_of(posting, as_of)
    on = proof.on or date.max
    return is_withdrawn(posting), on > last_day(due) or is_doubted(proof, due), on


def _by_report_before(
    dues: _Dues, named: Sequence[tuple[PostingSeen, Period]], found: dict[int, PostingSeen]
) -> None:
    """Where a period's last day is its due date (每月底前), let what was posted in it about the time before do.

    The figures of a month are not there on its last day: who publishes by each month's end publishes the last
    month's.
    """
    for index, due, period in dues.pairs():
        if due.on != period.end or due.late_after - period.end > _DAYS_OFF:
            continue
        window = dues.window(index)
        known = found.get(index)
        if known is not None and known.published_on is not None and known.published_on <= window[1]:
            continue
        last = period.start - timedelta(days=1)
        reports = [posting for posting, stretch in named if stretch.end == last]
        in_time = _between(sorted(reports, key=lambda each: (bool(each.suspected), each.id)), *window)
        if in_time:
            found[index] = in_time[0]


def _by_window(dues: _Dues, postings: Sequence[PostingSeen], found: dict[int, PostingSeen]) -> None:
    """Give each period that has none a posting dated between the due date before it and its own."""
    pool = _spare(postings, found)
    # From the last period back, each takes the latest posting of its window: so none goes without that could have
    # one, and where one period was late, the earlier of two postings is left over for it.
    for index in reversed(dues.lacking(found)):
        window = _between(pool, *dues.window(index))
        if window:
            # One that nothing speaks against before one that is suspect.
            _, found[index] = max(enumerate(window), key=lambda each: (not each[1].suspected, each[0]))
            pool.remove(found[index])
        elif (
            index + 1 < len(dues.every)
            and dues.every[index + 1].on == dues.every[index].on
            and index + 1 in found
        ):
            # A month and its quarter are often due on one day: one posting may then speak of both.
            found[index] = found[index + 1]


def _by_spare(dues: _Dues, unnamed: Sequence[PostingSeen], found: dict[int, PostingSeen]) -> None:
    """Give each period that has none, late, the first spare posting after its last day; none whose date is doubtful.

    Spare is also the posting of a period whose time still runs, when one is lacking whose time is over.
    """
    pool = _spare(unnamed, found)
    for index in dues.lacking(found):
        last = last_day(dues.every[index])
        late = [each for each in pool if (on := sure_date(each)) is not None and on > last]
        if late:
            found[index] = late[0]
            pool.remove(late[0])
        elif not dues.runs(index):
            _take_over(dues, index, unnamed, found)


def _take_over(
    dues: _Dues, index: int, unnamed: Sequence[PostingSeen], found: dict[int, PostingSeen]
) -> None:
    """Let the posting of a later period whose time still runs do, late, for this one."""
    for later in range(index + 1, len(dues.every)):
        posting = found.get(later)
        if posting is None or not dues.runs(later) or posting not in unnamed:
            continue
        on = sure_date(posting)
        if on is not None and on > last_day(dues.every[index]):
            found[index] = found.pop(later)
            return


def _spare(postings: Sequence[PostingSeen], found: Mapping[int, PostingSeen]) -> list[PostingSeen]:
    """The dated postings that do for no period yet, the oldest first."""
    used = {each.id for each in found.values()}
    dated = (each for each in postings if each.published_on is not None and each.id not in used)
    return sorted(dated, key=lambda each: (each.published_on or date.max, each.id))


def _between(pool: Sequence[PostingSeen], begin: date, end: date) -> list[PostingSeen]:
    return [each for each in pool if each.published_on and begin <= each.published_on <= end]
