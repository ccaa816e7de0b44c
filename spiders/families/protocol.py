"""What a CMS family tells the reader: its name, its fingerprint, and where the rest of a list is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from domain.pages import PageRequest
from spiders.links import PageLink
from spiders.page_tree import PageTree


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """A parsed page before it is interpreted. ``script`` holds the inline scripts, bounded."""

    url: str
    base: str
    html: str
    tree: PageTree
    links: list[PageLink]
    script: str

    def holds(self, *marks: str) -> bool:
        """Whether one of these texts stands in the page's source, letter for letter."""
        return any(mark in self.html for mark in marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Where the rest of a list is. ``data`` are requests for the list's own items, when the page holds none."""

    next_page: PageRequest | None = None
    total_pages: int | None = None
    needs_postback: bool = False
    data: tuple[PageRequest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer of a family's data interface as HTML, with the request for the next one; ``ok`` = it is no refusal."""

    html: str
    next_page: PageRequest | None = None
    ok: bool = True


def _no_paging(_page: RawPage, _items: int) -> Paging | None:
    return None


def _no_answer(_url: str, _text: str) -> Answer | None:
    return None


def _unchanged(html: str) -> str:
    return html


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A CMS family (家族).

    ``fits`` says whether a page is of the family; ``paging`` (page, number of items read) where the rest of its list
    is, None to leave that to the generic reader; ``answer`` (address, text) reads its data interface; ``rewrite``
    brings out lists that its pages keep in scripts; ``article`` says whether an address is a single article's.
    """

    name: str
    fits: Callable[[RawPage], bool]
    paging: Callable[[RawPage, int], Paging | None] = field(default=_no_paging)
    answer: Callable[[str, str], Answer | None] = field(default=_no_answer)
    rewrite: Callable[[str], str] = field(default=_unchanged)
    article: Callable[[str], bool] = field(default=lambda _path: False)


def query_of(url: str) -> dict[str, str]:
    """The query of an address as fields, the first of each name."""
    try:
        pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    except ValueError:
        return {}
    return dict(reversed(pairs)) if len({name for name, _ in pairs}) < len(pairs) else dict(pairs)
