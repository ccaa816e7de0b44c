"""Are quotations within quotations told apart?"""

import pytest

from domain.quotation import nested


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("2017年部门预算", "2017年部门预算"),
        ("推进“放管服”改革", "推进‘放管服’改革"),
        ("“一‘二’三”", "‘一“二”三’"),
        ("推进‘放管服’改革", "推进‘放管服’改革"),
        ("推进“放管服…", "推进‘放管服…’"),
        ("“一‘二…", "‘一“二…”’"),
        ("推进“放管服", "推进‘放管服"),
        ("改革”的通知", "改革’的通知"),
        ("", ""),
    ],
)
def test_marks_stand_one_level_further_in(text: str, inner: str) -> None:
    assert nested(text) == inner
