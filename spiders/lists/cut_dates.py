"""Which dates does no single text write? A calendar block beside the title, a cut line, a script, a machine's time.

``<b>14</b><span>2017-04</span>``, ``发布时间：<i>2017</i>年<i>04</i>月<i>14</i>日``, ``document.write(tm.substring(0, 16))``,
``<time datetime="2017-04-14T08:00:00+08:00">3年前</time>``.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from domain.beijing import BEIJING
from spiders.dates.date_text import FoundDate, find_dates, first_date, normalise, read_date_text
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree

_LONGEST = 80  # characters of a line
LARGEST = 24  # nodes of a line
# new Date(1492128000000), {pubDate: 1492128000000}: milliseconds since 1970.
_EPOCH = re.compile(r"(?:new\s+Date\s*\(|(?:[dD]ate|[tT]ime)['\"]?\s*[:=,(])\s*['\"]?(1\d{12})(?!\d)")
_QUOTED = re.compile(r"['\"]\s*((?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}[^'\"]{0,16})['\"]")
_WRITES = re.compile(
    r"(?:write(?:ln)?|html|text|append)\s*\(\s*([A-Za-z_$][\w$]*)|(?:innerHTML|innerText|textContent)\s*=\s*([A-Za-z_$][\w$]*)"
)


def cut_dates(tree: PageTree, start: int, end: int) -> Iterator[tuple[Node, str, FoundDate]]:
    """The dates written between two places of a page by no single text: (element, the text they make, the date in it).

    The text is normalised. Outer elements come before inner ones.
    """
    for node in tree.nodes[start:end]:
        made: tuple[str, FoundDate] | None = None
        if node.tag == "script":
            made = _written(tree, node.text)
        elif node.tag == "time":
            on = time_of(node)
            made = (node.attrs["datetime"], FoundDate(on=on, start=0, end=99)) if on else None
        elif node.tag and 3 <= node.end - node.index <= LARGEST and len(tree.numbered(node)) > 1:
            made = _joined(tree, node)
        if made is not None:
            yield node, *made


def time_of(node: Node) -> date | None:
    """The day, in China, that a ``time`` element tells machines, whatever its text says of it (3年前, 04-14).

    One that is told in another zone (``2017-03-31T16:30:00Z``) is the day that it was in China then (April 1).
    """
    told = node.attrs.get("datetime", "").strip()
    on = first_date(told) if told else None
    if on is None or len(told) > _LONGEST:
        return on
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        return on
    return on if at.tzinfo is None else at.astimezone(BEIJING).date()


def _joined(tree: PageTree, node: Node) -> tuple[str, FoundDate] | None:
    """The text and the one date that the texts of an element make together."""
    texts = [normalise(item.text).strip() for item in tree.texts_in(node)]
    if not 6 <= sum(map(len, texts)) <= _LONGEST:
        return None
    for text in ("".join(texts), " ".join(texts)):
        found = find_dates(text)
        if len(found) == 1:
            return text, found[0]
        whole = read_date_text(text)
        if whole is not None and whole.on is not None:
            return text, FoundDate(on=whole.on, start=0, end=len(text))
    return None


def _written(tree: PageTree, script: str) -> tuple[str, FoundDate] | None:
    """The date that a short script writes where it stands: quoted in it, or in a variable set elsewhere."""
    if not script:
        return None
    text = _value(_QUOTED, script) or _since_1970(script)
    if text is not None:
        return text
    for match in _WRITES.finditer(script):
        name = re.escape(match[1] or match[2])
        value = re.compile(rf"(?<![\w$.]){name}\s*=\s*{_QUOTED.pattern}")
        for _, other in tree.scripts:
            text = _value(value, other)
            if text is not None:
                return text
    return None


def _since_1970(script: str) -> tuple[str, FoundDate] | None:
    match = _EPOCH.search(script)
    if match is None:
        return None
    on = datetime.fromtimestamp(int(match[1]) // 1000, BEIJING).date()
    return match[1], FoundDate(on=on, start=0, end=len(match[1]))


def _value(pattern: re.Pattern[str], script: str) -> tuple[str, FoundDate] | None:
    match = pattern.search(script)
    on = first_date(match[1]) if match else None
    return (match[1], FoundDate(on=on, start=0, end=len(match[1]))) if match and on else None
