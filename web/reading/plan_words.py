"""How does the plan of an audit call its tasks and subjects? As it was kept when it was judged by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit_rules.plans.loading import PlanError, load_plan, plan_of
from audit_rules.plans.source import PlanSourceError
from audit_rules.subjects.matcher import VocabularyError
from audit_rules.subjects.versions import program_vocabulary
from casework.errors import UsageError, WorkError
from casework.reports.kept_sources import kept_plan, kept_vocabulary
from db.audited import AuditRecord
from db.database import Database
from domain.plans import Plan, Task
from domain.subjects import HOME, NAVIGATION
from evidence.office.check_names import check_name
from evidence.office.duty_wording import task_name
from evidence.office.ledger_rows import task_text
from evidence.office.plain_text import plain_line


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWords:
    """A plan's words. ``plan`` is None where it was not kept and can't be read: numbers stand for the words then."""

    plan_id: str
    plan: Plan | None = None
    tasks: Mapping[str, Task] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the plan is called."""
        return plain_line(self.plan.title, 120) if self.plan else self.plan_id

    @property
    def min_coverage(self) -> float:
        """The least coverage that has a place."""
        return self.plan.grading.min_coverage if self.plan else 0.0

    def task(self, number: str) -> Task | None:
        """A task by its number."""
        return self.tasks.get(number)

    def task_name(self, number: str) -> str:
        """第16项任务."""
        return task_name(number)

    def task_text(self, number: str, limit: int = 80) -> str:
        """What the task asks, cut."""
        return task_text(self.tasks.get(number), limit)

    def section(self, number: str) -> str:
        """The section that a task stands in; a dash where it is not known."""
        task = self.tasks.get(number)
        return plain_line(task.section, 60) if task else "—"

    def check(self, check_id: str, subject: str | None) -> str:
        """What is checked: 栏目开设·PPP项目."""
        name = self.subjects.get(subject, subject) if subject else ""
        return check_name(check_id) + (f"·{plain_line(name, 60)}" if name else "")


_KNOWN: dict[tuple[str, str], PlanWords] = {}
"""By what they were made of: digests name contents, so what is kept here is never out of date."""
_MOST = 16


def plan_words(database: Database, audit: AuditRecord) -> PlanWords:
    """The words of the plan and the vocabulary that an audit was judged by.

    Raises:
        StoreError: the database can't be used.
    """
    key = (audit.digests.plan, audit.digests.vocabulary)
    if key not in _KNOWN:
        if len(_KNOWN) >= _MOST:
            _KNOWN.clear()
        plan = _plan(database, audit)
        _KNOWN[key] = PlanWords(
            plan_id=audit.plan_id,
            plan=plan,
            tasks={str(task.number): task for task in plan.tasks} if plan else {},
            subjects=_subjects(database, audit),
        )
    return _KNOWN[key]


def _plan(database: Database, audit: AuditRecord) -> Plan | None:
    try:
        source = kept_plan(database, audit.digests.plan)
        return plan_of(source) if source else load_plan(audit.plan_id)
    except (PlanError, PlanSourceError, WorkError, UsageError):
        return None


def _subjects(database: Database, audit: AuditRecord) -> Mapping[str, str]:
    try:
        version = kept_vocabulary(database, audit.digests.vocabulary) or program_vocabulary()
        return {HOME: "首页", NAVIGATION: "导航栏目", **version.compiled().names}
    except (VocabularyError, WorkError, UsageError):
        return {}
