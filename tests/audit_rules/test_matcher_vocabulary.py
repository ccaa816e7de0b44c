"""A vocabulary file that can't be used says where and why."""

from pathlib import Path

import pytest

from audit_rules.matcher import VocabularyError, load_vocabulary
from audit_rules.vocabulary import read_vocabulary
from domain.subjects import Grade, Surface

GOOD = """
sources: {P1: 某门户}
generic: [政务公开]
subjects:
  - id: gazette
    name: 政府公报
    exact: [政府公报]
    seen: {公报汇编: P1}
    unverified: [政报]
    weak: [公报]
    not_match: [统计公报]
    slugs: [ZFGB]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "subjects.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    vocabulary = load_vocabulary(written(tmp_path, GOOD))
    assert dict(vocabulary.names) == {"gazette": "政府公报"}
    grades = {
        text: vocabulary.match(text, Surface.TEXT)[0].grade
        for text in ("政府公报", "公报汇编", "政报", "公报")
    }
    assert grades == {
        "政府公报": Grade.EXACT,
        "公报汇编": Grade.SYNONYM,
        "政报": Grade.SYNONYM,
        "公报": Grade.WEAK,
    }
    assert vocabulary.match("某市统计公报", Surface.TEXT) == ()
    assert vocabulary.match_slug("/zfgb/")[0].subject == "gazette"


@pytest.mark.parametrize(
    ("old", "new", "where", "reason"),
    [
        ("    weak:", "    weka:", "subjects:gazette", "不认识的字段“weka”"),
        ("generic:", "genric:", "文件", "不认识的字段“genric”"),
        ("  - id: gazette", "  - id:", "subjects 第1项", "缺少 id"),
        ("    name: 政府公报", "    name:", "subjects:gazette", "缺少 name"),
        ("{公报汇编: P1}", "{公报汇编: P9}", "subjects:gazette.seen", "出处“P9”不在 sources 中"),
        ("{公报汇编: P1}", "[公报汇编]", "subjects:gazette.seen", "应为映射"),
        ("exact: [政府公报]", "exact: 政府公报", "subjects:gazette.exact", "应为列表"),
        ("exact: [政府公报]", "exact: [12345]", "subjects:gazette.exact", "数字请加引号"),
        ("exact: [政府公报]", "exact: ['——']", "subjects:gazette.exact", "没有可比较的文字"),
        ("unverified: [政报]", "unverified: [政府公报]", "subjects:gazette", "名称“政府公报”重复"),
        ("not_match: [统计公报]", "not_match: [公报]", "subjects:gazette", "含有自己的 not_match “公报”"),
        ("slugs: [ZFGB]", "slugs: [zwgk/zfgb]", "subjects:gazette", "slugs 只收单段英文路径"),
        ("slugs: [ZFGB]", "internal: 是", "subjects:gazette", "internal 应为 true 或 false"),
        ("generic: [政务公开]", "generic: [政务公开", "第", "不是有效的 YAML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, old: str, new: str, where: str, reason: str) -> None:
    assert old in GOOD
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(path)
    assert str(path) in str(caught.value)
    assert where in str(caught.value)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "应为映射"),
        ("- 政府公报", "应为映射"),
        ("subjects: []", "应为非空列表"),
        ("subjects: [{id: a, name: 甲}]", "没有任何名称"),
        ("subjects: [{id: a, name: 甲, exact: [甲]}, {id: a, name: 乙, exact: [乙]}]", "主题编号重复"),
        ("subjects: [政府公报]", "应为映射"),
    ],
)
def test_files_that_are_no_vocabulary(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(VocabularyError, match=reason):
        load_vocabulary(written(tmp_path, text))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="不存在"):
        load_vocabulary(tmp_path / "none.yaml")


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "subjects.yaml"
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(VocabularyError, match="无法读取"):
        load_vocabulary(str(path))


def test_the_shipped_file_gives_a_source_for_what_was_seen() -> None:
    data = read_vocabulary()
    assert len(data.subjects) == 45
    assert all(any(name.grade is Grade.EXACT for name in subject.names) for subject in data.subjects)
