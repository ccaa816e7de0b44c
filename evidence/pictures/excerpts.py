"""Which part of a page is shown? The whole of it, or of a long one its top and the neighbourhood of what is framed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_HEIGHT = 6000
"""Pixels of a page that are shown; a home page has some 3,000."""
MOST_WIDTH = 1920
LEAST_WIDTH = 1280

_TOP = 420
_BESIDE = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the page, in CSS pixels from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A part of the page, over the whole width that is shown; ``top`` and ``bottom`` are whole pixels of the page."""

    top: int
    bottom: int

    @property
    def height(self) -> int:
        """How high it is."""
        return self.bottom - self.top


def strips(height: int, boxes: Sequence[Box]) -> tuple[Strip, ...]:
    """The parts of a page that are shown, from top to bottom, at most ``MOST_HEIGHT`` together."""
    height = max(1, height)
    if height <= MOST_HEIGHT:
        return (Strip(top=0, bottom=height),)
    if not boxes:
        return (Strip(top=0, bottom=MOST_HEIGHT),)
    left = MOST_HEIGHT - _TOP
    chosen: list[tuple[int, int]] = [(0, _TOP)]
    for box in boxes:
        part = (max(0, int(box.y) - _BESIDE), min(height, int(box.bottom) + _BESIDE))
        part = (part[0], min(part[1], part[0] + 2 * _BESIDE + 1200))
        if sum(bottom - top for top, bottom in _joined([*chosen, part])) > _TOP + left:
            continue
        chosen.append(part)
    return tuple(Strip(top=top, bottom=bottom) for top, bottom in _joined(chosen))


def sideways(width: int, boxes: Sequence[Box]) -> tuple[int, int]:
    """Where the part that is shown begins, and how wide it is: of a very wide page, that with the first box."""
    shown = min(max(width, LEAST_WIDTH), MOST_WIDTH)
    if width <= shown or not boxes or boxes[0].x + boxes[0].width <= shown:
        return 0, shown
    return int(min(max(0.0, boxes[0].x - shown / 4), width - shown)), shown


def _joined(parts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Parts in order, those that overlap or nearly touch made one."""
    joined: list[tuple[int, int]] = []
    for top, bottom in sorted(parts):
        if joined and top <= joined[-1][1] + 120:
            joined[-1] = (joined[-1][0], max(joined[-1][1], bottom))
        else:
            joined.append((top, bottom))
    return joined
