"""What is on a page whose markup a strict parser gives up on? A slower, forgiving tree, asked only then.

An unclosed ``<title>``, ``<textarea>`` or ``<select>`` swallows the rest of a page by the rules of HTML 5; browsers of
the page's day showed it. Where the fast parser finds far fewer links than are written, Beautiful Soup reads again.
"""

import re

from bs4 import BeautifulSoup

from domain.bounded_markup import flatten_if_deep
from spiders.markup.page_parse import parse
from spiders.markup.page_tree import PageTree

_WRITTEN_LINK = re.compile(r"<a\s[^>]*\bhref\s*=", re.IGNORECASE)
# A choice of other sites, some of them written as links, has lost nothing but these; one that holds blocks was never closed.
_BLOCK = re.compile(r"<(?:div|ul|li|table|p)\b", re.IGNORECASE)
_HOLDING_TEXT_ONLY = (
    "title",
    "textarea",
    "select",
    "optgroup",
    "option",
    "iframe",
    "object",
    "noembed",
    "noframes",
    "xmp",
)
_FEW = 5
_LARGEST = 2_000_000


def parse_page(html: str) -> PageTree:
    """Parse a page fast; again, forgivingly, when most of its links are lost. Never raises on any text."""
    tree = parse(html)
    found = len(tree.find("a"))
    written = html.count("<a ") + html.count("<A ")
    if written < _FEW or found * 3 > written or len(html) > _LARGEST:
        return tree
    shown = html.lower()
    for opening, closing in (
        ("<!--", "-->"),
        ("<script", "</script"),
        ("<style", "</style"),
        ("<select", "</select"),
    ):
        shown = _without(shown, opening, closing)
    if len(_WRITTEN_LINK.findall(shown)) <= max(_FEW, found * 3):
        return tree
    again = parse_forgivingly(html)
    return again if len(again.find("a")) > found else tree


def _without(html: str, opening: str, closing: str) -> str:
    """A page without what stands between two marks; what is never closed stays, as does a choice that holds blocks."""
    pieces: list[str] = []
    at = 0
    while (start := html.find(opening, at)) >= 0 and (end := html.find(closing, start)) >= 0:
        kept = opening == "<select" and _BLOCK.search(html, start, end)
        pieces.append(html[at:end] if kept else html[at:start])
        at = end + len(closing)
    return "".join([*pieces, html[at:]])


def parse_forgivingly(html: str) -> PageTree:
    """The flat page as Beautiful Soup reads it: elements stay where they are written, whatever holds them."""
    soup = BeautifulSoup(flatten_if_deep(html.replace("\0", "")), "html.parser")
    for holder in soup.find_all(_HOLDING_TEXT_ONLY):
        if holder.find("a"):
            holder.unwrap()
    return parse(str(soup))
