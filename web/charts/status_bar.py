"""How do duties stand, all together? One bar, a part a status, each named with its number below."""

from collections.abc import Mapping

from evidence.office.charts import COLOURS
from evidence.office.statuses import PROBLEMS, Status
from web.charts.drawing import INK, OPEN, SOFT, Chart, Table, box, hatched, svg, text, wide

_BAR = 26
_ROW = 20


def status_bar(name: str, counts: Mapping[Status, int], *, title: str, width: float = 720) -> Chart:
    """The bar of all findings, in the order of ``Status``; the table has every status with its share of the whole."""
    whole = sum(counts.values())
    shown = [(status, counts[status]) for status in Status if counts.get(status)]
    parts = ["<defs>", hatched(f"{name}-open", "#ffffff", OPEN), "</defs>"]
    left = 0.0
    for status, count in shown:
        part = width * count / whole
        fill = f"url(#{name}-open)" if status is Status.OPEN else COLOURS[status]
        parts.append(box(left, 0, part, _BAR, fill, told=f"{status}：{count}条", edge="#ffffff"))
        left += part
    if not shown:
        parts += [box(0, 0, width, _BAR, "#e9edf1"), text(8, 18, "没有核查结果", fill=SOFT)]
    place, row = 0.0, 0
    for status, count in shown:
        words = f"{status} {count}条（{_share(count, whole)}）"
        took = 18 + wide(words)
        if place + took > width:
            place, row = 0.0, row + 1
        top = _BAR + 9 + row * _ROW
        fill = f"url(#{name}-open)" if status is Status.OPEN else COLOURS[status]
        parts.append(box(place, top, 11, 11, fill, edge="#8b98a5"))
        parts.append(text(place + 16, top + 10, words, fill=INK, bold=status in PROBLEMS))
        place += took + 16
    table = Table(
        caption=title,
        headings=("核查结果", "条数", "占比"),
        rows=tuple(
            (str(status), counts.get(status, 0), _share(counts.get(status, 0), whole)) for status in Status
        ),
    )
    told = "、".join(f"{status}{count}条" for status, count in shown) or "没有核查结果"
    height = _BAR + 9 + (row + 1) * _ROW
    return Chart(
        drawing=svg(name, width=width, height=height, title=title, told=told, parts=parts), table=table
    )


def _share(count: int, whole: int) -> str:
    return f"{count / whole:.1%}" if whole else "–"
