"""What a sample portal holds, before any CMS family gives it markup and addresses: columns (栏目) and articles."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Dates(StrEnum):
    """How much of a date is shown."""

    FULL = "full"  # 2017-06-01
    MONTH_DAY = "month_day"  # 06-01
    NONE = "none"


class ColumnState(StrEnum):
    """What a visitor meets at a column's address."""

    OK = "ok"
    BLANK = "blank"  # a list without items
    CONSTRUCTION = "construction"  # 栏目建设中
    TO_HOME = "to_home"  # redirects to the home page
    SOFT_404 = "soft_404"  # status 200, says 页面不存在
    SERVER_ERROR = "server_error"
    GONE = "gone"  # an honest 404
    ROBOTS = "robots"  # robots.txt disallows it


class LinkStyle(StrEnum):
    """How links to the column look."""

    TEXT = "text"
    CUT = "cut"  # cut after eight characters, as some content systems do
    IMAGE = "image"  # an image alone: empty alt, the name is drawn in the picture
    TITLE = "title"  # the text is cut, the title attribute holds the whole


class Delivery(StrEnum):
    """How the items of a list reach the visitor."""

    STATIC = "static"
    FRAME = "frame"  # in an iframe
    SCRIPT = "script"  # a script fetches JSON and builds the list: nothing without a browser
    DATA = "data"  # by the data interface of the family (dataproxy, unitbuild)


class SiteSearch(StrEnum):
    """The portal's own search (站内搜索)."""

    DEAD = "dead"  # a box whose address is gone
    NONE = "none"
    WORKS = "works"  # by GET
    SCRIPT = "script"  # only a script reads the box
    POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What became of a letter of the public: the portal's word for it, and the day of the answer, where it shows one."""

    state: str
    answered: date | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class Article:
    """One posting (信息). ``on`` is the true day of its publication.

    ``shown`` is what the article's page shows of it; ``meta_on`` the meta PubDate (None: no meta tags);
    ``url_on`` the day in the address, where the family's addresses carry one.
    """

    id: int
    title: str
    on: date
    body: tuple[str, ...] = ()
    source: str = ""
    shown: Dates = Dates.FULL
    meta_on: date | None = None
    url_on: date | None = None
    related: list[tuple["Column", "Article"]] = field(
        default_factory=list
    )  # pages that its own page leads to
    letter: Letter | None = None

    @property
    def address_day(self) -> date:
        """The day that the address carries."""
        return self.url_on or self.on


@dataclass(slots=True, kw_only=True, eq=False)
class Column:
    """One column (栏目).

    ``places`` says where links to it stand: ``nav``, ``home``, ``key``, ``xxgk``, ``map``; ``search`` alone: nowhere, only
    the portal's search knows it.
    """

    slug: str
    name: str
    number: int
    subject: str | None = None
    articles: list[Article] = field(default_factory=list)
    children: list["Column"] = field(default_factory=list)
    parent: "Column | None" = None
    places: frozenset[str] = frozenset({"nav", "map"})
    state: ColumnState = ColumnState.OK
    list_dates: Dates = Dates.FULL
    link: LinkStyle = LinkStyle.TEXT
    delivery: Delivery = Delivery.STATIC
    pinned: tuple[Article, ...] = ()
    intro: tuple[str, ...] = ()
    per_page: int = 15

    def listed(self) -> list[Article]:
        """The items in the list's order: pinned ones, then newest first."""
        rest = sorted(
            (a for a in self.articles if a not in self.pinned), key=lambda a: (a.on, a.id), reverse=True
        )
        return [*self.pinned, *rest]

    def pages(self) -> list[list[Article]]:
        """The list cut into pages; at least one."""
        items = self.listed()
        return [items[i : i + self.per_page] for i in range(0, len(items), self.per_page)] or [[]]

    def tree(self) -> Iterator["Column"]:
        """Itself and all columns under it."""
        yield self
        for child in self.children:
            yield from child.tree()

    def whole(self) -> list[Article]:
        """Its own articles and those of its sub-columns."""
        return [*self.articles, *(a for child in self.children for a in child.whole())]


@dataclass(slots=True, kw_only=True)
class Site:
    """One portal: who runs it and what it holds."""

    unit_id: str
    name: str
    title: str  # of the site: 云南省财政厅门户网站
    domain: str  # what its meta tags and footer say
    id_code: str  # 网站标识码
    columns: list[Column] = field(default_factory=list)
    charset: str = "utf-8"
    declared_charset: str | None = None  # what the pages declare, when it differs
    header_charset: bool = True
    site_map: bool = True
    norms: bool = True  # meta tags and footer as 国办发〔2017〕47号 asks
    refresh_home: bool = False  # the address given is a meta refresh to the true home page
    frameset_home: bool = False
    index_page: str | None = None
    robots_html: bool = False
    decoys: tuple[tuple[str, str], ...] = ()  # service and other links on the home page: text, address
    neighbours: tuple[tuple[str, str], ...] = ()  # friend links: name, address
    disallowed: tuple[str, ...] = ()
    crawl_delay: int | None = None
    search: SiteSearch = SiteSearch.DEAD
    calendar: bool = False  # a calendar whose months lead to each other, with an end on both sides

    def every_column(self) -> Iterator[Column]:
        """All columns, parents before children."""
        for column in self.columns:
            yield from column.tree()

    def every_article(self) -> Iterator[tuple[Column, Article]]:
        """All articles with the column they stand in."""
        for column in self.every_column():
            for article in column.articles:
                yield column, article

    def of_subject(self, subject: str) -> list[Column]:
        """The columns of a subject."""
        return [column for column in self.every_column() if column.subject == subject]
