"""Do suggested checks look for what a duty names, and not for the clause around it?"""

import pytest

from audit_rules.subjects.vocabulary import read_vocabulary
from drafting.suggest import Suggester


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return Suggester(read_vocabulary())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("制定政务公开工作实施方案并在门户网站公布", "政务公开工作实施方案"),
        ("公布各单位于2017年6月底前将本单位权责事项清单", "权责事项清单"),
        ("各级各部门印发年底前本部门公开目录", "公开目录"),
        ("编制重点排污单位名录", "重点排污单位名录"),
    ],
)
def test_a_document_is_looked_for_by_its_name(suggester: Suggester, text: str, words: str) -> None:
    found = [each for each in suggester.suggest(text, "", None, 2017) if each.rule == "document"]
    assert [each.params for each in found] == [{"title_any": [words]}]


def test_what_is_left_of_a_clause_may_be_too_short_to_look_for(suggester: Suggester) -> None:
    found = suggester.suggest("公布于6月底前将本单位清单", "", None, 2017)
    assert [each.rule for each in found] == []
