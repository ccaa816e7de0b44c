"""What of a portal was searched, so that absence can be proved?"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from domain.reach import FailureKind


class Place(StrEnum):
    """Where on a portal columns are listed or can be asked for."""

    HOME = "home"
    NAVIGATION = "navigation"
    SITEMAP = "sitemap"
    STATUTORY = "statutory"
    KEY_AREAS = "key_areas"
    SEARCH = "search"


class PlaceState(StrEnum):
    """What became of such a place."""

    READ = "read"
    NOT_OFFERED = "not_offered"  # no page that was read leads to one
    UNREAD = "unread"  # offered, and could not be read (see failure)
    NOT_USABLE = "not_usable"  # a search that only a person can use (see bar)
    NOT_ASKED = "not_asked"  # a search that there was no need, or no budget, to ask


class SearchBar(StrEnum):
    """Why a portal's search can't be asked by a program that follows links only."""

    POST = "post"
    SCRIPT = "script"
    CAPTCHA = "captcha"
    OTHER_SITE = "other_site"
    NOT_UNDERSTOOD = (
        "not_understood"  # it answers, but neither with results nor by saying that there are none
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSeen:
    """One such place, with its address and, when it was not read, the reason."""

    place: Place
    state: PlaceState
    url: str | None = None
    failure: FailureKind | None = None
    bar: SearchBar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the portal's own search was asked for, and how many results its first page showed.

    ``whole``: these were all, and all of them were looked at.
    """

    subject: str
    words: str
    hits: int
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A subject that the visit was asked for, and the phrases it was to look for in the subject's columns."""

    subject: str
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was searched, so that absence can be proved.

    Each flag says that the place was found, fetched and readable. ``budget_exhausted``: the page budget ended
    before the frontier did. ``unread``: addresses of pages that mattered (navigation, matched columns) and
    could not be read, each with its failure. ``places`` says the same of each place with its address, and of the
    portal's search; a crawl from before it was recorded has none. ``asked`` are the questions that the search answered.
    ``wanted`` is what the visit was asked for, by the plan that it was made for: nothing else was looked for, so nothing
    else is known to be missing. A crawl from before it was recorded has none.
    """

    home: bool = False
    navigation: bool = False
    sitemap: bool = False
    key_areas: bool = False
    statutory: bool = False
    budget_exhausted: bool = False
    pages_read: int = 0
    unread: tuple[tuple[str, FailureKind], ...] = ()
    places: tuple[PlaceSeen, ...] = ()
    asked: tuple[Asked, ...] = ()
    wanted: tuple[Wanted, ...] = ()

    def looked_for(self, subject: str, phrases: Collection[str] = ()) -> bool:
        """Whether the visit looked for a subject, and for these phrases in its columns; true when it did not record it."""
        return not self.wanted or any(
            each.subject == subject and set(phrases) <= set(each.phrases) for each in self.wanted
        )

    def place(self, place: Place) -> PlaceSeen | None:
        """What is known of a place; None when the crawl did not record it."""
        return next((each for each in self.places if each.place is place), None)
