"""What does the text of a pager say: how many pages, which one this is, how many items in all?

Dates (2017/04/14) and ratios elsewhere on the page are not a pager's: a bare ``1/9`` counts only in an element that is
named like a pager, beside 页 or 条, or between the arrows that turn the pages.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.markup.page_tree import PageTree

SHORT = 80  # characters: no text of a pager is longer
_AROUND = 120
_PAGES = re.compile(
    r"[共总分]\s*[计有]?\s*[:：]?\s*(\d{1,5})\s*[页頁]|页[次码]\s*[:：]?\s*\d+\s*[/／]\s*(\d{1,5})|总页数\s*[:：]?\s*(\d{1,5})|"
    r"(\d{1,5})\s*页\s*显示|[/／]\s*(\d{1,5})\s*[页頁]|[Pp]age\s*[:：]?\s*\d{1,5}\s*(?:of|/)\s*(\d{1,5})"
)
_RATIO = re.compile(r"(?<![\d/／.])(\d{1,4})\s*[/／]\s*(\d{1,5})(?![\d/／.])")
_BARE_RATIO = re.compile(r"^[\s\[【(（]*(?:\d{1,4}\s*)?[/／](?:\s*\d{1,5})?[\s\])）】]*$")
_AT = re.compile(
    r"(?:第|当前(?:第|页)?|页[次码])\s*[:：]?\s*(\d{1,5})\s*(?:[/／]\s*\d{1,5})?\s*[页頁]|[Pp]age\s*[:：]?\s*(\d{1,5})\s*(?:of|/)\s*\d"
)
_ITEMS = re.compile(
    r"(?:(?:[共总合][计有共]{0,2}|找到)\s*(?:有|约)?|总计|合计)\s*[:：]?\s*(\d{1,6})\s*(?:[条條篇项項个個则件筆笔]|记录|記錄)|"
    r"(?:总(?:条|记录|信息)数|(?:记录|信息|数据|条目)总?数|(?<![问览击])总数)\s*[:：]?\s*(\d{1,6})|"
    r"(?<![\d每示页约至-])(\d{1,6})\s*条(?:记录|信息|数据|结果)(?!\s*[/／每])|"
    r"\b[Tt]otal\s*(?:of|:|：|records|items)?\s*(\d{1,6})|\bof\s+(\d{1,6})\s*(?:entries|items|records|results)|"
    r"(?<![\d-])\d{1,5}\s*[-–]\s*\d{1,5}\s+of\s+(\d{1,6})"
)
_OTHERS = re.compile(r"累计|依申请|受理|办结|办件|全站|(?:访问|浏览|点击|用户)(?:量|总|数|次|人|者|共)")
_PAGER_NAME = re.compile(r"pag|fenye|fanye|\bp_t\b|turn", re.IGNORECASE)
_COUNTING = re.compile(r"[页頁共总条/／]| of |otal")
_DIGIT = re.compile(r"\d")
_BRACKETS = "[]【】() "
_ENDS = frozenset("页頁多>›»＞→▶►]】)）tTeE翻后載载")
_LONGEST_WORD = 30
_ARROWS = frozenset("<>‹›«»＜＞←→◀▶◄►")
_ARROW_NAME = re.compile(r"next|prev|right|left|arrow|first|last|shang|xia|\bup|down|home|end")


@dataclass(frozen=True, slots=True, kw_only=True)
class PagerText:
    """What a pager's text says; None where it says nothing.

    ``items`` are all counts of items (共240条), ``counted`` the text of each.
    """

    pages: int | None = None
    at: int | None = None
    items: tuple[int, ...] = ()
    counted: tuple[Node, ...] = ()


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
    parts = PagerParts(counting=[node for node in tree.texts_with(_COUNTING) if len(node.text) <= SHORT])
    for node in tree.texts():
        word = node.text.strip()
        size = len(word)
        if size <= _LONGEST_WORD:
            if not size:
                continue
            if size <= 6 and (
                word.isdecimal() or (word[-1] in _BRACKETS and word.strip(_BRACKETS).isdecimal())
            ):
                parts.numbers.append(node)
            elif word[-1] in _ENDS or "更多" in word:
                parts.words.append(node)
        elif size > SHORT and word.isascii() and " " not in word:
            parts.coded.append(node)
    return parts


def digits_of(node: Node) -> int:
    """The number that a text node among ``numbers`` shows."""
    return int(node.text.strip().strip(_BRACKETS))


def read_pager_text(tree: PageTree, parts: PagerParts) -> PagerText:
    """What the pager says; the first text that says something wins."""
    pages = at = None
    items: list[int] = []
    places: list[Node] = []
    bare = Counter(node.text.strip() for node in parts.counting if _BARE_RATIO.match(node.text))
    for text, node in _candidates(tree, parts.counting):
        for match in _ITEMS.finditer(text):
            if not _counts_others(text, match, node):
                items.append(_number(match))
                places.append(node)
        told, stands = _PAGES.search(text), None if _is_link(node) else _AT.search(text)
        if pages is not None and at is not None:
            continue
        total, here = _ratio(tree, text, node, bare)
        if pages is None:
            pages = _number(told) if told else total
        if at is None:
            at = _number(stands) if stands else here
    return PagerText(pages=pages, at=at, items=tuple(items), counted=tuple(places))


def _candidates(tree: PageTree, texts: list[Node]) -> Iterator[tuple[str, Node]]:
    """Texts that may count pages or items, each followed by the short text of the element around it."""
    seen = -1
    for node in texts:
        text = node.text
        digits = _DIGIT.search(text) is not None
        if digits:
            yield text, node
        elif not _says(text) and not _BARE_RATIO.match(text):
            continue
        parent = node.parent
        if parent is None or parent.index == seen or _is_bare_word(text):
            continue
        seen = parent.index
        around = tree.text_of(parent, 200)
        if len(around) > len(text) and len(around) <= _AROUND and _DIGIT.search(around):
            yield around, node


def _counts_others(text: str, match: re.Match[str], node: Node) -> bool:
    """Whether a count is of what no list shows, visits or applications, or of all that a site ever published."""
    said = _OTHERS.search(text, max(0, match.start() - 12), match.end())
    return said is not None and (node.parent is None or not _in_pager(node.parent))


def _is_link(node: Node) -> bool:
    """Whether a text is what one clicks: 第2页 is then another page's number."""
    return node.parent is not None and (node.parent.tag == "a" or "onclick" in node.parent.attrs)


def _says(text: str) -> bool:
    return "页" in text or "共" in text or "总" in text or "頁" in text or "条" in text


def _between_arrows(tree: PageTree, node: Node, bare: Counter[str]) -> bool:
    """Whether a bare ratio stands beside what turns pages: an arrow, a word of a pager, an image that is named so.

    Days (4/14) stand in every row of a list, a pager above or below it. ``bare`` are the bare ratios of the page.
    """
    if len(bare) > 1:
        return False
    box = node.parent
    for _ in range(3):
        if box is None or len(tree.text_of(box, _AROUND)) > _AROUND // 2:
            return False
        if any(_turns(one) for one in tree.subtree(box) if one is not node):
            return True
        box = box.parent
    return False


def _turns(node: Node) -> bool:
    if not node.tag:
        word = node.text.strip(_BRACKETS)
        return (
            word in _ARROWS
            or (len(word) <= 4 and word[-1:] == "页" and "一" in word)
            or word in {"上页", "下页", "首页", "尾页", "末页"}
        )
    if node.tag in {"img", "i", "a", "input", "button", "svg"}:
        name = f"{node.label} {node.attrs.get('src', '').rpartition('/')[2].lower()}"
        return bool(_ARROW_NAME.search(name))
    return False


def _is_bare_word(text: str) -> bool:
    """Whether a text is only the name of a page or of a control (首页, 下一页), which many navigations hold."""
    word = text.strip()
    return 2 <= len(word) <= 6 and word.endswith("页") and not _DIGIT.search(word) and word[0] not in "共第"


def _in_pager(node: Node) -> bool:
    if _PAGER_NAME.search(node.label):
        return True
    return any(_PAGER_NAME.search(above.label) for above, _ in zip(node.ancestors(), range(2), strict=False))


def _ratio(tree: PageTree, text: str, node: Node, bare: Counter[str]) -> tuple[int | None, int | None]:
    """The pages and the current one that a ratio (1/9) tells, where it is a pager's; else None for both."""
    match = _RATIO.search(text)
    if not match:
        return None, None
    here, total = int(match[1]), int(match[2])
    if not 1 <= here <= total:
        return None, None
    pager = _beside_a_word(text, match) or (node.parent is not None and _in_pager(node.parent))
    pager = pager or (_BARE_RATIO.match(node.text) is not None and _between_arrows(tree, node, bare))
    return (total, here) if pager else (None, None)


def _beside_a_word(text: str, match: re.Match[str]) -> bool:
    before, after = fold(text[: match.start()]), fold(text[match.end() :])
    return after.startswith(("页", "頁")) or before.endswith(
        ("条", "记录", "第", "页次", "页次:", "页次：", "页码", "页码:", "页码：", "当前")
    )


def _number(match: re.Match[str]) -> int:
    return int(next(value for value in match.groups() if value))
