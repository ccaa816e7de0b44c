"""Does a choice (``<select>``) lead on to other pages of the list? The tree leaves options out: the source is looked at."""

import re
from itertools import islice
from typing import TYPE_CHECKING

from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold

if TYPE_CHECKING:
    from spiders.families.protocol import RawPage

_SELECT = re.compile(r"<[sS](?i:elect)\b[^>]{0,300}>")
_YEAR = re.compile(r"^((?:19|20)\d\d)\s*年?度?$")
_NAME = re.compile(r"<option\b[^>]{0,200}>([^<]{0,40})", re.IGNORECASE)
_OPTION = re.compile(r"<option\b[^>]{0,200}>[\s第]*(\d{1,4})\s*(?:/\s*\d{1,4})?\s*(页?)\s*<", re.IGNORECASE)
_TURNING = re.compile(r"page|onchange\s*=\s*['\"]?[^'\">]{0,40}(?:go|jump|turn|location)", re.IGNORECASE)
_MOST_CHOICES = 20
_CHOICE_LENGTH = 20_000


def has_choice(page: "RawPage") -> bool:
    """A choice among page numbers: 转到 [1 2 3] 页."""
    if not page.tree.find("select"):
        return False
    for start in islice(_SELECT.finditer(page.html), _MOST_CHOICES):
        inside, end, after = page.html[start.end() : start.end() + _CHOICE_LENGTH].partition("</select")
        options = _OPTION.findall(inside)
        numbers = [number for number, _ in options]
        if end and len(numbers) >= 2 and numbers == [str(at) for at in range(1, len(numbers) + 1)]:
            around = page.html[max(0, start.start() - 40) : start.start()] + after[:40]
            if "页" in around or options[0][1] or _TURNING.search(start[0]):
                return True
    return False


def years_to_choose(page: "RawPage", select: Node) -> list[str]:
    """The years of a choice that offers hardly anything else; empty for any other choice."""
    place = page.tree.find("select").index(select)
    start = next(islice(_SELECT.finditer(page.html), place, place + 1), None)
    if start is None:
        return []
    inside = page.html[start.end() : start.end() + _CHOICE_LENGTH].partition("</select")[0]
    names = [fold(name) for name in _NAME.findall(inside)]
    years = [found[1] for name in names if (found := _YEAR.match(name))]
    return years if len(years) + 1 >= len(names) else []
