"""Which stretches of a page are taken already?"""

from bisect import bisect_left, insort


class Spans:
    """Stretches of node indexes that don't overlap, each from a start to before an end."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        """Nothing is taken."""
        self._starts: list[int] = []
        self._ends: dict[int, int] = {}

    def meet(self, start: int, end: int) -> bool:
        """Whether a stretch overlaps one that is taken."""
        at = bisect_left(self._starts, end)
        return at > 0 and self._ends[self._starts[at - 1]] > start

    def take(self, start: int, end: int) -> bool:
        """Take a stretch; False where it overlaps one that is taken."""
        if self.meet(start, end):
            return False
        insort(self._starts, start)
        self._ends[start] = end
        return True
