"""How is the cover a PDF that holds its typeface and pictures, the same bytes every time?"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from evidence.office.typesetting import parted, typeset
from evidence.package.cover_blocks import (
    Block,
    Facts,
    Heading,
    Paragraph,
    Quote,
    Shown,
    Table,
    Verdict,
    Words,
)

_TEMPLATE = Path(__file__).with_name("cover.typ")

_TITLE, _LINE, _FACT = 24, 34, 36
"""Wide characters that surely find room: on a line of the title, on any other line, in a table that names facts."""

_WHOLE, _ENDED = 400, 20
"""A row with so many characters fills no page, whichever columns they stand in, so that it need not be parted; a line that
ends early counts for so many more.
"""


def cover_pdf(title: str, blocks: Sequence[Block], pictures: Mapping[str, bytes], made_at: datetime) -> bytes:
    """The PDF.

    Args:
        title: what readers of PDFs show as the name of the document.
        blocks: what it tells.
        pictures: PNGs by the names that blocks call them by.
        made_at: the moment, with its zone, that it calls its own.
    """
    # No name that blocks give is a path: files are called by their places.
    files = {name: f"{place}.png" for place, name in enumerate(sorted(pictures))}
    values = {"title": title, "blocks": [_fitted(block, files) for block in blocks]}
    return typeset(_TEMPLATE, values, made_at, {files[name]: png for name, png in pictures.items()})


def _fitted(block: Block, files: Mapping[str, str]) -> dict[str, object]:
    """A block as its layout needs it: with words parted that no line would end in."""
    fitted: dict[str, object]
    match block:
        case Heading():
            fitted = {"text": parted(block.text, _TITLE if block.level == 1 else _LINE)}
        case Paragraph():
            fitted = {"words": _words(block.words, _LINE)}
        case Verdict():
            fitted = {"beside": parted(block.beside, _LINE)}
        case Quote():
            fitted = {"text": parted(block.text, _LINE)}
        case Facts():
            fitted = {"rows": [_fact(label, words) for label, words in block.rows]}
        case Table():
            rooms = [_room(width) for width in block.widths]
            fitted = {"rows": [_row(row, rooms) for row in block.rows]}
        case Shown():
            fitted = {"file": files[block.name], "caption": parted(block.caption, _LINE)}
    return {**asdict(block), **fitted}


def _fact(label: str, words: Words) -> dict[str, object]:
    return {"label": label, "words": _words(words, _FACT), "parted": _length(words) > _WHOLE}


def _row(cells: Sequence[Words], rooms: Sequence[int]) -> dict[str, object]:
    fitted = [_words(cell, room) for cell, room in zip(cells, rooms, strict=True)]
    return {"cells": fitted, "parted": sum(map(_length, cells)) > _WHOLE}


def _words(words: Words, room: int) -> list[dict[str, object]]:
    return [{**asdict(run), "text": parted(run.text, room)} for run in words]


def _length(words: Words) -> int:
    return sum(len(run.text) + _ENDED * run.text.count("\n") for run in words)


def _room(width: int) -> int:
    """Wide characters of 9.5 pt that find room in a column of so many percents of 170 mm, 2 mm being left on each side."""
    return int((1.7 * width - 4) / 3.36)
