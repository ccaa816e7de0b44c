"""Where is the next page of this list, for any site? Only what the page itself links to or writes out is followed."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from urllib.parse import unquote_plus, urlsplit

from domain.pages import PageRequest
from spiders.families.page_html import create_page_html
from spiders.families.protocol import Paging, RawPage
from spiders.markup.absolute import absolute
from spiders.markup.links import PageLink, clicked_target
from spiders.pagers.more_pages import goes_on, is_marked, is_near, unlinked_number
from spiders.pagers.older_elsewhere import older_elsewhere
from spiders.pagers.page_numbers import Turn, number_in, number_named, same_page
from spiders.pagers.pager_controls import (
    LONGEST_NAME,
    NEXT_ENDS,
    NEXT_TEXT,
    calls_next,
    is_next_image,
    is_off,
)
from spiders.pagers.pager_text import digits_of

_WORD = re.compile(r"[页頁a-z]", re.IGNORECASE)
_BASE64 = re.compile(r"^[A-Za-z0-9+/=\s]{80,40000}$")
_HREF = re.compile(r"<a\b[^>]*?href\s*=\s*['\"]([^'\"]+)['\"][^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)


def generic_paging(page: RawPage, items: int = 0) -> Paging:
    """The next page by ``rel=next``, a 下一页 link, the number after the current one, a coded or a written-out pager."""
    called = create_page_html(page)
    if called is not None:
        return with_older(page, items, called)
    total = page.pager.pages
    target = _declared(page) or _named(page) or _number_after(page) or _coded_pager(page)
    if target:
        return Paging(next_page=PageRequest(url=target), total_pages=total)
    at = page.pager.at
    total = total if total is not None else page.pager_script.total(items)
    target = _written_out(page, at, total)
    if target:
        return Paging(next_page=PageRequest(url=target), total_pages=total)
    # A next page that a click calls is live, whatever else on the page counts one page (附件共1页).
    live = calls_next(page, items)
    stray = live and page.pager.pages is not None
    last = total is not None and (at >= total if at is not None else total <= 1 and not stray)
    more = not last and (live or goes_on(page, items))
    return with_older(page, items, Paging(total_pages=total, needs_postback=more))


def with_older(page: RawPage, items: int, paging: Paging) -> Paging:
    """A list's paging, open at its end where older postings stand elsewhere."""
    if paging.next_page is not None or paging.needs_postback or not older_elsewhere(page, items):
        return paging
    return replace(paging, needs_postback=True)


def unless_told(
    page: RawPage, items: int, paging: Callable[[RawPage, int], Paging] = generic_paging
) -> Paging:
    """The paging of a page that shows items, and whose script asks an interface for some: whole only where it says so."""
    found = paging(page, items)
    told = found.total_pages is not None or (items > 0 and items in page.pager.items)
    return found if found.next_page is not None or told else replace(found, needs_postback=True)


def paging_by(turn: Turn) -> Callable[[RawPage, int], Paging]:
    """The paging of a family whose addresses are known: the page's own links first, then the address of page n+1.

    An address is made up only where the page says how many pages there are, so that a miss proves no end.
    """

    def paging(page: RawPage, items: int) -> Paging:
        found = generic_paging(page, items)
        total = found.total_pages
        at = page.pager.at or number_in(page.url) or 1
        if found.next_page is not None or total is None or at >= total:
            return found
        target = turn(page.url, at + 1)
        if not target or target == page.url:
            return found
        return Paging(next_page=PageRequest(url=target), total_pages=total)

    return paging


def total_in_text(page: RawPage) -> int | None:
    """The number of pages that a pager's text names (共 9 页, 1/9页), or None."""
    return page.pager.pages


def current_page(page: RawPage) -> int | None:
    """The number of this page as the pager's text names it, or None."""
    return page.pager.at


def _declared(page: RawPage) -> str | None:
    for node in page.tree.find("link"):
        if node.attrs.get("rel", "").lower() == "next":
            target = _accepted(page, node.attrs.get("href", ""))
            if target:
                return target
    return None


def _named(page: RawPage) -> str | None:
    """The target of the first link that is called 下一页, or > where it leads to another page of the same place."""
    for link in page.links:
        name = link.text or link.title or link.alt
        if not name:
            if _is_image_of_next(page, link):
                return link.url
            continue
        if len(name) > LONGEST_NAME or name[-1] not in NEXT_ENDS:
            continue
        if not NEXT_TEXT.match(name) or is_off(link.node):
            continue
        target = _accepted(page, link.url) or _accepted(page, clicked_target(link.node, page.base) or "")
        # A mere sign is also the 更多 (more) of a box.
        if target and (_WORD.search(name) or is_near(page.url, target)):
            return target
    return None


def _is_image_of_next(page: RawPage, link: PageLink) -> bool:
    """Whether a link that only an image or an icon names leads to the next page, in the same place."""
    inside = page.tree.subtree(link.node)[1:4]
    return (
        is_near(page.url, link.url)
        and is_next_image(link.node, inside)
        and _accepted(page, link.url) is not None
    )


def _accepted(page: RawPage, href: str) -> str | None:
    """A target that may be the next page: on the same host, another page."""
    if not href or href.lower().startswith(("javascript:", "#")):
        return None
    target = absolute(page.base, href)
    if not target or target == page.url:
        return None
    return target if urlsplit(page.url).hostname == urlsplit(target).hostname else None


def _number_after(page: RawPage) -> str | None:
    """The link of number n+1 beside the number n that is no link, or that is marked as the current one."""
    links = [(number, link) for link in page.links if (number := number_named(link.text)) is not None]
    if not links:
        return None
    by_index = {link.node.index: (number, link) for number, link in links}
    for node in page.pager_parts.numbers:
        box = node.parent
        if box is None or box.index in by_index or any(up.index in by_index for up in box.ancestors()):
            continue
        wanted = digits_of(node) + 1
        for index in range(node.index + 1, node.index + 12):
            number, link = by_index.get(index, (None, None))
            if link is not None and number == wanted and _accepted(page, link.url):
                return link.url
    return _after_marked(page, links)


def _after_marked(page: RawPage, links: list[tuple[int, PageLink]]) -> str | None:
    """The link after the numbered one that is marked as current, or leads to this very page."""
    for (number, link), (after, following) in pairwise(links):
        marked = is_marked(link.node)
        beside = 0 < following.node.index - link.node.index < 12
        if beside and (marked or link.url == page.url) and after == number + 1:
            return _accepted(page, following.url)
    return _second_of(page, links)


def _second_of(page: RawPage, links: list[tuple[int, PageLink]]) -> str | None:
    """Link 2 of a pager that links its 1 too, on a page whose address bears no number: the first page's."""
    if len(links) < 2 or number_in(page.url) is not None:
        return None
    (one, first), (two, second) = links[:2]
    if (one, two) != (1, 2) or second.node.index - first.node.index >= 12:
        return None
    if not same_page(page.url, first.url) and number_in(first.url) not in {0, 1}:
        return None
    if unlinked_number(page, [number for number, _ in links]) is not None:
        return None
    return _accepted(page, second.url) if is_near(page.url, second.url) else None


def _coded_pager(page: RawPage) -> str | None:
    """A pager whose HTML is kept base64-coded in an element named like one and written out by a script."""
    for node in page.pager_parts.coded:
        named = node.parent is not None and "page" in node.parent.label
        if named and _BASE64.match(node.text.strip()):
            return _coded_next(page, node.text)
    return None


def _coded_next(page: RawPage, text: str) -> str | None:
    try:
        html = unquote_plus(b64decode(text, validate=False).decode("utf-8", "replace"))
    except (NotBase64, ValueError):
        return None
    for href, inner in _HREF.findall(html):
        if NEXT_TEXT.match(re.sub(r"<[^>]+>", "", inner).strip()):
            return _accepted(page, href)
    return None


def _written_out(page: RawPage, at: int | None, total: int | None) -> str | None:
    """The address that the page's script builds for the next page, where it is known that there is one."""
    here = at or number_in(page.url) or 1
    if total is None or here >= total:
        return None
    href = page.pager_script.address(here + 1)
    target = _accepted(page, href) if href else None
    return target if target and is_near(page.url, target) else None
