"""Where can one go from this page, and what does each link call its target?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from domain.pages import Link
from domain.subjects import SubjectMatch, Surface
from spiders.more_links import box_heading, is_more
from spiders.page_tree import Node, PageTree, fold
from spiders.regions import BREADCRUMB, FOOTER
from spiders.whole_titles import attribute_title, whole_title

if TYPE_CHECKING:
    from audit_rules.matcher import Vocabulary

MAX_LINKS = 20_000
LONGEST_NAME = 40  # a column's name is short; longer texts are headlines
_LONGEST_URL = 2_000
CLICKED_TAGS = frozenset(
    {"div", "li", "td", "tr", "span", "p", "dd", "dt", "h2", "h3", "h4", "img", "button", "input"}
)
_NO_TARGET = ("#", "javascript:", "mailto:", "tel:", "data:", "about:", "vbscript:", "void", "sms:", "file:")
_INDEX = re.compile(
    r"(?:index|list|default|main|common_list|xxgk_lists?|redirect_firstchannel|nav_list|zfxxgk_\w+)(?:_\d+)?\.\w+$"
)
# What a click on an element that is no link leads to: only what plainly opens another page.
_CLICKED = re.compile(
    r"(?:window\.open|location(?:\.href)?\s*=|location\.(?:assign|replace))\s*\(?\s*['\"]([^'\"\s]{2,400})['\"]",
    re.IGNORECASE,
)
_SCRIPTED = re.compile(
    r"(?:window\.open|location\.href\s*=|location\s*=|location\.assign|location\.replace|goto|jump\w*|open\w*)"
    r"\s*\(?\s*['\"]([^'\"\s]{2,400})['\"]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A link with its element, before it is matched.

    ``title`` is what the element's title attribute calls the target; ``name`` the fullest name that the link gives it:
    its text, its title where the text is cut or missing, or what its images are called.
    """

    node: Node
    url: str
    text: str
    title: str
    alt: str
    region: str
    name: str


def find_links(tree: PageTree, base: str, region_of: list[str]) -> list[PageLink]:
    """All links of a page, in document order, absolute; empty, scripted and in-page targets are left out."""
    found: list[PageLink] = []
    for node in _clickable(tree):
        url = target_of(node, base)
        if not url:
            continue
        text = tree.text_of(node, 400)
        attrs = node.attrs
        title = attribute_title(attrs["title"]) if "title" in attrs else ""
        alt = fold(attrs["alt"]) if "alt" in attrs else ""
        alt = alt or _alt_of(tree, node)
        found.append(
            PageLink(
                node=node,
                url=url,
                text=text,
                title=title,
                alt=alt,
                region=region_of[node.index],
                name=whole_title(text, title) or alt,
            )
        )
        if len(found) >= MAX_LINKS:
            break
    return found


def as_links(tree: PageTree, found: list[PageLink], vocabulary: "Vocabulary") -> tuple[Link, ...]:
    """The links as the domain knows them, each with the subjects that its name matches."""
    seen: dict[tuple[str, Surface], tuple[SubjectMatch, ...]] = {}
    links = []
    for link in found:
        matches = () if link.region == FOOTER else _matches(tree, link, vocabulary, seen)
        links.append(
            Link(
                url=link.url,
                text=link.text,
                title=link.title,
                alt=link.alt,
                region=link.region,
                matches=matches,
            )
        )
    return tuple(links)


def _matches(
    tree: PageTree,
    link: PageLink,
    vocabulary: "Vocabulary",
    seen: dict[tuple[str, Surface], tuple[SubjectMatch, ...]],
) -> tuple[SubjectMatch, ...]:
    names = [
        (link.title, Surface.TITLE_ATTRIBUTE),
        (link.text, Surface.TEXT),
        (link.alt, Surface.ALT),
    ]
    if not any(text for text, _ in names):
        names.append((_context(tree, link.node), Surface.CONTEXT))
    elif is_more(link.text) and not link.title:
        names.append((box_heading(tree, link.node), Surface.CONTEXT))
    best: dict[str, SubjectMatch] = {}
    for text, surface in names:
        if not text or len(text) > LONGEST_NAME:
            continue
        key = (text, surface)
        if key not in seen:
            seen[key] = vocabulary.match(text, surface)
        for match in seen[key]:
            known = best.get(match.subject)
            if known is None or match.grade > known.grade:
                best[match.subject] = match
    if not best and link.region != BREADCRUMB and len(link.text) <= 20:
        for match in vocabulary.match_slug(link.url):
            if match.matched == last_segment(link.url):
                best.setdefault(match.subject, match)
    return tuple(sorted(best.values(), key=lambda match: -match.grade))


def _context(tree: PageTree, node: Node) -> str:
    """What stands beside a link that shows only an image: the text of the smallest element around it."""
    for above in list(node.ancestors())[:3]:
        if sum(1 for item in tree.subtree(above) if item.tag == "a") > 1:
            return ""
        text = tree.text_of(above, 100)
        if text:
            return text
    return ""


def _alt_of(tree: PageTree, node: Node) -> str:
    """What the images in an element are called, by alt or title."""
    if node.end - node.index == 1 or not (tree.count("img", node) or tree.count("input", node)):
        return ""
    names = (
        fold(item.attrs.get("alt", "") or item.attrs.get("title", ""))
        for item in tree.subtree(node)
        if item.tag in {"img", "input"}
    )
    return " ".join(name for name in names if name)


def _clickable(tree: PageTree) -> list[Node]:
    """Links, and other elements that open a page when clicked (onclick="location.href='…'"), in document order."""
    links = tree.find("a", "area") if tree.find("area") else tree.find("a")
    others = [
        node
        for node in tree.nodes
        if node.attrs
        and "onclick" in node.attrs
        and node.tag in CLICKED_TAGS
        and _CLICKED.search(node.attrs["onclick"])
    ]
    others = [node for node in others if not (tree.count("a", node) or tree.count("area", node))]
    return sorted([*links, *others], key=lambda node: node.index) if others else links


def clicked_target(node: Node, base: str) -> str | None:
    """The page that a click on an element plainly opens (onclick="location.href='index_2.html'"), or None."""
    found = _CLICKED.search(node.attrs.get("onclick", "")) or _CLICKED.search(node.attrs.get("href", ""))
    return absolute(base, found[1]) if found else None


def target_of(node: Node, base: str) -> str | None:
    """The absolute address that an element leads to, by its ``href`` or its click; None where the page doesn't say."""
    href = node.attrs.get("href", "").strip()
    if not href or href.lower().startswith(_NO_TARGET):
        scripted = _SCRIPTED.search(href) or _SCRIPTED.search(node.attrs.get("onclick", ""))
        if not scripted:
            return None
        href = scripted[1]
    return absolute(base, href)


def last_segment(url: str) -> str:
    """The segment of an address that names its own page: the last directory, or the file where it names more.

    A parent's slug says what the parent is about, not this page.
    """
    segments = [part for part in unquote(urlsplit(url).path).lower().split("/") if part]
    if segments and _INDEX.match(segments[-1]):
        segments.pop()
    return segments[-1] if segments else ""


@lru_cache(maxsize=4096)
def absolute(base: str, href: str) -> str | None:
    """An absolute http(s) address without its fragment, or None for what can't be fetched."""
    href = "".join(href.split()) if any(c in href for c in "\t\r\n") else href.strip()
    if not href or len(href) > _LONGEST_URL:
        return None
    try:
        url = urljoin(base, href.replace("\\", "/"))
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    fragment = parts.fragment
    # A fragment that begins with "/" or "!" names a page of a single-page site.
    if fragment and not fragment.startswith(("/", "!")):
        url = url.partition("#")[0]
    return url.replace(" ", "%20")


def base_of(tree: PageTree, url: str) -> str:
    """The address that relative links are resolved against."""
    for node in tree.find("base"):
        href = node.attrs.get("href", "").strip()
        if href:
            return absolute(url, href) or url
    return url


def metas(tree: PageTree) -> Mapping[str, str]:
    """Meta values by lower-case name; several of one name are joined by ``;``, empty ones left out."""
    found: dict[str, str] = {}
    for node in tree.find("meta"):
        name = (node.attrs.get("name") or node.attrs.get("property") or "").strip().lower()
        value = fold(node.attrs.get("content", ""))
        if name and value and len(found) < 500:
            found[name] = f"{found[name]};{value}" if name in found and found[name] != value else value
    return found
