"""Which texts does a page hold, and how does a reader see them parted? Any stretch of them in one step."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate

from spiders.markup.page_node import Node

INLINE, BLOCK = 1, 2
# What parts the text in it from the text before: within any text, and only where the whole page is written out.
PARTING = dict.fromkeys(("br", "p", "div", "td", "li", "tr"), BLOCK) | dict.fromkeys(
    ("a", "span", "h1", "h2", "h3", "h4"), INLINE
)
_SPACE = re.compile(r"[\s\u3000\xa0\u200b\ufeff]+")


class Texts:
    """The texts of a page that hold more than white space, by place, with what parts each from the one before."""

    __slots__ = ("__dict__", "at", "gaps", "shown")

    def __init__(self) -> None:
        """No texts yet: the parser adds each to ``shown``, its index to ``at``, what parts it to ``gaps``."""
        self.shown: list[Node] = []
        self.at: list[int] = []
        self.gaps: list[int] = []

    def place_of(self, index: int) -> int:
        """The place of the first text whose node stands at ``index`` or after it."""
        return bisect_left(self.at, index)

    def between(self, start: int, end: int) -> list[Node]:
        """The texts whose nodes stand from ``start`` to before ``end``."""
        return self.shown[bisect_left(self.at, start) : bisect_left(self.at, end)]

    def joined(self, start: int, end: int, limit: int) -> str:
        """These texts in one, parted where blocks or white space part them."""
        at = self.at
        first = bisect_left(at, start)
        if first == len(at) or at[first] >= end:
            return ""
        last = first + 1
        if last == len(at) or at[last] >= end:
            return fold(self.shown[first].text)
        last = bisect_left(at, end, last)
        parts = [self.shown[first].text]
        size = len(parts[0])
        for place in range(first + 1, last):
            if size > limit:
                break
            if self.gaps[place] == BLOCK:
                parts.append(" ")
            text = self.shown[place].text
            parts.append(text)
            size += len(text)
        return fold("".join(parts))

    def having(self, pattern: re.Pattern[str]) -> list[Node]:
        """The texts that hold a match; all are searched at once, so what stands in few of them is found for little."""
        starts, whole = self._whole
        found: list[Node] = []
        match = pattern.search(whole)
        while match:
            place = bisect_right(starts, match.start())
            found.append(self.shown[place - 1])
            match = pattern.search(whole, starts[place]) if place < len(starts) else None
        return found

    @cached_property
    def _whole(self) -> tuple[list[int], str]:
        texts = [node.text for node in self.shown]
        lengths = (len(text) + 1 for text in texts)
        return list(accumulate(lengths, initial=0))[: len(texts)], "\0".join(texts)

    def visible(self, start: int, limit: int) -> str:
        """The texts from a place on that nothing hides."""
        parts: list[str] = []
        size = 0
        for node, gap in zip(self.shown, self.gaps, strict=True):
            if gap:
                parts.append(" ")
            if node.hidden or node.index < start:
                continue
            parts.append(node.text)
            size += len(node.text)
            if size > 2 * limit:
                break
        return fold("".join(parts))[:limit]


def fold(text: str) -> str:
    """Fold every run of white space (also full-width and zero-width) to one space, and trim."""
    if text.isalnum():  # as most names of links
        return text
    if "\u200b" in text or "\ufeff" in text:
        return _SPACE.sub(" ", text).strip()
    return " ".join(text.split())
