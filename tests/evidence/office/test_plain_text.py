"""Is a quoted text cut where a clause ends?"""

import pytest

from evidence.office.plain_text import quoted, shortened


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("开设专栏，公开信息。", 10, "开设专栏，公开信息。"),
        ("安全监管、食品药品监管、物价部门", 14, "安全监管、食品药品监管……"),
        ("分解细化，详细制定切合实际的方案", 10, "分解细化……"),
        ("及时公开。深化权责清单公开工作，评价", 10, "及时公开。……"),
        ("主动公开，履行“第一解读人、责任人”的职责", 14, "主动公开……"),
        ("“第一解读人、责任人和其他各方面的人员”的职责", 12, "“第一解读人……"),
        ("没有分句的一段很长的文字", 8, "没有分句的一……"),
        ("短，其后是没有分句的一段很长的文字", 12, "短，其后是没有分句的……"),
    ],
)
def test_a_text_is_cut_at_the_end_of_a_clause(text: str, limit: int, expected: str) -> None:
    assert shortened(text, limit) == expected
    assert len(expected) <= limit


def test_a_quotation_within_a_quotation_has_the_other_marks() -> None:
    assert quoted("推进“放管服”\n改革") == "“推进‘放管服’ 改革”"
    assert quoted("推进“放管服”改革的实施方案", 8) == "“推进‘放管服’…”"
