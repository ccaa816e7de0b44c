"""Which links lead to items whose titles stand beside them: an image or 查看详情, with the headline outside the link?"""

import re
from dataclasses import replace

from spiders.lists.headlines import Headlines, is_date, is_title
from spiders.lists.item_titles import shown_text
from spiders.lists.posting_addresses import is_column_address
from spiders.markup.links import PageLink
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.markup.regions import CONTENT

_ENTRANCE = re.compile(
    r"^[\s\[【(（<>＞»·|-]*(?:点击|请点击|立即)?(?:查看|阅读|浏览|进入)?(?:详情|详细|全文|原文|正文|内容|信息)*[\s\])】）>＞»·|….]*$"
)
_LONGEST = 10
_LARGEST = 60  # nodes
_TOO_WIDE = frozenset({"body", "html", "tbody", "table", "form", "ul", "ol"})


def entrances(page: Headlines, links: list[PageLink]) -> list[PageLink]:
    """Links without a name of their own in an element of their own that shows a date, named by its headline."""
    if not page.date_texts:
        return []
    named = {link.url for link in page.titles}
    found: list[PageLink] = []
    for at, link in enumerate(links):
        if link.region != CONTENT or len(link.name) > _LONGEST or not _ENTRANCE.match(link.name):
            continue
        if link.url in named or is_column_address(link.url):
            continue
        before = links[at - 1].node.index if at else -1
        after = links[at + 1].node.index if at + 1 < len(links) else len(page.tree.nodes)
        unit = _widest(link.node, before, after)
        if not page.may_be_dated(unit):
            continue
        dates = [text for text in page.tree.texts_in(unit) if is_date(fold(text.text))]
        title = shown_text(page.tree, replace(link, node=unit, text=""), dates)
        if is_title(title):
            found.append(replace(link, text=title, name=title))
    return found


def _widest(node: Node, before: int, after: int) -> Node:
    """The widest element around a link that holds no other link and is no list."""
    widest = node
    for above in node.ancestors():
        wide = above.tag in _TOO_WIDE or above.end - above.index > _LARGEST
        if wide or above.index <= before or above.end > after:
            break
        widest = above
    return widest
