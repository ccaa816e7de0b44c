"""Which column names, titles and addresses name a subject, how surely, and which only look as if they did."""

import pytest

from audit_rules.subjects.matcher import Vocabulary, load_vocabulary
from domain.subjects import Grade, Surface

CONTRACT_SUBJECTS = {
    "key-areas", "ppp", "tax-cut", "fee-list", "budget", "debt", "power-list", "random-check",
    "major-projects", "resource-trading", "soe", "agri", "capacity", "double-publicity", "penalty",
    "quality-check", "poverty", "social-relief", "environment", "education", "health", "food-drug",
    "finance-risk", "housing", "land", "work-safety", "tourism", "statistics", "fiscal-report",
    "audit-result", "interpretation", "press", "gazette", "on-request", "annual-report", "leaders",
    "hotline", "interview", "services", "regulations", "site-check", "statutory",
}  # fmt: skip
INTERNAL_SUBJECTS = {
    "news", "notices", "proposals", "consultation", "personnel", "planning", "service-stats",
}  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def graded(vocabulary: Vocabulary, text: str, surface: Surface = Surface.TEXT) -> dict[str, str]:
    return {match.subject: match.grade.word for match in vocabulary.match(text, surface)}


def test_subjects_are_those_of_the_contract(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.names) == CONTRACT_SUBJECTS | INTERNAL_SUBJECTS
    assert vocabulary.internal == INTERNAL_SUBJECTS
    assert vocabulary.names["ppp"] == "政府和社会资本合作"


def test_every_name_of_the_vocabulary_matches_its_subject(vocabulary: Vocabulary) -> None:
    for subject, name in vocabulary.names.items():
        for part in name.split("/"):
            assert subject in graded(vocabulary, part), f"{subject}: {part}"


@pytest.mark.parametrize(
    ("text", "subject", "grade"),
    [
        ("政策解读", "interpretation", "exact"),
        ("政 策 解 读", "interpretation", "exact"),
        ("　政策解读\xa0>>", "interpretation", "exact"),
        ("【政策解读】", "interpretation", "exact"),
        ("● 政策解读", "interpretation", "exact"),
        ("《政策解读》专栏", "interpretation", "exact"),
        ("政策解读（12）", "interpretation", "exact"),
        ("更多政策解读", "interpretation", "exact"),
        ("一、政策解读", "interpretation", "exact"),
        ("（三）政策解读", "interpretation", "exact"),
        ("2.政策解读", "interpretation", "exact"),
        ("政策解讀", "interpretation", "exact"),
        ("重點領域信息公開", "key-areas", "exact"),
        ("重点领域", "key-areas", "synonym"),
        ("减税降费信息公开专栏", "tax-cut", "exact"),
        ("减税降费降低要素", "tax-cut", "synonym"),
        ("ＰＰＰ项目", "ppp", "synonym"),
        ("ppp项目信息", "ppp", "synonym"),
        ("政府和社会资本合作（PPP）项目专栏", "ppp", "exact"),
        ("“双随机、一公开”", "random-check", "exact"),
        ("双随机一公开", "random-check", "exact"),
        ("预算/决算", "budget", "synonym"),
        ("财政预决算及三公经费", "budget", "synonym"),
        ("财政资金", "budget", "weak"),
        ("行政许可和行政处罚", "double-publicity", "exact"),
        ("政府权责清单", "power-list", "exact"),
        ("政府清单", "power-list", "weak"),
        ("建设项目批准实施", "major-projects", "synonym"),
        ("法定主动公开内容", "statutory", "exact"),
        ("12345", "hotline", "exact"),
        ("12345市长热线", "hotline", "synonym"),
        ("规范性文件", "regulations", "exact"),
        ("通知公告", "notices", "exact"),
        ("政务要闻", "news", "synonym"),
    ],
)
def test_column_names(vocabulary: Vocabulary, text: str, subject: str, grade: str) -> None:
    assert graded(vocabulary, text)[subject] == grade


@pytest.mark.parametrize(
    ("text", "subject", "grade"),
    [
        ("宜春市新闻发布会", "press", "synonym"),
        ("省政府公报", "gazette", "synonym"),
        ("西双版纳傣族自治州预决算公开", "budget", "synonym"),
        ("本级预决算", "budget", "synonym"),
        ("局领导介绍", "leaders", "synonym"),
        ("总局领导", "leaders", "synonym"),
        ("省财政厅预决算公开", "budget", "weak"),
        ("2017年重大建设项目", "major-projects", "weak"),
        ("2017年政府信息公开年度报告", "annual-report", "weak"),
    ],
)
def test_names_after_a_place_an_organ_or_a_year(
    vocabulary: Vocabulary, text: str, subject: str, grade: str
) -> None:
    assert graded(vocabulary, text) == {subject: grade}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("政府和社会资本合", "ppp"),
        ("行政许可和行政处", "double-publicity"),
        ("防范遏制重特大生", "work-safety"),
        ("教育卫生计生领…", "health"),
        ("政府信息公开年…", "annual-report"),
        ("财政预决算公...", "budget"),
    ],
)
def test_names_that_navigation_cuts_off(vocabulary: Vocabulary, text: str, subject: str) -> None:
    assert graded(vocabulary, text)[subject] == "synonym"


@pytest.mark.parametrize(
    "text", ["政府信息公开", "政府信息公开…", "法定主动公开内", "重大建…", "财政预", "公开"]
)
def test_short_or_unsigned_beginnings_are_no_names(vocabulary: Vocabulary, text: str) -> None:
    assert vocabulary.match(text, Surface.TEXT) == ()


def test_two_names_in_one(vocabulary: Vocabulary) -> None:
    assert graded(vocabulary, "新闻发布会及访谈") == {"press": "synonym", "interview": "synonym"}
    assert graded(vocabulary, "政策文件及解读") == {"interpretation": "synonym", "regulations": "synonym"}
    assert graded(vocabulary, "教育卫生领域") == {"education": "synonym", "health": "synonym"}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("12315", "hotline"),
        ("12369环保热线", "hotline"),
        ("企业年报公示", "annual-report"),
        ("企业年报", "annual-report"),
        ("政府网站工作年报", "annual-report"),
        ("政府网站年度报表", "annual-report"),
        ("统计年鉴", "annual-report"),
        ("统计公报", "gazette"),
        ("环境质量公报", "gazette"),
        ("双随机", "double-publicity"),
        ("双随机抽查", "quality-check"),
        ("网站抽查", "quality-check"),
        ("双公示", "random-check"),
        ("惠企政策", "tax-cut"),
        ("营商环境", "tax-cut"),
        ("招商引资项目", "ppp"),
        ("采购清单", "power-list"),
        ("涉企收费清单", "power-list"),
        ("政府采购", "budget"),
        ("房屋征收", "land"),
        ("征求意见", "land"),
        ("网络安全", "work-safety"),
        ("食品安全", "work-safety"),
        ("市长信箱", "leaders"),
        ("领导信箱", "leaders"),
        ("国务院要闻", "news"),
        ("国务院政策解读", "interpretation"),
        ("教育实践活动", "education"),
        ("意见征集", "interview"),
    ],
)
def test_confusables(vocabulary: Vocabulary, text: str, subject: str) -> None:
    assert subject not in graded(vocabulary, text)


@pytest.mark.parametrize(
    "text",
    [
        "关于做好安全生产工作的通知",
        "《城市标准化行动方案》政策解读",
        "南谯聚力打造“近悦远来”营商环境",
        "牟定县：优化营商服务 提速项目落地",
        "云南省财政厅关于2017年1-4月财政收支情况的说明",
        "省政府召开减税降费新闻发布会",
        "我市脱贫攻坚工作取得新成效",
        "教育和体育局",
        "住房和城乡建设厅",
        "文化和旅游部",
        "卫生健康委员会",
        "国家统计局",
        "省审计厅",
        "宜春市审计局",
        "首页",
        "更多",
        "更多>>",
        "信息公开",
        "政务公开",
        "",
        "   ",
        "……",
    ],
)
def test_headlines_bureaux_and_hubs_name_no_subject(vocabulary: Vocabulary, text: str) -> None:
    for surface in Surface:
        assert vocabulary.match(text, surface) == (), surface


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("政策解读-云南省财政厅", {"interpretation": "exact"}),
        ("云南省财政厅-政策解读", {"interpretation": "exact"}),
        ("政策解读_昆明市人民政府门户网站", {"interpretation": "exact"}),
        ("首页 - 政务公开 - 预决算公开", {"budget": "exact"}),
        ("关于印发方案的通知-政策文件-云南省财政厅", {}),
        ("云南省财政厅", {}),
    ],
)
def test_page_titles_are_read_up_to_their_first_own_part(
    vocabulary: Vocabulary, title: str, expected: dict[str, str]
) -> None:
    assert graded(vocabulary, title, Surface.PAGE_TITLE) == expected


@pytest.mark.parametrize(
    ("trail", "expected"),
    [
        ("当前位置：首页 > 政务公开 > 政策解读", {"interpretation": "exact"}),
        ("首页 >> 政策解读 >> 正文", {"interpretation": "exact"}),
        ("首页 / 重点领域信息公开 / 环境保护", {"environment": "exact"}),
        ("您的位置:政府公报", {"gazette": "exact"}),
        ("首页 > 政策解读 > 关于征地的说明", {}),
    ],
)
def test_breadcrumbs_are_read_by_their_last_part(
    vocabulary: Vocabulary, trail: str, expected: dict[str, str]
) -> None:
    assert graded(vocabulary, trail, Surface.BREADCRUMB) == expected


def test_image_entries_lose_their_file_ending(vocabulary: Vocabulary) -> None:
    assert graded(vocabulary, "重点领域信息公开专栏.jpg", Surface.ALT) == {"key-areas": "exact"}


def test_context_is_never_exact(vocabulary: Vocabulary) -> None:
    assert graded(vocabulary, "政策解读", Surface.CONTEXT) == {"interpretation": "synonym"}


def test_what_matched_is_told(vocabulary: Vocabulary) -> None:
    (match,) = vocabulary.match("省政府公报", Surface.TITLE_ATTRIBUTE)
    assert (match.surface, match.matched) == (Surface.TITLE_ATTRIBUTE, "政府公报")


@pytest.mark.parametrize(
    ("url", "subjects"),
    [
        ("http://www.example.gov.cn/zdlyxxgk/", {"key-areas"}),
        ("http://www.example.gov.cn/zwgk/zcjd/index.html", {"interpretation"}),
        ("/col/ZFGB/index_2.html", {"gazette"}),
        ("http://www.example.gov.cn/zdlyxxgk2016/", {"key-areas"}),
        ("http://www.example.gov.cn/xzcf/", {"double-publicity", "penalty"}),
        ("http://zcjd.example.gov.cn/", set()),
        ("http://www.example.gov.cn/a?x=/zcjd/", set()),
        ("http://[bad/zcjd/", set()),
        ("javascript:;", set()),
        ("", set()),
    ],
)
def test_slugs_are_weak_hints(vocabulary: Vocabulary, url: str, subjects: set[str]) -> None:
    matches = vocabulary.match_slug(url)
    assert {match.subject for match in matches} == subjects
    assert all(match.grade is Grade.WEAK and match.surface is Surface.SLUG for match in matches)
    assert vocabulary.match(url, Surface.SLUG) == matches
