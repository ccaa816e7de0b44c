"""What stands around a date: its stage or paper, its weekday and hour, documents' names, notes of where a form stands."""

from datetime import date

import pytest

from audit_rules.deadlines import read_deadline
from domain.deadlines import DeadlineReading

ISSUED = date(2017, 4, 17)


def read(text: str) -> DeadlineReading:
    return read_deadline(text, year=2017, issued=ISSUED, event=ISSUED)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        # What an item is about: a stage, or a paper.
        (
            "动员部署阶段（2017年5月底前）；集中整治阶段（6月至8月）；总结验收阶段（9月）",
            ["05-31", "08-31", "09-30"],
        ),
        ("准备阶段（4月20日前）。实施阶段（4月21日—10月31日）", ["04-20", "10-31"]),
        ("第一阶段：宣传发动（5月上旬）；第二阶段：自查自纠（5月中旬至6月底）", ["05-10", "06-30"]),
        ("7月5日至7月31日为自查阶段", ["07-31"]),
        ("实施方案5月底前报送，工作总结12月底前报送", ["05-31", "12-31"]),
        ("1、动员阶段（6月）；2、整治阶段（7月至9月）", ["06-30", "09-30"]),
        ("5月1日至6月20日是巩固提高阶段", ["06-20"]),
        ("申报材料请于7月18日前报送", ["07-18"]),
        # A weekday that is the day's, and an hour.
        ("6月20日（周二）前", ["06-20"]),
        ("6月20日（周二）前报送，12月20日（周三）前总结", ["06-20", "12-20"]),
        ("6月25日（星期天）前", ["06-25"]),
        ("2017-06-20（周二）前", ["06-20"]),
        ("6月20日17:00前", ["06-20"]),
        ("6月20日（星期二）下午5时30分前", ["06-20"]),
        ("6月20日下班前", ["06-20"]),
        # An event and its span with a comma between them.
        ("信息形成后，20个工作日内公开", ["05-16"]),
        ("接到通知后，应于10日内反馈", ["04-27"]),
        ("每季度结束后，15日内报送", ["01-15", "04-15", "07-15", "10-15"]),
        # Months of a timetable; a document's own year; where a form stands.
        ("2017.5—9", ["09-30"]),
        ("6月26日―28日", ["06-28"]),
        ("2016.11—2017.3", ["03-31"]),
        ("（2017.6—11）", ["11-30"]),
        ("6月底前印发《2018—2020年规划》", ["06-30"]),
        ("12月底前将2018年度计划报送", ["12-31"]),
        ("6月底前（见附件1）", ["06-30"]),
        ("6月底前报送（表格附后）", ["06-30"]),
        # 每年 holds for the dates after it.
        ("每年3月10日前报送，3月31日前公布", ["03-10", "03-31"]),
        ("每年1月底前公布，批复后20日内公开", ["01-31", "05-07"]),
        ("每季首月的前10日", ["01-10", "04-10", "07-10", "10-10"]),
        ("“十一”前", ["09-30"]),
        ("一律于6月底前按时完成", ["06-30"]),
    ],
)
def test_read(text: str, due: list[str]) -> None:
    reading = read(text)
    assert reading.understood, reading.note
    assert [f"{each.on:%m-%d}" for each in reading.dues] == due


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("6月20日（周一）前", "2017-06-20是星期二，与所写的“周一”不符"),
        ("6月20日（周二）、6月28日（周二）前", "2017-06-28是星期三"),
        ("6月20日0:00前", "未能理解"),
        ("6月20日17:00前后", "未能理解"),
        ("总结阶段每月25日前报送", "未能理解“总结阶段每月25日前报送”"),
        ("整改阶段6月起", "未能理解"),
        ("试点阶段6月底前，推广阶段12月底前", "未能理解“试点阶段6月底前”"),
        ("第一阶段：省级（6月底前）；第二阶段：市级（9月底前）", "是何关系不明确"),
        ("6月底前完成，其他材料8月底前报送", "未能理解“其他材料8月底前报送”"),
        ("公告后，7日内无异议的，3日内公布", "未能理解"),
        ("每年11月底前总结，3月底前报送计划", "“3月底”早于印发日"),
        ("将12月报表报送", "未能理解"),
        ("将6月底前的数据报送", "未能理解"),
        ("2017.5—6项", "未能理解"),
        ("5、8、各月底前", "未能理解"),
        ("6月10日、15、各一次", "未能理解"),
        ("按时完成", "“按时”没有确定的日期"),
        ("十一月十一前", "未能理解"),
    ],
)
def test_refused(text: str, reason: str) -> None:
    reading = read(text)
    assert not reading.understood
    assert reason in str(reading.note)


def test_an_hour_is_not_checked_and_that_is_said() -> None:
    assert read("6月20日17:00前").note == "网页只显示日期，“17:00”这一时刻不核对，按当日计"
