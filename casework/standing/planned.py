"""What does the plan say of a unit's duties that no finding tells: when each is due next, and by what it is graded?

A finding names the due days that it was judged by, which are over. The days to come stand in the plan.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from audit_rules.duties.owed import Owed, all_owed
from audit_rules.scores.ranking import grade
from casework.errors import UsageError, WorkError
from casework.reports.audited_plans import audited_plan
from casework.standing.states import Coming
from db.audit_order import AuditRef
from db.database import Database
from db.duty_states import DutyKey
from domain.deadlines import DeadlineKind
from domain.findings import Outcome, Score
from domain.plans import Grading, Plan


class PlannedDuties:
    """The days of a plan's duties; without a plan none is known to come."""

    def __init__(self, plan: Plan | None, grading: Grading | None = None) -> None:
        self.plan = plan
        self.grading = grading or (plan.grading if plan else Grading())
        self._owed = all_owed(plan) if plan else ()

    def coming(self, unit_id: str, as_of: date) -> Coming:
        """Says by when each duty of a unit is due next, seen from a day."""
        return partial(_coming, self._of(unit_id), as_of)

    def _of(self, unit_id: str) -> Mapping[DutyKey, Owed]:
        alike: Counter[tuple[str, str, str]] = Counter()
        found = {}
        for owed in self._owed:
            if owed.owes(unit_id):
                name = (str(owed.task.number), owed.check.rule, owed.check.subject or "")
                found[DutyKey(*name, alike[name])] = owed
                alike[name] += 1
        return found


class KnownPlans:
    """The plans that audits were judged by, each read once."""

    def __init__(self, database: Database, plan: Plan | None = None) -> None:
        """``plan``: one that is at hand."""
        self._database = database
        self._known = {plan.digest: PlannedDuties(plan)} if plan else {}

    def of(self, audit: AuditRef) -> PlannedDuties:
        """What the plan of an audit says; of one that was not kept, or can't be read any more, nothing is known.

        Raises:
            StoreError: the database can't be used.
        """
        if audit.plan_digest not in self._known:
            try:
                plan = audited_plan(self._database, audit.plan_id, audit.plan_digest)
            except (UsageError, WorkError):
                plan = None
            self._known[audit.plan_digest] = PlannedDuties(plan)
        return self._known[audit.plan_digest]


def is_ranked(score: Score, grading: Grading) -> bool:
    """Whether enough of a unit could be measured for a place and a grade."""
    return score.percent is not None and score.coverage >= grading.min_coverage


def grade_of(score: Score, grading: Grading) -> str | None:
    """The plan's word for a score."""
    return grade(score, grading)


def grading_to_json(grading: Grading) -> dict[str, Any]:
    """A grading as it is kept."""
    return {"grades": [list(each) for each in grading.grades], "min_coverage": grading.min_coverage}


def grading_from_json(kept: Mapping[str, Any]) -> Grading:
    """The grading that was kept so."""
    grades = tuple((float(least), str(word)) for least, word in kept.get("grades", ()))
    return Grading(grades=grades, min_coverage=float(kept.get("min_coverage", 0.0)))


def _coming(owed: Mapping[DutyKey, Owed], as_of: date, key: DutyKey, outcome: Outcome) -> date | None:
    """A day counts until nobody would be called late by it any more (``Due.late_after``); what is done once is done."""
    duty = owed.get(key)
    if duty is None or duty.reading is None:
        return None
    if outcome is Outcome.PASSED and duty.reading.kind is not DeadlineKind.RECURRING:
        return None
    return next((due.on for due in duty.dues if due.late_after >= as_of), None)
