"""Do names that reviews show to be missing come into the vocabulary, checked, decided and in versions only?"""

from datetime import UTC, datetime
from typing import Any

import pytest

from audit_rules.subjects.versions import VocabularyVersion, program_vocabulary
from casework.accounts.log import entries
from casework.vocabulary.composing import Clash, clash, composed
from casework.vocabulary.guard import Effect, changed_texts, guard
from casework.vocabulary.suggestions import (
    VocabularyRefusedError,
    adopt_edition,
    adopted_vocabulary,
    decide,
    make_edition,
    suggestions,
    tell_case,
)
from db.database import Database
from domain.crawl import LinkFound
from domain.subjects import Grade, Surface
from domain.units import Unit, UnitKind

NOW = datetime(2018, 1, 1, tzinfo=UTC)
BASE = program_vocabulary()
NAME = "社会资本合作之窗"


def told(database: Database, name: str = NAME, unit_id: str = "czt", subject: str = "ppp") -> None:
    with database.write() as connection:
        tell_case(
            connection, subject=subject, name=name, unit_id=unit_id, url=f"http://{unit_id}.gov.cn/hz/",
            author="wang", at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "name", "why"),
    [
        ("ppp", NAME, None),
        ("ppp", "政府和社会资本合作", Clash.KNOWN),
        ("ppp", "预决算公开", Clash.OTHER_SUBJECT),
        ("ppp", "政务公开", Clash.GENERIC),
        ("nothing", NAME, Clash.NO_SUBJECT),
        ("ppp", "", Clash.NO_NAME),
        ("ppp", "——", Clash.NO_NAME),
        ("ppp", "长" * 61, Clash.NO_NAME),
        ("ppp", "名\x00称", Clash.NO_NAME),
    ],
)
def test_a_name_that_clashes_is_refused(subject: str, name: str, why: Clash | None) -> None:
    assert clash(BASE, subject, name) == why


def test_a_name_with_one_of_the_subjects_confusables_is_refused() -> None:
    data = "subjects:\n- {id: ppp, name: PPP, exact: [合作项目], not_match: [知识]}\n"
    assert clash(VocabularyVersion(data.encode()), "ppp", "合作知识库") is Clash.EXCLUDED


def test_what_is_composed_says_the_same_and_the_names_added() -> None:
    made = composed(BASE, {"ppp": [NAME]})
    (match,) = made.compiled().match(NAME, Surface.TEXT)
    assert (match.subject, match.grade) == ("ppp", Grade.SYNONYM)
    assert made.compiled().names == BASE.compiled().names
    assert composed(BASE, {"ppp": [NAME]}) == made
    assert not list(
        changed_texts(BASE.compiled(), composed(BASE, {}).compiled(), ["PPP项目", NAME, "预决算"])
    )


def test_a_weak_name_becomes_a_sure_one() -> None:
    base = VocabularyVersion(
        "subjects:\n- {id: ppp, name: PPP, exact: [合作项目], weak: [合作之窗口]}\n".encode()
    )
    made = composed(base, {"ppp": ["合作之窗口"]})
    (match,) = made.compiled().match("合作之窗口", Surface.TEXT)
    assert match.grade is Grade.SYNONYM


def test_cases_of_one_name_are_one_suggestion(database: Database) -> None:
    told(database)
    told(database)
    told(database, f"{NAME}>>", "nyt")
    told(database, "另一个名称")
    told(database, "  ")
    first, second = suggestions(database, BASE)
    assert (first.name, len(first.cases), first.clash) == (NAME, 2, None)
    assert second.name == "另一个名称"


def test_from_a_suggestion_to_what_audits_go_by(database: Database) -> None:
    told(database)
    decide(database, None, subject="ppp", name=NAME, accepted=True, reason="确为该栏目")
    edition = make_edition(database, None, seen=0, reason="采纳建议")
    assert edition.additions == {"ppp": (NAME,)}
    assert adopted_vocabulary(database) is None
    with pytest.raises(VocabularyRefusedError, match="meanwhile"):
        make_edition(database, None, seen=0, reason="另一个人")
    adopt_edition(database, None, version=1, reason="启用")
    taken = adopted_vocabulary(database)
    assert taken
    assert taken.digest == edition.digest
    adopt_edition(database, None, version=0, reason="恢复")
    assert adopted_vocabulary(database) is None
    actions = [each.action for each in entries(database)]
    assert actions == ["vocabulary.adopt", "vocabulary.adopt", "vocabulary.version", "vocabulary.decide"]


def test_a_later_decision_counts(database: Database) -> None:
    told(database)
    decide(database, None, subject="ppp", name=NAME, accepted=True, reason="采纳")
    decide(database, None, subject="ppp", name=NAME, accepted=False, reason="其实不是")
    assert make_edition(database, None, seen=0, reason="重新生成").additions == {}
    with pytest.raises(VocabularyRefusedError) as refused:
        decide(database, None, subject="ppp", name="预决算公开", accepted=True, reason="采纳")
    assert refused.value.clash is Clash.OTHER_SUBJECT


def test_the_guard_says_where_a_name_stands(database: Database) -> None:
    unit = Unit(id="czt", name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url="http://czt.gov.cn/")
    run = database.begin_crawl([unit], scope_digest="sha256:one", now=NOW)
    texts = [NAME, "预决算公开", "新闻"]
    links: list[Any] = [
        LinkFound(
            unit_id="czt",
            url=f"http://czt.gov.cn/{number}/",
            text=text,
            page_url="http://czt.gov.cn/",
            seen_at=NOW,
        )
        for number, text in enumerate(texts)
    ]
    database.save_items(run.id, links)
    report = guard(database, BASE, composed(BASE, {"ppp": [NAME]}))
    (found,) = report.renamed
    assert (found.unit_id, found.subject, found.text, found.effect) == ("czt", "ppp", NAME, Effect.NAMED)
    assert (report.texts, report.places, report.units, report.audit_id) == (3, 1, (), None)
