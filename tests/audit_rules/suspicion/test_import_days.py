"""Is the day on which a whole list was put there told from the days on which its postings came out?"""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from audit_rules.sightings.by_subject import sure_date
from audit_rules.suspicion.import_days import without_import_days
from domain.coverage import Coverage
from domain.observations import PortalFacts
from domain.pages import DateConfidence, DateSource, ReadDate
from domain.postings import PostingSeen
from domain.reach import Reach, ReachStatus

MOVE = date(2017, 10, 9)
COLUMN = ("obs:column/1",)


def posting(number: int, on: date | None, columns: tuple[str, ...] = COLUMN) -> PostingSeen:
    read = ReadDate(on=on, source=DateSource.LIST, confidence=DateConfidence.HIGH) if on else None
    return PostingSeen(
        id=f"obs:posting/{number}", title=f"第{number}号", url=f"/{number}", published=read, columns=columns
    )


def sure(postings: Sequence[PostingSeen]) -> list[bool]:
    facts = PortalFacts(
        unit_id="czt",
        reach=Reach(id="obs:reach", status=ReachStatus.OK),
        coverage=Coverage(home=True),
        postings=tuple(postings),
    )
    return [sure_date(each) is not None for each in without_import_days(facts).postings]


def moved(count: int) -> list[PostingSeen]:
    return [posting(number, MOVE) for number in range(count)]


def test_a_list_that_bears_one_day_has_no_sure_dates() -> None:
    assert sure(moved(12)) == [False] * 12


def test_what_came_after_the_move_has() -> None:
    later = [posting(20 + number, MOVE + timedelta(days=30 + number)) for number in range(2)]
    assert sure([*moved(12), *later]) == [*[False] * 12, True, True]


@pytest.mark.parametrize("count", [1, 9])
def test_a_few_postings_of_one_day_are_of_that_day(count: int) -> None:
    assert sure(moved(count)) == [True] * count


def test_a_busy_day_in_a_list_of_many_days_is_one_of_them() -> None:
    others = [posting(20 + number, MOVE - timedelta(days=number)) for number in range(1, 11)]
    assert sure([*moved(12), *others]) == [True] * 22


def test_a_date_that_another_list_bears_out_is_sure() -> None:
    both = posting(99, MOVE, (*COLUMN, "obs:column/2"))
    elsewhere = [
        posting(30 + number, MOVE - timedelta(days=9 * number), ("obs:column/2",)) for number in range(3)
    ]
    assert sure([*moved(12), both, *elsewhere]) == [*[False] * 12, True, True, True, True]


def test_postings_without_a_date_or_a_column_stay_as_they_are() -> None:
    assert sure([posting(1, None), posting(2, MOVE, ())]) == [False, True]
