"""Every phrase of the 2017 plan with its due dates, worked out by hand from the calendar."""

from datetime import date

import pytest

from audit_rules.deadlines import read_deadline
from domain.deadlines import DeadlineKind, DeadlineReading, Period

ISSUED = date(2017, 4, 17)
PUBLISHED = date(2017, 4, 21)


def read(text: str, *, event: date | None = None) -> DeadlineReading:
    return read_deadline(text, year=2017, issued=ISSUED, published=PUBLISHED, event=event)


def days(text: str, *, event: date | None = None) -> list[str]:
    return [due.on.strftime("%m-%d") for due in read(text, event=event).dues]


def bands(text: str) -> list[tuple[str, str]]:
    return [(f"{due.on:%m-%d}", f"{due.late_after:%m-%d}") for due in read(text).dues]


MONTH_ENDS = [
    "01-31", "02-28", "03-31", "04-30", "05-31", "06-30",
    "07-31", "08-31", "09-30", "10-31", "11-30", "12-31",
]  # fmt: skip
TUESDAYS = [
    "01-03", "01-10", "01-17", "01-24", "01-31", "02-07", "02-14", "02-21", "02-28",
    "03-07", "03-14", "03-21", "03-28", "04-04", "04-11", "04-18", "04-25",
    "05-02", "05-09", "05-16", "05-23", "05-30", "06-06", "06-13", "06-20", "06-27",
    "07-04", "07-11", "07-18", "07-25", "08-01", "08-08", "08-15", "08-22", "08-29",
    "09-05", "09-12", "09-19", "09-26", "10-03", "10-10", "10-17", "10-24", "10-31",
    "11-07", "11-14", "11-21", "11-28", "12-05", "12-12", "12-19", "12-26",
]  # fmt: skip
SEVENTHS = [f"{month:02}-07" for month in range(1, 13)]


@pytest.mark.parametrize(
    ("text", "kind", "due"),
    [
        ("全年工作", "continuous", []),
        ("全年", "continuous", []),
        ("年度", "continuous", []),
        ("年度工作", "continuous", []),
        ("长期坚持", "continuous", []),
        ("次月 5 日前", "recurring", [f"{month:02}-05" for month in range(1, 13)]),
        ("每月、每季度后 20 日内完成", "recurring", [f"{month:02}-20" for month in range(1, 13)]),
        ("每月底前", "recurring", MONTH_ENDS),
        ("每周二前", "recurring", TUESDAYS),
        ("每月第一周内", "recurring", SEVENTHS),
        ("每周二前、每月第一周内", "recurring", sorted([*TUESDAYS, *SEVENTHS])),
        ("按月度、季度公布", "recurring", MONTH_ENDS),
        ("按季度公布", "recurring", ["03-31", "06-30", "09-30", "12-31"]),
        ("2017年7月底前", "once", ["07-31"]),
        ("2017年6月底前", "once", ["06-30"]),
        ("2017年10月底前", "once", ["10-31"]),
        ("2017年11月底前", "once", ["11-30"]),
        ("2017年11月底前将落实情况报省政府办公厅", "once", ["11-30"]),
        ("2017年6月底前对企业门户网站开展1次内容保障普查", "once", ["06-30"]),
        ("2017年12月15日前", "once", ["12-15"]),
        ("2017年12月15日前报省政府办公厅，同时在自身门户网站公开发布", "once", ["12-15"]),
        ("于2017年7月底和9月底前", "once", ["07-31", "09-30"]),
        ("分别于2017年7月底和9月底前报省政府办公厅备案", "once", ["07-31", "09-30"]),
        ("年内", "once", ["12-31"]),
        ("年内至少听取1次政务公开工作汇报", "once", ["12-31"]),
        ("30个工作日内", "after_event", ["05-31"]),
        ("在本通知公布后30个工作日内", "after_event", ["05-31"]),
        ("（在本通知公布后）30 个工作日内", "after_event", ["05-31"]),
        ("并在本通知公布后30个工作日内在自身门户网站公开", "after_event", ["05-31"]),
        ("每年3月底前", "recurring", ["03-31"]),
        ("于每年3月底前确定并公开本行政区域内重点排污单位名录", "recurring", ["03-31"]),
        ("每季度至少举办1次新闻发布会", "recurring", ["03-31", "06-30", "09-30", "12-31"]),
        ("每半年至少出席1次", "recurring", ["06-30", "12-31"]),
        ("每年至少出席1次", "recurring", ["12-31"]),
        ("每年解读重要政策措施不少于3次", "recurring", ["12-31"]),
        ("收购旺季时每5日", "recurring", []),
    ],
)
def test_phrases_of_the_plan(text: str, kind: str, due: list[str]) -> None:
    reading = read(text)
    assert reading.understood
    assert reading.kind is DeadlineKind(kind)
    assert days(text) == due
    assert not reading.provisional


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("每月后15日内", [f"{month:02}-{15}" for month in range(1, 13)]),
        ("每季度结束后15个工作日内", ["01-22", "04-24", "07-21", "10-27"]),
        ("季后10日内", ["01-10", "04-10", "07-10", "10-10"]),
        ("次月底前", MONTH_ENDS),
        ("次月上旬", [f"{month:02}-10" for month in range(1, 13)]),
        ("每月前5个工作日内", ["01-09", "02-08", "03-07", "04-10", "05-08", "06-07", "07-07", "08-07", "09-07",
                          "10-13", "11-07", "12-07"]),
        ("每月25日前", [f"{month:02}-25" for month in range(1, 13)]),
        ("每月31日前", MONTH_ENDS),
        ("每旬", sorted([*MONTH_ENDS, *[f"{m:02}-{d}" for m in range(1, 13) for d in (10, 20)]])),
        ("每年1月31日前", ["01-31"]),
        ("每季度末前", ["03-31", "06-30", "09-30", "12-31"]),
        ("三季度末前", ["09-30"]),
        ("前三季度", ["09-30"]),
        ("前两个季度末", ["06-30"]),
        ("2017年前三季度完成投资75%", ["09-30"]),
        ("每年前三季度末", ["09-30"]),
        ("5月、8月底，11月20日前", ["05-31", "08-31", "11-20"]),
        ("每年3、6、9月底和12月15日前", ["03-31", "06-30", "09-30", "12-15"]),
        ("2016年、2017年6月底前", ["06-30"]),
        ("2016年和2017年上半年", ["06-30"]),
        ("2016年9月、2017年、2018年6月底前", ["06-30"]),
        ("①6月底前②10月底前", ["06-30", "10-31"]),
        ("⑴10月底前；⑵12月底前", ["10-31", "12-31"]),
        ("（一）5月底前完成方案；（二）10月底前完成建设", ["05-31", "10-31"]),
        ("(1) 10月底前", ["10-31"]),
        ("1.5月底前完成方案；2.10月底前完成建设", ["05-31", "10-31"]),
        ("（10）月底前", ["10-31"]),
        ("2017（年）12（月）底前", ["12-31"]),
        ("季度结束次月10日前", ["01-10", "04-10", "07-10", "10-10"]),
        ("每季度结束后的首月10日前", ["01-10", "04-10", "07-10", "10-10"]),
        ("每季度结束后下月10日前", ["01-10", "04-10", "07-10", "10-10"]),
        ("每月统计，下月10日前公布", [f"{month:02}-10" for month in range(1, 13)]),
        ("每季末最后一个工作日", ["03-31", "06-30", "09-30", "12-29"]),
        ("2018年及以后每年6月底前", []),
        ("2016年及以后每年6月底前", ["06-30"]),
        ("上、下半年各一次", ["06-30", "12-31"]),
        ("即日起至年底", ["12-31"]),
        ("即日起30日内", ["05-17"]),
        ("每月25日前公布，12月20日前报送总结", [*(f"{m:02}-25" for m in range(1, 12)), "12-20", "12-25"]),
        ("9月底前完成省政府部署的任务", ["09-30"]),
        ("9月底前建立统一的平台", ["09-30"]),
        ("6月底前（完成方案），9月底前（建成平台）", ["06-30", "09-30"]),
        ("10日内报送方案，年底前完成整改", ["04-27", "12-31"]),
        ("第三个季度内", ["09-30"]),
        ("半年度后15日内", ["01-15", "07-15"]),
        ("年终了后15日内", ["01-15"]),
        ("力争6月底、9月底前分别完成50%、100%", ["06-30", "09-30"]),
        ("4月、10月各一次", ["04-30", "10-31"]),
        ("6月底前上下联动推进", ["06-30"]),
        ("6月底前部门之间共享", ["06-30"]),
        ("6月底前报县政府，9月底前向部门反馈", ["06-30", "09-30"]),
        ("2017年9月底前启动，2017年12月底前完成", ["09-30", "12-31"]),
        ("2017年12月底前完成，2017年9月底前启动", ["09-30", "12-31"]),
        ("上半年", ["06-30"]),
        ("下半年内完成", ["12-31"]),
        ("2017年底前", ["12-31"]),
        ("今年底前", ["12-31"]),
        ("年末", ["12-31"]),
        ("6月底前、9月底前", ["06-30", "09-30"]),
        ("8月中旬前", ["08-10"]),
        ("7月31日前完成", ["07-31"]),
        ("2017-12-15前", ["12-15"]),
        ("2017.6.30前", ["06-30"]),
        ("8月", ["08-31"]),
        ("每季度首月15日前", ["01-15", "04-15", "07-15", "10-15"]),
        ("次季度第一个月10日前", ["01-10", "04-10", "07-10", "10-10"]),
        ("每季度最后一个月25日前", ["03-25", "06-25", "09-25", "12-25"]),
        ("2017年6月底前完成并持续推进", ["06-30"]),
        ("12月底前完成，并长期坚持", ["12-31"]),
        ("二○一七年七月底前", ["07-31"]),
        ("三十个工作日内", ["05-31"]),
        ("十二月十五日前", ["12-15"]),
        ("自本方案印发之日起3个月内", ["07-17"]),
        ("本通知印发后2周内", ["05-01"]),
        ("2017年6月底前；全年工作", ["06-30"]),
    ],
)  # fmt: skip
def test_phrases_of_other_plans(text: str, due: list[str]) -> None:
    assert read(text).understood
    assert days(text) == due


@pytest.mark.parametrize(
    ("text", "event", "due"),
    [
        ("国家指导意见印发后 60 日内完成", date(2017, 4, 17), ["06-16"]),
        ("国家指导意见印发后60日内完成", date(2017, 6, 1), ["07-31"]),
        ("文件公开后3个工作日内", date(2017, 4, 28), ["05-04"]),
        ("于文件公开后3个工作日内在政府网站和媒体发布", date(2017, 9, 29), ["10-10"]),
        ("信息形成或变更之日起20个工作日内", date(2017, 5, 8), ["06-06"]),
        ("作出决定之日起七个工作日内", date(2017, 4, 21), ["05-03"]),
    ],
)
def test_phrases_that_count_from_an_event(text: str, event: date, due: list[str]) -> None:
    assert read(text, event=event).kind is DeadlineKind.AFTER_EVENT
    assert days(text, event=event) == due
    undated = read(text)
    assert undated.understood
    assert undated.dues == ()
    assert undated.note is not None
    assert "的日期未给出" in undated.note


def test_a_span_that_ends_in_another_year_is_said() -> None:
    reading = read("国家指导意见印发后60日内", event=date(2017, 12, 4))
    assert reading.dues == ()
    assert reading.note == "到期日2018-02-02不在2017年内"


def test_counting_from_issue_or_publication_gives_a_band() -> None:
    assert bands("30个工作日内") == [("05-31", "06-06")]
    assert bands("在本通知公布后30个工作日内") == [("05-31", "06-06")]
    assert "两者之间完成不计逾期" in str(read("30个工作日内").note)


def test_without_a_publication_day_there_is_no_band() -> None:
    (due,) = read_deadline("30个工作日内", year=2017, issued=ISSUED).dues
    assert (due.on, due.late_after) == (date(2017, 5, 31), date(2017, 5, 31))


def test_without_an_issue_day_there_is_no_due_date() -> None:
    reading = read_deadline("30个工作日内", year=2017)
    assert reading.understood
    assert reading.dues == ()
    assert reading.note == "未给出文件印发日，不能推算到期日"


def test_a_due_date_on_a_day_off_runs_on_to_the_next_working_day() -> None:
    assert dict(bands("次月5日前")) == {
        "01-05": "01-05",
        "02-05": "02-06",
        "03-05": "03-06",
        "04-05": "04-05",
        "05-05": "05-05",
        "06-05": "06-05",
        "07-05": "07-05",
        "08-05": "08-07",
        "09-05": "09-05",
        "10-05": "10-09",
        "11-05": "11-06",
        "12-05": "12-05",
    }
    note = str(read("次月5日前").note)
    assert "2017-10-05" in note
    assert "未规定顺延" in note


def test_a_make_up_saturday_is_a_working_day_to_be_late_on() -> None:
    assert bands("于2017年7月底和9月底前") == [("07-31", "07-31"), ("09-30", "09-30")]


def test_periods_are_those_reported_on() -> None:
    first, *_, last = read("次月5日前").dues
    assert (first.period, first.label) == (
        Period(start=date(2016, 12, 1), end=date(2016, 12, 31)),
        "2016年12月",
    )
    assert (last.period, last.label) == (
        Period(start=date(2017, 11, 1), end=date(2017, 11, 30)),
        "2017年11月",
    )
    april = read("每月底前").dues[3]
    assert (april.period, april.label) == (Period(start=date(2017, 4, 1), end=date(2017, 4, 30)), "2017年4月")
    tuesday = read("每周二前").dues[14]
    assert tuesday.period == Period(start=date(2017, 4, 5), end=date(2017, 4, 11))
    assert read("每季度至少1次").dues[1].label == "2017年第二季度"


def test_month_and_quarter_that_fall_on_one_day_are_one_due() -> None:
    april = read("每月、每季度后20日内完成").dues[3]
    assert april.period == Period(start=date(2017, 3, 1), end=date(2017, 3, 31))
    assert april.label == "2017年3月、2017年第一季度"


def test_the_first_week_runs_to_the_sunday_of_the_seventh() -> None:
    late = {due.on.month: due.late_after for due in read("每月第一周内").dues}
    assert late[5] == date(2017, 5, 8)  # the 7th is that Sunday, a day off: the Monday after
    assert late[6] == date(2017, 6, 11)
    assert late[8] == date(2017, 8, 13)
    assert late[10] == date(2017, 10, 9)


def test_published_by_month_leaves_the_following_month() -> None:
    assert bands("按月度、季度公布")[:4] == [
        ("01-31", "02-28"),
        ("02-28", "03-31"),
        ("03-31", "04-30"),
        ("04-30", "05-31"),
    ]
    assert "次月底前公布不计逾期" in str(read("按月度、季度公布").note)
    assert read("每年公布").dues[0].late_after == date(2018, 3, 31)


def test_at_least_so_often_must_happen_within_the_period() -> None:
    assert bands("每季度至少举办1次新闻发布会")[:3] == [
        ("03-31", "03-31"),
        ("06-30", "06-30"),
        ("09-30", "09-30"),
    ]


def test_before_a_month_is_a_band() -> None:
    assert bands("7月前") == [("06-30", "07-31")]
    assert "两者之间完成不计逾期" in str(read("7月前").note)
    assert bands("7月前、11月底前") == [("06-30", "07-31"), ("11-30", "11-30")]
    assert bands("8月、11月底前") == [("08-31", "08-31"), ("11-30", "11-30")]


def test_past_the_published_calendar_is_provisional() -> None:
    reading = read_deadline("次月5日前", year=2040)
    assert reading.provisional
    assert all(due.provisional for due in reading.dues)
    assert "暂估" in str(reading.note)


def test_another_year_than_the_phrase_names_has_no_dues() -> None:
    reading = read_deadline("2017年7月底前", year=2018)
    assert reading.understood
    assert reading.dues == ()
    assert reading.note == "到期日2017-07-31不在2018年内"


def test_a_standing_duty_beside_a_date_is_noted() -> None:
    assert "全年持续" in str(read("2017年6月底前；全年工作").note)


def test_before_a_five_year_plan_is_a_band() -> None:
    """It may be before the plan began or before its end: nobody is late in between."""
    (due,) = read_deadline("“十三五”前", year=2015).dues
    assert (due.on, due.late_after) == (date(2015, 12, 31), date(2020, 12, 31))
