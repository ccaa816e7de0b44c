"""Is a document of the same kind under another name told from news of the matter and from documents of other kinds?"""

from dataclasses import replace
from datetime import date

import pytest

from audit_rules.sightings.document_kinds import DocumentKind, alike, document_kinds
from audit_rules.sightings.titles import TitleTest
from domain.coverage import Coverage
from domain.observations import PortalFacts
from domain.postings import PostingSeen
from domain.reach import Reach, ReachStatus

PLAN = TitleTest(
    every=(("政务公开", "政府信息公开"), ("实施方案", "工作方案", "任务分解", "分工的通知")),
    never=("年度报告", "试点"),
)
REPORT = TitleTest(every=("政务公开", ("落实情况", "工作总结")))
EMPTY = PortalFacts(
    unit_id="czt", reach=Reach(id="obs:reach", status=ReachStatus.OK), coverage=Coverage(home=True)
)


def titles_alike(test: TitleTest, *titles: str) -> list[str]:
    postings = tuple(
        PostingSeen(id=f"obs:posting/{number}", title=title, url=f"http://a.example/{number}", published=None)
        for number, title in enumerate(titles)
    )
    return [each.title for each in alike(replace(EMPTY, postings=postings), test, date(2017, 12, 31))]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2017年政务公开工作安排", {DocumentKind.PLAN}),
        ("2017年政务公开工作计划（试行）", {DocumentKind.PLAN}),
        ("政务公开工作任务分解表", {DocumentKind.PLAN}),
        ("关于印发《2017年政务公开工作小结》的通知", {DocumentKind.PLAN, DocumentKind.REPORT}),
        ("关于公布省级行政许可事项目录的公告", {DocumentKind.LIST}),
        ("重点排污单位名录（2017年）", {DocumentKind.ROLL}),
        ("政务公开工作通报（第31期）", set()),
        ("省厅召开政务公开推进会", set()),
        ("", set()),
    ],
)
def test_the_last_word_names_the_kind(text: str, kinds: set[DocumentKind]) -> None:
    assert document_kinds(text) == kinds


def test_another_name_of_the_same_kind_is_alike() -> None:
    same = ("2017年政务公开工作安排", "关于做好2017年政府信息公开工作的通知", "政务公开台账（2017年）")
    assert titles_alike(PLAN, *same) == list(same)
    assert titles_alike(REPORT, "2017年政务公开工作小结") == ["2017年政务公开工作小结"]


def test_what_passes_the_test_what_it_refuses_and_other_kinds_and_matters_are_not() -> None:
    passing = "2017年政务公开实施方案"
    refused = ("政府信息公开年度报告编写安排", "政务公开试点工作安排")
    others = ("政务公开工作总结", "政务公开培训班开班", "安全生产工作安排", "政务公开")
    assert titles_alike(PLAN, passing, *refused, *others) == []


def test_a_test_without_a_word_for_the_document_knows_nothing_alike() -> None:
    matter = TitleTest(every=("义务教育", ("招生", "入学")))
    assert titles_alike(matter, "义务教育工作安排", "招生工作安排") == []
    assert titles_alike(TitleTest(some=("减税方案",)), "降费方案") == []
