"""Can every check of a plan be judged: deadlines understood, units, rules and subjects known, params of the right shape?"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from audit_rules.deadlines import read_deadline
from audit_rules.params import params_faults, params_subjects, params_units
from audit_rules.plans.files import Problem
from audit_rules.registry import Rule
from domain.deadlines import DeadlineKind, DeadlineReading
from domain.plans import EVERY_UNIT, Check, Plan, Scoring, SourceStatus, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The ids that a plan may use, and the rules; ``units`` is None when its registry can't be read, and no id is doubted."""

    units: Collection[str] | None
    subjects: Collection[str]
    rules: Mapping[str, Rule]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """How many different deadline phrases the plan has, and how many of them are understood."""

    every: int = 0
    understood: int = 0


Fault = tuple[str, str]
"""What is wrong, and what to do about it."""


def check_duties(plan: Plan, known: Known, files: dict[int | str, str]) -> list[Problem]:
    """Everything that would keep a check from being judged, or let it judge the wrong unit."""
    return [
        Problem(file=files[task.number], task=task.number, reason=reason, remedy=remedy)
        for task in plan.tasks
        for reason, remedy in _task_faults(plan, task, known)
    ]


def check_names(plan: Plan, known: Known, files: dict[int | str, str]) -> list[Problem]:
    """Of these, what would judge another thing than was meant: units, rules, subjects and parameters that there are not.

    A deadline that is not understood is none of it: its findings say so.
    """
    return [
        Problem(file=files[task.number], task=task.number, reason=reason, remedy=remedy)
        for task in plan.tasks
        for reason, remedy in (*_unit_faults(task, known), *_checks_faults(plan, task, known))
    ]


def count_phrases(plan: Plan) -> Phrases:
    """The plan's deadline phrases, each once."""
    phrases = {
        phrase
        for task in plan.tasks
        for phrase in (task.deadline_text, task.deadline, *(check.deadline for check in task.checks))
        if phrase
    }
    understood = sum(_read(plan, phrase).understood for phrase in phrases)
    return Phrases(every=len(phrases), understood=understood)


def _read(plan: Plan, phrase: str) -> DeadlineReading:
    return read_deadline(phrase, year=plan.year, issued=plan.issued_on, published=plan.published_on)


def _task_faults(plan: Plan, task: Task, known: Known) -> Iterator[Fault]:
    yield from _unit_faults(task, known)
    both = [unit for unit in task.supports if unit in task.units]
    if both:
        yield (
            f"{', '.join(both)} both owes and supports it",
            "Name a unit under one of leads, units, supports",
        )
    yield from _phrase_faults(plan, task)
    if not task.checks:
        return
    if not task.units:
        yield "it has checks, but nobody owes it", "Name its leads or units"
    yield from _checks_faults(plan, task, known)
    yield from _repeated(task)


def _unit_faults(task: Task, known: Known) -> Iterator[Fault]:
    for name, ids in (("leads", task.leads), ("units", task.units), ("supports", task.supports)):
        yield from _unknown(name, ids, known.units, "Use an id of units.csv")


def _checks_faults(plan: Plan, task: Task, known: Known) -> Iterator[Fault]:
    for place, check in enumerate(task.checks, start=1):
        for reason, remedy in _check_faults(plan, task, check, known):
            yield f"check {place} ({check.rule}): {reason}", remedy


def _phrase_faults(plan: Plan, task: Task) -> Iterator[Fault]:
    phrases = {"deadline_text": task.deadline_text, "deadline": task.deadline}
    phrases |= {f"check {place}": check.deadline for place, check in enumerate(task.checks, start=1)}
    for name, phrase in phrases.items():
        if phrase is None or (name == "deadline" and phrase == task.deadline_text):
            continue
        reading = _read(plan, phrase)
        if not reading.understood:
            remedy = "Give a phrase that 'mingcha deadline' understands as 'deadline', with a deadline_note"
            yield f"{name}: the deadline {phrase!r} is not understood ({reading.note})", remedy
    owed_always = plan.scoring is Scoring.DEDUCTIONS  # what an inspection table asks is owed on every day
    if task.deadline is None and task.source is not SourceStatus.MISSING and not owed_always:
        yield "it has no deadline", "Give 'deadline', with a deadline_note that argues it"


def _check_faults(plan: Plan, task: Task, check: Check, known: Known) -> Iterator[Fault]:
    rule = known.rules.get(check.rule)
    if rule is None:
        yield f"there is no rule {check.rule!r}", f"Rules: {', '.join(sorted(known.rules))}"
    else:
        for fault in params_faults(rule.params, check.params):
            yield fault, f"The docstring of audit_rules/rules/{check.rule}.py says what it takes"
    subjects = () if check.subject is None else (check.subject,)
    yield from _unknown("subject", subjects, known.subjects, "Use an id of plans/subjects.yaml")
    yield from _unknown(
        "params.subjects", params_subjects(check.params), known.subjects, "Use an id of plans/subjects.yaml"
    )
    yield from _unknown(
        "params.event.units", params_units(check.params), known.units, "Use an id of units.csv"
    )
    if check.subject is None and rule is not None and rule.params.needs_subject:
        yield "it needs a subject", "Name the subject whose column is looked for"
    yield from _unknown("units", check.units, known.units, "Use an id of units.csv")
    strangers = [unit for unit in check.units if unit not in task.units and EVERY_UNIT not in task.units]
    if strangers:
        yield f"units {', '.join(strangers)} do not owe the task", "Name them among the task's units"
    if check.rule == "periodic":
        yield from _not_recurring(plan, check.deadline or task.deadline)
    if check.rule == "fresh" and check.params.get("max_age_days") is None:
        yield from _unbounded(plan, check.deadline or task.deadline or task.deadline_text)


def _not_recurring(plan: Plan, phrase: str | None) -> Iterator[Fault]:
    reading = _read(plan, phrase) if phrase else None
    if reading is None or (reading.understood and reading.kind is not DeadlineKind.RECURRING):
        yield f"the deadline {phrase!r} has no periods", "Give a recurring deadline, or use the rule 'count'"


def _unbounded(plan: Plan, phrase: str | None) -> Iterator[Fault]:
    if phrase is None or _read(plan, phrase).fresh_within is None:
        yield (
            f"neither max_age_days nor the deadline {phrase!r} says how old the newest posting may be",
            "Give params.max_age_days, or a deadline such as 实时更新",
        )


def _unknown(name: str, ids: Collection[str], known: Collection[str] | None, remedy: str) -> Iterator[Fault]:
    if known is None:
        return
    unknown = [each for each in ids if each not in known and each != EVERY_UNIT]
    if unknown:
        yield f"{name}: {', '.join(unknown)} is not known", remedy


def _repeated(task: Task) -> Iterator[Fault]:
    """A finding is known by unit, task, rule and subject: two checks alike could not be told apart."""
    owed = Counter(
        (unit, check.rule, check.subject) for check in task.checks for unit in check.units or task.units
    )
    alike = sorted(
        {(rule, subject or "no subject") for (_, rule, subject), count in owed.items() if count > 1}
    )
    for rule, subject in alike:
        yield f"a unit owes two checks {rule} on {subject}", "Join them, or give each its own units"
