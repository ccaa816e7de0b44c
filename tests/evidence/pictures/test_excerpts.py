"""Is what is framed always in the picture, and the picture never longer than can be read?"""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from evidence.pictures.excerpts import MOST_HEIGHT, MOST_WIDTH, Box, Strip, sideways, strips


def box(y: float, height: float = 20, x: float = 50) -> Box:
    return Box(x=x, y=y, width=300, height=height)


def test_a_page_of_usual_length_is_shown_whole() -> None:
    assert strips(MOST_HEIGHT, [box(5000)]) == (Strip(top=0, bottom=MOST_HEIGHT),)


def test_a_long_page_without_frames_shows_its_beginning() -> None:
    assert strips(90_000, []) == (Strip(top=0, bottom=MOST_HEIGHT),)


def test_a_long_page_shows_its_top_and_the_neighbourhood_of_the_frame() -> None:
    top, around = strips(90_000, [box(40_000)])
    assert top.top == 0
    assert around.top < 40_000
    assert around.bottom > 40_020
    assert top.height + around.height < MOST_HEIGHT


def test_neighbourhoods_that_meet_are_one() -> None:
    assert len(strips(90_000, [box(40_000), box(40_300)])) == 2
    assert len(strips(90_000, [box(300), box(40_000)])) == 2


@given(st.integers(1, 10_000_000), st.lists(st.floats(0, 10_000_000), max_size=8))
def test_strips_are_in_order_apart_and_bounded(height: int, tops: list[float]) -> None:
    parts = strips(height, [box(min(top, height)) for top in tops])
    assert parts
    assert sum(part.height for part in parts) <= MOST_HEIGHT
    assert all(0 <= part.top < part.bottom <= height for part in parts)
    assert all(one.bottom < two.top for one, two in pairwise(parts))


def test_a_wide_page_is_shown_where_the_frame_is() -> None:
    assert sideways(1280, [box(0)]) == (0, 1280)
    assert sideways(600, []) == (0, 1280)
    assert sideways(9000, [box(0)]) == (0, MOST_WIDTH)
    left, width = sideways(9000, [box(0, x=7000)])
    assert 0 < left < 7000
    assert left + width > 7300
    assert sideways(9000, [box(0, x=8900)])[0] + MOST_WIDTH == 9000
