"""A vocabulary file that can't be used says where and why."""

from pathlib import Path

import pytest

from audit_rules.subjects.matcher import VocabularyError, load_vocabulary
from audit_rules.subjects.vocabulary import read_vocabulary
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


def test_leads_and_tails_are_those_of_the_file(tmp_path: Path) -> None:
    plain = load_vocabulary(written(tmp_path, GOOD))
    around = load_vocabulary(written(tmp_path, GOOD + "leads: [历年]\ntails: [全文]\n"))
    for text in ("历年政府公报", "政府公报全文"):
        assert plain.match(text, Surface.TEXT) == ()
        assert [match.grade for match in around.match(text, Surface.TEXT)] == [Grade.SYNONYM]
    assert around.match("历年政府公报全文", Surface.TEXT) == ()
    assert around.match("历年公报", Surface.TEXT) == ()


@pytest.mark.parametrize(
    ("old", "new", "where", "reason"),
    [
        ("    weak:", "    weka:", "subjects:gazette", "unknown field 'weka'"),
        ("generic:", "genric:", "file", "unknown field 'genric'"),
        ("  - id: gazette", "  - id:", "subjects, entry 1", "has no id"),
        ("    name: 政府公报", "    name:", "subjects:gazette", "has no name"),
        (
            "{公报汇编: P1}",
            "{公报汇编: P9}",
            "subjects:gazette.seen",
            "its source 'P9' is not among the sources",
        ),
        ("{公报汇编: P1}", "[公报汇编]", "subjects:gazette.seen", "must be a mapping"),
        ("exact: [政府公报]", "exact: 政府公报", "subjects:gazette.exact", "must be a list"),
        ("exact: [政府公报]", "exact: [12345]", "subjects:gazette.exact", "put numbers in quotes"),
        ("exact: [政府公报]", "exact: ['——']", "subjects:gazette.exact", "has no letters to compare"),
        (
            "unverified: [政报]",
            "unverified: [政府公报]",
            "subjects:gazette",
            "the name '政府公报' stands twice",
        ),
        ("not_match: [统计公报]", "not_match: [公报]", "subjects:gazette", "holds its own not_match '公报'"),
        ("slugs: [ZFGB]", "slugs: [zwgk/zfgb]", "subjects:gazette", "slugs are single path segments"),
        ("slugs: [ZFGB]", "internal: 是", "subjects:gazette", "internal must be true or false"),
        ("generic: [政务公开]", "leads: 落实", "file.leads", "must be a list"),
        ("generic: [政务公开]", "tails: [2017]", "file.tails", "put numbers in quotes"),
        ("generic: [政务公开]", "generic: [政务公开", "line 4", "not valid YAML"),
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
        ("", "must be a mapping"),
        ("- 政府公报", "must be a mapping"),
        ("subjects: []", "must be a list with entries"),
        ("subjects: [{id: a, name: 甲}]", "has no name at all"),
        ("subjects: [{id: a, name: 甲, exact: [甲]}, {id: a, name: 乙, exact: [乙]}]", "stands twice"),
        ("subjects: [政府公报]", "must be a mapping"),
    ],
)
def test_files_that_are_no_vocabulary(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(VocabularyError, match=reason):
        load_vocabulary(written(tmp_path, text))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="it is not there"):
        load_vocabulary(tmp_path / "none.yaml")


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "subjects.yaml"
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(VocabularyError, match="cannot be read"):
        load_vocabulary(str(path))


def test_the_shipped_file_gives_a_source_for_what_was_seen() -> None:
    data = read_vocabulary()
    assert len(data.subjects) == 49
    assert all(any(name.grade is Grade.EXACT for name in subject.names) for subject in data.subjects)
