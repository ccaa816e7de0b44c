"""Do signs on this page say that its list goes on, though no link to the next page can be followed?

A list whose end isn't proved must not prove that something is missing. So a pager that only scripts understand
counts as "there is more" unless the page itself says otherwise: one page in all, or a count that the items reach.
How few items stand above it doesn't matter where the pager plainly does something. Only a pager that may be a
template's leftover, because nothing on the page says what it does, needs a list of some length above it.
"""

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from spiders.page_node import Node
from spiders.page_texts import fold
from spiders.pager_text import digits_of

if TYPE_CHECKING:
    from spiders.families.protocol import RawPage

_CONTROL = re.compile(
    r"^[\s\[【(（<]*(?:下一?[页頁]|后一?页|末页|尾页|最后一页|(?:点击)?(?:加载|查看|显示)更多\S{0,4}|next(?:\s*page)?|last)[\s\])】）>＞»›]*$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?<![a-z_-])(?:pag(?:e|es|er|ing|ination)(?:[-_]?(?:nav|bar|box|div|list|num|number|area|wrap|con)s?)?\d*|fenye|laypage\d*|"
    r"list[-_]?page|m[-_]?page|page[-_]?\d+)(?![a-z_-])"
)
_CAROUSEL = re.compile(
    r"swiper|slick|slide|carousel|focus|banner|jiaodian|flex-?(?:control|direction)|bx-|lunbo|owl-"
)
_CURRENT = re.compile(r"(?<![a-z])(?:on|active|cur|current|now|sel|select|selected|hover|this)(?![a-z])")
_DISABLED = re.compile(r"disabled|\bdis\b|\bno-?more\b|unable")
_SELECT = re.compile(r"<select\b[^>]{0,300}>", re.IGNORECASE)
_OPTION = re.compile(r"<option\b[^>]{0,200}>[\s第]*(\d{1,4})\s*页?\s*<", re.IGNORECASE)
_MOST_CHOICES = 20
_CHOICE_LENGTH = 20_000
_BACK = frozenset({"上一页", "上页", "前一页", "上一頁", "prev", "previous"})
_INERT = 5  # a pager that may do nothing is a template's leftover under fewer items
_FULL = 10  # an empty place for a pager means something only under a full page of items
_NOT_BOUND = frozenset({"", "next", "last", "page", "active", "on", "a1", "btn"})


def goes_on(page: "RawPage", items: int) -> bool:
    """Whether the list seems to have later pages; ``items`` is the number of items read from this one."""
    counted = max(page.pager.items, default=0) if items else 0
    # A smaller count is of something else: 关于取消共2项行政许可的通知.
    if counted >= items and counted:
        return counted > items and not _is_last(page)
    script = page.pager_script
    if script.pages:
        return max(script.pages) > 1 and not _is_last(page)
    if not items or _is_last(page):
        return False
    if script.widget:
        return not script.items or max(script.items) > items
    return (
        _has_control(page, items)
        or _has_number(page)
        or _has_choice(page)
        or (items >= _FULL and _has_place(page))
    )


def is_near(here: str, there: str) -> bool:
    """Whether an address is another page in the same place: the same host and folder, or the same path."""
    one, other = urlsplit(here), urlsplit(there)
    if one.netloc != other.netloc or here == there:
        return False
    return one.path == other.path or (
        other.path.rpartition("/")[2] != "" and one.path.rpartition("/")[0] == other.path.rpartition("/")[0]
    )


def _is_last(page: "RawPage") -> bool:
    """Whether the pager's own links prove that this page is the last: they lead back, and to no later page."""
    numbers: list[int] = []
    back = False
    at = page.pager.at
    for link in page.links:
        name = link.text.strip("<>《»«[]【】 ")
        numbered = len(name) <= 3 and name.isdecimal()
        if not numbered and name.lower() not in _BACK:
            continue
        if numbered and at is None and (link.url == page.url or is_marked(link.node)):
            at = int(name)
        elif is_near(page.url, link.url):
            back = back or not numbered
            numbers.extend([int(name)] if numbered else [])
    if not numbers:
        return back
    at = at or _unlinked_number(page, numbers)
    return at is not None and max(numbers) <= at


def is_marked(node: Node) -> bool:
    """Whether a page number is marked as the current one, by its own class or its box's."""
    parent = node.parent
    return bool(_CURRENT.search(node.label) or (parent is not None and _CURRENT.search(parent.label)))


def _unlinked_number(page: "RawPage", linked: list[int]) -> int | None:
    """The number of the pager that is no followable link, where it is the one after or between the linked ones."""
    wanted = set(range(1, max(linked, default=0) + 2)) - set(linked)
    return next((shown for node in page.pager_parts.numbers if (shown := digits_of(node)) in wanted), None)


def _has_control(page: "RawPage", items: int) -> bool:
    """A control for a later page: at any length of the list where it plainly does something."""
    for node, name in _controls(page):
        if len(name) > 12 or not _CONTROL.match(name) or is_off(node):
            continue
        if items >= _INERT or _does_something(page, node):
            return True
    return False


def _controls(page: "RawPage") -> "list[tuple[Node, str]]":
    found: list[tuple[Node, str]] = []
    for node in page.pager_parts.words:
        if node.parent is None:
            continue
        for above in (node.parent, *islice(node.parent.ancestors(), 2)):
            clickable = above.tag in {"a", "button"} or "onclick" in above.attrs
            if (clickable or "more" in above.label) and above.end - above.index <= 8:
                found.append((above, fold(page.tree.text_of(above, 40))))
                break
    for node in page.tree.find("input"):
        if node.attrs.get("type", "").lower() in {"button", "submit", "image"}:
            found.append((node, fold(node.attrs.get("value", "") or node.attrs.get("title", ""))))
    return found


def is_off(node: Node) -> bool:
    """Whether a control is switched off, or turns the pictures of a carousel."""
    box = node.parent
    if "disabled" in node.attrs or _DISABLED.search(node.label):
        return True
    if box is not None and box.tag in {"li", "span"} and _DISABLED.search(box.label):
        return True
    return any(_CAROUSEL.search(above.label) for above in (node, *islice(node.ancestors(), 4)))


def _does_something(page: "RawPage", node: Node) -> bool:
    """Whether a control calls a function, sends a form, or is named in a script of the page."""
    if node.tag == "input" or "onclick" in node.attrs or _calls(node.attrs.get("href", "")):
        return True
    names = {node.attrs.get("id", ""), *node.attrs.get("class", "").split()} - _NOT_BOUND
    return any(
        f"#{name}" in page.script or f".{name}" in page.script or f"'{name}'" in page.script for name in names
    )


def _calls(href: str) -> bool:
    code = href.replace(" ", "").lower()
    return code.startswith("javascript:") and "(" in code and "void(" not in code


def _has_number(page: "RawPage") -> bool:
    """A page number of two or more on a link that only a script understands, beside the number before it."""
    before = 0
    for node in page.pager_parts.numbers:
        number = digits_of(node)
        link = next(
            (
                up
                for up in (node.parent, *islice(node.ancestors(), 2))
                if up is not None and up.tag in {"a", "button"}
            ),
            None,
        )
        if (
            link is not None
            and number >= 2
            and number == before + 1
            and _is_scripted(link)
            and not is_off(link)
        ):
            return True
        before = number
    return False


def _is_scripted(node: Node) -> bool:
    href = node.attrs.get("href", "").strip().lower()
    return not href or href.startswith(("#", "javascript:")) or "onclick" in node.attrs


def _has_choice(page: "RawPage") -> bool:
    """A choice among page numbers: 转到 [1 2 3] 页. The tree leaves options out, so the source is looked at."""
    if not page.tree.find("select"):
        return False
    for start in islice(_SELECT.finditer(page.html), _MOST_CHOICES):
        inside, end, after = page.html[start.end() : start.end() + _CHOICE_LENGTH].partition("</select")
        numbers = _OPTION.findall(inside)
        if end and len(numbers) >= 2 and numbers == [str(at) for at in range(1, len(numbers) + 1)]:
            around = page.html[max(0, start.start() - 40) : start.start()] + after[:40]
            if "页" in around or "page" in start[0].lower():
                return True
    return False


def _has_place(page: "RawPage") -> bool:
    """An empty element named like a pager, which a script will fill."""
    return any(
        node.end - node.index <= 3
        and node.attrs
        and _PLACE.search(node.label)
        and not page.tree.text_of(node, 20)
        for node in page.tree.find("div", "ul", "span", "p", "nav", "td")
    )
