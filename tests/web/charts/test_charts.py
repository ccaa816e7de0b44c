"""Charts show the numbers of their tables, escape what portals wrote, and hold what the content security policy lets through."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from domain.findings import Score, SectionScore
from evidence.office.statuses import Status
from web.charts.distribution import distribution
from web.charts.drawing import Chart
from web.charts.posting_timeline import Posted, posting_timeline
from web.charts.sections import section_bars
from web.charts.sparkline import sparkline
from web.charts.status_bar import status_bar
from web.charts.trend import Line, trend

HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'\u202e"
DAYS = [date(2017, month, 28) for month in range(1, 7)]


def charts() -> dict[str, Chart]:
    score = Score(earned=3, possible=20, unmeasured=10.25)
    return {
        "distribution": distribution("d", [0, 0, 1, 0, 2, 3, 8, 14, 30, 5], unranked=6, without=2, mean=78.3),
        "status": status_bar("s", {Status.FAILED: 3, Status.DONE: 41, Status.OPEN: 6}, title=HOSTILE),
        "trend": trend(
            "t", DAYS, [Line(word=HOSTILE, values=(1, 2, None, 4, 5, 6), unit="%")], title=HOSTILE
        ),
        "sections": section_bars("b", [SectionScore(name=HOSTILE, score=score, tasks=())]),
        "timeline": posting_timeline(
            "p",
            due=[date(2017, 3, 31), date(2017, 6, 30)],
            postings=[
                Posted(title=HOSTILE, on=date(2017, 4, 2), first_seen=date(2017, 6, 1), late=True),
                Posted(title="x" * 10_000, on=None, first_seen=date(2017, 6, 1)),
            ],
            as_of=date(2017, 12, 31),
        ),
    }


@pytest.mark.parametrize("name", charts())
def test_a_drawing_is_well_formed_names_itself_and_runs_nothing(name: str) -> None:
    drawing = str(charts()[name].drawing)
    root = ET.fromstring(drawing)
    assert root.get("role") == "img"
    names = {element.get("id") for element in root.iter() if element.get("id")}
    assert set((root.get("aria-labelledby") or "").split()) <= names
    for element in root.iter():
        assert element.tag.rpartition("}")[2] not in {"script", "image", "foreignObject", "a", "style"}
        assert not [
            attribute for attribute in element.attrib if attribute == "style" or attribute.startswith("on")
        ]
    assert "<script" not in drawing
    assert "<img" not in drawing
    assert len(drawing) < 20_000


def words(chart: Chart) -> list[str]:
    return [
        element.text or ""
        for element in ET.fromstring(str(chart.drawing)).iter()
        if element.tag.endswith("}text")
    ]


def test_a_distribution_draws_the_numbers_of_its_table() -> None:
    chart = charts()["distribution"]
    told = re.findall(r"：(\d+)个单位", str(chart.drawing))
    assert [int(count) for count in told] == [row[1] for row in chart.table.rows if row[1]]
    assert "平均78.3%" in words(chart)


def test_a_bar_of_statuses_draws_the_numbers_of_its_table() -> None:
    chart = charts()["status"]
    for status, count, share in chart.table.rows:
        named = [told for told in words(chart) if told.startswith(str(status))]
        assert named == ([f"{status} {count}条（{share}）"] if count else [])
    widths = [
        float(each) for each in re.findall(r'<rect x="[\d.]+" y="0.0" width="([\d.]+)"', str(chart.drawing))
    ]
    assert sum(widths) == pytest.approx(720, abs=0.5)


def test_a_trend_has_a_dot_for_each_value_and_a_gap_for_none() -> None:
    chart = charts()["trend"]
    values = [row[1] for row in chart.table.rows]
    assert values == [1, 2, None, 4, 5, 6]
    drawing = str(chart.drawing)
    assert drawing.count("<circle") == 5
    assert drawing.count("<polyline") == 2


def test_sections_draw_points_earned_lost_and_unmeasured() -> None:
    chart = charts()["sections"]
    assert chart.table.rows[0][1:4] == (3, 20, 10.25)
    assert chart.table.rows[0][4:] == ("15.0%", "66%")
    assert re.findall(r"<title>(.{2})([\d.]+)分</title>", str(chart.drawing)) == [
        ("已得", "3"),
        ("失分", "17"),
        ("未测", "10.25"),
    ]


def test_a_timeline_has_a_row_for_each_deadline_and_posting() -> None:
    rows = charts()["timeline"].table.rows
    assert [row[1] for row in rows] == ["2017年3月31日", "2017年6月30日", "2017年4月2日", "未标注"]
    assert rows[2][3] == "逾期"
    assert rows[3][3] is None


def test_nothing_to_show_is_said() -> None:
    assert "没有核查结果" in words(status_bar("s", {}, title="核查结果"))
    assert "未见公开信息" in words(posting_timeline("p", due=[], postings=[], as_of=date(2017, 1, 1)))
    trend("t", [], [Line(word="x", values=())], title="x")
    assert "没有数据" in sparkline("l", [], title="x")


def test_a_name_that_is_no_id_is_refused() -> None:
    with pytest.raises(ValueError, match="no id"):
        sparkline('x" onload="', [], title="x")
