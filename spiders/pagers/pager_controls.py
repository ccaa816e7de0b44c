"""Which elements of a page would turn its list, were their scripts run? They say it by words, numbers, images or places."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from spiders.markup.absolute import absolute
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.pagers.beside import in_menu, is_beside
from spiders.pagers.page_numbers import number_named, same_page
from spiders.pagers.pager_places import CAROUSEL, has_no_address, in_pager_box, is_bound
from spiders.pagers.pager_text import digits_of

if TYPE_CHECKING:
    from spiders.families.protocol import RawPage

NEXT_TEXT = re.compile(
    r"^[\s\[【(（<]*(?:下一?[页頁]|[后後]一?[页頁]|下翻页?|向后|next(?:\s*page)?|[>›»＞▶►]{1,2}|&gt;|→)[\s\])】）>＞»›]*$",
    re.IGNORECASE,
)
NEXT_ENDS = frozenset("页頁>›»＞▶►→])】）tTeE;翻后")  # the last character of any of these names
LONGEST_NAME = 12
_LONGEST_RAW = 40  # characters, white space and all
_CONTROL = re.compile(
    r"^[\s\[【(（<]*(?:下一?[页頁]|[后後]一?[页頁]|下翻页?|向后|末[页頁]|尾[页頁]|最后一?[页頁]|"
    r"(?:点击|上拉|下拉|滑动|继续)?(?:加载|载入|查看|显示|展开|浏览)(?:更多|下一页)\S{0,4}|点击加载|"
    r"(?:load|show|view|see)\s*more\S{0,4}|next(?:\s*page)?|last(?:\s*page)?)[\s\])】）>＞»›▶]*$",
    re.IGNORECASE,
)
_LOADS_MORE = re.compile(r"加载|载入|上拉|下拉")
_MAY_LOAD = re.compile(r"更多|点击加载")
_GO_TO = re.compile(r"转到|跳转|跳到|到第|转第|前往")
_DISABLED = re.compile(r"disabled|\bdis\b|\bno-?more\b|unable")
_CALL = re.compile(r"\w+\s*\(")
_ARGUMENT = re.compile(r"[(,]\s*['\"]?(?:Page\$)?(\d{1,4})\b")
_NEXT_NAME = re.compile(
    r"(?<![a-z])(?:btn|page|pager|icon|list)?[-_]?(?:next|xyy|xiayiye|xiaye|nextpage|pgdn|pagedown)[-_]?(?:page|btn|pg|on)?\d?(?![a-z])"
)
_RIGHT_NAME = re.compile(r"right|(?<![a-z])(?:last|end|weiye|moye|wy|my)(?![a-z])")
_BACK_NAME = re.compile(r"prev|left|first|shang|shouye|(?<![a-z])(?:pre|up|sy|syy|home)(?![a-z])")
_PAGE_CALL = re.compile(r"page|turn|goto|jump", re.IGNORECASE)
_NEXT_CALL = re.compile(r"next_?p|p(?:age)?_?next|xiayiye", re.IGNORECASE)
_OTHER_CALL = re.compile(r"zoom|font|size|tab", re.IGNORECASE)
_INERT = 5  # a pager that may do nothing is a template's leftover under fewer items
_BESIDE = 12  # nodes
_MOST_IMAGES = 400


def calls_next(page: "RawPage", items: int) -> bool:
    """Whether a control for the next page calls a script that nobody here can run; ``items`` are read from this one."""
    named = [(node, node.text) for node in page.pager_parts.words if len(node.text) <= _LONGEST_RAW]
    tree = page.tree
    named.extend((node, node.attrs["alt"]) for node in tree.of("img") if node.attrs.get("alt"))
    named.extend(
        (node, node.attrs.get("title") or node.attrs.get("aria-label", ""))
        for node in tree.of("a")
        if "onclick" in node.attrs or node.attrs.get("href", "").startswith(("javascript:", "#"))
    )
    for node, text in named:
        if len(text) > _LONGEST_RAW or text.strip()[-1:] not in NEXT_ENDS or not NEXT_TEXT.match(fold(text)):
            continue
        control = _control_of(node)
        if control is not None and not is_off(control) and code_of(control):
            return True
    return items > 0 and any(_turns_on(node, control) for node, control in _wordless(page))


def is_next_image(node: Node, inside: list[Node]) -> bool:
    """Whether a link without words is called 下一页 by its image's file, its icon's class or its own label."""
    return any(_NEXT_NAME.search(_name_of(one)) for one in (node, *inside)) and not is_off(node)


def has_control(page: "RawPage", items: int) -> bool:
    """A control for a later page: at any length of the list where it plainly does something."""
    for node, name in _controls(page):
        if len(name) > LONGEST_NAME or not _CONTROL.match(name) or is_off(node):
            continue
        # 展开更多 also unfolds a menu.
        if name.startswith("展开") and (in_menu(page, node) or not is_beside(page, node, items, below=True)):
            continue
        if items >= _INERT or _does_something(page, node):
            return True
    return _has_button(page) or _has_goto(page, items)


def _has_button(page: "RawPage") -> bool:
    """A button without words for the next page, as the frameworks of pages make it: named so, in the box of a pager."""
    for node in islice(page.tree.find("button"), _MOST_IMAGES):
        box = node.parent
        if box is None or page.tree.texts_within(node) or not in_pager_box(node) or is_off(node):
            continue
        if _NEXT_NAME.search(f"{node.label} {box.label if box.tag == 'li' else ''}"):
            return True
    return False


def has_number(page: "RawPage") -> bool:
    """A page number of two or more that only a script understands: called by its number, or beside the one before it."""
    before: tuple[int, int] = (0, 0)
    for node in page.pager_parts.numbers:
        number, at = digits_of(node), node.index
        follows = number == before[0] + 1 and at - before[1] <= _BESIDE
        before = (number, at)
        if not 2 <= number <= 999:
            continue
        control = _number_control(node)
        if control is None:
            if follows and in_pager_box(node):
                return True
        elif _is_scripted(control) and not is_off(control):
            code = code_of(control)
            called = re.search(rf"(?<!\d){number}(?!\d)", code) and not _OTHER_CALL.search(code)
            if follows or called:
                return True
    return any(_is_later(page, node) for node in page.pager_parts.words)


def _is_later(page: "RawPage", node: Node) -> bool:
    """Whether a text is the name of a later page, 第2页 or 第二页, on what calls a script or leads to another page."""
    name = fold(node.text) if "第" in node.text else ""
    number = number_named(name) if len(name) > 2 else None
    if number is None or number < 2 or number <= (page.pager.at or 1):
        return False
    control = _number_control(node)
    if control is None or is_off(control):
        return False
    if _is_scripted(control):
        return bool(code_of(control))
    target = absolute(page.base, control.attrs.get("href", ""))
    return target is not None and page.is_own(target) and not same_page(target, page.url)


def is_off(node: Node) -> bool:
    """Whether a control is switched off, or turns the pictures of a carousel."""
    box = node.parent
    if "disabled" in node.attrs or _DISABLED.search(node.label) or _is_told_off(node):
        return True
    if box is not None and box.tag in {"li", "span"} and (_DISABLED.search(box.label) or _is_told_off(box)):
        return True
    return any(CAROUSEL.search(above.label) for above in (node, *islice(node.ancestors(), 4)))


def _is_told_off(node: Node) -> bool:
    return node.attrs.get("aria-disabled") == "true"


def code_of(node: Node) -> str:
    """What a click on an element calls, where that does something; else empty."""
    for code in (node.attrs.get("href", ""), node.attrs.get("onclick", "")):
        if code and _CALL.search(code) and "void(" not in code.replace(" ", ""):
            return code
    return ""


def _control_of(node: Node) -> Node | None:
    above = (node, *islice(node.ancestors(), 3))
    return next((one for one in above if one.tag == "a" or "onclick" in one.attrs), None)


def _controls(page: "RawPage") -> Iterator[tuple[Node, str]]:
    for node in page.pager_parts.words:
        if node.parent is None:
            continue
        for above in (node.parent, *islice(node.parent.ancestors(), 2)):
            clickable = above.tag in {"a", "button"} or "onclick" in above.attrs
            loads = above is node.parent and _MAY_LOAD.search(node.text) and not above.within("a", "button")
            if (clickable or loads or "more" in above.label) and above.end - above.index <= 8:
                # A 更多 (more) with an address of its own leads to another list.
                if not ("更多" in node.text and _leads_elsewhere(above)):
                    yield above, fold(page.tree.text_of(above, 40))
                break
    for node in page.tree.find("input"):
        if node.attrs.get("type", "").lower() in {"button", "submit", "image"}:
            yield node, fold(node.attrs.get("value", "") or node.attrs.get("title", ""))


def _leads_elsewhere(node: Node) -> bool:
    return node.tag == "a" and not _is_scripted(node)


def _has_goto(page: "RawPage", items: int) -> bool:
    """A field for a page's number: 转到第 [ ] 页."""
    if not page.tree.find("input"):
        return False
    for node in page.pager_parts.counting:
        box = node.parent
        if box is None or "页" not in node.text or not _GO_TO.search(page.tree.text_of(box, 200)):
            continue
        fields = list(islice(page.tree.elements_in(box, "input"), 5))
        typed = any(field.attrs.get("type", "text").lower() in {"text", "number"} for field in fields)
        if typed and (items >= _INERT or any(code_of(one) for one in page.tree.subtree(box) if one.tag)):
            return True
    return False


def _does_something(page: "RawPage", node: Node) -> bool:
    """Whether a control calls a function, leads somewhere, sends a form, or is named in a script of the page."""
    if node.tag == "input" or "onclick" in node.attrs or _leads_elsewhere(node) or _calls(node):
        return True
    return (not node.hidden and _LOADS_MORE.search(page.tree.text_of(node, 40)) is not None) or is_bound(
        page, node
    )


def _calls(node: Node) -> bool:
    code = node.attrs.get("href", "").replace(" ", "").lower()
    return code.startswith("javascript:") and "(" in code and "void(" not in code


def _is_scripted(node: Node) -> bool:
    return has_no_address(node) or "onclick" in node.attrs


def _number_control(node: Node) -> Node | None:
    """What is clicked for a number: a link, a button, or any element with a script, that holds the number alone."""
    for above in islice(node.ancestors(), 3):
        if above.tag in {"a", "button"} or "onclick" in above.attrs:
            return above if above.end - above.index <= 5 else None
    return None


def _wordless(page: "RawPage") -> Iterator[tuple[Node, Node]]:
    """Images, icons and empty elements that a click on them or around them calls a script by."""
    tree = page.tree
    for node in islice(tree.of("img", "i", "svg"), _MOST_IMAGES):
        control = _control_of(node)
        if control is not None and control.end - control.index <= 4 and not tree.texts_within(control):
            yield node, control
    for node in tree.of("input"):
        if node.attrs.get("type", "").lower() == "image" and "onclick" in node.attrs:
            yield node, node
    for node in tree.find("a"):
        if node.end - node.index == 1 and node.attrs:
            yield node, node


def _turns_on(node: Node, control: Node) -> bool:
    """Whether what has no words turns to a later page: by its name and by what it calls."""
    code = code_of(control)
    if not code:
        return False
    name = f"{_name_of(node)} {control.label}"
    if is_off(control) or _BACK_NAME.search(name):
        return False
    argument = _ARGUMENT.search(code)
    number = int(argument[1]) if argument else None
    on = _NEXT_NAME.search(name) or _NEXT_CALL.search(code)
    if number is None:
        return bool(on) and bool(_PAGE_CALL.search(code) or in_pager_box(control))
    turns = on or _RIGHT_NAME.search(name) or _PAGE_CALL.search(code) or in_pager_box(control)
    return number >= 2 and bool(turns)


def _name_of(node: Node) -> str:
    """What an element without words is called: its class and id, and its image's file."""
    source = node.attrs.get("src", "")
    stem = source.rpartition("/")[2].partition(".")[0].lower() if source else ""
    return f"{node.label} {stem}"
