"""What a scenario says of one unit: its portal's shape, and where it departs from having fulfilled everything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.units import UnitKind
from sample_province.content import ColumnState, Dates, Delivery, LinkStyle, Site, SiteSearch
from sample_province.families.base import Family


class HostKind(StrEnum):
    """How a unit's host answers."""

    NORMAL = "normal"
    HTTPS_ONLY = "https_only"  # registered as http; only TLS with a certificate of its own making answers
    RUISHU = "ruishu"  # 412 and a script
    JSL = "jsl"  # 521 and a script
    DEAD = "dead"  # nothing listens
    HANGS = "hangs"  # takes the request and never answers
    GARBAGE = "garbage"  # the home page is bytes without sense
    ROBOTS = "robots"  # robots.txt disallows everything
    NO_PORTAL = "no_portal"  # no portal is known


UNREADABLE_HOSTS = frozenset(HostKind) - {HostKind.NORMAL, HostKind.HTTPS_ONLY}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPlan:
    """How a subject's column departs from the usual: there, dated, well kept, linked by its name.

    ``first``: no posting is older; ``last``: none is newer. ``shown``: what the articles' own pages show of their
    dates. ``url_on``: the day that every address carries (a migration). ``meta_on``: a meta PubDate of that day.
    """

    name: str | None = None
    absent: bool = False
    state: ColumnState = ColumnState.OK
    link: LinkStyle = LinkStyle.TEXT
    delivery: Delivery = Delivery.STATIC
    list_dates: Dates = Dates.FULL
    shown: Dates = Dates.FULL
    first: date | None = None
    last: date | None = None
    pinned: bool = False
    hub: tuple[str, ...] = ()  # sub-columns that hold all its postings
    url_on: date | None = None
    meta_on: date | None = None
    postings: int | None = None
    places: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A column beside those of the subjects: one that only looks like a subject's, or a second one that is empty."""

    slug: str
    name: str
    state: ColumnState = ColumnState.OK
    subject: str | None = None
    last: date | None = None  # none of its postings is newer
    undated: bool = False  # neither its list nor its articles show a day
    top: bool = False  # directly below the home page (一级栏目)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPlan:
    """When a document was posted: ``on`` a day, or never (``absent``); ``undated``: no page shows its day."""

    on: date | None = None
    absent: bool = False
    undated: bool = False
    decoys: tuple[tuple[str, date], ...] = ()  # near misses: title and day
    title: str | None = None
    other_name: str | None = None  # the title of what stands in its place, under a name of the unit's own
    column: str | None = None  # slug of the column it stands in, where that is not the usual one


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodPlan:
    """Which of the periods judged were late or left out (positions among them, from 0; negative from the end)."""

    late: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    cumulative: bool = False  # titles speak of the year so far: 2017年1-4月, 上半年
    ahead: bool = True  # what is due later than the day of judgement is there already
    numerals: bool = False  # titles write the period in Chinese numerals: 二〇一七年四月


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPlan:
    """How interpretations depart from standing beside each of the unit's policy documents within a day, linked both ways.

    ``late`` and ``without`` are how many documents have theirs too late, or none.
    """

    late: int = 0
    without: int = 0
    linked: bool = True


class Filed(StrEnum):
    """The address on file (备案) of the key-areas column."""

    RIGHT = "right"
    DEAD = "dead"
    OTHER = "other"
    NOT_GIVEN = "not_given"


class Letters(StrEnum):
    """What became of the letters that the public wrote to a unit."""

    ANSWERED = "answered"  # all but one of the last days
    WAITING = "waiting"  # one waits for more than two months
    OVERDUE = "overdue"  # one waits for more than three
    IN_WORK = "in_work"  # of one no more is said than that it is being dealt with
    NOT_LISTED = "not_listed"  # no list with states


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalPlan:
    """One unit of the province. Keys of ``documents``, ``periods``, ``counts`` and ``elements`` are task numbers.

    ``elements`` are the names of parts, or of roles that take part, which are left out.
    """

    id: str
    name: str
    short: str
    kind: UnitKind
    domain: str
    family: Callable[[Site], Family] | None = None
    host: HostKind = HostKind.NORMAL
    charset: str = "utf-8"
    declared_charset: str | None = None
    header_charset: bool = True
    site_map: bool = True
    norms: bool = True
    small: bool = False  # no everyday postings beyond the columns' own
    search: SiteSearch = SiteSearch.DEAD
    calendar: bool = False
    refresh_home: bool = False
    frameset_home: bool = False
    index_page: str | None = None  # where the address given redirects to
    robots_html: bool = False  # robots.txt answers with a page of HTML
    crawl_delay: int | None = None
    disallowed: tuple[str, ...] = ()
    filed: Filed = Filed.RIGHT
    columns: Mapping[str, ColumnPlan] = field(default_factory=dict)
    documents: Mapping[int | str, DocumentPlan] = field(default_factory=dict)
    periods: Mapping[int | str, PeriodPlan] = field(default_factory=dict)
    counts: Mapping[int | str, tuple[int, ...]] = field(
        default_factory=dict
    )  # positions of periods with too few
    elements: Mapping[int | str, tuple[str, ...]] = field(default_factory=dict)  # names left out
    uncopied: int = 0  # postings meant for a second site as well that did not come there
    successor: str = ""  # the body that took over before the portal was visited, with the year
    pairs: PairPlan = field(default_factory=PairPlan)
    notices: Mapping[int | str, tuple[date, str]] = field(
        default_factory=dict
    )  # what the operator registered that the unit filed: day and note
    decoys: tuple[tuple[str, str], ...] = ()
    headlines: tuple[str, ...] = ()  # news headlines that name a subject
    beside: tuple[Beside, ...] = ()
    until: date | None = None  # no everyday posting is newer
    letters: Letters = Letters.ANSWERED

    @property
    def readable(self) -> bool:
        """Whether a visitor can read the portal at all."""
        return self.host not in UNREADABLE_HOSTS
