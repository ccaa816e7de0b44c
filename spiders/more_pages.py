"""Do signs on this page say that its list goes on, though no link to the next page can be followed?

A list whose end isn't proved must not prove that something is missing. So a pager that only scripts understand
counts as "there is more" unless the page itself says otherwise: one page in all, or a count that the items reach.
"""

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from spiders.page_tree import Node, fold

if TYPE_CHECKING:
    from spiders.families.protocol import RawPage

_CONTROL = re.compile(
    r"^[\s\[【(（<]*(?:下一?[页頁]|后一?页|末页|尾页|最后一页|(?:点击)?(?:加载|查看|显示)更多\S{0,4}|next(?:\s*page)?|last)[\s\])】）>＞»›]*$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:共有?|总计|合计|总共)\s*[:：]?\s*(\d{1,6})\s*(?:条|篇|项|个|则)|总(?:条|记录)数\s*[:：]?\s*(\d{1,6})"
)
_PAGES_IN_SCRIPT = re.compile(
    r"(?:page_?count|count_?pages?|total_?pages?|pages?_?total|page_?num_?total|\bpages)['\"]?\s*[=:]\s*['\"]?(\d{1,5})",
    re.IGNORECASE,
)
_ITEMS_IN_SCRIPT = re.compile(
    r"(?:\bcount|total_?(?:count|records?|num|rows?|items?)|record_?count|\btotal)['\"]?\s*[=:]\s*['\"]?(\d{1,6})",
    re.IGNORECASE,
)
_PAGER_SCRIPT = re.compile(
    r"laypage|\.pagination\s*\(|jqpaginator|createpage\w*\s*\(|\bpaging\s*\(|new\s+pag(?:er|ination|ing)\b|\.twbspagination",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?<![a-z_-])(?:pag(?:e|es|er|ing|ination)(?:[-_]?(?:nav|bar|box|div|list|num|number|area|wrap|con)s?)?\d*|fenye|laypage\d*|"
    r"list[-_]?page|m[-_]?page|page[-_]?\d+)(?![a-z_-])"
)
_SELECT = re.compile(r"<select\b[^>]{0,300}>", re.IGNORECASE)
_OPTION = re.compile(r"<option\b[^>]{0,200}>[\s第]*(\d{1,4})\s*页?\s*<", re.IGNORECASE)
_MOST_CHOICES = 20
_CHOICE_LENGTH = 20_000
_FEWEST = 5  # a pager under fewer items is a template's leftover
_FULL = 10  # an empty place for a pager means something only under a full page of items


def goes_on(page: "RawPage", items: int) -> bool:
    """Whether the list seems to have later pages; ``items`` is the number of items read from this one."""
    counts = [int(found) for found in _numbers(page, _COUNT)]
    if counts and items:
        return max(counts) > items
    pages = [int(found) for found in _PAGES_IN_SCRIPT.findall(page.script)]
    if pages:
        return max(pages) > 1 and not _followed(page)
    if items < _FEWEST or _followed(page):
        return False
    if _PAGER_SCRIPT.search(page.script):
        counted = [int(found) for found in _ITEMS_IN_SCRIPT.findall(page.script)]
        return not counted or max(counted) > items
    return (
        _has_control(page) or _has_number(page) or _has_choice(page) or (items >= _FULL and _has_place(page))
    )


def _numbers(page: "RawPage", pattern: re.Pattern[str]) -> list[str]:
    """What a short text of the page counts: 共240条."""
    found: list[str] = []
    for node in page.tree.texts():
        if ("共" in node.text or "总" in node.text) and len(node.text) <= 60 and node.parent is not None:
            around = page.tree.text_of(node.parent, 120)
            for match in pattern.finditer(around if len(around) <= 80 else node.text):
                found.append(next(value for value in match.groups() if value))
    return found


def _followed(page: "RawPage") -> bool:
    """Whether the pager has links that lead to other pages of the list, so that the page without a next one is the last."""
    return any(
        (link.text.isdigit() and len(link.text) <= 4)
        or link.text.strip("<《[【« ") in {"上一页", "上页", "首页", "第一页"}
        for link in page.links
        if _near(page.url, link.url)
    )


def _near(here: str, there: str) -> bool:
    """Whether an address is another page in the same place: the same host and folder, or the same path."""
    one, other = urlsplit(here), urlsplit(there)
    if one.netloc != other.netloc or here == there:
        return False
    return one.path == other.path or (
        other.path.rpartition("/")[2] != "" and one.path.rpartition("/")[0] == other.path.rpartition("/")[0]
    )


def _has_control(page: "RawPage") -> bool:
    for node in page.tree.find("a", "button", "input", "div", "span", "li"):
        if node.tag in {"div", "span", "li"} and "onclick" not in node.attrs and "more" not in node.label:
            continue
        if "disabled" in node.attrs or "disabled" in node.label or node.end - node.index > 8:
            continue
        name = fold(page.tree.text_of(node, 40)) or fold(
            node.attrs.get("value", "") or node.attrs.get("title", "")
        )
        if len(name) <= 12 and _CONTROL.match(name):
            return True
    return False


def _has_number(page: "RawPage") -> bool:
    """A page number of two or more on a link that only a script understands."""
    return any(
        name.isdigit() and len(name) <= 3 and int(name) >= 2 and _is_scripted(node)
        for node in page.tree.find("a", "button")
        if node.end - node.index <= 4 and (name := fold(page.tree.text_of(node, 8)))
    )


def _is_scripted(node: Node) -> bool:
    href = node.attrs.get("href", "").strip().lower()
    return not href or href.startswith(("#", "javascript:")) or "onclick" in node.attrs


def _has_choice(page: "RawPage") -> bool:
    """A choice among page numbers: 转到 [1 2 3] 页. The tree leaves options out, so the source is looked at."""
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
        node.tag in {"div", "ul", "span", "p", "nav", "td"}
        and node.end - node.index <= 3
        and _PLACE.search(node.label)
        and not page.tree.text_of(node, 20)
        for node in page.tree.nodes
        if node.tag and ("page" in node.label or "pag" in node.label or "fenye" in node.label)
    )
