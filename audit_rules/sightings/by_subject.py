"""Which of a portal's facts speak of a subject, as of a day?"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from audit_rules.sightings.indexed_facts import remembered
from domain.beijing import beijing_day
from domain.columns import CandidateSeen, ColumnSeen, ColumnStatus, Refusal
from domain.observations import PortalFacts
from domain.pages import DateConfidence
from domain.postings import PostingSeen
from domain.reach import Reach
from domain.subjects import Grade

MAY_BE_ELSEWHERE = frozenset(
    {
        "services",
        "hotline",
        "consultation",
        "on-request",
        "interview",
        "press",
        "gazette",
        "budget",
        "resource-trading",
    }
)
"""Subjects that have platforms of their own: the province's service hall, a 12345 site, the finance bureau's budgets."""

_UNREAD = frozenset({ColumnStatus.FAILED, ColumnStatus.UNREADABLE})
_UNDECIDED = frozenset({Refusal.UNCONFIRMED, Refusal.FAILED, Refusal.NOT_FOLLOWED, Refusal.SCRIPT})
_MAY_HOLD_IT = frozenset({Refusal.HOME, Refusal.FILE})
"""Where a link under the subject's own name leads, what the column would hold may stand: in a box, in a file."""


def columns_of(facts: PortalFacts, subjects: Collection[str]) -> tuple[ColumnSeen, ...]:
    """The confirmed columns of the subjects; a merely weak match confirms nothing."""
    if len(subjects) > 1:
        return tuple(seen for seen in facts.columns if seen.subject in subjects and seen.grade > Grade.WEAK)
    by_subject = remembered(facts, "columns by subject", lambda: _columns_by_subject(facts))
    return by_subject.get(next(iter(subjects), ""), ())


def _columns_by_subject(facts: PortalFacts) -> dict[str, tuple[ColumnSeen, ...]]:
    found: dict[str, list[ColumnSeen]] = defaultdict(list)
    for seen in facts.columns:
        if seen.grade > Grade.WEAK:
            found[seen.subject].append(seen)
    return {subject: tuple(columns) for subject, columns in found.items()}


def readable(columns: Iterable[ColumnSeen]) -> tuple[ColumnSeen, ...]:
    """Those that were reached and hold something."""
    return tuple(seen for seen in columns if seen.status is ColumnStatus.OK)


def blank(columns: Iterable[ColumnSeen]) -> tuple[ColumnSeen, ...]:
    """Those that were reached and hold nothing (空白栏目)."""
    return tuple(seen for seen in columns if seen.status is ColumnStatus.BLANK)


def unread(columns: Iterable[ColumnSeen]) -> tuple[ColumnSeen, ...]:
    """Those of which nothing can be said."""
    return tuple(seen for seen in columns if seen.status in _UNREAD)


def candidates_of(facts: PortalFacts, subjects: Collection[str]) -> tuple[CandidateSeen, ...]:
    """Every link considered for the subjects and refused."""
    return tuple(seen for seen in facts.candidates if seen.subject in subjects)


def undecided(facts: PortalFacts, subjects: Collection[str]) -> tuple[CandidateSeen | ColumnSeen, ...]:
    """Links and columns that may be the column of a subject: not proved, so neither there nor absent."""
    weak = (seen for seen in facts.columns if seen.subject in subjects and seen.grade is Grade.WEAK)
    found = {seen.subject for seen in readable(columns_of(facts, subjects))}
    considered = (
        seen
        for seen in candidates_of(facts, subjects)
        if seen.refusal in _UNDECIDED
        or _is_elsewhere(seen)
        or (seen.refusal in _MAY_HOLD_IT and seen.grade > Grade.WEAK and seen.subject not in found)
    )
    return (*considered, *weak)


def _is_elsewhere(candidate: CandidateSeen) -> bool:
    """Whether the portal itself leads its visitors to another site for the subject (办事服务 to the province's 政务服务网)."""
    elsewhere = candidate.refusal is Refusal.OTHER_SITE and candidate.grade > Grade.WEAK
    return elsewhere and candidate.subject in MAY_BE_ELSEWHERE


def until(facts: PortalFacts, as_of: date) -> tuple[PostingSeen, ...]:
    """The postings that had been published by ``as_of``, dated or not; later ones are ignored."""
    return remembered(
        facts,
        ("until", as_of),
        lambda: tuple(
            seen for seen in facts.postings if seen.published is None or seen.published.on <= as_of
        ),
    )


def postings_in(facts: PortalFacts, columns: Collection[ColumnSeen], as_of: date) -> tuple[PostingSeen, ...]:
    """The postings of these columns that had been published by ``as_of``."""
    return _postings_at(
        facts, [name for seen in columns for name in (("column", seen.id), ("subject", seen.subject))], as_of
    )


def stood_in(facts: PortalFacts, subject: str, as_of: date) -> tuple[PostingSeen, ...]:
    """The postings by ``as_of`` that ever stood in a column of the subject, whether or not it could be read tonight."""
    columns = columns_of(facts, {subject})
    return _postings_at(facts, [*(("column", seen.id) for seen in columns), ("subject", subject)], as_of)


def _postings_at(
    facts: PortalFacts, names: Iterable[tuple[str, str]], as_of: date
) -> tuple[PostingSeen, ...]:
    postings = until(facts, as_of)
    places = remembered(facts, ("places", as_of), lambda: _places(postings, facts.columns))
    found = sorted({place for name in dict.fromkeys(names) for place in places.get(name, ())})
    return tuple(postings[place] for place in found)


def _places(
    postings: Iterable[PostingSeen], columns: Iterable[ColumnSeen]
) -> dict[tuple[str, str], list[int]]:
    """Where the postings of each column stand among all; and of each subject those of columns not met with tonight.

    A column is not met with when the portal can't be read, or when it was given another address: what stood in it
    once was published all the same.
    """
    met = {column.id for column in columns}
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, seen in enumerate(postings):
        for column in seen.columns:
            found["column", column].append(place)
        if met.isdisjoint(seen.columns):
            for subject in seen.subjects:
                found["subject", subject].append(place)
    return dict(found)


def holds_later(facts: PortalFacts, column: ColumnSeen, as_of: date) -> bool:
    """Whether the column holds postings dated after ``as_of``, which a judgement as of that day ignores."""
    return column.id in remembered(facts, ("later", as_of), lambda: _columns_with_later(facts, as_of))


def _columns_with_later(facts: PortalFacts, as_of: date) -> frozenset[str]:
    return frozenset(
        column
        for seen in facts.postings
        if seen.published is not None and seen.published.on > as_of
        for column in seen.columns
    )


def sure_date(posting: PostingSeen) -> date | None:
    """The posting's date when it may carry a judgement against the unit: dates of low confidence may not."""
    published = posting.published
    return published.on if published and published.confidence > DateConfidence.LOW else None


def seen_before(moment: datetime | None, limit: date) -> bool:
    """Whether a crawl saw it on a day before ``limit``: it is then older than ``limit`` whatever its date."""
    seen = beijing_day(moment)
    return seen is not None and seen < limit


def complete_from(column: ColumnSeen, start: date) -> bool:
    """Whether every posting dated on or after ``start`` was read."""
    if column.status is ColumnStatus.BLANK:
        return True
    return column.complete_since is not None and column.complete_since <= start


def lists_nothing(facts: PortalFacts, column: ColumnSeen) -> bool:
    """Whether a readable column showed no postings: what its page holds (a table, a picture, files) nobody read."""
    listed = column.postings or postings_in(facts, [column], date.max)
    return column.status is ColumnStatus.OK and not listed


def crawled_on(facts: PortalFacts) -> date | None:
    """The day of the crawl."""
    return beijing_day(facts.reach.crawled_at)


def cites(*seen: object) -> tuple[str, ...]:
    """The ids of the facts, each once, the most telling first.

    They keep the order given, but for what only says where else it was looked: links that were considered come last but
    one, the portal as a whole (its home page) last. ``cites_home`` is for rules of the home page itself.
    """
    ordered = sorted(seen, key=_around)
    ids = (str(getattr(each, "id", "")) for each in ordered)
    return tuple(dict.fromkeys(each for each in ids if each))


def cites_home(facts: PortalFacts, *seen: object) -> tuple[str, ...]:
    """The same where the home page itself, or the portal as a whole, is what is judged: it comes first."""
    return tuple(dict.fromkeys((*cites(facts.reach), *cites(*seen))))


def _around(fact: object) -> int:
    return 2 if isinstance(fact, Reach) else int(isinstance(fact, CandidateSeen))
