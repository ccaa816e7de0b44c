"""In what order do rules see a portal's facts, and how are those that a rule asks for found without a look at each?"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, TypeVar

from domain.columns import ColumnSeen
from domain.observations import PortalFacts
from domain.postings import PostingSeen

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedFacts(PortalFacts):
    """A portal's facts in an order of their own, with what has been worked out from them once.

    What is worked out (``remembered``) is no part of the value: it hangs on the facts alone.
    """

    _known: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)


def indexed(facts: PortalFacts) -> IndexedFacts:
    """The facts in an order of their own, so that no verdict hangs on the order they were stored in.

    It comes from what was seen and not from ids, which hang on the order in which pages happened to be stored: the same
    portal, crawled again or gone through again from what was captured, is told in the same words.

    What has no day of first sight was first seen by the crawl itself.
    """
    now = facts.reach.crawled_at
    given = {part.name: getattr(facts, part.name) for part in fields(PortalFacts)}
    given |= {
        "columns": tuple(
            seen if seen.first_seen else replace(seen, first_seen=now)
            for seen in sorted(facts.columns, key=_column)
        ),
        "former_columns": tuple(sorted(facts.former_columns, key=_column)),
        "postings": tuple(
            seen if seen.first_seen else replace(seen, first_seen=now)
            for seen in sorted(facts.postings, key=_posting)
        ),
        "candidates": tuple(
            sorted(
                facts.candidates, key=lambda seen: (-seen.grade, seen.subject, seen.url, seen.text, seen.id)
            )
        ),
        "messages": tuple(sorted(facts.messages, key=lambda seen: (seen.url, seen.title, seen.id))),
        "failed_links": tuple(sorted(facts.failed_links, key=lambda seen: seen.url)),
        "probes": tuple(sorted(facts.probes, key=lambda seen: (seen.at.isoformat(), seen.id))),
    }
    return IndexedFacts(**given)


def _column(seen: ColumnSeen) -> tuple[int, str, str, str]:
    return (-seen.grade, seen.subject, seen.url, seen.id)


def _posting(seen: PostingSeen) -> tuple[date, str, str, str]:
    return (seen.published.on if seen.published else date.max, seen.url, seen.title, seen.id)


def remembered(facts: PortalFacts, name: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` gives, made once for these facts under this name. Facts that are not indexed remember nothing."""
    if not isinstance(facts, IndexedFacts):
        return make()
    known = facts._known
    if name not in known:
        known[name] = make()
    found: T = known[name]
    return found
