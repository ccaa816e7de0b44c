"""How far was a portal reached, and was enough of it searched to call something missing?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.failures import FetchFailed
from domain.coverage import Asked, Coverage, Place, PlaceSeen, PlaceState, Wanted
from domain.crawl import CrawlTarget
from domain.failure_words import REMEDIES
from domain.reach import GONE, FailureKind, Reach, ReachStatus
from spiders.portal.frontier import Role, Task
from spiders.portal.records import Record

_PARTIAL_SHARE = 0.3
_LEAST_RELEVANT = 5
_MOST_UNREAD = 100


@dataclass(slots=True, kw_only=True)
class Search:
    """What one visit found, read and failed to read."""

    home: bool = False
    home_failure: FetchFailed | None = None
    budget_exhausted: bool = False
    error: bool = False
    roles_read: set[Role] = field(default_factory=set)
    subjects_read: set[str] = field(default_factory=set)
    hub_read: bool = False
    navigation: bool = False
    relevant_read: int = 0
    unread: dict[str, FailureKind] = field(default_factory=dict)
    claimed: set[tuple[str, str]] = field(default_factory=set)
    offered: dict[Place, dict[str, FailureKind | None]] = field(default_factory=dict)
    box: PlaceSeen | None = None
    asked: list[Asked] = field(default_factory=list)

    def found(self, task: Task) -> None:
        """Remember which subjects an address was claimed for, and which place of the portal it is."""
        self.claimed.update((task.url, subject) for subject in task.claims)
        place = _place_of(task)
        if place is not None:
            self.offered.setdefault(place, {}).setdefault(task.url, FailureKind.INTERRUPTED)

    def read(self, task: Task) -> None:
        """Count a page that was read."""
        self.unread.pop(task.url, None)
        for addresses in self.offered.values():
            if task.url in addresses:
                addresses[task.url] = None
        self.roles_read.add(task.role)
        self.hub_read |= task.role is Role.HUB and set(task.claims) != {"key-areas"}
        self.relevant_read += task.role.required

    def failed(self, task: Task, kind: FailureKind) -> None:
        """Count a page that was not. One that the server says isn't there hides nothing, unless a subject's link led to it."""
        if task.role.required and (kind not in GONE or task.claims):
            self.unread[task.url] = kind
        for addresses in self.offered.values():
            if task.url in addresses:
                addresses[task.url] = kind


def _place_of(task: Task) -> Place | None:
    if task.role is Role.SITEMAP:
        return Place.SITEMAP
    if task.role is not Role.HUB:
        return None
    return Place.KEY_AREAS if set(task.claims) == {"key-areas"} else Place.STATUTORY


def coverage_of(search: Search, record: Record, home_url: str, target: CrawlTarget) -> Coverage:
    """What was searched, and for what."""
    roles = search.roles_read
    read = {
        Place.HOME: search.home,
        Place.NAVIGATION: search.home and search.navigation and bool(roles - {Role.SITEMAP}),
        Place.SITEMAP: Role.SITEMAP in roles,
        Place.STATUTORY: search.hub_read or "statutory" in search.subjects_read,
        Place.KEY_AREAS: "key-areas" in search.subjects_read,
    }
    box = search.box or PlaceSeen(place=Place.SEARCH, state=PlaceState.NOT_OFFERED)
    return Coverage(
        home=read[Place.HOME],
        navigation=read[Place.NAVIGATION],
        sitemap=read[Place.SITEMAP],
        key_areas=read[Place.KEY_AREAS],
        statutory=read[Place.STATUTORY],
        budget_exhausted=search.budget_exhausted,
        pages_read=record.pages,
        unread=tuple(sorted(search.unread.items())[:_MOST_UNREAD]),
        places=(*(_seen(place, was_read, search, home_url) for place, was_read in read.items()), box),
        asked=tuple(search.asked),
        wanted=wanted_by(target),
    )


def wanted_by(target: CrawlTarget) -> tuple[Wanted, ...]:
    """What the visit is asked to look for."""
    return tuple(
        Wanted(subject=each, phrases=tuple(target.phrases.get(each, ()))) for each in sorted(target.subjects)
    )


def _seen(place: Place, was_read: bool, search: Search, home_url: str) -> PlaceSeen:  # noqa: FBT001
    """What became of a place: read, not read though a page leads to it, or nowhere offered."""
    if place in {Place.HOME, Place.NAVIGATION}:
        state = PlaceState.READ if was_read else PlaceState.UNREAD
        failure = search.home_failure.kind if search.home_failure else None
        return PlaceSeen(place=place, state=state, url=home_url, failure=None if was_read else failure)
    addresses = search.offered.get(place, {})
    done = next((url for url, failure in addresses.items() if failure is None), None)
    if was_read:
        return PlaceSeen(place=place, state=PlaceState.READ, url=done)
    shut = next(((url, failure) for url, failure in addresses.items() if failure is not None), None)
    if shut is None:
        # What a link promised and its page is not (an article, another column) is not offered.
        return PlaceSeen(place=place, state=PlaceState.NOT_OFFERED)
    return PlaceSeen(place=place, state=PlaceState.UNREAD, url=shut[0], failure=shut[1])


def reach_of(search: Search, record: Record, blocked: Mapping[str, int], home_url: str) -> Reach:
    """How far the portal was reached: a blocked or dead home page, too much unread behind it, or well."""
    failure = search.home_failure
    status = ReachStatus.OK
    kind: FailureKind | None = None
    if failure is not None:
        kind = failure.kind
        status = ReachStatus.BLOCKED if kind is FailureKind.BLOCKED else ReachStatus.UNREACHABLE
    elif search.error:
        status = ReachStatus.PARTIAL
    else:
        kind = _too_much_unread(search)
        if kind is not None:
            status = ReachStatus.BLOCKED if kind is FailureKind.BLOCKED else ReachStatus.PARTIAL
    names = sorted(blocked, key=lambda name: -blocked[name])
    return Reach(
        id="",
        status=status,
        pages=record.pages,
        rendered=record.rendered,
        failed_pages=record.failed,
        blocked=(names[0] if names else "waf") if status is ReachStatus.BLOCKED else None,
        failure=kind,
        http_status=failure.http_status if failure else None,
        home_url=home_url,
        remedy=REMEDIES[kind]
        if kind
        else ("程序处理该门户时出错，建议重新巡查，仍出错的请向程序维护者反馈" if search.error else None),
        crawled_at=record.now(),
    )


def _too_much_unread(search: Search) -> FailureKind | None:
    """The commonest failure, when the pages that matter and failed are too many for the rest to speak."""
    kinds = list(search.unread.values())
    relevant = search.relevant_read + len(kinds)
    if not search.roles_read and not kinds:
        return FailureKind.GARBAGE  # a home page from which nothing leads on
    if relevant >= _LEAST_RELEVANT and len(kinds) / relevant >= _PARTIAL_SHARE:
        return max(set(kinds), key=lambda kind: (kinds.count(kind), kind.value))
    return None
