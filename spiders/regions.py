"""Which part of the page is this: navigation, footer, friend links, the breadcrumb, or its content?

Elements say it by tag, by the words authors put into class names, and by what stands in them (ICP numbers are a
footer, 友情链接 heads friend links, 当前位置 a breadcrumb). Region words are hints for links; lists of publications
are found by structure.
"""

import re

from spiders.page_tree import Node, PageTree, fold

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
_FOOTER_TEXT = re.compile(r"ICP[备证]|公网安备|网站标识码|版权所有|技术支持|主办单位|网站标识", re.IGNORECASE)
_FRIEND_TEXT = re.compile(
    r"^[\s>·|【\[—-]*(?:友情|相关|网站|常用|快速|站群|部门|外部)?(?:友情)?(?:链接|网站导航|网站群)[\s:：>】\]—-]*$|"
    r"^[\s—-]*(?:国家|国务院|中央|各省|省级|省直|省市|市直|市级|区县|县区|县市区|州市|州直|地方|其他|其它|新闻|本省|全国|部委|政府部门|兄弟)"
    r"[\u4e00-\u9fff]{0,8}(?:网站|部委|媒体|链接|门户)[群]?(?:链接)?[\s:：—-]*$"
)
CRUMB_TEXT = re.compile(r"(?:当前|所在|现在)(?:的)?(?:位置|栏目)|您在|你在这里|您的位置|^\s*位置\s*[:：]")

_FOOTER_LIMIT = 1_500


def regions(tree: PageTree) -> list[str]:
    """The region of every node, by its index; an inner region beats an outer one only for breadcrumbs."""
    own = _by_labels(tree)
    _by_texts(tree, own)
    result = [CONTENT] * len(tree.nodes)
    for node in tree.nodes:
        inherited = result[node.parent.index] if node.parent else CONTENT
        mine = own.get(node.index, CONTENT)
        result[node.index] = mine or inherited
        if inherited in {FOOTER, FRIEND} and mine != BREADCRUMB:
            result[node.index] = inherited
    return result


def _by_labels(tree: PageTree) -> dict[int, str]:
    own: dict[int, str] = {}
    size = len(tree.nodes)
    for node in tree.nodes:
        if not node.tag:
            continue
        wide = (node.end - node.index) * 2 > size
        if node.tag == "footer":
            own[node.index] = FOOTER
        elif node.tag in {"nav", "header"} and not wide:
            own[node.index] = NAV
        if node.tag in {"html", "body"} or wide or not ("class" in node.attrs or "id" in node.attrs):
            continue
        label = node.label
        if _CRUMB_LABEL.search(label) and node.end - node.index < 60:
            own[node.index] = BREADCRUMB
        elif _FOOTER_LABEL.search(label) and node.index > size // 3:
            own[node.index] = FOOTER
        elif _FRIEND_LABEL.search(label):
            own[node.index] = FRIEND
        elif _NAV_LABEL.search(label) and node.index not in own:
            own[node.index] = NAV
    return own


def _by_texts(tree: PageTree, own: dict[int, str]) -> None:
    size = len(tree.nodes)
    for node in tree.texts():
        text = node.text
        if len(text) > 400 or node.parent is None or node.parent.tag in {"title", "script"}:
            continue
        if CRUMB_TEXT.search(text[:40]):
            block = _small_block(node, limit=60)
            own[block.index] = BREADCRUMB
        elif node.index * 3 > size and _FOOTER_TEXT.search(text):
            own[_footer_block(tree, node).index] = FOOTER
        elif len(text) < 30 and _FRIEND_TEXT.match(fold(text)):
            friends = _friend_block(tree, node)
            if friends is not None:
                own[friends.index] = FRIEND


def _small_block(node: Node, limit: int) -> Node:
    """The element around a text, climbed while it stays small."""
    block = node.parent or node
    for above in block.ancestors():
        if above.end - above.index > limit or above.tag in {"body", "html"}:
            break
        if any(True for _ in _links_in(above)) and any(True for _ in _links_in(block)):
            break
        block = above
    return block


def _links_in(node: Node) -> list[Node]:
    return [node] if node.tag == "a" else []


def _footer_block(tree: PageTree, node: Node) -> Node:
    """The element around a footer text, climbed while it holds little more than a footer does."""
    block = node.parent or node
    for above in block.ancestors():
        if above.tag in {"body", "html", "form"} or above.end - above.index > 400:
            break
        if len(tree.text_of(above, _FOOTER_LIMIT)) > 700:
            break
        block = above
    return block


def _friend_block(tree: PageTree, node: Node) -> Node | None:
    """The block that a friend links' heading stands over: the first one around it with several links."""
    for above in list(node.ancestors())[:5]:
        if above.tag in {"body", "html"} or (above.end - above.index) * 3 > len(tree.nodes):
            return None
        links = sum(1 for item in tree.subtree(above) if item.tag == "a")
        if links >= 3:
            return above
    return None
