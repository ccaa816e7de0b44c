"""What is this page itself about, by its own word: meta ColumnName, title, breadcrumb, headings?"""

import re
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING

from domain.subjects import SubjectMatch, Surface, surest
from spiders.kinds.search_pages import is_search_address
from spiders.markup.absolute import last_segment
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.markup.page_tree import PageTree
from spiders.markup.regions import BREADCRUMB, CONTENT

if TYPE_CHECKING:
    from audit_rules.subjects.matcher import Vocabulary

_CRUMB_LEAD = re.compile(
    r"^.{0,6}(?:位置|栏目|您在|你在这里)\s*[:：]?|^.{0,200}?(?:当前|所在|您的|您当前的|现在的)位置是?\s*[:：>]"
)
_CRUMB_CUT = re.compile(r"\s*(?:>>|[>＞»›→]|\s/\s|\s-\s|》)\s*")
_SPACED = re.compile(r"^(?:网站)?(?:首页|主页)(?:\s[^\s>＞»›→/《》-]{2,20}){2,6}$")
_MOST_HEADINGS = 120
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "caption", "legend", "dt", "th")
_BY_INDEX = attrgetter("index")
_STYLED = frozenset({"div", "span", "p", "strong", "b", "td", "li"})


def column_name_of(meta: Mapping[str, str]) -> str | None:
    """Meta ColumnName, the first where there are several."""
    return meta.get("columnname", "").partition(";")[0].strip() or None


def breadcrumb_of(tree: PageTree, region_of: list[str]) -> tuple[str, ...]:
    """The parts of the breadcrumb, from the site to the page."""
    for node in _nodes_in(tree, region_of, BREADCRUMB):
        text = tree.text_of(node, 300)
        text = _CRUMB_LEAD.sub("", text)
        text = text.strip()
        # Some show arrows by style only: 首页 专题专栏 公开招聘.
        steps = text.split() if _SPACED.match(text) else _CRUMB_CUT.split(text)
        parts = [part.strip(" :：") for part in steps]
        parts = [part for part in parts if part]
        if len(parts) >= 2 or (parts and len(parts[0]) <= 20):
            return tuple(part[:60] for part in parts[:12])
    return ()


def _nodes_in(tree: PageTree, region_of: list[str], region: str) -> Iterator[Node]:
    """The elements of a region, in document order; most pages have few or none."""
    at = -1
    for _ in range(region_of.count(region)):
        at = region_of.index(region, at + 1)
        if tree.nodes[at].tag:
            yield tree.nodes[at]


def headings_of(tree: PageTree, region_of: list[str]) -> tuple[str, ...]:
    """The headings of the content: heading elements and short texts in elements that are styled as titles."""
    found: dict[str, None] = {}
    styled = [
        node
        for node, label in zip(tree.labelled, tree.labels, strict=True)
        if "tit" in label and node.tag in _STYLED
    ]
    for node in sorted([*tree.of(*_HEADINGS), *styled], key=_BY_INDEX):
        if len(found) >= _MOST_HEADINGS:
            break
        if region_of[node.index] != CONTENT:
            continue
        if node.end - node.index > 12:
            continue
        text = fold(tree.text_of(node, 80))
        if 2 <= len(text) <= 40:
            found[text] = None
    return tuple(found)


def own_subjects(
    vocabulary: "Vocabulary",
    url: str,
    meta: Mapping[str, str],
    title: str,
    crumbs: tuple[str, ...],
    *,
    article: bool,
) -> tuple[SubjectMatch, ...]:
    """The subjects the page names itself by, surest first.

    An article's title is a headline and names none; what a search calls itself is what was searched for.
    """
    if is_search_address(url):
        return ()
    surfaces = [(column_name_of(meta) or "", Surface.COLUMN_META)]
    if not article:
        surfaces.append((title, Surface.PAGE_TITLE))
    if crumbs:
        surfaces.append((" > ".join(crumbs), Surface.BREADCRUMB))
    found = tuple(match for text, surface in surfaces if text for match in vocabulary.match(text, surface))
    if not found and not article:
        found = tuple(match for match in vocabulary.match_slug(url) if match.matched == last_segment(url))
    return surest(found)
