"""When was it due, when does each posting say that it was published, and when was it first seen? What came late, and what may be
backdated, can be seen here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import pairwise

from evidence.office.plain_text import day_word, plain_line
from web.charts.drawing import GRID, INK, SOFT, Chart, Table, box, dot, line, svg, text, wide

_WIDTH = 760
_LEFT, _RIGHT = 236, 16
_ROW = 24
_HEAD = 38
_TITLE = "时限与公开时间"
_DUE, _DONE, _LATE, _SEEN = "#a8261b", "#1f6b40", "#b45309", "#15579b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A posting: the day it bears (None: none was found), the day it was first seen, whether it came after its deadline.

    ``not_before``: a list read on this day, after the day it bears, did not hold it: the date may have been put back (倒填).
    """

    title: str
    on: date | None
    first_seen: date | None = None
    late: bool = False
    not_before: date | None = None


def posting_timeline(
    name: str, *, due: Sequence[date], postings: Sequence[Posted], as_of: date, limit: int = 18
) -> Chart:
    """Deadlines as lines across, with the periods between them as bands; a row a posting, the first ``limit`` of them.

    A dot is the day that a posting bears, a ring the day on which it was first seen; the dashed line between them is how
    long nobody saw it.
    """
    shown = postings[:limit]
    first, last = _span(due, shown, as_of)
    days = max((last - first).days, 1)
    rows = max(len(shown), 1)
    floor = _HEAD + rows * _ROW + 6
    height = floor + 44

    def at(day: date) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (min(max(day, first), last) - first).days / days

    parts = [*_bands(sorted(set(due)), at, first, last, floor)]
    months = _months(first, last)
    for month in months:
        parts += [line(at(month), floor, at(month), floor + 4, SOFT)]
        words = (
            f"{month.year}年{month.month}月" if month.month == 1 or month == months[0] else f"{month.month}月"
        )
        if at(month) + wide(words, 11) < _WIDTH:
            parts.append(text(at(month) + 2, floor + 15, words, fill=SOFT, size=11))
    parts.append(line(_LEFT, floor, _WIDTH - _RIGHT, floor, SOFT))
    parts += _deadlines(sorted(set(due)), at, floor)
    parts += [line(at(as_of), 14, at(as_of), floor, INK, dashes="4 3")]
    parts.append(text(min(at(as_of), _WIDTH - 52), 10, "核查日", anchor="middle", size=11))
    for place, posting in enumerate(shown):
        parts += _row(posting, _HEAD + place * _ROW + _ROW / 2, at, last)
    if not shown:
        parts.append(text(_LEFT - 8, _HEAD + 16, "未见公开信息", anchor="end", fill=SOFT))
    parts += _legend(floor + 32)
    table = Table(
        caption=_TITLE,
        headings=("公开信息", "标注日期", "首次见到", "与时限", "备注"),
        rows=(
            *(("时限", day_word(day), None, None, None) for day in sorted(set(due))),
            *(_told(posting) for posting in postings),
        ),
    )
    dues = "、".join(day_word(day) for day in sorted(set(due))[:6]) or "没有时限"
    told = f"时限：{dues}；画出{len(shown)}条公开信息，共{len(postings)}条"
    return Chart(
        drawing=svg(name, width=_WIDTH, height=height, title=_TITLE, told=told, parts=parts), table=table
    )


def _told(posting: Posted) -> tuple[str, str | None, str | None, str | None, str | None]:
    doubt = f"{day_word(posting.not_before)}的列表中没有，日期存疑" if posting.not_before else None
    return (
        plain_line(posting.title, 120),
        day_word(posting.on) if posting.on else "未标注",
        day_word(posting.first_seen) if posting.first_seen else None,
        "逾期" if posting.late else None,
        doubt,
    )


def _row(posting: Posted, y: float, at: Callable[[date], float], last: date) -> list[str]:
    parts = [text(_LEFT - 12, y + 4, plain_line(posting.title, 18), anchor="end", size=12)]
    parts.append(line(_LEFT, y + _ROW / 2, _WIDTH - _RIGHT, y + _ROW / 2, GRID))
    title = plain_line(posting.title, 80)
    if posting.on and posting.first_seen and posting.first_seen != posting.on:
        parts.append(line(at(posting.on), y, at(posting.first_seen), y, _SEEN, dashes="2 3"))
    if posting.first_seen and posting.first_seen > last:
        told = f"{day_word(posting.first_seen)}首次见到 →"
        parts.append(text(_WIDTH - _RIGHT, y - 5, told, anchor="end", fill=_SEEN, size=10.5))
    elif posting.first_seen:
        parts.append(
            dot(
                at(posting.first_seen),
                y,
                4.5,
                "#ffffff",
                edge=_SEEN,
                told=f"{title}：{day_word(posting.first_seen)}首次见到",
            )
        )
    if posting.not_before:
        x = at(posting.not_before)
        parts += [
            line(x - 4, y - 4, x + 4, y + 4, _DUE, width=1.6),
            line(x - 4, y + 4, x + 4, y - 4, _DUE, width=1.6),
        ]
    if posting.on:
        told = f"{title}：标注{day_word(posting.on)}"
        if posting.late:
            x = at(posting.on)
            parts.append(
                f'<path d="M{x:.1f} {y - 6:.1f}l6 11h-12z" fill="{_LATE}"><title>{escape(told)}，逾期</title></path>'
            )
        else:
            parts.append(dot(at(posting.on), y, 4.5, _DONE, told=told))
    return parts


def _bands(
    due: Sequence[date], at: Callable[[date], float], first: date, last: date, floor: float
) -> list[str]:
    """Every second period between deadlines is shaded, so that it is seen which posting belongs to which."""
    if len(due) < 2:
        return []
    edges = [first, *due, last]
    return [
        box(at(start), _HEAD - 4, at(end) - at(start), floor - _HEAD + 4, "#f1f4f7")
        for place, (start, end) in enumerate(pairwise(edges))
        if place % 2
    ]


def _deadlines(due: Sequence[date], at: Callable[[date], float], floor: float) -> list[str]:
    parts, free = [], 0.0
    for day in due:
        x = at(day)
        parts.append(line(x, _HEAD - 6, x, floor, _DUE, width=1.5))
        words = f"{day.month}月{day.day}日"
        if x - 24 >= free:
            parts.append(text(x, _HEAD - 10, words, anchor="middle", fill=_DUE, size=11))
            free = x + 30
    return parts


def _legend(top: float) -> list[str]:
    left = float(_LEFT)
    parts = [
        line(left + 6, top - 6, left + 6, top + 5, _DUE, width=1.5),
        text(left + 14, top + 4, "时限", size=11, fill=SOFT),
    ]
    parts += [dot(left + 58, top, 4.5, _DONE), text(left + 67, top + 4, "标注的公开日期", size=11, fill=SOFT)]
    parts += [
        f'<path d="M{left + 168:.1f} {top - 6:.1f}l6 11h-12z" fill="{_LATE}"/>',
        text(left + 178, top + 4, "晚于时限", size=11, fill=SOFT),
    ]
    parts += [
        dot(left + 246, top, 4.5, "#ffffff", edge=_SEEN),
        text(left + 255, top + 4, "首次见到", size=11, fill=SOFT),
    ]
    x = left + 324
    parts += [
        line(x - 4, top - 4, x + 4, top + 4, _DUE, width=1.6),
        line(x - 4, top + 4, x + 4, top - 4, _DUE, width=1.6),
    ]
    parts.append(text(x + 9, top + 4, "当日列表中没有", size=11, fill=SOFT))
    return parts


def _span(due: Sequence[date], postings: Sequence[Posted], as_of: date) -> tuple[date, date]:
    """From the first of a month to a few days after the last day shown, three years back at most."""
    days = [*due, as_of, *(each.on for each in postings if each.on)]
    seen = [each.first_seen for each in postings if each.first_seen]
    # A first sight long afterwards (the crawls began later) would press all else together: it is told in words.
    last = max([day for day in seen if day <= max(days) + timedelta(days=120)] + days)
    first = max(min(days), last - timedelta(days=1100)).replace(day=1)
    return first, last + timedelta(days=10)


def _months(first: date, last: date) -> list[date]:
    every, month = [], first
    while month <= last:
        every.append(month)
        month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return every[:: max(1, -(-len(every) // 10))]
