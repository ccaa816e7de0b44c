"""Where words that are longer than their place may be parted."""

import pytest

from evidence.office.typesetting import SOFT_BREAK, parted


@pytest.mark.parametrize(
    "text",
    [
        "http://www.example.gov.cn/zwgk/ysjs/index.html",
        "obs:reach/2/u00003、obs:column/304、obs:posting/69",
        "这是没有空格的一长串汉字这是没有空格的一长串汉字这是没有空格的一长串汉字",
    ],
)
def test_what_a_line_may_end_in_anyway_is_left(text: str) -> None:
    assert parted(text, 20) == text


@pytest.mark.parametrize("text", ["a" * 21, "、" * 21, "x/1" * 9, "a，" * 11])
def test_what_no_line_would_end_in_is_parted_into_pieces_that_fit(text: str) -> None:
    pieces = parted(text, 20).split(SOFT_BREAK)
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= 20
    assert len(pieces) > 1
