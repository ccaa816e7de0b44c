"""Working days: the State Council's holidays and make-up days of 2017, and what lies past the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_rules.calendar import add_workdays, is_workday, known_from, known_until, next_workday

# 国办发明电〔2016〕17号
HOLIDAYS_2017 = [
    *[date(2017, 1, 1), date(2017, 1, 2)],
    *[date(2017, 1, 27) + timedelta(days=n) for n in range(7)],
    *[date(2017, 4, 2) + timedelta(days=n) for n in range(3)],
    date(2017, 5, 1),
    *[date(2017, 5, 28) + timedelta(days=n) for n in range(3)],
    *[date(2017, 10, 1) + timedelta(days=n) for n in range(8)],
]
MAKE_UP_DAYS_2017 = [
    date(2017, 1, 22),
    date(2017, 2, 4),
    date(2017, 4, 1),
    date(2017, 5, 27),
    date(2017, 9, 30),
]
WORKDAYS_BY_MONTH_2017 = [19, 19, 23, 19, 21, 22, 21, 23, 22, 17, 22, 21]

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize("day", HOLIDAYS_2017)
def test_holidays_of_2017_are_days_off(day: date) -> None:
    assert not is_workday(day)


@pytest.mark.parametrize("day", MAKE_UP_DAYS_2017)
def test_make_up_days_of_2017_are_worked(day: date) -> None:
    assert day.weekday() >= 5
    assert is_workday(day)


def test_workdays_of_each_month_of_2017() -> None:
    days = [date(2017, 1, 1) + timedelta(days=n) for n in range(365)]
    counts = [sum(is_workday(day) for day in days if day.month == month) for month in range(1, 13)]
    assert counts == WORKDAYS_BY_MONTH_2017
    assert sum(counts) == 249


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2017, 4, 17), 30, date(2017, 5, 31)),
        (date(2017, 4, 21), 30, date(2017, 6, 6)),
        (date(2017, 4, 14), 30, date(2017, 5, 27)),
        (date(2017, 4, 20), 30, date(2017, 6, 5)),
        (date(2017, 4, 17), 3, date(2017, 4, 20)),
        (date(2017, 4, 17), 7, date(2017, 4, 26)),
        (date(2017, 4, 21), 7, date(2017, 5, 3)),
        (date(2017, 4, 21), 15, date(2017, 5, 15)),
        (date(2017, 9, 29), 1, date(2017, 9, 30)),
        (date(2017, 9, 30), 1, date(2017, 10, 9)),
        (date(2017, 1, 26), 0, date(2017, 1, 26)),
    ],
)
def test_add_workdays_by_hand(start: date, n: int, end: date) -> None:
    assert add_workdays(start, n) == end


def test_add_workdays_refuses_a_negative_number() -> None:
    with pytest.raises(ValueError, match="不能为负"):
        add_workdays(date(2017, 4, 17), -1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2017, 12, 15), date(2017, 12, 15)),
        (date(2017, 12, 31), date(2018, 1, 2)),
        (date(2017, 10, 1), date(2017, 10, 9)),
        (date(2017, 9, 30), date(2017, 9, 30)),
        (date(2017, 2, 5), date(2017, 2, 6)),
    ],
)
def test_next_workday(day: date, expected: date) -> None:
    assert next_workday(day) == expected


def test_past_the_published_calendar_only_weekends_are_off() -> None:
    first = known_until() + timedelta(days=1)
    week = [first + timedelta(days=n) for n in range(7)]
    assert [is_workday(day) for day in week] == [day.weekday() < 5 for day in week]
    assert known_from() <= date(2017, 1, 1) <= known_until()


@given(DAYS, st.integers(0, 60))
def test_add_workdays_lands_on_a_workday_so_many_workdays_on(start: date, n: int) -> None:
    end = add_workdays(start, n)
    passed = [start + timedelta(days=k) for k in range(1, (end - start).days + 1)]
    assert sum(is_workday(day) for day in passed) == n
    assert n == 0 or is_workday(end)


@given(DAYS, st.integers(0, 40), st.integers(0, 40))
def test_add_workdays_is_monotone_and_adds_up(start: date, n: int, m: int) -> None:
    assert add_workdays(add_workdays(start, n), m) == add_workdays(start, n + m)
    assert add_workdays(start, n) <= add_workdays(start + timedelta(days=1), n)


@given(DAYS)
def test_next_workday_is_the_first_from_the_day_on(day: date) -> None:
    found = next_workday(day)
    assert is_workday(found)
    assert not any(is_workday(day + timedelta(days=k)) for k in range((found - day).days))
