"""Do stored facts follow from the captured pages? Goes through the visit again and holds what it shows against the facts.

Only what the visit itself saw can be held against its pages. What facts say of earlier nights (when a posting was first
seen, what it was dated then) rests on those nights: it is counted, and told apart.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from audit_rules.subjects.rematch import rematch
from audit_rules.subjects.versions import VocabularyVersion, program_vocabulary
from crawler.context import Progress
from crawler.replay_wire import Divergence
from db.database import Database, open_database
from domain.columns import ColumnSeen, LinkSeen
from domain.observations import PortalFacts
from domain.postings import MessageSeen, PostingSeen
from evidence.captures.crawls import CapturedCrawl, CapturedVisit
from jobs.replay import options_of, replay_crawl
from jobs.visit_bounds import beyond_bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One point in which facts and pages differ. ``id`` is the observation in the facts, empty where they leave it out."""

    id: str
    what: str
    stated: str
    read: str

    def __str__(self) -> str:
        """One line for people."""
        return f"{self.id or 'left out'}: {self.what}: the facts say {self.stated}, the pages {self.read}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What came of going through a visit again.

    ``differences`` are what the pages speak against; ``from_before`` the observations whose dates or places rest on
    earlier nights; ``divergence`` where the visit took another way than the captured one.
    """

    facts: PortalFacts
    differences: tuple[Difference, ...]
    from_before: tuple[str, ...]
    divergence: Divergence


def reread(
    visit: CapturedVisit,
    stated: PortalFacts,
    *,
    read_by: VocabularyVersion | None = None,
    judged_by: VocabularyVersion | None = None,
) -> Reread:
    """Read a captured visit's pages again, and compare what they show with the facts that are stated of it.

    Args:
        visit: the visit.
        stated: the facts.
        read_by: the vocabulary that the crawl told columns by (default: this program's).
        judged_by: the one that the facts are named by, where that was another one later.

    Raises:
        CaptureError: what was captured can't be read.
    """
    read_by = read_by or program_vocabulary()
    with open_database("sqlite://") as database:
        database.migrate()
        facts, divergence = facts_of(database, visit, read_by)
        if judged_by is not None and judged_by != read_by:
            links = database.load_links([facts])[facts.unit_id]
            # What earlier nights saw in lists rests on them, and what it was is known all the same.
            articles = [posting.url for posting in stated.postings]
            facts = rematch(facts, links, judged_by.compiled(), articles)
    before: list[str] = []
    differences = tuple(_differences(stated, facts, before))
    return Reread(
        facts=facts, differences=differences, from_before=tuple(dict.fromkeys(before)), divergence=divergence
    )


def links_of(visit: CapturedVisit, read_by: VocabularyVersion) -> tuple[LinkSeen, ...] | None:
    """The links that stood on a portal when it was visited; None where the visit takes another way than it once did.

    Raises:
        CaptureError: what was captured can't be read.
        ValueError: the visit says that it went within no bounds, or within bounds that are none.
    """
    with open_database("sqlite://") as database:
        database.migrate()
        facts, divergence = facts_of(database, visit, read_by)
        return None if divergence else database.load_links([facts])[facts.unit_id]


def facts_of(
    database: Database, visit: CapturedVisit, vocabulary: VocabularyVersion
) -> tuple[PortalFacts, Divergence]:
    """What one visit shows, told by an empty database.

    Raises:
        ValueError: the visit says that it went within no bounds, or within bounds that are none.
    """
    beyond = [*beyond_bounds(options_of(visit))]
    if beyond:
        raise ValueError(beyond[0])
    crawl = CapturedCrawl(began=visit.begun.crawl_began, visits=(visit,))
    number, (replayed,) = replay_crawl(database, crawl, _silent, vocabulary)
    return database.load_facts([replayed.unit_id], crawl_id=number)[replayed.unit_id], replayed.divergence


def _silent(_: Progress) -> None:
    """Nobody waits for news."""


def _differences(stated: PortalFacts, read: PortalFacts, before: list[str]) -> Iterator[Difference]:
    reach = stated.reach.id
    yield from _fields(reach, "reach", stated.reach, read.reach, leave={"id"})
    yield from _fields(reach, "coverage", stated.coverage, read.coverage)
    yield from _fields(reach, "norms", stated.norms, read.norms)
    yield from _filed(stated, read)
    if stated.crawl_began != read.crawl_began:
        yield _point(reach, "the crawl's beginning", stated.crawl_began, read.crawl_began)
    if set(stated.failed_links) != set(read.failed_links):
        yield _point(reach, "links of the home page that failed", stated.failed_links, read.failed_links)
    if stated.unit_id != read.unit_id:
        yield _point(reach, "the unit", stated.unit_id, read.unit_id)
    if _since(stated.watched_since, read.watched_since, stated):
        yield _point(reach, "since when it is watched", stated.watched_since, read.watched_since)
    before += [column.id for column in stated.former_columns]
    yield from _columns(stated, read, before)
    yield from _postings(stated, read, before)
    yield from _alike("candidate", _keyed(stated.candidates, {"id"}), _keyed(read.candidates, {"id"}))
    yield from _messages(stated, read)


def _filed(stated: PortalFacts, read: PortalFacts) -> Iterator[Difference]:
    """What the visit found at the address on file."""
    name = "the address on file"
    if stated.filed and read.filed:
        yield from _fields(stated.filed.id, name, stated.filed, read.filed, leave={"id"})
    elif stated.filed or read.filed:
        yield _point(stated.filed.id if stated.filed else "", name, stated.filed, read.filed)


_OF_HISTORY = {"id", "first_seen", "last_seen", "first_ok", "not_met"}


def _columns(stated: PortalFacts, read: PortalFacts, before: list[str]) -> Iterator[Difference]:
    ours = {(column.subject, column.url): column for column in stated.columns}
    theirs = {(column.subject, column.url): column for column in read.columns}
    for key in sorted(ours.keys() | theirs.keys()):
        name = f"column {key[0]} {key[1]}"
        if key not in theirs:
            yield _point(ours[key].id, name, "it was found", "show none")
        elif key not in ours:
            yield _point("", name, "nothing", "show it")
        else:
            yield from _fields(ours[key].id, name, ours[key], theirs[key], leave=_OF_HISTORY)
            yield from _moments(name, ours[key], theirs[key], stated, before)


def _moments(
    name: str, ours: ColumnSeen, theirs: ColumnSeen, stated: PortalFacts, before: list[str]
) -> Iterator[Difference]:
    """Since when a column stands there: earlier than the visit it rests on earlier nights, else on these pages."""
    for field in ("first_seen", "first_ok"):
        if _since(getattr(ours, field), getattr(theirs, field), stated):
            yield _point(ours.id, f"{name}, {field}", getattr(ours, field), getattr(theirs, field))
        elif getattr(ours, field) != getattr(theirs, field):
            before.append(ours.id)


def _since(ours: datetime | None, theirs: datetime | None, stated: PortalFacts) -> bool:
    """Whether a moment that is stated is another than the pages', though no earlier night can have brought it."""
    if ours == theirs:
        return False
    return ours is None or stated.crawl_began is None or ours >= stated.crawl_began


def _postings(stated: PortalFacts, read: PortalFacts, before: list[str]) -> Iterator[Difference]:
    ours = {(posting.url, posting.title): posting for posting in stated.postings}
    theirs = {(posting.url, posting.title): posting for posting in read.postings}
    our_columns, their_columns = _names_of(stated), _names_of(read)
    for key in sorted(ours.keys() | theirs.keys()):
        name = f"posting {key[1]} {key[0]}"
        if key not in ours:
            yield _point("", name, "nothing", "show it")
            continue
        posting = ours[key]
        if key not in theirs:
            if _is_of(posting, stated):
                yield _point(posting.id, name, "it stood there", "show none")
            else:
                before.append(posting.id)
            continue
        yield from _posting(name, posting, theirs[key], stated, before)
        places = {our_columns.get(column) for column in posting.columns}
        seen = {their_columns.get(column) for column in theirs[key].columns}
        if seen - places or (places != seen and _is_new(posting, stated)):
            yield _point(posting.id, f"{name}, its columns", sorted(map(str, places)), sorted(map(str, seen)))
        elif places != seen:
            before.append(posting.id)


def _posting(
    name: str, ours: PostingSeen, theirs: PostingSeen, stated: PortalFacts, before: list[str]
) -> Iterator[Difference]:
    if ours.article != theirs.article and (theirs.article is not None or _is_new(ours, stated)):
        yield _point(ours.id, f"{name}, its own page", ours.article, theirs.article)
    if _since(ours.first_seen, theirs.first_seen, stated):
        yield _point(ours.id, f"{name}, first seen", ours.first_seen, theirs.first_seen)
    if not _is_new(ours, stated):
        before.append(ours.id)
    else:
        if ours.section != theirs.section:
            yield _point(ours.id, f"{name}, its section", ours.section, theirs.section)
        # A portal that was stored in another order names the same subjects in another.
        if set(ours.subjects) != set(theirs.subjects):
            yield _point(ours.id, f"{name}, its subjects", sorted(ours.subjects), sorted(theirs.subjects))
    if ours.published == theirs.published:
        return
    surer = (
        ours.published is not None
        and not _is_new(ours, stated)
        and (theirs.published is None or ours.published.confidence > theirs.published.confidence)
    )
    if not surer:
        yield _point(ours.id, f"{name}, its date", _day(ours), _day(theirs))


def _messages(stated: PortalFacts, read: PortalFacts) -> Iterator[Difference]:
    ours, theirs = (
        {
            f"{message.title} {message.url} {names.get(message.column)}": replace(message, column="")
            for message in facts.messages
        }
        for facts, names in ((stated, _names_of(stated)), (read, _names_of(read)))
    )
    leave = {"id", "first_seen", "last_seen"}
    yield from _alike("message", _by_text(ours, leave), _by_text(theirs, leave))


def _by_text(messages: Mapping[str, MessageSeen], leave: set[str]) -> dict[str, str]:
    return {f"{name} {_shown(message, leave)}": message.id for name, message in messages.items()}


def _alike(kind: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> Iterator[Difference]:
    for text in sorted(ours.keys() - theirs.keys()):
        yield _point(ours[text], f"{kind} {text}", "it stood there", "show none")
    for text in sorted(theirs.keys() - ours.keys()):
        yield _point("", f"{kind} {text}", "nothing", "show it")


def _keyed(values: Iterable[Any], leave: set[str]) -> dict[str, str]:
    return {_shown(value, leave): value.id for value in values}


def _fields(
    id_: str, name: str, stated: object, read: object, leave: Iterable[str] = ()
) -> Iterator[Difference]:
    for field in stated.__dataclass_fields__:  # type: ignore[attr-defined]
        ours, theirs = getattr(stated, field), getattr(read, field)
        if field not in leave and ours != theirs:
            yield _point(id_, f"{name}, {field}", ours, theirs)


def _shown(value: Any, leave: Iterable[str]) -> str:
    kept = (name for name in value.__dataclass_fields__ if name not in leave)
    return ", ".join(f"{name}={getattr(value, name)!s}" for name in kept)


def _names_of(facts: PortalFacts) -> dict[str, str]:
    return {column.id: f"{column.subject} {column.url}" for column in facts.columns}


def _is_of(posting: PostingSeen, facts: PortalFacts) -> bool:
    """Whether the visit itself saw the posting."""
    return bool(posting.last_seen and facts.crawl_began and posting.last_seen >= facts.crawl_began)


def _is_new(posting: PostingSeen, facts: PortalFacts) -> bool:
    """Whether the visit was the first to see it: then all that is said of it must stand on its pages."""
    return bool(posting.first_seen and facts.crawl_began and posting.first_seen >= facts.crawl_began)


def _day(posting: PostingSeen) -> str:
    return str(posting.published) if posting.published else "none"


def _point(id_: str, what: str, stated: object, read: object) -> Difference:
    return Difference(id=id_, what=what, stated=str(stated), read=str(read))
