"""Where on an article's page do visitors' words stand? What is dated there (发表于 2017-05-01) is none of its publication."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import islice

from spiders.dates.date_shapes import may_hold_date
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree

_WORDS = re.compile(r"评论|留言|跟[帖贴]|回[帖贴]")
_HEADING = re.compile(
    r"(?P<whose>网友|网民|最新|全部|热门|精彩|用户|读者|游客|相关|查看|所有)?(?:评论|留言|跟[帖贴]|回[帖贴])(?P<what>列表|专?区|内容|信息|回复|板)?"
)
_AROUND = re.compile(r"^[\s【\[|·•]+|[\s(（\[【:：|】\])）]*(?:共?\s*\d+\s*条?)?[\s)）\]】:：|>»]*$")
_LONGEST = 24
_MOST = 1_000  # headings that are looked at
_INLINE = frozenset({"a", "span", "b", "strong", "em", "i", "font", "label"})
_HINTS = ("comment", "pinglun", "liuyan")


class Comments:
    """The boxes of comments of a page whose title is known or not. ``prose_from``: where its running text begins."""

    def __init__(self, tree: PageTree, title: Node | None, prose_from: int) -> None:
        self._tree = tree
        self._title = title
        self._prose_from = prose_from
        self._boxes: list[tuple[int, int]] | None = None
        self._named: dict[int, bool] = {}

    def hold(self, node: Node) -> bool:
        """Whether a text or a line stands among visitors' words: under a heading that says so, or in a box so named."""
        if self._boxes is None:
            found = (self._box(text) for text in islice(self._tree.texts_with(_WORDS), _MOST))
            self._boxes = _apart(box for box in found if box is not None)
        # Of boxes that lie apart the last that begins before the node's end is the only one that can reach into it.
        at = bisect_right(self._boxes, (node.end - 1, len(self._tree.nodes))) - 1
        if at >= 0 and node.index < self._boxes[at][1]:
            return True
        return self._is_in_named(node) and (self._title is not None or node.index > self._prose_from)

    def _is_in_named(self, node: Node) -> bool:
        """Whether an element around a node is called a box of comments, below any that also holds the title."""
        passed: list[int] = []
        inside = False
        for above in node.ancestors():
            known = self._named.get(above.index)
            if known is not None:
                inside = known
                break
            passed.append(above.index)
            if self._holds_title(above):
                break
            if any(hint in above.label for hint in _HINTS):
                inside = True
                break
        self._named.update(dict.fromkeys(passed, inside))
        return inside

    def _box(self, text: Node) -> tuple[int, int] | None:
        """What a text is the heading of, from it to the box's end; None where it is no heading of comments."""
        heading = _HEADING.fullmatch(_AROUND.sub("", text.text)) if len(text.text) <= _LONGEST else None
        if heading is None or self._in_line_with_a_date(text):
            return None
        below = text.index, len(self._tree.nodes)
        if text.index > self._prose_from:
            return below
        # A word in a menu or a row of tools (评论 打印) heads nothing: it is a link, or says no more.
        if text.within("a") or not (heading["whose"] or heading["what"]):
            return None
        for above in text.ancestors():
            if self._title is not None and self._holds_title(above):
                return below if self._title.end <= text.index else None
            dated = self._tree.numbered(above)
            if dated and dated[-1].index > text.index:
                return text.index, above.end
        return None

    def _holds_title(self, box: Node) -> bool:
        return self._title is not None and box.index <= self._title.index < box.end

    def _in_line_with_a_date(self, text: Node) -> bool:
        """Whether the block that a text stands in also shows a date: 网友评论(3) 发布时间：2017-04-14 heads nothing."""
        block = next((above for above in text.ancestors() if above.tag not in _INLINE), None)
        return block is not None and any(
            may_hold_date(item.text) for item in islice(self._tree.numbered(block), _LONGEST)
        )


def _apart(boxes: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Boxes in order, those that touch each other made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(boxes):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged
