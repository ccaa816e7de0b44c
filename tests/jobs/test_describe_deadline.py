"""The JSON of ``mingcha deadline``, as in the contract."""

import json
from datetime import date

import pytest

from jobs.deadline import describe_deadline

TODAY = date(2018, 3, 1)


def test_the_contracts_example() -> None:
    described = describe_deadline("次月5日前", issued=None, year=2017, today=TODAY)
    assert list(described) == ["text", "understood", "kind", "due", "provisional", "note"]
    assert described["text"] == "次月5日前"
    assert described["understood"] is True
    assert described["kind"] == "recurring"
    assert described["due"] == [f"2017-{month:02}-05" for month in range(1, 13)]
    assert described["provisional"] is False
    json.dumps(described)


@pytest.mark.parametrize(
    ("text", "issued", "year", "due"),
    [
        ("30个工作日内", date(2017, 4, 17), None, ["2017-05-31"]),
        ("国家指导意见印发后60日内完成", date(2017, 4, 17), None, ["2017-06-16"]),
        ("文件公开后3个工作日内", date(2017, 4, 28), None, ["2017-05-04"]),
        ("国家指导意见印发后60日内完成", date(2017, 12, 4), 2018, ["2018-02-02"]),
        ("国家指导意见印发后60日内完成", date(2017, 12, 4), None, ["2018-02-02"]),
        ("国家指导意见印发后60日内完成", date(2017, 12, 4), 2017, []),
        ("7月底前", None, None, ["2018-07-31"]),
        ("7月底前", date(2017, 4, 17), None, ["2017-07-31"]),
        ("7月底前", date(2017, 4, 17), 2019, ["2019-07-31"]),
        ("全年工作", None, 2017, []),
    ],
)
def test_year_and_start(text: str, issued: date | None, year: int | None, due: list[str]) -> None:
    assert describe_deadline(text, issued=issued, year=year, today=TODAY)["due"] == due


def test_dates_are_listed_once() -> None:
    due = describe_deadline("每周二前、每月第一周内", issued=None, year=2017, today=TODAY)["due"]
    assert due.count("2017-02-07") == 1  # a Tuesday, and the month's seventh


def test_the_bound_on_freshness_is_shown_where_there_is_one() -> None:
    described = describe_deadline("实时更新", issued=None, year=2017, today=TODAY)
    assert (described["kind"], described["due"], described["fresh_within"]) == ("continuous", [], 14)
    assert "fresh_within" not in describe_deadline("全年工作", issued=None, year=2017, today=TODAY)


def test_not_understood() -> None:
    described = describe_deadline("尽快", issued=None, year=2017, today=TODAY)
    assert described == {
        "text": "尽快",
        "understood": False,
        "kind": None,
        "due": [],
        "provisional": False,
        "note": "“尽快”没有确定的日期",
    }
