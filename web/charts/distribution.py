"""How are the scores of all units spread? Columns of ten percent each; what has no percent stands apart."""

from collections.abc import Sequence

from web.charts.drawing import BRAND, FAINT, GRID, OPEN, SOFT, Chart, Table, box, hatched, line, svg, text

_WIDTH, _HEIGHT = 560, 222
_LEFT, _TOP, _FLOOR = 34, 36, 180
_CAPTION = "得分率分布（单位数）"


def distribution(
    name: str, counts: Sequence[int], *, unranked: int, without: int | None, mean: float | None = None
) -> Chart:
    """Units by percent: ``counts`` are those of [0, 10), [10, 20) … [90, 100], ranked ones only.

    ``unranked`` have too low a coverage for a place, ``without`` no points that could be measured: neither has a percent
    that can be held against others, so both stand apart (``without`` None: they are
    among the unranked). ``mean`` is the mean percent of the ranked.
    """
    if len(counts) != 10:
        raise ValueError("ten columns of ten percent each")
    most = max(*counts, unranked, without or 0, 1)
    room = _WIDTH - _LEFT - 150
    step = room / 10
    parts = ["<defs>", hatched(f"{name}-hatch", OPEN, "#eaf2f9"), "</defs>"]
    for share in _ticks(most):
        y = _FLOOR - (_FLOOR - _TOP) * share / most
        parts += [
            line(_LEFT, y, _WIDTH, y, GRID),
            text(_LEFT - 6, y + 4, str(share), anchor="end", fill=SOFT, size=11),
        ]
    for place, count in enumerate(counts):
        told = f"得分率{_span(place)}：{count}个单位"
        parts += _column(_LEFT + place * step + 3, step - 6, count, most, BRAND, told)
        parts.append(
            text(_LEFT + place * step, _FLOOR + 15, str(place * 10), anchor="middle", fill=SOFT, size=11)
        )
    parts.append(text(_LEFT + 10 * step, _FLOOR + 15, "100", anchor="middle", fill=SOFT, size=11))
    parts.append(text(_LEFT + room / 2, _FLOOR + 33, "得分率（%）", anchor="middle", fill=SOFT))
    apart = _LEFT + room + 30
    beside = [("覆盖不足", unranked), ("未计分", without)] if without is not None else [("不排名", unranked)]
    for place, (word, count) in enumerate(beside):
        left = apart + (place if without is not None else 0.5) * 60
        parts += _column(left, 44, count, most, f"url(#{name}-hatch)", f"{word}：{count}个单位", edge=OPEN)
        parts.append(text(left + 22, _FLOOR + 15, word, anchor="middle", fill=SOFT, size=11))
    parts.append(
        text(
            apart + 52,
            _FLOOR + 33,
            "覆盖不足或未计分" if without is None else "不参加排名",
            anchor="middle",
            fill=SOFT,
            size=11,
        )
    )
    parts.append(line(apart - 14, 4, apart - 14, _FLOOR + 20, FAINT, dashes="3 3"))
    parts.append(line(_LEFT, _FLOOR, _WIDTH, _FLOOR, SOFT))
    if mean is not None:
        x = _LEFT + room * mean / 100
        parts += [line(x, 4, x, _FLOOR, "#b45309", width=1.5, dashes="4 3")]
        anchor = "end" if mean > 80 else "start"
        parts.append(
            text(x + (-5 if mean > 80 else 5), 13, f"平均{mean:.1f}%", anchor=anchor, fill="#8a4208")
        )
    rows = [(_span(place), count) for place, count in enumerate(counts)]
    table = Table(
        caption=_CAPTION,
        headings=("得分率", "单位数"),
        rows=(*rows, *beside),
    )
    told = "，".join(f"{span}有{count}个" for span, count in table.rows if count) or "没有单位"
    drawing = svg(name, width=_WIDTH, height=_HEIGHT, title=_CAPTION, told=told, parts=parts)
    return Chart(drawing=drawing, table=table)


def _column(
    left: float, width: float, count: int, most: int, fill: str, told: str, *, edge: str = ""
) -> list[str]:
    if not count:
        return [text(left + width / 2, _FLOOR - 4, "0", anchor="middle", fill=FAINT, size=11)]
    height = (_FLOOR - _TOP) * count / most
    return [
        box(left, _FLOOR - height, width, height, fill, told=told, edge=edge),
        text(left + width / 2, _FLOOR - height - 4, str(count), anchor="middle", size=11, bold=True),
    ]


def _span(place: int) -> str:
    return f"{place * 10}%～{place * 10 + 10}%" + ("（含）" if place == 9 else "")


def _ticks(most: int) -> list[int]:
    step = next(size * 10**power for power in range(9) for size in (1, 2, 5) if size * 10**power * 4 >= most)
    return list(range(0, most + 1, step))
