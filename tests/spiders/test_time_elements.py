"""The day that a ``time`` element tells machines is the day that it was in China."""

from datetime import date

import pytest

from spiders.lists.cut_dates import time_of
from spiders.markup.page_parse import parse


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2017-03-31T16:30:00Z", date(2017, 4, 1)),
        ("2017-03-31T16:30:00.000Z", date(2017, 4, 1)),
        ("2017-03-31T15:59:59Z", date(2017, 3, 31)),
        ("2017-03-31T16:30:00+0000", date(2017, 4, 1)),
        ("2017-04-01T00:30:00+08:00", date(2017, 4, 1)),
        ("2017-04-01T00:30:00+09:00", date(2017, 3, 31)),
        ("2017-03-31T16:30:00", date(2017, 3, 31)),
        ("2017-03-31", date(2017, 3, 31)),
        ("2017-03-31 16:30 UTC", date(2017, 3, 31)),
        ("0001-01-01T00:00:00Z", None),
        ("", None),
    ],
)
def test_the_zone_of_a_time_counts(told: str, day: date | None) -> None:
    assert time_of(parse(f"<body><time datetime='{told}'>3天前</time>").find("time")[0]) == day


def test_a_time_without_a_machines_day_has_none() -> None:
    assert time_of(parse("<body><time>2017-03-31</time>").find("time")[0]) is None
