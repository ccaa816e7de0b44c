"""What did each section (板块) earn, lose, and leave unmeasured? A bar a section, all to one scale."""

from collections.abc import Sequence

from domain.findings import SectionScore
from evidence.office.charts import COLOURS, LOST
from evidence.office.plain_text import plain_line
from evidence.office.statuses import Status
from web.charts.drawing import OPEN, SOFT, Chart, Table, box, hatched, svg, text

_WIDTH = 560
_LABEL = 170
_ROW = 24
_TITLE = "各板块得分"


def section_bars(name: str, sections: Sequence[SectionScore]) -> Chart:
    """Points earned, lost and unmeasured of each section, and the same as a table."""
    most = max((each.score.possible + each.score.unmeasured for each in sections), default=0) or 1
    room = _WIDTH - _LABEL - 118
    parts = ["<defs>", hatched(f"{name}-open", "#ffffff", OPEN), "</defs>"]
    for place, section in enumerate(sections):
        score, top, left = section.score, place * _ROW, float(_LABEL)
        parts.append(text(_LABEL - 8, top + 16, plain_line(section.name, 13), anchor="end"))
        for points, fill, word in (
            (score.earned, COLOURS[Status.DONE], "已得"),
            (score.possible - score.earned, LOST, "失分"),
            (score.unmeasured, f"url(#{name}-open)", "未测"),
        ):
            width = room * max(points, 0) / most
            if width > 0:
                parts.append(box(left, top + 5, width, 14, fill, told=f"{word}{points:g}分"))
            left += width
        told = f"{score.earned:g}／{score.possible:g}" + (
            f"，未测{score.unmeasured:g}" if score.unmeasured else ""
        )
        parts.append(text(left + 6, top + 16, told, size=11))
    floor = len(sections) * _ROW + 6
    legend = ((COLOURS[Status.DONE], "已得分"), (LOST, "失分"), (f"url(#{name}-open)", "未测分（不扣分）"))
    for place, (fill, word) in enumerate(legend):
        left = _LABEL + place * 78
        parts += [box(left, floor, 11, 11, fill), text(left + 16, floor + 10, word, fill=SOFT, size=11)]
    table = Table(
        caption=_TITLE,
        headings=("板块", "已得分", "可测得分", "未测分", "得分率", "覆盖率"),
        rows=tuple(
            (
                plain_line(each.name, 60),
                each.score.earned,
                each.score.possible,
                each.score.unmeasured,
                "未测得" if each.score.percent is None else f"{each.score.percent:.1f}%",
                f"{each.score.coverage:.0%}",
            )
            for each in sections
        ),
    )
    told = "；".join(f"{row[0]}{row[1]:g}／{row[2]:g}" for row in table.rows) or "没有计分任务"
    return Chart(
        drawing=svg(name, width=_WIDTH, height=floor + 18, title=_TITLE, told=told, parts=parts), table=table
    )
