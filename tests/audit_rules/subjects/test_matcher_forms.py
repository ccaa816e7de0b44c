"""In which forms may a name stand and still be that name, and which forms make it something else?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_rules.subjects.column_names import plain
from audit_rules.subjects.matcher import Vocabulary, load_vocabulary
from audit_rules.subjects.name_sieve import NameSieve
from audit_rules.subjects.vocabulary import read_vocabulary
from domain.subjects import Grade, Surface

LOADED = load_vocabulary()
NAMES = sorted({name.text for subject in read_vocabulary().subjects for name in subject.names})


def graded(text: str, surface: Surface = Surface.TEXT) -> dict[str, str]:
    return {match.subject: match.grade.word for match in LOADED.match(text, surface)}


@pytest.mark.parametrize(
    ("text", "subject", "grade"),
    [
        ("落实减税降费", "tax-cut", "synonym"),
        ("历年政府公报", "gazette", "synonym"),
        ("审计结果公示", "audit-result", "synonym"),
        ("部门权责清单目录", "power-list", "synonym"),
        ("全市预决算公开平台", "budget", "synonym"),
        ("芒市镇财政预决算", "budget", "synonym"),
        ("园区管委会预决算公开", "budget", "synonym"),
        ("州直部门预决算", "budget", "synonym"),
        ("信息公开年度报告（2008-2023）", "annual-report", "synonym"),
        ("乡村振兴（原扶贫）(402)", "poverty", "synonym"),
        ("政策解读政策解读", "interpretation", "synonym"),
        ("政策解读 Policy", "interpretation", "synonym"),
        ("行政许可与行政处罚公示", "double-publicity", "synonym"),
        ("縣財政預決算公開", "budget", "synonym"),
        ("［预决算公开］", "budget", "exact"),
        ("①政策解读", "interpretation", "exact"),
    ],
)
def test_what_may_stand_around_a_name(text: str, subject: str, grade: str) -> None:
    assert graded(text) == {subject: grade}


@pytest.mark.parametrize(
    "text",
    [
        "做好安全生产工作",  # a lead and a tail: a headline
        "我市落实减税降费",  # a lead behind a place: a headline
        "加强环境保护工作",
        "教育平台",  # too short a name to keep its meaning with a tail
        "国务院政策文件",  # somebody higher's
        "全国政府网站抽查情况",
        "落实政府清单",  # a weak name keeps no meaning with a lead
        "统计局（政府信息公开）",
    ],
)
def test_what_makes_a_name_something_else(text: str) -> None:
    assert graded(text) == {}


def test_each_of_several_names_is_refused_for_itself_only() -> None:
    assert set(graded("安全生产、食品药品、产品质量监督检查")) == {
        "work-safety",
        "food-drug",
        "quality-check",
    }
    assert graded("政策解读和天气预报") == {}


@pytest.mark.parametrize("surface", list(Surface))
def test_every_surface_is_told_with_its_match(surface: Surface) -> None:
    text = "/zwgk/zfgb/" if surface is Surface.SLUG else "政府公报"
    (match,) = LOADED.match(text, surface)
    assert (match.subject, match.surface) == ("gazette", surface)
    assert match.matched == ("zfgb" if surface is Surface.SLUG else "政府公报")
    assert match.grade is {Surface.SLUG: Grade.WEAK, Surface.CONTEXT: Grade.SYNONYM}.get(surface, Grade.EXACT)


def test_one_text_on_two_surfaces_is_remembered_for_each() -> None:
    for _ in range(2):
        assert LOADED.match("政府公报", Surface.CONTEXT)[0].grade is Grade.SYNONYM
        assert LOADED.match("政府公报", Surface.TEXT)[0].grade is Grade.EXACT


@pytest.mark.parametrize(
    ("source", "subject"),
    [
        ("/images/zdlyxxgk.png", "key-areas"),
        ("../img/btn_ysqgk01.gif?v=2", "on-request"),
        ("images/重点领域信息公开.jpg", "key-areas"),
        ("/images/%E9%A2%84%E5%86%B3%E7%AE%97%E5%85%AC%E5%BC%80.jpg", "budget"),
    ],
)
def test_an_image_hints_by_its_own_file_name(source: str, subject: str) -> None:
    assert {(match.subject, match.grade, match.surface) for match in LOADED.match_image(source)} == {
        (subject, Grade.WEAK, Surface.SLUG)
    }


@pytest.mark.parametrize(
    "source",
    ["/zdlyxxgk/banner.jpg", "fw.png", "W020170512.jpg", "data:image/png;base64,ysqgk", "a" * 3000, ""],
)
def test_an_image_hints_by_nothing_else(source: str) -> None:
    assert LOADED.match_image(source) == ()


AROUND = st.sampled_from(
    ["", " ", "《", "》", "·", ">>", "（新）", "[12]", "\u3000", "专栏", "公示", "More", ".jpg"]
)
BEFORE = st.sampled_from(["", "【", "落实", "大姚县", "一、", "2019年", "更多", "（三）"])


class _Unsieved(Vocabulary):
    """The same vocabulary, each text looked up in full."""

    def __init__(self) -> None:
        super().__init__(read_vocabulary())
        self._sieve = _Open(("政策解读",), (), ())


class _Open(NameSieve):
    def passes(self, text: str) -> bool:
        return bool(text)


UNSIEVED = _Unsieved()


def _wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


@given(st.sampled_from(NAMES), BEFORE, AROUND, st.booleans(), st.integers(0, 30))
def test_the_quick_no_is_never_wrong(name: str, before: str, after: str, wide: bool, cut: int) -> None:
    text = before + name + after
    text = _wide(text) if wide else text
    for form in (text, text[:cut], text[:cut] + "…"):
        assert LOADED.match(form, Surface.TEXT) == UNSIEVED.match(form, Surface.TEXT), form


def test_the_quick_no_is_never_wrong_about_a_name() -> None:
    for name in NAMES:
        for text in (name, f"大姚县{name}more", f"{name}政府信息专栏"):
            assert LOADED.match(text, Surface.TEXT) == UNSIEVED.match(text, Surface.TEXT), text


@given(st.text(alphabet=st.characters(categories=["Lo", "Lu", "Ll", "Nl"]), max_size=20))
def test_letters_alone_are_read_the_short_way_to_the_same_end(text: str) -> None:
    assert plain(text) == plain(text + "(1)")


@given(st.text(max_size=250), st.sampled_from(Surface))
def test_match_never_raises_and_ranks(text: str, surface: Surface) -> None:
    matches = LOADED.match(text, surface)
    assert len({match.subject for match in matches}) == len(matches)
    assert [match.grade for match in matches] == sorted((match.grade for match in matches), reverse=True)
    assert all(match.surface is surface for match in matches)
    assert all(match.subject in LOADED.names for match in matches)


KNOWN = [
    "政策解读",
    "预决算公开",
    "政府公报",
    "双公示",
    "重点领域信息公开",
    "12345热线",
    "财政资金",
    "行政处罚",
]
DECORATION = st.sampled_from(
    ["", " ", "《", "》", "【", "】", "·", "●", ">>", "\u3000", "“", "”", "\n", "（", "）"]
)


@given(st.sampled_from(KNOWN), DECORATION, DECORATION)
def test_decoration_changes_nothing(name: str, before: str, after: str) -> None:
    bare = LOADED.match(name, Surface.TEXT)
    assert bare
    assert LOADED.match(before + name + after, Surface.TEXT) == bare


@given(st.sampled_from(KNOWN), st.sampled_from(["取得新成效", "工作会议召开", "的通知", "关于"]))
def test_a_name_within_a_longer_text_is_no_name(name: str, words: str) -> None:
    assert LOADED.match(name + words, Surface.TEXT) == ()
