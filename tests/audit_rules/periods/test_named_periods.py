"""Which stretch of time does a title name, and does it cover the period owed?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_rules.periods.named_periods import covers, named_period
from domain.deadlines import Period

PUBLISHED = date(2017, 7, 18)


def days(first: str, last: str) -> Period:
    return Period(start=date.fromisoformat(first), end=date.fromisoformat(last))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2017年4月财政收支情况", days("2017-04-01", "2017-04-30")),
        ("２０１７年０４月份财政收支情况", days("2017-04-01", "2017-04-30")),
        ("二〇一七年十一月旅游投诉", days("2017-11-01", "2017-11-30")),
        ("二○一七年十月旅游投诉", days("2017-10-01", "2017-10-31")),
        ("6月份财政收支情况", days("2017-06-01", "2017-06-30")),
        ("七月财政收支情况", days("2017-07-01", "2017-07-31")),
        ("12月财政收支情况", days("2016-12-01", "2016-12-31")),
        ("1-4月经济运行", days("2017-01-01", "2017-04-30")),
        ("2017年1—11月经济运行", days("2017-01-01", "2017-11-30")),
        ("一至四月经济运行", days("2017-01-01", "2017-04-30")),
        ("1月至6月经济运行", days("2017-01-01", "2017-06-30")),
        ("前5个月经济运行", days("2017-01-01", "2017-05-31")),
        ("一季度经济形势", days("2017-01-01", "2017-03-31")),
        ("2017年第二季度发布会", days("2017-04-01", "2017-06-30")),
        ("2016年四季度抽查", days("2016-10-01", "2016-12-31")),
        ("前三季度经济运行", days("2016-01-01", "2016-09-30")),
        ("2017年前三季度经济运行", days("2017-01-01", "2017-09-30")),
        ("2017年一至三季度", days("2017-01-01", "2017-09-30")),
        ("2017年1-3季度经济运行", days("2017-01-01", "2017-09-30")),
        ("2017年二至三季度抽查", days("2017-04-01", "2017-09-30")),
        ("2017年4、5月财政收支", days("2017-04-01", "2017-05-31")),
        ("4月和5月份财政收支", days("2017-04-01", "2017-05-31")),
        ("四、五月份财政收支", days("2017-04-01", "2017-05-31")),
        ("2016年11月、2016年12月旅游投诉", days("2016-11-01", "2016-12-31")),
        ("2017年第一、第二季度抽查", days("2017-01-01", "2017-06-30")),
        ("2016年三季度和四季度抽查", days("2016-07-01", "2016-12-31")),
        ("4月、1-4月财政收支", days("2017-01-01", "2017-04-30")),
        ("附件1、5月财政收支", days("2017-05-01", "2017-05-31")),
        ("上半年经济运行", days("2017-01-01", "2017-06-30")),
        ("2017年下半年抽查", days("2017-07-01", "2017-12-31")),
        ("2016年全年经济运行", days("2016-01-01", "2016-12-31")),
        ("7月10日-16日农产品价格", days("2017-07-10", "2017-07-16")),
        ("2017年6月26日至7月2日价格", days("2017-06-26", "2017-07-02")),
        ("7月12日农产品价格", days("2017-07-12", "2017-07-12")),
        ("2017年2月30日", None),
        ("2017年第15周价格", None),
        ("财政收支情况", None),
        ("2017年第4号公告", None),
        ("三大行动方案", None),
    ],
)
def test_titles(title: str, expected: Period | None) -> None:
    assert named_period(title, published=PUBLISHED) == expected


def test_without_a_date_a_month_without_year_is_not_placed() -> None:
    assert named_period("4月份财政收支情况", published=None) is None
    assert named_period("2017年4月财政收支情况", published=None) == days("2017-04-01", "2017-04-30")


APRIL, QUARTER, WEEK = (
    days("2017-04-01", "2017-04-30"),
    days("2017-04-01", "2017-06-30"),
    days("2017-04-10", "2017-04-16"),
)


@pytest.mark.parametrize(
    ("named", "owed", "expected"),
    [
        (APRIL, APRIL, True),
        (days("2017-01-01", "2017-04-30"), APRIL, True),
        (days("2017-03-01", "2017-03-31"), APRIL, False),
        (days("2017-01-01", "2017-05-31"), APRIL, False),
        (days("2017-04-01", "2017-05-31"), APRIL, True),
        (days("2017-01-01", "2017-02-28"), days("2017-01-01", "2017-01-31"), True),
        (days("2017-01-01", "2017-03-31"), days("2017-01-01", "2017-01-31"), False),
        (APRIL, QUARTER, True),
        (days("2017-01-01", "2017-06-30"), QUARTER, True),
        (days("2017-07-01", "2017-09-30"), QUARTER, False),
        (days("2017-04-12", "2017-04-12"), WEEK, True),
        (days("2017-04-14", "2017-04-20"), WEEK, True),
        (days("2017-04-17", "2017-04-23"), WEEK, False),
        (APRIL, WEEK, False),
    ],
)
def test_covers(named: Period, owed: Period, expected: bool) -> None:
    assert covers(named, owed) is expected


@given(
    st.text(alphabet="2017年0一二三四季度月份日上下半前至-—1235个周 ", max_size=24), st.none() | st.dates()
)
def test_any_title_gives_a_stretch_or_none(title: str, published: date | None) -> None:
    named = named_period(title, published=published)
    assert named is None or named.start <= named.end
