"""What does the text of a pager say: how many pages, which one this is, how many items in all?

Dates (2017/04/14) and ratios elsewhere on the page are not a pager's: a bare ``1/9`` counts only in an element that is
named like a pager, or beside 页 or 条.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spiders.page_node import Node
from spiders.page_texts import fold
from spiders.page_tree import PageTree

SHORT = 80  # characters: no text of a pager is longer
_AROUND = 120
_PAGES = re.compile(
    r"共\s*有?\s*(\d{1,5})\s*页|页次\s*[:：]?\s*\d+\s*/\s*(\d{1,5})|总页数\s*[:：]?\s*(\d{1,5})|(\d{1,5})\s*页\s*显示"
)
_RATIO = re.compile(r"(?<![\d/.])(\d{1,4})\s*/\s*(\d{1,5})(?![\d/.])")
_AT = re.compile(r"(?:第|当前(?:第|页)?|页次)\s*[:：]?\s*(\d{1,5})\s*(?:/\s*\d{1,5})?\s*页")
_ITEMS = re.compile(
    r"(?:共有?|总计|合计|总共)\s*[:：]?\s*(\d{1,6})\s*(?:条|篇|项|个|则)|总(?:条|记录)数\s*[:：]?\s*(\d{1,6})"
)
_PAGER_NAME = re.compile(r"pag|fenye|fanye|\bp_t\b|turn", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_BRACKETS = "[]【】() "
_ENDS = frozenset("页頁多>›»＞→]】)）tTeE")
_LONGEST_WORD = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PagerText:
    """What a pager's text says; None where it says nothing. ``items`` are all counts of items (共240条)."""

    pages: int | None = None
    at: int | None = None
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PagerParts:
    """The text nodes of a page that a pager may be made of, sorted in one walk, each group in document order.

    ``counting`` may count pages or items, ``words`` may name a control (下一页, >), ``numbers`` are at most four
    digits, ``coded`` are long texts without a gap.
    """

    counting: list[Node] = field(default_factory=list)
    words: list[Node] = field(default_factory=list)
    numbers: list[Node] = field(default_factory=list)
    coded: list[Node] = field(default_factory=list)


def pager_parts(tree: PageTree) -> PagerParts:
    """Sort the page's text nodes by what they may be in a pager."""
    parts = PagerParts()
    for node in tree.nodes:
        if node.tag:
            continue
        text = node.text
        if len(text) > SHORT:
            if text.isascii() and " " not in text.strip():
                parts.coded.append(node)
            continue
        word = text.strip()
        if not word:
            continue
        if len(word) <= 6 and (word.isdecimal() or word.strip(_BRACKETS).isdecimal()):
            parts.numbers.append(node)
        elif len(word) <= _LONGEST_WORD and (word[-1] in _ENDS or "更多" in word):
            parts.words.append(node)
        if "页" in word or "共" in word or "总" in word or "/" in word:
            parts.counting.append(node)
    return parts


def digits_of(node: Node) -> int:
    """The number that a text node among ``numbers`` shows."""
    return int(node.text.strip().strip(_BRACKETS))


def read_pager_text(tree: PageTree, parts: PagerParts) -> PagerText:
    """What the pager says; the first text that says something wins."""
    pages = at = None
    items: list[int] = []
    for text, named in _candidates(tree, parts.counting):
        items.extend(_number(match) for match in _ITEMS.finditer(text))
        total, here = _ratio(text, named=named)
        told, stands = _PAGES.search(text), _AT.search(text)
        if pages is None:
            pages = _number(told) if told else total
        if at is None:
            at = int(stands[1]) if stands else here
    return PagerText(pages=pages, at=at, items=tuple(items))


def _candidates(tree: PageTree, texts: list[Node]) -> Iterator[tuple[str, bool]]:
    """Texts that may count pages or items, each followed by the short text of the element around it."""
    seen = -1
    for node in texts:
        text = node.text
        known = "页" in text or "共" in text or "总" in text
        if not known and not _DIGIT.search(text):
            continue
        parent = node.parent
        if known and _DIGIT.search(text):
            yield text, False
        elif not known:
            yield text, parent is not None and _in_pager(parent)
        if parent is None or parent.index == seen or _is_bare_word(text):
            continue
        seen = parent.index
        around = tree.text_of(parent, 200)
        if len(around) > len(text) and len(around) <= _AROUND and _DIGIT.search(around):
            yield around, _in_pager(parent)


def _is_bare_word(text: str) -> bool:
    """Whether a text is only the name of a page or of a control (首页, 下一页), which many navigations hold."""
    word = text.strip()
    return 2 <= len(word) <= 6 and word.endswith("页") and not _DIGIT.search(word) and word[0] not in "共第"


def _in_pager(node: Node) -> bool:
    if _PAGER_NAME.search(node.label):
        return True
    return any(_PAGER_NAME.search(above.label) for above, _ in zip(node.ancestors(), range(2), strict=False))


def _ratio(text: str, *, named: bool) -> tuple[int | None, int | None]:
    match = _RATIO.search(text)
    if not match or not (named or _beside_a_word(text, match)):
        return None, None
    here, total = int(match[1]), int(match[2])
    return (total, here) if 1 <= here <= total else (None, None)


def _beside_a_word(text: str, match: re.Match[str]) -> bool:
    before, after = fold(text[: match.start()]), fold(text[match.end() :])
    return after.startswith("页") or before.endswith(("条", "记录", "第", "页次", "页次:", "页次：", "当前"))


def _number(match: re.Match[str]) -> int:
    return int(next(value for value in match.groups() if value))
