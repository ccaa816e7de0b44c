"""How did it go from audit to audit? Lines over days; an audit without a value leaves a gap, never a zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from evidence.office.plain_text import day_word
from web.charts.drawing import GRID, SOFT, Chart, Table, dot, line, path, svg, text

_WIDTH, _HEIGHT = 560, 180
_LEFT, _RIGHT, _TOP, _FLOOR = 40, 122, 14, 148
_STROKES = (("#1b3a5c", ""), ("#b45309", "7 3"), ("#1f6b40", "2 3"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: what it is, and a value an audit (None where there is none). ``unit`` stands behind each number."""

    word: str
    values: tuple[float | None, ...]
    unit: str = ""


def trend(
    name: str, days: Sequence[date], lines: Sequence[Line], *, title: str, most: float | None = None
) -> Chart:
    """Up to three lines over the days that audits judged, oldest first; ``most`` is the top of the scale, else what fits."""
    if not 1 <= len(lines) <= len(_STROKES) or any(len(each.values) != len(days) for each in lines):
        raise ValueError("one to three lines, each with a value an audit")
    top = (
        most
        if most is not None
        else _fit(max((v for each in lines for v in each.values if v is not None), default=1))
    )
    first = min(days, default=date(2000, 1, 1))
    span = max((max(days, default=first) - first).days, 1)

    def at(day: date) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * ((day - first).days / span if len(set(days)) > 1 else 0.5)

    def up(value: float) -> float:
        return _FLOOR - (_FLOOR - _TOP) * min(max(value, 0), top) / top

    parts = []
    for step in range(5):
        value = top * step / 4
        parts += [line(_LEFT, up(value), _WIDTH - _RIGHT, up(value), GRID)]
        parts.append(text(_LEFT - 6, up(value) + 4, f"{value:g}", anchor="end", fill=SOFT, size=11))
    for day in _shown_days(days):
        parts.append(line(at(day), _FLOOR, at(day), _FLOOR + 4, SOFT))
        parts.append(
            text(
                at(day),
                _FLOOR + 17,
                f"{day.year % 100:02}-{day.month:02}-{day.day:02}",
                anchor="middle",
                fill=SOFT,
                size=11,
            )
        )
    ends: list[tuple[float, str, str]] = []
    for each, (colour, dashes) in zip(lines, _STROKES, strict=False):
        for run in _runs(days, each.values):
            parts.append(path([(at(day), up(value)) for day, value in run], colour, dashes=dashes))
            parts += [
                dot(
                    at(day),
                    up(value),
                    2.6 if len(days) <= 40 else 1.4,
                    colour,
                    told=f"{day_word(day)} {each.word} {value:g}{each.unit}",
                )
                for day, value in run
            ]
        last = next((value for value in reversed(each.values) if value is not None), None)
        if last is not None:
            ends.append((up(last), f"{each.word} {last:g}{each.unit}", colour))
    floor = -100.0
    for y, words, colour in sorted(ends):
        floor = max(y + 4, floor + 14)
        parts.append(text(_WIDTH - _RIGHT + 6, floor, words, fill=colour, size=11, bold=True))
    table = Table(
        caption=title,
        headings=("核查截至", *(f"{each.word}{f'（{each.unit}）' if each.unit else ''}" for each in lines)),
        rows=tuple(
            (day_word(day), *(each.values[place] for each in lines)) for place, day in enumerate(days)
        ),
    )
    told = "；".join(words for _, words, _ in ends) or "还没有数据"
    return Chart(
        drawing=svg(name, width=_WIDTH, height=_HEIGHT, title=title, told=f"最近一次：{told}", parts=parts),
        table=table,
    )


def _runs(days: Sequence[date], values: Sequence[float | None]) -> list[list[tuple[date, float]]]:
    """What belongs together: a run ends where an audit has no value."""
    runs: list[list[tuple[date, float]]] = [[]]
    for day, value in zip(days, values, strict=True):
        if value is not None:
            runs[-1].append((day, value))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _shown_days(days: Sequence[date]) -> list[date]:
    """Days that are named below: the last, and others as far from each other as their words need."""
    if not days:
        return []
    least = timedelta(days=max((max(days) - min(days)).days / 7, 1))
    shown = [max(days)]
    for day in sorted(set(days), reverse=True):
        if shown[-1] - day >= least:
            shown.append(day)
    return shown


def _fit(value: float) -> float:
    """The least round number that holds a value."""
    return float(
        next(
            (size * 10**power for power in range(9) for size in (1, 2, 4, 8) if size * 10**power >= value),
            value,
        )
    )
