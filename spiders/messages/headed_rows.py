"""Which letters and messages does a list with a head of columns show (标题、来信时间、办理状态、回复时间)?

Read are tables and lists whose head names a title and at least two of: the day it was sent, its state, the day of the
answer. A state is what the portal says in so many words: 未回复 is open, 已回复 is answered, 处理中 and anything else is
unknown. Nothing is told from the look of a page, and a blank cell says nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.pages import Message, MessageState
from spiders.dates.date_text import first_date
from spiders.markup.absolute import absolute
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree

_HINT = re.compile(r"状态|是否回复|是否答复|回复时间|答复时间|回复日期|答复日期|办理情况|处理情况")
_FIELDS: dict[str, re.Pattern[str]] = {
    "title": re.compile(r"^(?:信件|留言|来信|咨询|问题|信件的|网民留言)?(?:标题|主题|题目)$"),
    "submitted": re.compile(r"^(?:来信|留言|提交|写信|咨询|提问|发信|信件)(?:时间|日期)$"),
    "answered": re.compile(r"^(?:回复|答复|办结|办理|回应)(?:时间|日期)$"),
    "state": re.compile(
        r"^(?:(?:办理|处理|回复|答复|信件|当前|受理)?(?:状态|情况)|是否(?:已)?(?:回复|答复))$"
    ),
    "category": re.compile(r"^(?:信件|留言|来信|诉求|问题|信件的)?(?:类型|类别|分类|性质)$"),
}
_ANSWERED = re.compile(r"^(?:已回复|已答复|已回应|已办结|已办理|已处理|已解决|办结|回复完毕|已反馈|是)$")
_OPEN = re.compile(r"^(?:未回复|未答复|未回应|待回复|待答复|尚未回复|尚未答复|暂未回复|暂无回复|否)$")
_LEAST_FIELDS = 3
_MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class _Row:
    node: Node
    cells: tuple[Node, ...]


def read_messages(tree: PageTree, base: str, text: str) -> tuple[Message, ...]:
    """The messages of a page's lists, in document order; ``base`` is what its links are relative to."""
    if not _HINT.search(text):
        return ()
    found: list[Message] = []
    for rows in (*_groups(tree, "tr", "table"), *_groups(tree, "li", "ul")):
        found += _of_group(tree, base, rows)
    return tuple(found[:_MOST_ROWS])


def _groups(tree: PageTree, tag: str, around: str) -> Iterator[list[_Row]]:
    """The rows of each table or list that has several, innermost around counted."""
    groups: dict[int, list[_Row]] = {}
    for node in tree.find(tag):
        box = next((above for above in node.ancestors() if above.tag == around), None)
        cells = tuple(child for child in tree.children(node) if child.tag)
        if box is not None and len(cells) >= _LEAST_FIELDS:
            groups.setdefault(box.index, []).append(_Row(node, cells))
    return iter(group for group in groups.values() if len(group) > 1)


def _of_group(tree: PageTree, base: str, rows: Sequence[_Row]) -> Iterator[Message]:
    places = _head(tree, rows[0])
    if places is None:
        return
    for row in rows[1:]:
        if len(row.cells) == len(rows[0].cells):
            message = _message(tree, base, row, places)
            if message is not None:
                yield message


def _head(tree: PageTree, row: _Row) -> dict[str, int] | None:
    """Which cell holds what; None when this is no head of a list of messages."""
    places: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        name = re.sub(r"\s", "", tree.text_of(cell, 40)).strip(":：")
        field = next((field for field, pattern in _FIELDS.items() if pattern.match(name)), None)
        if field is not None:
            places.setdefault(field, place)
    tells = {"submitted", "state", "answered"} & set(places)
    return places if "title" in places and len(tells) >= _LEAST_FIELDS - 1 else None


def _message(tree: PageTree, base: str, row: _Row, places: dict[str, int]) -> Message | None:
    def text(field: str) -> str:
        place = places.get(field)
        return tree.text_of(row.cells[place], 300).strip() if place is not None else ""

    title = _whole_title(tree, row.cells[places["title"]], text("title"))
    if not title:
        return None
    answered_on = first_date(text("answered"))
    return Message(
        title=title,
        url=_address(tree, base, row.cells[places["title"]]),
        state=_state(text("state"), answered_on),
        submitted_on=first_date(text("submitted")),
        answered_on=answered_on,
        category=text("category") or None,
    )


def _state(word: str, answered_on: date | None) -> MessageState:
    """What the portal says; a day of an answer is an answer, whatever else is said."""
    plain = re.sub(r"[\s\[\]【】()（）]", "", word)
    if _ANSWERED.match(plain) or answered_on is not None:
        return MessageState.ANSWERED
    return MessageState.OPEN if _OPEN.match(plain) else MessageState.UNKNOWN


def _whole_title(tree: PageTree, cell: Node, shown: str) -> str:
    """The title attribute of the link, when it is the longer form of the text shown."""
    links = tree.elements_in(cell, "a")
    whole = links[0].attrs.get("title", "").strip() if links else ""
    return whole if whole.startswith(shown.rstrip(".…")) and len(whole) > len(shown) else shown


def _address(tree: PageTree, base: str, cell: Node) -> str:
    links = tree.elements_in(cell, "a")
    return (absolute(base, links[0].attrs.get("href", "")) or "") if links else ""
