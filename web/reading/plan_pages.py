"""What do the pages of plans show: a plan at a version, its tasks with their checks, and what changed from version to version?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from audit_rules.plans.files import Problem, read_plan_source
from audit_rules.plans.loading import build_plan
from audit_rules.plans.source import PlanSourceError, unpacked_source
from audit_rules.subjects.versions import program_vocabulary
from casework.plans.task_editing import differences
from casework.plans.versions import PlanAt, plan_at, plan_ids, versions_of
from db.database import Database
from domain.plans import EVERY_UNIT, Check, Plan, SourceStatus, Task
from domain.versions import PlanVersion
from evidence.office.check_names import check_name

SOURCE_WORDS = {
    SourceStatus.INTACT: "原文完整",
    SourceStatus.SHIFTED: "原文错行，已核对",
    SourceStatus.MISSING: "原文缺失，不计分",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPlan:
    """A plan's files as far as they can be read. ``suggested`` counts checks of a draft that nobody has decided on, by task."""

    title: str
    draft: bool
    plan: Plan | None
    problems: tuple[Problem, ...]
    suggested: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlan:
    """A plan with what is in force; ``at`` is its newest version."""

    at: PlanAt
    read: ReadPlan
    versions: tuple[PlanVersion, ...]


def known_plan(database: Database, plan_id: str, version: int | None = None) -> KnownPlan | None:
    """A plan at a version (None: the newest); None where there is none.

    Raises:
        WorkError, StoreError: what was kept can't be read.
    """
    at = plan_at(database, plan_id, version)
    if at is None:
        return None
    return KnownPlan(at=at, read=read_plan(at.source.packed), versions=versions_of(database, plan_id))


def known_plans(database: Database) -> tuple[KnownPlan, ...]:
    """All plans at their newest version.

    Raises:
        WorkError, StoreError: what was kept can't be read.
    """
    every = (known_plan(database, plan_id) for plan_id in plan_ids(database))
    return tuple(each for each in every if each is not None)


@lru_cache(maxsize=16)
def read_plan(packed: bytes) -> ReadPlan:
    """Files packed as they are kept, read; remembered, since the same bytes never mean another plan."""
    try:
        files = read_plan_source(unpacked_source(packed))
    except PlanSourceError as error:
        problem = Problem(file=error.file, reason=error.reason, remedy=error.remedy)
        return ReadPlan(title="", draft=True, plan=None, problems=(problem,), suggested={})
    plan, problems = build_plan(files)
    entries = [entry for content in files.tasks.values() for entry in content.tasks]
    return ReadPlan(
        title=files.head.title if files.head else "",
        draft=files.head.draft if files.head else True,
        plan=plan,
        problems=problems,
        suggested={str(entry.number): len(entry.suggested) for entry in entries if entry.suggested},
    )


def task_of(plan: Plan | None, number: str) -> Task | None:
    """A task by its number."""
    return next((task for task in plan.tasks if str(task.number) == number), None) if plan else None


def owed_by(units: Sequence[str]) -> str:
    """Who owes it, counted."""
    return "全部单位" if EVERY_UNIT in units else f"{len(units)}个单位"


def check_words(check: Check) -> str:
    """One check: 栏目开设·PPP项目（2分）."""
    subject = program_vocabulary().compiled().names.get(check.subject, check.subject) if check.subject else ""
    about = f"·{subject}" if subject else ""
    told = (
        "单项否决"
        if check.veto
        else "建议项，不计分"
        if check.advice
        else f"{check.points:g}分{'／次' if check.each else ''}"
    )
    return f"{check_name(check.rule)}{about}（{told}）"


def changes(database: Database, at: PlanAt) -> tuple[str, ...]:
    """What a version says otherwise than the one before it (the first: than the program's own), as lines of a difference.

    Raises:
        WorkError, StoreError: what was kept can't be read.
    """
    before = plan_at(database, at.plan_id, at.version - 1) if at.version else None
    return differences(before.source, at.source) if before else ()
