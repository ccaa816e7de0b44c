"""Which dates do several elements together, or a script, write? A calendar block beside the title, a cut line.

``<b>14</b><span>2017-04</span>``, ``发布时间：<i>2017</i>年<i>04</i>月<i>14</i>日``, ``document.write(tm.substring(0, 16))``.
"""

import re
from collections.abc import Iterator

from spiders.dates import FoundDate, find_dates, first_date, normalise, read_date_text
from spiders.page_node import Node
from spiders.page_tree import PageTree

_LONGEST = 80  # characters of a line
_LARGEST = 24  # nodes of a line
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
        elif node.tag and 3 <= node.end - node.index <= _LARGEST and len(tree.numbered(node)) > 1:
            made = _joined(tree, node)
        if made is not None:
            yield node, *made


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
    text = _value(_QUOTED, script)
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


def _value(pattern: re.Pattern[str], script: str) -> tuple[str, FoundDate] | None:
    match = pattern.search(script)
    on = first_date(match[1]) if match else None
    return (match[1], FoundDate(on=on, start=0, end=len(match[1]))) if match and on else None
