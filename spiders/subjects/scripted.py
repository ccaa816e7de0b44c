"""What does a page offer where only a script knows the way: tabs, choices, menus, headlines without a target?

Nothing of it can be followed; but what it names must not be called missing, nor a page that shows it blank.
"""

import re
from typing import TYPE_CHECKING

from audit_rules.subjects.column_names import LONGEST_NAME
from domain.subjects import Grade, SubjectMatch, Surface
from spiders.markup.links import CLICKED_TAGS, PageLink, target_of
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree
from spiders.markup.regions import CONTENT, FOOTER, FRIEND

if TYPE_CHECKING:
    from audit_rules.subjects.matcher import Vocabulary

_LONGEST_TAB = 20
_LONGEST_SCRIPT = 200_000
_WRITTEN = re.compile(r"<a\s[^<>]{1,300}>([^<>'\"\\]{2,20})<\\?/a>", re.IGNORECASE)
_CHOICE = re.compile(
    r"<option\s[^<>]{0,100}value\s*=\s*['\"]?[^<>'\"\s]{0,200}/[^<>]{0,200}>\s*([^<>\s]{2,20})\s*<",
    re.IGNORECASE,
)
_HEADLINE = 9


def scripted_subjects(
    tree: PageTree, clicked: list[Node], region_of: list[str], html: str, vocabulary: "Vocabulary"
) -> tuple[SubjectMatch, ...]:
    """The subjects that a page names where only a script leads on: tabs, choices, links that a script writes."""
    found: dict[str, SubjectMatch] = {}
    names = [
        tree.text_of(node, LONGEST_NAME) for node in clicked if region_of[node.index] not in {FOOTER, FRIEND}
    ]
    for _, script in tree.scripts:
        if "</a>" in script or "\\/a>" in script:
            names += _WRITTEN.findall(script[:_LONGEST_SCRIPT])
    if "<option" in html or "<OPTION" in html:
        names += _CHOICE.findall(html)
    for text in names:
        for match in vocabulary.match(text, Surface.TEXT) if 2 <= len(text) <= _LONGEST_TAB else ():
            if match.grade > Grade.WEAK:
                found.setdefault(match.subject, match)
    return tuple(found.values())


def unlinked_items(tree: PageTree, clicked: list[Node], region_of: list[str]) -> int:
    """How many headlines of the content one can click without the page saying where that leads."""
    return sum(
        1
        for node in clicked
        if region_of[node.index] == CONTENT and len(tree.text_of(node, LONGEST_NAME)) >= _HEADLINE
    )


def clicked_only(tree: PageTree, base: str, links: list[PageLink]) -> list[Node]:
    """What one can click without the page saying where that leads."""
    known = {link.node.index for link in links}
    others = [node for node in tree.clickable if node.tag in CLICKED_TAGS]
    return [
        node for node in (*tree.find("a"), *others) if node.index not in known and not target_of(node, base)
    ]
