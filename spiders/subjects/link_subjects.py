"""Which subjects does each link of a page name, and where: in its title, its text, its picture, its address?"""

from typing import TYPE_CHECKING

from audit_rules.subjects.column_names import LONGEST_NAME
from domain.pages import Link
from domain.subjects import SubjectMatch, Surface, surest
from spiders.markup.absolute import last_segment
from spiders.markup.links import PageLink
from spiders.markup.more_links import box_heading, is_more
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree
from spiders.markup.regions import BREADCRUMB, FOOTER

if TYPE_CHECKING:
    from audit_rules.subjects.matcher import Vocabulary

_LONGEST_MORE = 12
_LONGEST_BY_SLUG = 20  # a longer text says what its target is: the address adds nothing


def as_links(tree: PageTree, found: list[PageLink], vocabulary: "Vocabulary") -> tuple[Link, ...]:
    """The links as the domain knows them, each with the subjects that its name matches, surest first."""
    return tuple(
        [
            Link(
                url=link.url,
                text=link.text,
                title=link.title,
                alt=link.alt,
                region=link.region,
                matches=() if link.region == FOOTER else _matches(tree, link, vocabulary),
            )
            for link in found
        ]
    )


def _matches(tree: PageTree, link: PageLink, vocabulary: "Vocabulary") -> tuple[SubjectMatch, ...]:
    named = vocabulary.match_names(link.title, link.text, link.alt)
    if named:
        return named
    title, text = link.title, link.text
    unnamed = not (text or title or link.alt)
    found: tuple[SubjectMatch, ...] = ()
    if unnamed or (not title and 0 < len(text) <= _LONGEST_MORE and is_more(text)):
        beside = _context(tree, link.node) if unnamed else box_heading(tree, link.node)
        if beside and len(beside) <= LONGEST_NAME:
            found = vocabulary.match(beside, Surface.CONTEXT)
    if not found and unnamed:
        for image in _images(tree, link.node):
            found += vocabulary.match_image(image.attrs.get("src", ""))
    if not found and link.region != BREADCRUMB and len(text) <= _LONGEST_BY_SLUG:
        segment = last_segment(link.url)
        hints = vocabulary.match_slug(f"/{segment}") if segment else ()
        found = tuple([hint for hint in hints if hint.matched == segment])
    return surest(found)


def _context(tree: PageTree, node: Node) -> str:
    """What stands beside a link that shows only an image: the text of the smallest element around it."""
    for above in list(node.ancestors())[:3]:
        if tree.count("a", above) > 1:
            return ""
        text = tree.text_of(above, 100)
        if text:
            return text
    return ""


def _images(tree: PageTree, node: Node) -> list[Node]:
    return [item for item in tree.subtree(node) if item.tag == "img"] if tree.count("img", node) else []
