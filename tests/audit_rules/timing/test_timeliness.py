"""Is what was done called in time, late or unknown rightly, at the edges of its due date?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_rules.timing.timeliness import (
    Proof,
    earliest,
    is_open,
    last_day,
    overdue_words,
    posting_proof,
    timeliness_of,
    timing_words,
)
from domain.beijing import beijing_day
from domain.deadlines import Due
from domain.findings import Timeliness
from domain.pages import DateConfidence, DateSource, ReadDate

JULY = Due(on=date(2017, 7, 31), late_after=date(2017, 7, 31))
BAND = Due(on=date(2017, 5, 31), late_after=date(2017, 6, 6))
AS_OF = date(2017, 12, 31)
DAYS = st.dates(min_value=date(2016, 1, 1), max_value=date(2018, 12, 31))


def read(
    on: date, confidence: DateConfidence = DateConfidence.HIGH, conflict: date | None = None
) -> ReadDate:
    return ReadDate(on=on, source=DateSource.LIST, confidence=confidence, conflict=conflict)


@pytest.mark.parametrize(
    ("on", "due", "expected"),
    [
        (date(2017, 7, 31), JULY, Timeliness.ON_TIME),
        (date(2017, 8, 1), JULY, Timeliness.LATE),
        (date(2017, 5, 31), BAND, Timeliness.ON_TIME),
        (date(2017, 6, 6), BAND, Timeliness.ON_TIME),
        (date(2017, 6, 7), BAND, Timeliness.LATE),
    ],
)
def test_edges(on: date, due: Due, expected: Timeliness) -> None:
    assert timeliness_of(Proof(on=on, firm=True), due, standing=False) is expected


def test_what_is_not_firm_is_never_late() -> None:
    assert timeliness_of(Proof(on=date(2017, 9, 1)), JULY, standing=False) is Timeliness.UNKNOWN
    assert timeliness_of(Proof(), JULY, standing=False) is Timeliness.UNKNOWN
    assert timeliness_of(Proof(on=date(2017, 6, 1)), JULY, standing=False) is Timeliness.ON_TIME


def test_a_standing_duty_knows_no_lateness() -> None:
    assert timeliness_of(Proof(on=date(2017, 12, 1), firm=True), BAND, standing=True) is Timeliness.ON_TIME


def test_the_last_day_is_still_open() -> None:
    assert is_open(BAND, date(2017, 6, 6))
    assert not is_open(BAND, date(2017, 6, 7))


def test_a_provisional_date_gets_a_fortnight_s_grace() -> None:
    due = Due(on=date(2030, 5, 31), late_after=date(2030, 5, 31), provisional=True)
    assert last_day(due) == date(2030, 6, 14)
    assert timeliness_of(Proof(on=date(2030, 6, 14), firm=True), due, standing=False) is Timeliness.ON_TIME


def test_a_day_is_a_day_in_china() -> None:
    assert beijing_day(datetime(2017, 7, 31, 16, 30, tzinfo=UTC)) == date(2017, 8, 1)
    assert beijing_day(datetime(2017, 7, 31, 15, 30, tzinfo=UTC)) == date(2017, 7, 31)
    assert beijing_day(datetime.fromisoformat("2017-07-31T23:59:00")) == date(2017, 7, 31)
    assert beijing_day(None) is None


def test_proof_of_a_posting() -> None:
    shown = read(date(2017, 6, 20))
    assert posting_proof(shown, None, AS_OF) == Proof(on=date(2017, 6, 20), firm=True)
    seen = datetime(2017, 6, 1, tzinfo=UTC)
    assert posting_proof(shown, seen, AS_OF) == Proof(on=date(2017, 6, 1), conflict=date(2017, 6, 20))
    assert posting_proof(None, seen, AS_OF) == Proof(on=date(2017, 6, 1))
    assert posting_proof(None, datetime(2018, 2, 1, tzinfo=UTC), AS_OF) == Proof()
    assert posting_proof(read(date(2018, 2, 1)), None, AS_OF) == Proof()
    assert not posting_proof(read(date(2017, 6, 20), DateConfidence.LOW), None, AS_OF).firm


def test_the_earliest_of_several_is_firm_only_when_none_may_lie_before_it() -> None:
    late, later = Proof(on=date(2017, 8, 2), firm=True), Proof(on=date(2017, 9, 2), firm=True)
    assert earliest([later, late]) == late
    assert earliest([late, Proof()]) == Proof(on=late.on)
    assert earliest([late, Proof(on=later.on)]) == Proof(on=late.on)
    assert earliest([]) == earliest([Proof()]) == Proof()


@pytest.mark.parametrize(
    ("proof", "due", "expected"),
    [
        (Proof(on=date(2017, 6, 20), firm=True), JULY, "早于2017年7月31日的时限，判为按时公开"),
        (Proof(on=date(2017, 7, 31), firm=True), JULY, "恰在2017年7月31日的时限当日，判为按时公开"),
        (
            Proof(on=date(2017, 6, 2), firm=True),
            BAND,
            "晚于2017年5月31日但不晚于从宽计算的2017年6月6日，不认定为逾期，判为按时公开",
        ),
        (Proof(on=date(2017, 8, 12), firm=True), JULY, "晚于2017年7月31日的时限12天，判为逾期公开"),
        (
            Proof(on=date(2017, 6, 16), firm=True),
            BAND,
            "晚于2017年5月31日的时限（从宽计算至2017年6月6日）10天，判为逾期公开",
        ),
        (Proof(), JULY, "公开日期无法确认，是否在2017年7月31日的时限前公开不作认定"),
        (
            Proof(on=date(2017, 8, 12), firm=True, conflict=date(2017, 6, 1)),
            JULY,
            (
                "页面日期2017年8月12日与另一处记载的2017年6月1日不一致，"
                "是否在2017年7月31日的时限前公开不作认定"
            ),
        ),
    ],
)
def test_words(proof: Proof, due: Due, expected: str) -> None:
    assert timing_words(proof, due, standing=False) == expected


def test_words_for_what_is_overdue() -> None:
    assert overdue_words(JULY, AS_OF, standing=False) == (
        "截至2017年12月31日已超过2017年7月31日的时限153天，判为逾期未公开"
    )
    assert overdue_words(BAND, date(2017, 6, 8), standing=False) == (
        "截至2017年6月8日已超过2017年5月31日的时限（从宽计算至2017年6月6日）2天，判为逾期未公开"
    )
    assert overdue_words(BAND, AS_OF, standing=True, yearly=False) == "截至2017年12月31日仍未落实"
    assert overdue_words(BAND, AS_OF, standing=True) == "截至2017年12月31日仍未落实全年工作要求"


@given(DAYS, DAYS, st.integers(0, 20), st.booleans(), st.booleans())
def test_nothing_up_to_the_last_day_is_late(
    on: date, due_on: date, band: int, firm: bool, standing: bool
) -> None:
    due = Due(on=due_on, late_after=due_on + timedelta(days=band))
    got = timeliness_of(Proof(on=on, firm=firm), due, standing=standing)
    assert (got is Timeliness.LATE) == (firm and not standing and on > due.late_after)
    assert got is not Timeliness.OVERDUE
