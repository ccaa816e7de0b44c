"""What is the page called, and where does that title stand on it?"""

import re
from collections.abc import Mapping

from spiders.page_tree import Node, PageTree, fold
from spiders.regions import BREADCRUMB, FOOTER, FRIEND, NAV

_PARTS = re.compile(r"\s*(?:[-_—–|]{1,3}|::|>|»)\s*")
_SITE_NAME = re.compile(
    r"(?:[厅局委办部院]|委员会|政府|网站?|门户|首页|平台|办公室|官网|中国[\u4e00-\u9fff]{2,4})$"
)
_TITLE_LABEL = re.compile(r"(?<![a-z])(?:[a-z]*[-_]?)?(?:title|tit|biaoti|headline|bt)(?![a-z])")
_NOT_THE_TITLE = re.compile(r"^(?:首页|政府信息公开|信息公开|政务公开|正文|详情|新闻中心|通知公告)$")


def page_title(tree: PageTree, meta: Mapping[str, str], title: Node | None, *, article: bool) -> str:
    """The title of the page: the article's own (meta, or its headline ``title``) before the ``<title>``'s own part."""
    declared = meta.get("articletitle", "")
    if declared:
        return declared
    shown = document_title(tree)
    headline = tree.text_of(title, 300) if title is not None else ""
    if headline and (not shown or _same_start(shown, headline) or _key(headline) in _key(shown)):
        return headline
    own = _own_part(shown)
    # Many an article's page bears the site's name alone.
    return headline if article and len(headline) >= 8 and _SITE_NAME.search(own) else own


def _own_part(shown: str) -> str:
    """A page's title without the site's name after or before it."""
    signs = list(_PARTS.finditer(shown))
    end = len(shown)
    for sign in reversed(signs):
        if not _SITE_NAME.search(shown[sign.end() : end].strip()):
            break
        end = sign.start()
    rest = shown[:end].strip()
    if end == len(shown) and signs and "——" not in shown:
        parts = [part for part in _PARTS.split(shown) if len(part) >= 4]
        rest = next((part for part in parts if not _SITE_NAME.search(part)), shown)
    first = _PARTS.search(rest)
    if first and _SITE_NAME.search(rest[: first.start()]) and len(rest) - first.end() >= 4:
        return rest[first.end() :].strip()
    return rest or shown


def document_title(tree: PageTree) -> str:
    """The text of the first ``<title>`` that holds any."""
    for node in tree.find("title"):
        text = fold("".join(item.text for item in tree.children(node) if not item.tag))
        if text and not any(above.tag == "svg" for above in node.ancestors()):
            return text[:500]
    return ""


def title_node(tree: PageTree, meta: Mapping[str, str], region_of: list[str]) -> Node | None:
    """The element or text that shows the article's title in the content, or None."""
    wanted = [_key(text) for text in (meta.get("articletitle", ""), document_title(tree)) if text]
    heads = [
        node
        for node in tree.find("h1", "h2", "h3")
        if not node.hidden
        and region_of[node.index] not in {FOOTER, FRIEND}
        and len(tree.text_of(node, 300)) >= 4
    ]
    matched = _matching(tree, wanted, region_of)
    if matched is not None:
        return matched
    for node in heads:
        if node.tag == "h1" and region_of[node.index] not in {NAV, BREADCRUMB}:
            return node
    for node in tree.nodes:
        if node.tag in {"div", "p", "span", "td", "h2", "h3", "h4"} and _TITLE_LABEL.search(node.label):
            text = tree.text_of(node, 300)
            plain = region_of[node.index] not in {NAV, FOOTER, FRIEND, BREADCRUMB}
            if plain and 8 <= len(text) <= 150 and not _NOT_THE_TITLE.match(text):
                return node
    return None


def _matching(tree: PageTree, wanted: list[str], region_of: list[str]) -> Node | None:
    """The place outside navigation whose text is the declared title; a later, larger headline wins over a crumb."""
    best: Node | None = None
    for node in tree.texts():
        if not 4 <= len(node.text) <= 400 or node.parent is None or node.parent.tag == "title":
            continue
        if region_of[node.index] in {NAV, FOOTER, FRIEND, BREADCRUMB} or node.hidden:
            continue
        key = _key(node.text)
        if len(key) < 4:
            continue
        for text in wanted:
            whole = key == text or (len(key) >= 8 and (text.startswith(key) or text.endswith(key)))
            if whole or (len(key) >= 12 and key in text):
                if any(above.tag in {"h1", "h2", "h3"} for above in node.ancestors()):
                    return node
                best = best or node
    return best


def _key(text: str) -> str:
    return re.sub(r"[\s\u3000\xa0《》“”\"'‘’·]+", "", text)


def _same_start(one: str, two: str) -> bool:
    return _key(one)[:6] == _key(two)[:6]
