"""Does the history of a posting speak against its date, or against its being there still?

The store tells what earlier crawls saw (``absent``, ``past_dates``, ``gone``); here it is weighed against the innocent
reasons: a site that moved or was redesigned, a list that was imported, cut short or cached, a title or a place that
changed. What is left is suspected: said with both proofs, for people to look into, and never counted as a breach.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from audit_rules.sightings.titles import title_key
from audit_rules.suspicion.import_days import without_import_days
from domain.beijing import beijing_day
from domain.observations import PortalFacts
from domain.pages import DateConfidence, DateSource
from domain.postings import ListReading, PastDate, PostingSeen, Suspicion

FEW = 3
"""So many postings may turn up at once, or vanish, in a short list before it looks like an import or a rebuilding."""

SHORT_LIST = 5
"""A list of fewer items is taken to be shown whole; a longer one may be the newest few of a longer one."""

AROUND = 2
"""So many older ones must stand in a longer list: one or two old items may be pinned there."""

_ALIKE = 8  # characters from which a title cut short still tells one document from another
_ONE_NIGHT = timedelta(hours=12)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_CORRECTED = timedelta(days=1)  # a date moved by a day is a correction, or two clocks


def weighed(facts: PortalFacts, *, tolerance: int, as_of: date) -> PortalFacts:
    """The facts with ``suspected`` set where the history of a posting speaks against it, and days of import unsure.

    Args:
        facts: a portal's facts.
        tolerance: how many days may lie between a date and a reading without the posting (审核发布需要时日).
        as_of: the day of judgement; what was gone only after it was not gone.
    """
    facts = without_import_days(facts)
    if not any(each.absent or each.past_dates or each.gone for each in facts.postings):
        return facts
    shelf = _Shelf.of(facts)
    redated = {each.id for each in facts.postings if _is_redated(each)}
    backdated = _backdated(facts, shelf, redated, tolerance)
    removed = _removed(facts, shelf, as_of)

    def suspected(posting: PostingSeen) -> tuple[Suspicion, ...]:
        found = [backdated[posting.id]] if posting.id in backdated else []
        found += [Suspicion.REDATED] if posting.id in redated else []
        return (*found, Suspicion.REMOVED) if posting.id in removed else tuple(found)

    return replace(
        facts,
        postings=tuple(
            replace(each, suspected=found) if (found := suspected(each)) else each for each in facts.postings
        ),
    )


def date_before(posting: PostingSeen) -> PastDate | None:
    """The date that the posting bore last before the one that it bears now."""
    return max(posting.past_dates, key=lambda past: (past.last_seen, past.on), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """The postings by the column they stood in, by address, and by date."""

    columns: Mapping[str, list[PostingSeen]]
    addresses: Mapping[str, list[PostingSeen]]
    days: Mapping[date | None, list[PostingSeen]]

    @classmethod
    def of(cls, facts: PortalFacts) -> "_Shelf":
        columns, addresses, days = defaultdict(list), defaultdict(list), defaultdict(list)
        for posting in facts.postings:
            addresses[posting.url].append(posting)
            days[posting.published_on].append(posting)
            for column in posting.columns:
                columns[column].append(posting)
        return cls(columns=columns, addresses=addresses, days=days)

    def same(self, posting: PostingSeen) -> Iterable[PostingSeen]:
        """Other rows of the same document: at the same address, or with its title and date at another one."""
        yield from (each for each in self.addresses[posting.url] if each.id != posting.id)
        key = title_key(posting.title)
        for day in {posting.published_on, None}:
            for each in self.days.get(day, ()):
                if each.id != posting.id and each.url != posting.url and _alike(key, title_key(each.title)):
                    yield each


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _ALIKE and long.startswith(short)


def _is_redated(posting: PostingSeen) -> bool:
    """Whether the date that it bears is another than the one it bore, and not only read in another way."""
    past, read = date_before(posting), posting.published
    if past is None or read is None or abs(read.on - past.on) <= _CORRECTED:
        return False
    if read.source is not DateSource.LIST:
        return True
    # Two lists may differ about one posting, and a list that shows no year is read with another one after New Year.
    return len(posting.columns) == 1 and (past.on.month, past.on.day) != (read.on.month, read.on.day)


def _backdated(
    facts: PortalFacts, shelf: _Shelf, redated: Iterable[str], tolerance: int
) -> dict[str, Suspicion]:
    """Those that an earlier reading of their list speaks against, by posting id."""
    groups: dict[tuple[str, date | None], list[PostingSeen]] = defaultdict(list)
    known: dict[str, list[PostingSeen]] = {}
    for posting in facts.postings:
        reading = posting.absent
        if posting.first_seen is None or reading is None or posting.id in redated:
            continue
        if not _lies_after(posting, reading, tolerance):
            continue
        if reading.id not in known:
            known[reading.id] = _known(shelf, reading)
        same_list = _is_same_list(known[reading.id], posting, reading, tolerance)
        if same_list and not _seen_otherwise(shelf, posting, reading):
            groups[reading.id, beijing_day(posting.first_seen)].append(posting)
    return {
        posting.id: _weigh(known[reading_id], posting, len(group))
        for (reading_id, _), group in groups.items()
        for posting in group
    }


def _lies_after(posting: PostingSeen, reading: ListReading, tolerance: int) -> bool:
    """Whether the reading lies so far after the date, by every date that the page shows."""
    read, day = posting.published, beijing_day(reading.at)
    if read is None or day is None or read.confidence is DateConfidence.LOW:
        return False
    return day - max(read.on, read.conflict or read.on) >= timedelta(days=tolerance)


def _seen_otherwise(shelf: _Shelf, posting: PostingSeen, reading: ListReading) -> bool:
    """Whether the same document was seen on an earlier day under another address, title or place."""
    first = beijing_day(posting.first_seen) or date.max
    return any(
        each.first_seen is not None
        and (each.first_seen <= reading.at or (beijing_day(each.first_seen) or date.max) < first)
        for each in shelf.same(posting)
    )


def _known(shelf: _Shelf, reading: ListReading) -> list[PostingSeen]:
    """The dated postings that the reading saw in its list, and a later crawl as well."""
    return [
        each
        for each in shelf.columns.get(reading.column, ())
        if each.published_on is not None and _was_there(each, reading.at) and _moment(each) > reading.at
    ]


def _was_there(posting: PostingSeen, at: datetime) -> bool:
    return posting.first_seen is not None and posting.first_seen <= at


def _moment(posting: PostingSeen) -> datetime:
    return posting.last_seen or posting.first_seen or _LONG_AGO


def _is_same_list(
    known: Sequence[PostingSeen], posting: PostingSeen, reading: ListReading, tolerance: int
) -> bool:
    """Whether the list read then is the list that it stands in now, and its place lay within what was shown.

    A blank list must have been blank on more than one night; one that held postings must still hold some of them,
    and, unless it was so short that it was shown whole, older ones than this.
    """
    if reading.blank_since is not None:
        return reading.at - reading.blank_since >= timedelta(days=tolerance)
    older = sum(_on(each) <= _on(posting) for each in known)
    return bool(known) and (reading.held < SHORT_LIST or older >= AROUND)


def _on(posting: PostingSeen) -> date:
    return posting.published_on or date.max


def _weigh(known: Sequence[PostingSeen], posting: PostingSeen, together: int) -> Suspicion:
    """Whether one was backdated, or as many turned up at once as an import, a rebuilt list or a stale copy brings."""
    if together <= FEW:
        return Suspicion.BACKDATED
    moved_on = any(_on(each) >= _on(posting) for each in known)
    return Suspicion.BACKDATED if moved_on and together <= len(known) else Suspicion.IMPORTED


def _removed(facts: PortalFacts, shelf: _Shelf, as_of: date) -> frozenset[str]:
    """Those that two crawls in a row missed among their neighbours."""
    began = facts.crawl_began
    if began is None:
        return frozenset()
    held = {column.id: column.postings for column in facts.columns}
    groups: dict[str, list[str]] = defaultdict(list)
    for posting in facts.postings:
        reading = posting.gone
        if reading is None or reading.at >= began or (beijing_day(reading.at) or date.max) > as_of:
            continue
        if any(_moment(each) >= began for each in shelf.same(posting)):
            continue  # it stands under another address or title
        if all(_still_around(shelf, posting, each, held.get(each, 0), began) for each in posting.columns):
            groups[reading.id].append(posting.id)
    return frozenset(
        each
        for reading_id, group in groups.items()
        if len(group) <= max(FEW, held.get(f"obs:column/{reading_id.rpartition('/')[2]}", 0) // 2)
        for each in group
    )


def _still_around(shelf: _Shelf, posting: PostingSeen, column: str, held: int, began: datetime) -> bool:
    """Whether those that stood next to it, older and newer, still stand there: so the list was not cut or pruned."""
    beside = [
        each
        for each in shelf.columns.get(column, ())
        if each.published_on is not None
        and _was_there(each, _moment(posting) + _ONE_NIGHT)
        and _moment(each) >= _moment(posting) - _ONE_NIGHT
    ]
    older = sorted((each for each in beside if _on(each) < _on(posting)), key=_on)[-SHORT_LIST:]
    standing = [each for each in older if _moment(each) >= began]
    enough = len(standing) >= (1 if held < SHORT_LIST else AROUND) and 2 * len(standing) >= len(older)
    return enough and any(
        _on(each) > _on(posting) and _moment(each) >= began
        for each in shelf.columns.get(column, ())
        if each.published_on
    )
