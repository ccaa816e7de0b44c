"""What does a captured page look like, where on it stand the elements, and which parts of it are shown?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.pictures.captions import Framed, Showing
from evidence.pictures.captured_pages import CapturedPage, CapturedPages
from evidence.pictures.excerpts import Box, Strip, sideways, strips
from evidence.pictures.offline_browser import OfflineBrowser, Shown
from evidence.pictures.place_script import PLACES_SCRIPT
from evidence.pictures.views import Element

_FARTHEST = 10_000_000.0
"""Pixels: what a page says of places beyond is not believed."""

_NO_NOSCRIPT = "<style>noscript{display:none!important}</style>"
"""In a rendered tree the scripts have run: what is written for browsers without them was never to be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A page with its elements. ``boxes`` are those in the picture, each with the number of its element.

    ``images`` are the PNGs of the ``parts``, which begin ``left`` and are ``width`` wide; ``height`` is the whole page's.
    ``holders`` are the addresses of frames in the page that hold the elements, where the page itself has none of them.
    """

    framed: tuple[Framed, ...]
    boxes: tuple[tuple[int, Box], ...]
    parts: tuple[Strip, ...]
    images: tuple[bytes, ...]
    left: int
    width: int
    height: int
    how: Showing
    holders: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether any of the elements was found."""
        return any(each.found for each in self.framed)


def shoot(
    browser: OfflineBrowser, page: CapturedPage, elements: Sequence[Element], pages: CapturedPages
) -> Shot:
    """Show a page and take its picture.

    Raises:
        PictureError: the browser can't show it.
        CaptureError: what it asks for can't be read.
    """
    text = page.text + _NO_NOSCRIPT if page.rendered else page.text
    wanted = [_wanted(each) for each in elements]
    with browser.showing(page.address.partition("#")[0], text, pages.resource) as shown:
        told = shown.evaluate(PLACES_SCRIPT, wanted)
        framed, boxes = _read(elements, told)
        size = _size(told)
        parts = strips(size[1], [box for _, box in boxes])
        left, width = sideways(size[0], [box for _, box in boxes])
        images = tuple(shown.screenshot(left, part.top, width, part.height) for part in parts)
        holders = () if any(each.found for each in framed) else _holders(shown, elements, wanted)
    return Shot(
        framed=framed,
        boxes=boxes,
        parts=parts,
        images=images,
        left=left,
        width=width,
        height=size[1],
        holders=holders,
        how=Showing(
            width=size[0],
            height=size[1],
            shown_width=width,
            shown_height=sum(part.height for part in parts),
            missing_sheets=sum(kind == "stylesheet" for kind in shown.missing.values()),
            missing_frames=sum(kind == "document" for kind in shown.missing.values()),
            earlier_sheets=tuple(sorted(shown.earlier)),
            blank=bool(told["blank"]),
        ),
    )


def _holders(
    shown: Shown, elements: Sequence[Element], wanted: Sequence[Mapping[str, str]]
) -> tuple[str, ...]:
    if not any(each.region is None for each in elements):
        return ()
    return tuple(
        address
        for address, told in shown.in_frames(PLACES_SCRIPT, wanted)
        if any(each.found for each in _read(elements, told)[0])
    )


def _wanted(element: Element) -> dict[str, str]:
    return {
        "text": element.text,
        "address": element.address,
        "day": element.posted_on.isoformat() if element.posted_on else "",
        "region": element.region or "",
    }


def _read(
    elements: Sequence[Element], told: Mapping[str, Any]
) -> tuple[tuple[Framed, ...], tuple[tuple[int, Box], ...]]:
    """What the script told of the elements; a page could have made it tell anything."""
    framed, boxes = [], []
    for number, (element, found) in enumerate(zip(elements, told["elements"], strict=True)):
        framed.append(Framed(element=element, found=bool(found["found"]), hidden=bool(found["hidden"])))
        for x, y, width, height in found["boxes"]:
            boxes.append((number, Box(x=_near(x), y=_near(y), width=_near(width), height=_near(height))))
    return tuple(framed), tuple(boxes)


def _size(told: Mapping[str, Any]) -> tuple[int, int]:
    return int(_near(told["width"])), int(_near(told["height"]))


def _near(number: object) -> float:
    return min(max(0.0, float(number)), _FARTHEST) if isinstance(number, (int, float)) else 0.0
