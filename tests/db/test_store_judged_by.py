"""Do plans and vocabularies come back word for word, and can nobody change them?"""

from typing import Any

import pytest
from sqlalchemy import insert

from db.database import Database, SourceKind, StoreError
from db.tables.judged_by import JudgedByRow

PLAN, WORDS = b"plan.yaml\n3\nid: ", "subjects: 政府公报\n".encode() * 1000


def test_each_version_is_kept_once(database: Database, rows: Any) -> None:
    plan = database.keep_judged_by(SourceKind.PLAN, PLAN)
    words = database.keep_judged_by(SourceKind.VOCABULARY, WORDS)
    assert database.keep_judged_by(SourceKind.PLAN, PLAN) == plan
    assert rows("judged_by") == 2
    assert database.load_judged_by(SourceKind.PLAN, plan) == PLAN
    assert database.load_judged_by(SourceKind.VOCABULARY, words) == WORDS
    assert database.load_judged_by(SourceKind.VOCABULARY, plan) is None


@pytest.mark.parametrize("change", ["UPDATE judged_by SET digest = 'x'", "DELETE FROM judged_by"])
def test_it_stays_as_it_is(database: Database, change: str) -> None:
    plan = database.keep_judged_by(SourceKind.PLAN, PLAN)
    with pytest.raises(StoreError, match="never changed"), database.write() as connection:
        connection.exec_driver_sql(change)
    assert database.load_judged_by(SourceKind.PLAN, plan) == PLAN


def test_what_is_no_longer_what_was_kept_is_told(database: Database) -> None:
    with database.write() as connection:
        row = {"kind": SourceKind.PLAN, "digest": "sha256:0", "packed": b"x"}
        connection.execute(insert(JudgedByRow).values(row))
    with pytest.raises(StoreError, match="not the one that was kept"):
        database.load_judged_by(SourceKind.PLAN, "sha256:0")


def test_facts_say_by_which_code_they_were_read(database: Database, crawled: Any) -> None:
    run = database.begin_crawl(
        [crawled.unit()], scope_digest="a", now=crawled.at(0), vocabulary_digest="v", reading_digest="r"
    )
    database.save_items(run.id, [crawled.done()])
    facts = database.load_facts(["czt"])["czt"]
    assert (facts.vocabulary, facts.reading) == ("v", "r")
