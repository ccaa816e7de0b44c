"""How is a page's picture put on a sheet? The caption above it, its parts below each other, frames drawn over them.

The sheet is a page of ours that the same browser draws: so that captions wrap and have every character a page may have.
Frames lie over the picture of the page, and never in the page.
"""

from collections.abc import Collection, Sequence

from jinja2 import Environment

from evidence.pictures.captions import NUMBERS, Line
from evidence.pictures.excerpts import Box, Strip

SHEET_ADDRESS = "http://sheet.invalid/"
GUTTER = 44
"""Pixels on the left of the page for the marks that point at frames."""

_AROUND = 4

_TEMPLATE = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
    """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><style>
* { box-sizing: border-box; margin: 0; padding: 0 }
body { width: {{ width + gutter }}px; background: #fff; color: #111;
  font: 17px/1.55 "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif }
dl { display: grid; grid-template-columns: 6em 1fr; gap: 3px 10px; padding: 14px 18px 14px {{ gutter }}px;
  background: #f2f4f7; border-bottom: 3px solid #1d3f72 }
dt { color: #1d3f72; font-weight: 700 } dd { overflow-wrap: anywhere; unicode-bidi: isolate; direction: ltr }
main { background: #dfe3e8; padding-left: {{ gutter }}px }
.row { position: relative }
.strip { position: relative; width: {{ width }}px; overflow: hidden; background: #fff }
.strip img { display: block }
.frame { position: absolute; border: 3px dashed #0b57d0; border-radius: 3px }
.frame.fault { border: 3px solid #e00000 }
.mark { position: absolute; left: {{ 6 - gutter }}px; width: 32px; height: 28px; line-height: 28px; text-align: center;
  color: #fff; background: #0b57d0; font-weight: 700; clip-path: polygon(0 0, 75% 0, 100% 50%, 75% 100%, 0 100%);
  padding-right: 6px }
.mark.fault { background: #e00000 }
.cut { height: 34px; line-height: 34px; width: {{ width }}px; text-align: center; font-size: 15px; color: #333;
  background: repeating-linear-gradient(135deg, #fff 0 9px, #e8e8e8 9px 18px); border: dashed #777; border-width: 1px 0 }
.cut b { background: #fff; padding: 0 12px; font-weight: 400 }
</style></head><body>
<dl>{% for line in lines %}<dt>{{ line.label }}</dt><dd>{{ line.text }}</dd>{% endfor %}</dl>
<main>{% for part in parts %}
{% if part.cut %}<div class="cut"><b>节选：此处省略 {{ part.cut }} 像素</b></div>{% endif %}
<div class="row"><div class="strip" style="height:{{ part.height }}px">
<img src="{{ part.name }}" width="{{ width }}" height="{{ part.height }}" alt="">
{% for (x, y, wide, high), fault in part.boxes %}
<div class="frame{% if fault %} fault{% endif %}"
 style="left:{{ x }}px;top:{{ y }}px;width:{{ wide }}px;height:{{ high }}px"></div>
{% endfor %}</div>
{% for mark in part.marks %}<div class="mark{% if mark.fault %} fault{% endif %}" style="top:{{ mark.y }}px">{{ mark.word }}</div>
{% endfor %}</div>
{% endfor %}
{% if rest %}<div class="cut"><b>节选：以下省略 {{ rest }} 像素</b></div>{% endif %}
</main></body></html>"""
)


def sheet(
    lines: Sequence[Line],
    parts: Sequence[Strip],
    boxes: Sequence[tuple[int, Box]],
    *,
    at_fault: Collection[int],
    left: int,
    width: int,
    height: int,
) -> str:
    """The sheet as HTML, whose pictures are ``part-0.png`` … under ``SHEET_ADDRESS``.

    ``boxes`` are the frames with the number (from 0) of their element, on the page, of which ``left`` and ``width`` say what is
    shown; ``height`` is that of the whole page. Red are the frames ``at_fault``, by number.
    """
    several = len({number for number, _ in boxes}) > 1
    above = [0, *(part.bottom for part in parts)]
    html: str = _TEMPLATE.render(
        lines=lines,
        width=width,
        gutter=GUTTER,
        rest=max(0, height - above[-1]),
        parts=[
            {
                "name": f"part-{index}.png",
                "height": part.height,
                "cut": part.top - above[index],
                "boxes": [
                    (_on(part, box, left, width), number in at_fault)
                    for number, box in boxes
                    if _meets(part, box)
                ],
                "marks": _marks(
                    [each for each in boxes if _starts(part, each[1])], part, at_fault, several=several
                ),
            }
            for index, part in enumerate(parts)
        ],
    )
    return html


def _on(part: Strip, box: Box, left: int, width: int) -> tuple[int, int, int, int]:
    """A frame around a box, where it lies on a part; drawn a little outside, and never off the picture's sides."""
    x = max(2, round(box.x) - left - _AROUND)
    right = min(width - 2, round(box.x + box.width) - left + _AROUND)
    y = max(2, round(box.y) - part.top - _AROUND)
    bottom = min(part.height - 2, round(box.bottom) - part.top + _AROUND)
    return x, y, max(8, right - x), max(8, bottom - y)


def _marks(
    boxes: Sequence[tuple[int, Box]], part: Strip, at_fault: Collection[int], *, several: bool
) -> list[dict[str, object]]:
    marks = []
    for number, box in boxes:
        middle = round(box.y + min(box.height, 60) / 2) - part.top
        marks.append(
            {
                "y": min(max(0, middle - 14), part.height - 28),
                "word": NUMBERS[number] if several else "",
                "fault": number in at_fault,
            }
        )
    return marks


def _meets(part: Strip, box: Box) -> bool:
    return box.y < part.bottom and box.bottom > part.top


def _starts(part: Strip, box: Box) -> bool:
    return part.top <= box.y < part.bottom
