"""Is it told which interpretation belongs to which document, and who wrote a document?"""

import pytest

from audit_rules.sightings.pairing import core_of, is_own, is_policy, pairs_of
from domain.postings import PostingSeen
from domain.units import Unit, UnitKind

CZT = Unit(id="czt", name="云南省财政厅", kind=UnitKind.PROVINCIAL_DEPT, aliases=("省财政厅", "财政"))
KM = Unit(id="km", name="昆明市人民政府", kind=UnitKind.PREFECTURE, aliases=("昆明市", "昆明人民政府"))


def posting(title: str, number: int = 0) -> PostingSeen:
    return PostingSeen(id=f"obs:p{number}", title=title, url=f"http://x/{number}", published=None)


@pytest.mark.parametrize(
    ("unit", "title", "own"),
    [
        (CZT, "云南省财政厅关于印发管理办法的通知", True),
        (CZT, "省财政厅关于印发管理办法的通知", True),
        (CZT, "财政部关于印发管理办法的通知", False),
        (CZT, "财政专项资金管理办法", False),
        (KM, "昆明市人民政府办公厅关于印发实施方案的通知", True),
        (KM, "云南省人民政府关于支持昆明市发展的意见", False),
    ],
)
def test_a_title_that_begins_with_the_unit_s_name_says_who_wrote_it(
    unit: Unit, title: str, *, own: bool
) -> None:
    assert is_own(unit, title) is own


@pytest.mark.parametrize(
    ("title", "policy"),
    [
        ("关于印发专项资金管理办法的通知", True),
        ("关于促进旅游业发展的实施意见", True),
        ("《管理办法》政策解读", False),
        ("关于《管理办法（征求意见稿）》公开征求意见的公告", False),
        ("转发省政府办公厅关于工作方案的通知", False),
        ("关于召开会议的通知", False),
        ("对省人大第12号建议的答复意见", False),
    ],
)
def test_policy_documents_are_told_from_other_postings(title: str, *, policy: bool) -> None:
    assert is_policy(title) is policy


@pytest.mark.parametrize(
    ("title", "core"),
    [
        ("省财政厅关于印发《专项资金管理办法》的通知", "专项资金管理办法"),
        ("省财政厅关于印发专项资金管理办法的通知", "专项资金管理办法"),
        ("关于进一步加强预算管理的意见", "进一步加强预算管理的意见"),
        ("管理办法", ""),
    ],
)
def test_what_a_document_is_about(title: str, core: str) -> None:
    assert core_of(title) == core


@pytest.mark.parametrize(
    ("interpretation", "paired"),
    [
        ("《专项资金管理办法》解读", True),
        ("一图读懂专项资金管理办法", True),
        ("关于《云南省财政厅关于印发专项资金管理办法的通知》的解读", True),
        ("《政府采购管理办法》解读", False),
        ("《管理办法》解读", False),
    ],
)
def test_a_title_that_names_the_document_interprets_it(interpretation: str, *, paired: bool) -> None:
    (pair,) = pairs_of([posting("云南省财政厅关于印发专项资金管理办法的通知")], [posting(interpretation, 1)])
    assert bool(pair.interpretations) is paired
