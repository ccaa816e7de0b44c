"""Do keywords find the titles they mean, and is the year of a title read rightly?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_rules.sightings.titles import missing_entries, named_years, title_test

PLAN = title_test({"title_all": [["政务公开", "信息公开"], "实施方案"], "title_not": ["试点"]})


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("省财政厅2017年政务公开工作实施方案", True),
        ("关于印发《政府 信息公开“实施方案”》的通知", True),
        ("政务公开工作要点", False),
        ("实施方案", False),
        ("政务公开试点实施方案", False),
        ("", False),
    ],
)
def test_keywords(title: str, expected: bool) -> None:
    assert PLAN.passes(title) is expected


def test_full_width_case_and_punctuation_do_not_matter() -> None:
    assert title_test({"title_any": ["ppp项目"]}).passes("ＰＰＰ 项目（第一批）")
    assert title_test({"title_any": ["双随机、一公开"]}).passes("双随机一公开抽查结果")


def test_without_keywords_every_title_passes_and_nothing_is_asked() -> None:
    anything = title_test({})
    assert anything.passes("任何标题")
    assert not anything.asks
    assert not title_test({"title_not": ["年报"]}).asks


def test_words_for_people() -> None:
    assert PLAN.words() == "（“政务公开”或“信息公开”）和“实施方案”"
    assert title_test({"title_any": ["一", "二", "三", "四", "五"]}).words() == "“一”或“二”或“三”或“四”等"


@pytest.mark.parametrize(
    ("title", "excluded"),
    [
        ("2017年工作方案", False),
        ("２０１６年工作方案", True),
        ("二〇一六年工作方案", True),
        ("二○一七年工作方案", False),
        ("2016年度工作方案", True),
        ("工作方案", False),
        ("2016-2020年规划", False),
        ("2016年至2018年规划", False),
        ("2011—2015年规划", True),
        ("贯彻国办发〔2016〕80号的方案", False),
        ("2016年和2017年工作方案", False),
        ("2016政务公开工作方案", True),
        ("编号12016年检", False),
        ("随机抽查事项清单（2016年版）", False),
        ("权责清单（2016版）", False),
        ("产业指导目录（2015年本）", False),
        ("2016年本级预算", True),
        ("清单（2018年版）", True),
    ],
)
def test_titles_about_other_years_only(title: str, excluded: bool) -> None:
    assert named_years(title).excludes(2017) is excluded


def test_missing_entries_keep_their_order() -> None:
    wanted = ("政策法规", ("项目库", "项目信息"), "专家库")
    assert missing_entries(wanted, ["PPP项目信息", "政策"]) == ("政策法规", "专家库")


@given(st.text(max_size=80))
def test_any_title_can_be_read(title: str) -> None:
    years = named_years(title)
    assert all(1900 <= year <= 2099 for year in years.single)
    assert not PLAN.passes(title) or "实" in title
