"""The charts of a unit's report, drawn as SVG: how its duties stand, what each section earned, what was due and done when.

Every text is escaped; nothing is loaded from anywhere; the same figures give the same drawing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from domain.findings import SectionScore
from evidence.office.plain_text import plain_line
from evidence.office.statuses import Status
from evidence.office.tallies import Counts

COLOURS: Mapping[Status, str] = {
    Status.FAILED: "#c0392b",
    Status.LATE: "#e08e0b",
    Status.DONE: "#2e7d4f",
    Status.OPEN: "#5b8db8",
    Status.MANUAL: "#a9a9a9",
    Status.NOT_DUE: "#d0d5da",
    Status.NOT_APPLICABLE: "#e3e6e9",
    Status.ADVICE: "#b8a04a",
    Status.CLEARED: "#8fbf9f",
}
LOST, UNMEASURED = "#c0392b", "#5b8db8"

_WIDTH = 520
_ROW = 20
_LABEL = 128
_FONT = 'font-family="Noto Sans CJK SC" font-size="9" fill="#333"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A duty on the time line: when it was due (one day or several), when it was done, how it stands."""

    label: str
    due: tuple[date, ...]
    done_on: date | None
    status: Status


def outcome_bar(counts: Counts) -> str:
    """All findings as one bar, a part a status, with a legend below."""
    whole = sum(counts.values())
    shown = [(status, counts[status]) for status in Status if counts[status]]
    parts, left = [], 0.0
    for status, count in shown:
        width = _WIDTH * count / whole
        parts.append(_box(left, 0, width, 24, COLOURS[status]))
        if width >= 22:
            light = status in (Status.NOT_DUE, Status.NOT_APPLICABLE, Status.CLEARED)
            parts.append(_text(left + width / 2, 16, str(count), "middle", "#333" if light else "#fff"))
        left += width
    place = 0.0
    for status, count in shown:
        parts.append(_box(place, 34, 9, 9, COLOURS[status]))
        label = f"{status}{count}条"
        parts.append(_text(place + 12, 42, label))
        place += 24 + 9 * len(label)
    return _svg(48, parts)


def section_bars(sections: Sequence[SectionScore]) -> str:
    """A bar a section: points earned, lost, and not measured, to one scale."""
    most = max((each.score.possible + each.score.unmeasured for each in sections), default=0) or 1
    room = _WIDTH - _LABEL - 108
    parts = []
    for place, section in enumerate(sections):
        score, top = section.score, place * _ROW
        parts.append(_text(0, top + 13, plain_line(section.name, 14)))
        left = float(_LABEL)
        for points, colour in (
            (score.earned, COLOURS[Status.DONE]),
            (score.possible - score.earned, LOST),
            (score.unmeasured, UNMEASURED),
        ):
            width = room * max(points, 0) / most
            parts.append(_box(left, top + 4, width, 12, colour))
            left += width
        told = f"{score.earned:g}／{score.possible:g}"
        told += f"，未测{score.unmeasured:g}" if score.unmeasured else ""
        parts.append(_text(left + 5, top + 13, told))
    legend = len(sections) * _ROW + 4
    for place, (word, colour) in enumerate(
        (("已得分", COLOURS[Status.DONE]), ("失分", LOST), ("未测分（不扣分）", UNMEASURED))
    ):
        parts.append(_box(_LABEL + place * 70, legend, 9, 9, colour))
        parts.append(_text(_LABEL + 12 + place * 70, legend + 8, word))
    return _svg(legend + 12, parts)


def time_line(duties: Sequence[Dated], as_of: date) -> str:
    """A line a duty: a tick where it was due, a dot where it was done, over the months around ``as_of``."""
    first, last = _span(duties, as_of)
    days = (last - first).days

    def at(day: date) -> float:
        return _LABEL + (_WIDTH - _LABEL - 8) * (min(max(day, first), last) - first).days / days

    height = len(duties) * 15 + 18
    parts = []
    for month in _months(first, last):
        parts.append(_line(at(month), 0, at(month), height - 14, "#e3e6e9"))
        parts.append(_text(at(month) + 2, height - 4, f"{month.month}月"))
    parts.append(_line(at(as_of), 0, at(as_of), height - 14, "#333", dashed=True))
    for place, duty in enumerate(duties):
        middle, colour = place * 15 + 8, COLOURS[duty.status]
        parts.append(_text(0, middle + 3, plain_line(duty.label, 14)))
        if len(duty.due) == 1:
            end = duty.done_on or (as_of if duty.status is Status.FAILED else None)
            if end is not None:
                parts.append(_line(at(duty.due[0]), middle, at(end), middle, colour))
        for day in duty.due:
            parts.append(_line(at(day), middle - 4, at(day), middle + 4, "#333"))
        if duty.done_on is not None:
            parts.append(f'<circle cx="{at(duty.done_on):.1f}" cy="{middle}" r="3.2" fill="{colour}"/>')
    return _svg(height, parts)


def _span(duties: Sequence[Dated], as_of: date) -> tuple[date, date]:
    """From the first of a month to the end of one: the year of ``as_of``, further where a due day lies outside of it."""
    dues = [day for duty in duties for day in duty.due]
    first = min([date(as_of.year, 1, 1), *dues]).replace(day=1)
    return max(first, as_of - timedelta(days=800)), max([date(as_of.year, 12, 31), *dues])


def _months(first: date, last: date) -> list[date]:
    every = []
    month = first
    while month <= last:
        every.append(month)
        month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return every[:: max(1, -(-len(every) // 12))]


def _svg(height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:g}" width="{_WIDTH}"'
        f' height="{height:g}">{"".join(parts)}</svg>'
    )


def _box(left: float, top: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _line(left: float, top: float, right: float, bottom: float, colour: str, *, dashed: bool = False) -> str:
    dashes = ' stroke-dasharray="3 2"' if dashed else ""
    ends = f'x1="{left:.1f}" y1="{top:.1f}" x2="{right:.1f}" y2="{bottom:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="1"{dashes}/>'


def _text(left: float, bottom: float, text: str, anchor: str = "start", colour: str = "#333") -> str:
    font = _FONT.replace("#333", colour)
    return f'<text x="{left:.1f}" y="{bottom:.1f}" {font} text-anchor="{anchor}">{escape(text)}</text>'
