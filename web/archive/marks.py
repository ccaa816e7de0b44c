"""Where on a page does the text stand that a finding cites?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from evidence.pictures.captured_pages import address_key

MARK_ID = "mingcha-cited"
"""The id of the first mark, which the viewer scrolls to; no element of the page itself may have it."""

_MOST_MARKS = 8
_LEAST_TEXT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is to be marked: a link to an address, or else a text."""

    text: str = ""
    link: str = ""


@dataclass(slots=True, kw_only=True)
class Piece:
    """A piece of a page's text; ``link`` is where the link leads that it stands in. ``marks`` are from where to where."""

    text: str
    link: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)


def mark(pieces: Sequence[Piece], sought: Sought) -> int:
    """Mark what is sought; returns how often it was found, at most eight times."""
    return _mark_link(pieces, sought.link) or _mark_text(pieces, sought.text)


def marked_html(piece: Piece, *, first: bool) -> str:
    """A piece as HTML; ``first``: its first mark is the page's first."""
    if not piece.marks:
        return escape(piece.text)
    out: list[str] = []
    at = 0
    for start, end in piece.marks:
        name = f' id="{MARK_ID}"' if first and not out else ""
        out += [escape(piece.text[at:start]), f"<mark{name}>", escape(piece.text[start:end]), "</mark>"]
        at = end
    return "".join(out) + escape(piece.text[at:])


def _mark_link(pieces: Sequence[Piece], link: str) -> int:
    if not link:
        return 0
    wanted = address_key(link)
    found = [each for each in pieces if each.link and each.text.strip() and address_key(each.link) == wanted]
    for each in found[:_MOST_MARKS]:
        start = len(each.text) - len(each.text.lstrip())
        each.marks.append((start, len(each.text.rstrip())))
    return len(found[:_MOST_MARKS])


def _mark_text(pieces: Sequence[Piece], text: str) -> int:
    """Mark a text wherever it stands, however blanks and elements divide it."""
    wanted = _packed(text).rstrip("….")
    if len(wanted) < _LEAST_TEXT:
        return 0
    packed = [_packed(each.text) for each in pieces]
    whole = "".join(packed)
    spans: list[tuple[int, int]] = []
    at = whole.find(wanted)
    while at >= 0 and len(spans) < _MOST_MARKS:
        spans.append((at, at + len(wanted)))
        at = whole.find(wanted, at + len(wanted))
    begins = 0
    for piece, own in zip(pieces, packed, strict=True):
        ends = begins + len(own)
        for start, end in spans:
            if start < ends and end > begins:
                piece.marks.append(
                    _unpacked(piece.text, max(start, begins) - begins, min(end, ends) - begins)
                )
        begins = ends
    return len(spans)


def _packed(text: str) -> str:
    return "".join(text.split())


def _unpacked(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where in a text with blanks goes what stands so far in it without."""
    places = [place for place, char in enumerate(text) if not char.isspace()]
    return places[start], places[end - 1] + 1
