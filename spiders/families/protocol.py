"""What a CMS family tells the reader: its name, its fingerprint, and where the rest of a list is."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qsl, urlsplit

from domain.pages import PageRequest
from spiders.markup.links import PageLink
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree
from spiders.pagers.pager_script import PagerScript, read_pager_script
from spiders.pagers.pager_text import PagerParts, PagerText, pager_parts, read_pager_text

_POSTING_NAME = 8  # characters


@dataclass(frozen=True, kw_only=True)
class RawPage:
    """A parsed page before it is interpreted. ``script`` holds the inline scripts, bounded.

    What several fingerprints ask for is put together once: a search in the addresses costs a tenth of one in the source.
    """

    url: str
    base: str
    html: str
    tree: PageTree
    links: list[PageLink]
    script: str

    def holds(self, *marks: str) -> bool:
        """Whether one of these texts stands in the page's source, letter for letter."""
        return any(mark in self.html for mark in marks)

    def mentions(self, *marks: str) -> bool:
        """Whether one of these texts stands in an address that the page uses, its own included, or in an inline script."""
        return any(mark in self.addresses or mark in self.script for mark in marks)

    def leads(self, pattern: re.Pattern[str], *, at_least: int) -> bool:
        """Whether so many different links of the page's own site have an address of this shape."""
        found: set[str] = set()
        for link in self.links:
            if pattern.search(link.url) and self.is_own(link.url):
                found.add(link.url)
                if len(found) >= at_least:
                    return True
        return False

    def is_own(self, url: str) -> bool:
        """Whether an absolute address is on the page's host; a page of unknown address counts all as its own."""
        return self.host.endswith(".invalid") or host_in(url) == self.host

    @cached_property
    def host(self) -> str:
        """The page's host, without a leading www."""
        return host_in(self.url)

    @cached_property
    def path(self) -> str:
        """The path of the page's address; empty where it has none."""
        try:
            return urlsplit(self.url).path
        except ValueError:
            return ""

    @cached_property
    def addresses(self) -> str:
        """The addresses that the page uses, one a line: its own, its links', its scripts', styles' and images'."""
        used = [self.url, *(link.url for link in self.links)]
        used.extend(source for source, _ in self.tree.scripts)
        used.extend(node.attrs.get("href", "") for node in self.tree.find("link"))
        used.extend(node.attrs.get("src", "") for node in self.tree.find("img"))
        return "\n".join(used)

    @cached_property
    def labels(self) -> str:
        """Classes and ids of the page's boxes, in one text."""
        return "\n".join(
            f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}"
            for node in self.tree.find("div")
            if node.attrs
        )

    @cached_property
    def fields(self) -> frozenset[str]:
        """Names and ids of the page's input fields."""
        return frozenset(
            node.attrs.get(kind, "") for node in self.tree.find("input") for kind in ("name", "id")
        )

    @cached_property
    def pager_parts(self) -> PagerParts:
        """The text nodes that a pager may be made of."""
        return pager_parts(self.tree)

    @cached_property
    def pager(self) -> PagerText:
        """What the pager's text says."""
        return read_pager_text(self.tree, self.pager_parts)

    @cached_property
    def pager_boxes(self) -> list[Node]:
        """The elements whose class or id is like a pager's."""
        named = zip(self.tree.labelled, self.tree.labels, strict=True)
        return [node for node, label in named if "pag" in label]

    @cached_property
    def named_places(self) -> list[int]:
        """The places of the content's links whose name is as long as a posting's, in document order."""
        named = [link for link in self.links if len(link.name) >= _POSTING_NAME]
        return [link.node.index for link in named if not link.region] or [link.node.index for link in named]

    @cached_property
    def pager_script(self) -> PagerScript:
        """What the scripts say of the pager."""
        return read_pager_script(text for _, text in self.tree.scripts)


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
    ``marks`` are texts of the source that prove the family; they are looked for only where nothing else fits, since
    that costs more than all else.
    """

    name: str
    fits: Callable[[RawPage], bool]
    marks: tuple[str, ...] = ()
    paging: Callable[[RawPage, int], Paging | None] = field(default=_no_paging)
    answer: Callable[[str, str], Answer | None] = field(default=_no_answer)
    rewrite: Callable[[str], str] = field(default=_unchanged)
    article: Callable[[str], bool] = field(default=lambda _path: False)

    @property
    def answers(self) -> bool:
        """Whether the family has a data interface."""
        return self.answer is not _no_answer

    @property
    def rewrites(self) -> bool:
        """Whether the family's pages keep lists in scripts."""
        return self.rewrite is not _unchanged


def host_in(url: str) -> str:
    """The host of an absolute address in lower case, without port and leading www."""
    rest = url.partition("://")[2]
    return rest.partition("/")[0].partition("?")[0].partition(":")[0].lower().removeprefix("www.")


def query_of(url: str) -> dict[str, str]:
    """The query of an address as fields, the first of each name."""
    try:
        pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    except ValueError:
        return {}
    return dict(reversed(pairs)) if len({name for name, _ in pairs}) < len(pairs) else dict(pairs)
