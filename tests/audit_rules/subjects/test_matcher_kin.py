"""Is a column of an unknown name kept in view, without ever being taken for a match?"""

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.subjects import Surface

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("减税降费大家谈", "tax-cut"),
        ("ＰＰＰ培训", "ppp"),
        ("“放管服”改革", "power-list"),
        ("应急管理", "work-safety"),
        ("乡村振兴", "poverty"),
        ("征地拆迁事务所", "land"),
        ("12345·为您服务", "hotline"),
    ],
)
def test_a_like_name_is_kin_but_no_match(text: str, subject: str) -> None:
    assert subject in VOCABULARY.kin(text)
    assert subject not in {match.subject for match in VOCABULARY.match(text, Surface.TEXT)}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("企业年报公示", "annual-report"),
        ("12315", "hotline"),
        ("重点领域改革", "key-areas"),
        ("环境质量公报", "gazette"),
    ],
)
def test_a_confusable_is_no_kin(text: str, subject: str) -> None:
    assert subject not in VOCABULARY.kin(text)


def test_a_headline_and_a_crumb_of_text_are_nobodys_kin() -> None:
    assert VOCABULARY.kin("全省减税降费工作推进会在昆明召开省长出席会议并作重要讲话") == ()
    assert VOCABULARY.kin("税") == ()
