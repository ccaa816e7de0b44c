"""What is the page called, and where does that title stand on it?"""

import re
from collections.abc import Mapping
from functools import lru_cache

from spiders.dates.date_text import read_date_text
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.markup.page_tree import PageTree
from spiders.markup.regions import BREADCRUMB, FOOTER, FRIEND, NAV

_PARTS = re.compile(r"\s*(?:[-_—–|]{1,3}|::|>|»)\s*")
_SITE_NAME = re.compile(
    r"(?:[厅局委办部院]|委员会|政府|网站?|门户|首页|平台|办公室|官网|中国[\u4e00-\u9fff]{2,4})$"
)
_TITLE_LABEL = re.compile(r"(?<![a-z])(?:[a-z]*[-_]?)?(?:title|tit|biaoti|headline|bt)(?![a-z])")
_UNCOUNTED_SIGNS = frozenset(" \t\r\n\f\v\u3000\xa0\u200b\ufeff《》“”\"'‘’·")
_UNCOUNTED = dict.fromkeys(map(ord, _UNCOUNTED_SIGNS))
_FIELD = re.compile(r"(?:名\s*称|标\s*题|题\s*名)\s*[】\]]?\s*[:：]?\s*$")
_TAGS_OF_TITLES = frozenset({"div", "p", "span", "td", "h2", "h3", "h4"})
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
    if wanted:
        matched = _matching(tree, wanted, region_of)
        if matched is not None:
            return matched
    for node in tree.find("h1"):
        plain = not node.hidden and region_of[node.index] not in {NAV, FOOTER, FRIEND, BREADCRUMB}
        if plain and len(tree.text_of(node, 300)) >= 4:
            return node
    for node, label in zip(tree.labelled, tree.labels, strict=True):
        if _is_title_label(label) and node.tag in _TAGS_OF_TITLES:
            text = tree.text_of(node, 300)
            plain = region_of[node.index] not in {NAV, FOOTER, FRIEND, BREADCRUMB}
            worded = not _NOT_THE_TITLE.match(text) and read_date_text(text) is None
            if plain and 8 <= len(text) <= 150 and worded:
                return node
    return None


@lru_cache(maxsize=16_384)
def _is_title_label(label: str) -> bool:
    return _TITLE_LABEL.search(label) is not None


def _matching(tree: PageTree, wanted: list[str], region_of: list[str]) -> Node | None:
    """The place outside navigation whose text is the declared title.

    A headline wins over any other place, and that over a link (a list that names this page too) or a field of the
    document's particulars (名称：…), which may stand far above the article.
    """
    beside: Node | None = None
    best: Node | None = None
    signs = frozenset("".join(wanted)) | _UNCOUNTED_SIGNS
    texts = tree.texts()
    for place, node in enumerate(texts):
        text = node.text
        # A title's text holds no sign that the declared one lacks; most texts are passed over by three of theirs.
        if not 4 <= len(text) <= 400 or not signs.issuperset(text.strip()[:3]):
            continue
        if node.parent is None or node.parent.tag == "title" or node.hidden:
            continue
        key = _key(text)
        if len(key) < 4 or region_of[node.index] in {NAV, FOOTER, FRIEND, BREADCRUMB}:
            continue
        if not any(_is_whole(key, title) or (len(key) >= 12 and key in title) for title in wanted):
            continue
        if node.within("h1", "h2", "h3"):
            return node
        if node.within("a") or (place and _FIELD.search(texts[place - 1].text[-12:])):
            beside = beside or node
        else:
            best = best or node
    return best or beside


def _is_whole(key: str, title: str) -> bool:
    return key == title or (len(key) >= 8 and (title.startswith(key) or title.endswith(key)))


def _key(text: str) -> str:
    return text.translate(_UNCOUNTED)


def _same_start(one: str, two: str) -> bool:
    return _key(one)[:6] == _key(two)[:6]
