"""How do values become a PDF, the same bytes every time? Typst lays them out; no text of theirs is ever its markup.

A template beside the code reads the values as JSON. Nothing is loaded but the pictures handed in, and the typefaces of the
system, which are embedded as far as used.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import typst

SOFT_BREAK = "\u200b"
"""Where a template may part a word. ``plain_line`` takes it out of what portals send, so it stands only where it was put."""

TYPEFACES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
)
"""Typefaces with all characters of GB 18030 in use, the best first."""

_PIECE = re.compile(".{1,3}")
_FREE = "\u2e80-\u2fff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Between Chinese characters a line may end anywhere."""


def chinese_typeface() -> str | None:
    """The family that documents are set in; None if no typeface with Chinese characters is installed."""
    there = set(_fonts().families())
    return next((family for family in TYPEFACES if family in there), None)


def parted(text: str, room: int) -> str:
    """The text with a soft break after every third character of words longer than ``room``, which no line would end in.

    Every piece is laid out by itself: after each character they would take a seventh of a report's time.

    The words of addresses end at their slashes, as they do on a line, unless a digit comes next (UAX 14, LB13 and LB25);
    those of a list end at 、 before a letter or a digit.
    """
    return _overlong(room).sub(lambda found: SOFT_BREAK.join(_PIECE.findall(found[0])), text)


def typeset(
    template: Path,
    values: Mapping[str, object],
    made_at: datetime,
    pictures: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """The document that the template makes of ``values``, given to it as JSON with the ``typeface`` among them.

    ``made_at`` is the moment, with its zone, that the document calls its own. ``pictures`` are by names without a folder,
    by which the template asks for them; there is no other file that it could read.
    """
    given = {"typeface": chinese_typeface(), **values}
    with TemporaryDirectory(prefix="mingcha-") as folder:
        for name, content in pictures.items():
            Path(folder, name).write_bytes(content)
        compiler = typst.Compiler(
            template.read_bytes(),
            root=folder,
            font_paths=_fonts(),
            sys_inputs={"given": json.dumps(given)},
        )
        made = compiler.compile(format="pdf", timestamp=made_at.replace(microsecond=0))
    assert isinstance(made, bytes)
    return made


@cache
def _overlong(room: int) -> re.Pattern[str]:
    return re.compile(rf"(?:[^\s/、{_FREE}]|/(?=\d)|、(?![0-9A-Za-z])){{{room + 1},}}")


@cache
def _fonts() -> typst.Fonts:
    # Looking through the system's typefaces takes longer than a document.
    return typst.Fonts(include_embedded_fonts=False)
