"""Does the basis of a finding change with the facts that it rests on, and with nothing else?"""

import string
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from audit_rules import engine
from audit_rules.absence.former import FORMER_MESSAGES
from audit_rules.absence.proof import MESSAGES as PROOF_MESSAGES
from audit_rules.registry import all_rules
from domain.basis import TELLING, UNSEEN, bases_of, basis_of, is_unseen, nth_of
from domain.findings import AT_FAULT, Finding, Outcome, Points, Timeliness

IDLE = {
    # the day of judgement, what counts days up to it, and what was looked through
    *("as_of", "age", "measured", "overdue", "searched", "visited", "crawled", "since", "timing", "on"),
    # words for what a citation names by its number
    *(
        "title",
        "address",
        "posting",
        "postings",
        "told",
        "column",
        "columns",
        "evidence",
        "found_on",
        "document",
    ),
    *("first", "last", "gone", "shown", "newer", "after", "late", "pages", "place", "places", "named"),
    # parameters of the plan, and names
    *(
        "need",
        "limit",
        "months",
        "warn",
        "workdays",
        "per",
        "site",
        "subject",
        "sought",
        "unit",
        "task",
        "want",
    ),
    *(
        "rule",
        "reason",
        "excuse",
        "event",
        "phrase",
        "norm",
        "until",
        "issued",
        "due",
        "start",
        "end",
        "note",
    ),
    *(
        "successor",
        "due",
        "none",
        "both",
        "one_way",
        "unlinked",
        "unopened",
        "with_one",
        "documents",
        "share",
    ),
    # tries of a day, and why a page could not be read
    *("host", "failed", "blocked", "failure", "remedy", "why", "missing", "doubted", "doubtful", "doubts"),
    # how many were looked at, and of how many periods: their postings and due days are told
    *("seen", "owed", "counts", "events", "opened", "present", "conflict", "doubt"),
}
"""Values that no basis needs, each for the reason over its line."""

LATE = Finding(
    unit_id="czt",
    task=16,
    check="periodic",
    subject="fiscal-report",
    outcome=Outcome.PASSED,
    timeliness=Timeliness.LATE,
    code="kept",
    explanation="……",
    due=(date(2017, 5, 5), date(2017, 6, 5)),
    done_on=date(2017, 6, 1),
    late_by=(3, 0),
    cites=("obs:posting/4", "obs:posting/9"),
    values={AT_FAULT: ("obs:posting/4",), "owed": "2", "as_of": "2017年6月10日"},
)
MISSING = replace(
    LATE,
    check="document",
    outcome=Outcome.FAILED,
    timeliness=Timeliness.OVERDUE,
    code="missing",
    due=(date(2017, 7, 31),),
    done_on=None,
    late_by=(),
    cites=("obs:column/3", "obs:reading/7/3", "obs:candidate/5", "obs:reach/7/czt"),
    values={"words": "“方案”", "searched": "读取143个页面", "overdue": "截至2017年8月1日已超过1天"},
)


def _values(messages: Iterable[str]) -> set[str]:
    return {name for text in messages for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_value_of_a_rule_is_known_to_tell_or_to_be_idle() -> None:
    every = _values(engine.MESSAGES.values())
    for rule in all_rules().values():
        every |= _values(rule.messages.values())
    assert every - TELLING - IDLE == set()
    assert not TELLING & IDLE


def test_what_keeps_from_seeing_is_what_stands_in_the_way_of_a_proof_of_absence() -> None:
    # A column that was there before and is not met now is a fact about the portal, and no failure to see it.
    assert set(PROOF_MESSAGES) - set(FORMER_MESSAGES) == UNSEEN


@pytest.mark.parametrize(
    "other",
    [
        replace(MISSING, cites=("obs:column/3", "obs:reading/8/3", "obs:candidate/77", "obs:reach/8/czt")),
        replace(MISSING, cites=("obs:reading/9/3", "obs:link/5", "obs:probe/6", "obs:filed/9/czt")),
        replace(MISSING, values={**MISSING.values, "overdue": "已超过90天", "searched": "读取1个页面"}),
        replace(MISSING, explanation="另一种说法", points=Points(possible=5), unit_id="czt"),
    ],
)
def test_what_is_another_every_night_changes_nothing(other: Finding) -> None:
    assert basis_of(other) == basis_of(MISSING)


@pytest.mark.parametrize(
    "other",
    [
        replace(MISSING, task=17),
        replace(MISSING, check="column"),
        replace(MISSING, subject=None),
        replace(MISSING, outcome=Outcome.PASSED),
        replace(MISSING, code="only_earlier"),
        replace(MISSING, due=(date(2017, 7, 31), date(2017, 8, 31))),
        replace(MISSING, done_on=date(2017, 8, 1)),
        replace(MISSING, cites=("obs:column/3", "obs:posting/8")),
        replace(MISSING, cites=()),
        replace(MISSING, cites=("obs:column/3", "filed:czt/16/2017-08-01")),
        replace(MISSING, values={**MISSING.values, "words": "“办法”"}),
    ],
)
def test_what_is_another_fact_changes_the_basis(other: Finding) -> None:
    assert basis_of(other) != basis_of(MISSING)


def test_a_late_finding_rests_on_what_came_late() -> None:
    basis = basis_of(LATE)
    in_time = replace(
        LATE,
        due=(*LATE.due, date(2017, 7, 5)),
        late_by=(3, 0, 0),
        done_on=date(2017, 7, 1),
        cites=("obs:posting/4", "obs:posting/9", "obs:posting/12"),
        values={**LATE.values, "owed": "3"},
    )
    assert basis_of(in_time) == basis, "another period, kept in time, speaks of nothing that was decided"
    assert basis_of(replace(LATE, values={AT_FAULT: ["obs:posting/4"]})) == basis, "read back from JSON"
    assert basis_of(replace(LATE, late_by=(4, 0))) != basis
    assert basis_of(replace(LATE, timeliness=Timeliness.UNKNOWN)) != basis
    second = replace(in_time, late_by=(3, 0, 2), values={AT_FAULT: ("obs:posting/4", "obs:posting/12")})
    assert basis_of(second) != basis


def test_dead_links_are_told_by_their_addresses() -> None:
    dead = replace(
        MISSING,
        check="dead_links",
        code="dead",
        cites=("obs:reach/7/czt",),
        values={"links": "/a", "count": "1"},
    )
    assert basis_of(replace(dead, values={"links": "/b", "count": "1"})) != basis_of(dead)
    assert basis_of(replace(dead, values={**dead.values, "doubted": "，另有1个疑似"})) == basis_of(dead)


def test_a_portal_that_does_not_open_rests_on_the_newest_try_that_failed() -> None:
    down = replace(
        MISSING,
        check="alive",
        code="unstable",
        cites=("obs:reach/7/czt", "obs:probe/9", "obs:probe/10"),
        values={"count": "140", "failed": "9", "start": "1日", "end": "7日"},
    )
    next_night = replace(
        down, cites=("obs:reach/8/czt", "obs:probe/10"), values={**down.values, "count": "139"}
    )
    assert basis_of(next_night) == basis_of(down)
    assert basis_of(replace(down, cites=(*down.cites, "obs:probe/11"))) != basis_of(down)
    up = replace(down, outcome=Outcome.PASSED, code="available")
    assert basis_of(replace(up, cites=("obs:probe/99",))) == basis_of(up)


@pytest.mark.parametrize("code", sorted(UNSEEN))
def test_why_nothing_could_be_seen_may_be_another_every_night(code: str) -> None:
    blocked = replace(MISSING, outcome=Outcome.CANT_TELL, code="blocked")
    other = replace(blocked, code=code, cites=("obs:column/12",), values={"want": "栏目"})
    assert basis_of(other) == basis_of(blocked)
    assert is_unseen(other)
    assert basis_of(replace(other, due=())) != basis_of(blocked), "a new due day asks anew"
    assert basis_of(replace(blocked, outcome=Outcome.ERROR, code="rule_error")) != basis_of(blocked)


def test_duties_alike_in_task_check_and_subject_are_told_apart_by_their_order() -> None:
    first, second, other, third = bases_of([MISSING, MISSING, replace(MISSING, unit_id="dsj"), MISSING])
    assert [nth_of(each) for each in (first, second, other, third)] == [0, 1, 0, 2]
    assert first == other == basis_of(MISSING)
    assert len({first, second, third}) == 3


def test_texts_that_no_database_keeps_change_nothing() -> None:
    sent = replace(MISSING, values={"lacking": "公\x00开\ud800"})
    kept = replace(MISSING, values={"lacking": "公开?"})
    assert basis_of(sent) == basis_of(kept)
