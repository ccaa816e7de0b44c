"""In what order do rules see a portal's facts, and how are those that a rule asks for found without a look at each?"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from domain.observations import PortalFacts

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedFacts(PortalFacts):
    """A portal's facts in an order of their own, with what has been worked out from them once.

    What is worked out (``remembered``) is no part of the value: it hangs on the facts alone.
    """

    _known: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)


def indexed(facts: PortalFacts) -> IndexedFacts:
    """The facts in an order of their own, so that no verdict hangs on the order they were stored in.

    What has no day of first sight was first seen by the crawl itself.
    """
    now = facts.reach.crawled_at
    given = {part.name: getattr(facts, part.name) for part in fields(PortalFacts)}
    given |= {
        "columns": tuple(
            seen if seen.first_seen else replace(seen, first_seen=now)
            for seen in sorted(facts.columns, key=lambda seen: (-seen.grade, seen.id))
        ),
        "former_columns": tuple(sorted(facts.former_columns, key=lambda seen: (-seen.grade, seen.id))),
        "postings": tuple(
            seen if seen.first_seen else replace(seen, first_seen=now)
            for seen in sorted(facts.postings, key=lambda seen: seen.id)
        ),
        "candidates": tuple(sorted(facts.candidates, key=lambda seen: (-seen.grade, seen.id))),
        "messages": tuple(sorted(facts.messages, key=lambda seen: seen.id)),
        "failed_links": tuple(sorted(facts.failed_links, key=lambda seen: seen.url)),
        "probes": tuple(sorted(facts.probes, key=lambda seen: (seen.at.isoformat(), seen.id))),
    }
    return IndexedFacts(**given)


def remembered(facts: PortalFacts, name: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` gives, made once for these facts under this name. Facts that are not indexed remember nothing."""
    if not isinstance(facts, IndexedFacts):
        return make()
    known = facts._known
    if name not in known:
        known[name] = make()
    found: T = known[name]
    return found
