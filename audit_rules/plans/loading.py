"""How does a plan folder, or a file that holds a whole plan, become a ``domain.plans.Plan``?"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from audit_rules.bundled import PLANS
from audit_rules.plans.draft import draft_problems
from audit_rules.plans.files import PlanFiles, Problem, read_plan_files, read_plan_source
from audit_rules.plans.plan_bounds import MOST_CHECKS, MOST_TASKS
from audit_rules.plans.schema import TaskEntry
from audit_rules.plans.source import HEAD, PlanSource
from audit_rules.plans.unit_groups import UnitGroups
from domain.plans import Check, Grading, LateCurve, Plan, Task


class PlanError(Exception):
    """A plan that cannot be used. ``problems`` are all that were found; the text shows the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        more = f" (and {len(problems) - 1} more: see 'mingcha plan check')" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")


def find_plan(id_or_path: str | Path) -> Path:
    """The folder of a plan, given a bundled plan's id or a folder (or its ``plan.yaml``); or the one file of a plan.

    Raises:
        PlanError: there is no such plan; the message names those that there are.
    """
    given = Path(id_or_path)
    if given.suffix in {".yaml", ".yml"} and given.name != HEAD and given.is_file():
        return given
    folder = given.parent if given.name == HEAD else given
    for candidate in (folder, PLANS / folder):
        if (candidate / HEAD).is_file():
            return candidate
    known = ", ".join(sorted(path.parent.name for path in PLANS.glob(f"*/{HEAD}"))) or "none"
    reason = f"there is no plan here: neither a folder with a {HEAD} nor the id of a bundled plan"
    raise PlanError([Problem(file=str(id_or_path), reason=reason, remedy=f"Bundled plans: {known}")])


def load_plan(id_or_path: str | Path) -> Plan:
    """The plan of a bundled id (``yunnan-2017``), of a folder or of a file.

    Raises:
        PlanError: no such plan, a file that is missing, unreadable or of the wrong shape, or a draft.
    """
    return judged_plan(read_plan_files(find_plan(id_or_path)))


def plan_of(source: PlanSource) -> Plan:
    """The plan of files, wherever they were kept.

    Raises:
        PlanError: a file is missing or of the wrong shape, or it is a draft.
    """
    return judged_plan(read_plan_source(source))


def judged_plan(files: PlanFiles) -> Plan:
    """The plan of files that were read.

    Raises:
        PlanError: a file is missing, unreadable or of the wrong shape, or it is a draft.
    """
    plan, problems = build_plan(files)
    if plan is None:
        raise PlanError(problems)
    if files.head is not None and files.head.draft:
        raise PlanError(draft_problems(files)[:1])
    return plan


def build_plan(files: PlanFiles) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan of the files read, and all problems; the plan is None when there are any."""
    problems = list(files.problems)
    head = files.head
    if head is None:
        return None, tuple(problems)
    problems += _beyond(files)
    groups = UnitGroups(head.groups, problems)
    tasks = [
        _build_task(entry, content.section, groups, name)
        for name, content in files.tasks.items()
        for entry in content.tasks
    ]
    without_services = groups.expand(head.without_services, HEAD)
    places: dict[int | str, str] = {}
    for name, content in files.tasks.items():
        for entry in content.tasks:
            if entry.number in places:
                reason = f"the number stands in {places[entry.number]} too"
                remedy = "A number stands once; a row without one takes the number before it with a letter"
                problems.append(Problem(file=name, task=entry.number, reason=reason, remedy=remedy))
            places[entry.number] = name
    if problems:
        return None, tuple(problems)
    plan = Plan(
        id=head.id,
        title=head.title,
        document_number=head.document_number,
        year=head.year,
        issued_on=head.issued_on,
        published_on=head.published_on,
        sections={section.name: section.weight for section in head.sections},
        tasks=tuple(tasks),
        digest=files.digest,
        doubt_days=head.doubt_days,
        late=LateCurve(steps=tuple(head.late_steps.items()), rest=head.late_share),
        grading=Grading(
            grades=tuple((least, word) for word, least in head.grades.items()), min_coverage=head.min_coverage
        ),
        scoring=head.scoring,
        in_force_until=head.in_force_until,
        without_services=without_services,
        services_section=head.services_section,
    )
    return plan, ()


def _beyond(files: PlanFiles) -> list[Problem]:
    """What a plan has more of than any plan has."""
    entries = [entry for content in files.tasks.values() for entry in content.tasks]
    counts = (
        ("tasks", len(entries), MOST_TASKS),
        ("checks", sum(len(entry.checks) for entry in entries), MOST_CHECKS),
    )
    return [
        Problem(file=files.name, reason=f"it has {count} {what}", remedy=f"A plan may have {most}: split it")
        for what, count, most in counts
        if count > most
    ]


def _build_task(
    entry: TaskEntry,
    section: str,
    groups: UnitGroups,
    file: str,
) -> Task:
    def expand(tokens: Iterable[str]) -> tuple[str, ...]:
        return groups.expand(tokens, file, entry.number)

    checks = tuple(
        Check(
            rule=check.rule,
            subject=check.subject,
            params=check.params,
            units=expand(check.units),
            deadline=check.deadline,
            points=check.points,
            advice=check.advice,
            veto=check.veto,
            each=check.each,
        )
        for check in entry.checks
    )
    return Task(
        number=entry.number,
        section=section,
        group=entry.group,
        text=entry.text,
        lead_text=entry.lead_text,
        leads=expand(entry.leads),
        units=expand([*entry.leads, *entry.units]),
        supports=expand(entry.supports),
        deadline_text=entry.deadline_text,
        deadline=entry.deadline or entry.deadline_text,
        deadline_note=entry.deadline_note,
        shared=entry.shared,
        source=entry.source,
        source_note=entry.source_note,
        weight=entry.weight,
        checks=checks,
        manual_reason=entry.manual_reason,
        look_for=entry.look_for,
        provenance=entry.provenance,
        points_provenance=entry.points_provenance,
        source_url=entry.source_url,
        bonus=entry.bonus,
    )
