"""Which part of the page is this: navigation, footer, friend links, the breadcrumb, or its content?

Elements say it by tag, by the words authors put into class names, and by what stands in them (ICP numbers are a
footer, 友情链接 heads friend links, 当前位置 a breadcrumb). Region words are hints for links; lists of publications
are found by structure.
"""

import re
from bisect import bisect_left
from functools import lru_cache

from spiders.dates.date_text import read_date_text
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.markup.page_tree import PageTree

NAV = "nav"
FOOTER = "footer"
FRIEND = "friend"
BREADCRUMB = "breadcrumb"
CONTENT = ""

_FOOTER_LABEL = re.compile(
    r"(?<![a-z])(?:page|site|web|g|m|v\d?|n|z)?[-_]?(?:footer|foot|copyright|bottom)(?!-?(?:line|border))"
)
_FRIEND_LABEL = re.compile(r"friend|yqlj|yq-?link|f-?link|links?-?select|blogroll")
_CRUMB_LABEL = re.compile(
    r"bread-?crumb|crumb|breadnav|dqwz|(?<![a-z])wz(?![a-z])|curpos|cur-?position|now-?site|weizhi|mianbao|(?<![a-z])path(?![a-z])|position"
)
_NAV_LABEL = re.compile(
    r"(?<![a-z])(?:main|top|head|header|site|side|left|sub|menu|g|m)?[-_]?(?:nav|menu|navbar|navigation|daohang|header|topbar|leftmenu)(?![a-z]{4})"
)
_LABELS = ((BREADCRUMB, _CRUMB_LABEL), (FOOTER, _FOOTER_LABEL), (FRIEND, _FRIEND_LABEL), (NAV, _NAV_LABEL))
_FOOTER_TEXT = re.compile(r"ICP\s?[备证]|公网安备|网站标识码|版权所有|copyright", re.IGNORECASE)
_FOOTER_WORDS = re.compile(r"技术支持|主办单位|主\s?办\s?[:：]|承办单位")
_FRIEND_TEXT = re.compile(
    r"^[\s>·|【\[—-]*(?:友情|相关|网站|常用|快速|站群|部门|外部)?(?:友情)?(?:链接|网站导航|网站群)[\s:：>】\]—-]*$|"
    r"^[\s—-]*(?:国家|国务院|中央|各省|省级|省直|省市|市直|市级|区县|县区|县市区|州市|州直|地方|其他|其它|新闻|本省|全国|部委|政府部门|兄弟)"
    r"[\u4e00-\u9fff]{0,8}(?:网站|部委|媒体|链接|门户)[群]?(?:链接)?[\s:：—-]*$"
)
CRUMB_TEXT = re.compile(r"(?:当前|所在|现在)(?:的)?(?:位置|栏目)|您在|你在这里|您的位置|^\s*位置\s*[:：]")

_CLAIMING = {"footer": FOOTER, "nav": NAV, "header": NAV}
_WHOLE_PAGE = frozenset({"html", "body"})

# A text in which none of these stands says nothing of its region; most texts of a page are passed over by this alone.
# Letters only, no classes of them: then it costs a fifth.
_SAYING = re.compile(
    "位置|栏目|您在|你在|ICP|Icp|icp|公网安备|标识码|版权所有|copyright|Copyright|CopyRight|copyRight|COPYRIGHT|"
    "技术支持|主办|主 办|主\u3000办|主\xa0办|承办|链接|导航|网站|部委|媒体|门户"
)
_CRUMB_SIGN = re.compile(r"首\s*页|位置|[>＞»›→]")
_SMALL_PAGE = 90  # nodes
_LONGEST_CRUMB = 160
_WIDEST_CRUMB = 45  # nodes
_NO_CRUMBS = frozenset({"p", "form", "textarea"})
_HEADLINE = 14  # characters; names of sites and columns are shorter
_LEAD = 60  # characters outside links that may stand before the heading of friend links
_MOST_BEFORE = 200  # texts
_LONG_HEAD = 12
_PROSE = 160  # a text of this length is content


def regions(tree: PageTree) -> list[str]:
    """The region of every node, by its index; the outer of two page-frame regions holds, a breadcrumb anywhere."""
    own = _by_labels(tree)
    _by_texts(tree, own)
    result = [CONTENT] * len(tree.nodes)
    for index in sorted(own):
        node = tree.nodes[index]
        inherited = result[node.parent.index] if node.parent else CONTENT
        framed = inherited in {FOOTER, FRIEND} and own[index] != BREADCRUMB
        if not framed:
            result[index : node.end] = [own[index]] * (node.end - index)
    return result


def _by_labels(tree: PageTree) -> dict[int, str]:
    own: dict[int, str] = {}
    signs = _Signs(tree)
    for node, label in zip(tree.labelled, tree.labels, strict=True):
        region = _claimed(label)
        if region and node.tag not in _WHOLE_PAGE and node.tag not in _CLAIMING and signs.allow(node, region):
            own[node.index] = region
    for tag, region in _CLAIMING.items():
        for node in tree.find(tag):
            if signs.allow(node, region):
                own[node.index] = region
    return own


@lru_cache(maxsize=16_384)
def _claimed(label: str) -> str:
    """The region that an element's classes and id claim."""
    return next((region for region, pattern in _LABELS if pattern.search(label)), CONTENT)


class _Signs:
    """Where running text and headlines stand: an element that holds them is no mere frame of the page."""

    def __init__(self, tree: PageTree) -> None:
        self._tree = tree
        self._size = len(tree.nodes)
        texts = (node for node in tree.texts() if len(node.text) >= _PROSE)
        self._prose = [node.index for node in texts if len(node.text.strip()) >= _PROSE]
        heads = tree.find("h1", "h2")
        self._heads = [head.index for head in heads if len(tree.text_of(head, 100)) >= _LONG_HEAD]

    def allow(self, node: Node, region: str) -> bool:
        """Whether an element can be what its label claims: authors call many things header, bottom or path."""
        width = node.end - node.index
        if width * 5 > self._size * 3 and self._size > 30:
            return False
        if region == BREADCRUMB:
            return width < _WIDEST_CRUMB and _is_crumb(self._tree, node)
        if region == FOOTER:
            return node.index * 2 > self._size and not _within(node, self._prose)
        if region == NAV:
            return not _within(node, self._prose) and not _within(node, self._heads)
        return True


def _within(node: Node, places: list[int]) -> bool:
    at = bisect_left(places, node.index)
    return at < len(places) and places[at] < node.end


def _is_crumb(tree: PageTree, node: Node) -> bool:
    text = tree.text_of(node, 300)
    return len(text) <= _LONGEST_CRUMB and bool(_CRUMB_SIGN.search(text)) and not _holds_list(tree, node)


def _by_texts(tree: PageTree, own: dict[int, str]) -> None:
    size = len(tree.nodes)
    judged: set[int] = set()
    footer_end = 0
    for node in tree.texts_with(_SAYING):
        text = node.text
        if len(text) > 400 or node.parent is None or node.parent.tag in {"title", "script"}:
            continue
        if CRUMB_TEXT.search(text[:40]):
            if node.parent.index in judged:
                continue
            judged.add(node.parent.index)
            own[_crumb_block(tree, node).index] = BREADCRUMB
        elif _says_footer(text, node.index, size):
            if (
                node.index >= footer_end
            ):  # what follows within the block can't widen it: it has more text before it
                block = _footer_block(tree, node)
                own[block.index] = FOOTER
                footer_end = block.end
        elif len(text) < 30 and _FRIEND_TEXT.match(fold(text)):
            friends = _friend_block(tree, node)
            if friends is not None:
                own[friends.index] = FRIEND


def _says_footer(text: str, index: int, size: int) -> bool:
    if index * 2 > size and _FOOTER_TEXT.search(text):
        return True
    # An article on an event names its organisers too.
    return index * 8 > size * 7 and bool(_FOOTER_WORDS.search(text))


def _crumb_block(tree: PageTree, node: Node) -> Node:
    """The element around 当前位置, climbed while it holds a breadcrumb's few words and nothing that is dated."""
    block = node.parent or node
    if block.end - block.index > _WIDEST_CRUMB or _holds_list(tree, block):
        return node
    for above in block.ancestors():
        if above.tag in {"body", "html"} or above.end - above.index > _WIDEST_CRUMB:
            break
        if any(tree.count(tag, above) for tag in ("h1", "h2", "h3")):
            break
        if len(tree.text_of(above, 400)) > _LONGEST_CRUMB or _holds_list(tree, above):
            break
        if tree.count("a", block) and any(
            node.tag in _NO_CRUMBS for node in tree.nodes[block.end : above.end]
        ):
            break  # the few words of a short page, or its form, follow a breadcrumb that is whole
        block = above
    return block


def _holds_list(tree: PageTree, node: Node) -> bool:
    """Whether postings stand in an element: dates by themselves or several headlines; a breadcrumb has neither."""
    if any(read_date_text(item.text) for item in tree.numbered(node)):
        return True
    links = tree.elements_in(node, "a")
    return sum(len(tree.text_of(link, 60)) >= _HEADLINE for link in links) >= 2


def _footer_block(tree: PageTree, node: Node) -> Node:
    """The element around a footer text, climbed while little text stands before that text in it."""
    block = node.parent or node
    for above in block.ancestors():
        if above.tag in {"body", "html", "form"} or above.end - above.index > 300:
            break
        before = sum(len(item.text.strip()) for item in tree.texts_in(above) if item.index < node.index)
        if before > 200 or len(tree.text_of(above, 1_500)) > 700 or _has_headline(tree, above):
            break
        block = above
    return block


def _has_headline(tree: PageTree, node: Node) -> bool:
    return any(
        node.index <= head.index < node.end and len(tree.text_of(head, 100)) >= _LONG_HEAD
        for head in tree.find("h1", "h2")
    )


def _friend_block(tree: PageTree, node: Node) -> Node | None:
    """The block that a friend links' heading stands over: the first one around it with several links.

    相关链接 below an article heads no block of its own: the article's text stands before it.
    """
    for above in list(node.ancestors())[:5]:
        size = len(tree.nodes)
        if above.tag in {"body", "html"} or (above.end - above.index) * 3 > size > _SMALL_PAGE:
            return None
        if tree.count("a", above) >= 3:
            before = [item for item in tree.texts_in(above)[:_MOST_BEFORE] if item.index < node.index]
            led = sum(len(item.text.strip()) for item in before if not item.within("a", "option"))
            return above if led <= _LEAD and len(before) < _MOST_BEFORE else None
    return None
