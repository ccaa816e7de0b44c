"""What is to be said of every (unit, task, check) owed under a plan, given the facts of the portals?

``judge`` is a pure function: the same plan, units, facts and day give the same findings, in whatever order they
come. It knows no clock, network or store.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from audit_rules import absence
from audit_rules.calendar import add_workdays
from audit_rules.deadlines import read_deadline
from audit_rules.duty import Duty
from audit_rules.matcher import load_vocabulary
from audit_rules.registry import all_rules
from audit_rules.scoring import points_of, score
from audit_rules.wording import day, plain
from domain.deadlines import DeadlineKind, DeadlineReading, Due
from domain.findings import Finding, Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.plans import Check, Plan, Shared, SourceStatus, Task
from domain.units import Unit

__all__ = ["MESSAGES", "judge", "score"]

MESSAGES: Mapping[str, str] = {
    "manual": "{unit}第{task}项任务不能由网页核实（{reason}），需人工检查。",
    "source_text_missing": "第{task}项任务的原文在来源文件中缺失（{reason}），对{unit}不作评判、不计分。",
    "no_portal": "名册中没有{unit}的门户网站地址，第{task}项任务无法判断，建议补录网址后重新巡查。",
    "not_crawled": absence.MESSAGES["not_crawled"],
    "deadline_unread": "第{task}项任务的时限“{phrase}”未能解读（{reason}），对{unit}暂不评判，建议校核方案数据。",
    "event_unknown": "第{task}项任务的时限“{phrase}”自有关事件起算，起算日期尚未登记，{unit}是否按时无法判断，"
    "建议补录起算日期。",
    "before_plan": "第{task}项任务在本年度的时限（{due}）早于方案印发日，对{unit}不溯及既往、不作评判。",
    "met_by_other": "第{task}项任务由有关单位共同承担，{other}已经落实，对{unit}不再单独评判。",
    "excused": "{unit}门户网站未见第{task}项任务要求公开的内容，但{excuse}，不能据此认定未落实，建议人工核查。",
    "rule_error": "第{task}项任务的{rule}检查在评判{unit}时出错（{reason}），不计分，建议报告系统维护人员。",
}
"""The sentences of what the engine itself says, whatever the rule."""

_ABSENT = frozenset({"missing", "missed", "short", "lacking"})
"""The rules' codes for something that is not there, which a plan's ``excuse`` can explain."""

STANDING_WORKDAYS = 30
"""A standing duty is judged from this many working days after the plan's issue: the plan's own term for
implementation plans, and the least that fairness asks."""


def judge(
    plan: Plan, units: Iterable[Unit], facts: Mapping[str, PortalFacts], as_of: date
) -> tuple[Finding, ...]:
    """Judge every (unit, task, check) owed.

    Args:
        plan: what is owed.
        units: the registry's units; who owes something and is not among them is not judged.
        facts: each portal's facts by unit id; a unit without is ``cant_tell``.
        as_of: the day of judgement.

    Returns:
        The findings, by unit id, then in the plan's order of tasks and checks.

    Raises:
        VocabularyError: the subject vocabulary, which has the subjects' Chinese names, can't be used.
    """
    known = {unit.id: unit for unit in units}
    ordered = {unit_id: _in_order(seen) for unit_id, seen in facts.items() if unit_id in known}
    bench = _Bench(
        plan=plan,
        units=known,
        facts=ordered,
        as_of=as_of,
        standing=standing_due(plan),
        names=_subject_names(),
    )
    findings: list[tuple[str, int, int, Finding]] = []
    for place, task in enumerate(plan.tasks):
        if not task.checks or task.source is SourceStatus.MISSING:
            manual = bench.manual(task)
            findings += [(finding.unit_id, place, 0, finding) for finding in manual]
            continue
        for number, check in enumerate(task.checks):
            judged = list(bench.check(task, check))
            if task.shared is Shared.ANY:
                judged = _shared(judged, known, task)
            findings += [(finding.unit_id, place, number, finding) for finding in judged]
    return tuple(finding for *_, finding in sorted(findings, key=lambda each: each[:3]))


def standing_due(plan: Plan) -> Due:
    """The day from which standing duties (全年工作) are judged, as a band from the plan's issue and publication."""
    return Due(
        on=add_workdays(plan.issued_on, STANDING_WORKDAYS),
        late_after=add_workdays(plan.published_on, STANDING_WORKDAYS),
    )


def read_duty_deadline(plan: Plan, task: Task, check: Check) -> DeadlineReading:
    """The deadline of a check: its own phrase, else the task's; a task without one owes it all year.

    A check's parameter ``event`` is the day of the event that its phrase counts from (国家指导意见印发后60日内).
    """
    phrase = check.deadline or task.deadline or task.deadline_text
    if phrase is None:
        return DeadlineReading(text="", understood=True, kind=DeadlineKind.CONTINUOUS)
    event = check.params.get("event")
    reading = _read(phrase, plan, event, plan.year)
    # A phrase is read for one year; a due date that lies in the next or the last one is none of the plan's year.
    for year in (plan.year + 1, plan.year - 1):
        if not reading.understood or reading.dues or reading.kind is DeadlineKind.CONTINUOUS:
            break
        reading = replace(reading, dues=_read(phrase, plan, event, year).dues)
    return reading


def _read(phrase: str, plan: Plan, event: object, year: int) -> DeadlineReading:
    return read_deadline(
        phrase,
        year=year,
        issued=plan.issued_on,
        published=plan.published_on,
        event=event
        if isinstance(event, date)
        else date.fromisoformat(event)
        if isinstance(event, str)
        else None,
    )


def _excused(verdict: Verdict, excuse: str) -> Verdict:
    """What a rule calls absent, where the plan says why a portal may show nothing though the duty is done."""
    values = {**verdict.values, "excuse": excuse}
    return Verdict(
        outcome=Outcome.CANT_TELL, code="excused", values=values, due=verdict.due, cites=verdict.cites
    )


@cache
def _subject_names() -> Mapping[str, str]:
    return load_vocabulary().names


def _in_order(facts: PortalFacts) -> PortalFacts:
    """The facts in an order of their own, so that no verdict hangs on the order they were stored in.

    What has no day of first sight was first seen by the crawl itself.
    """
    now = facts.reach.crawled_at
    return replace(
        facts,
        columns=tuple(
            replace(seen, first_seen=seen.first_seen or now)
            for seen in sorted(facts.columns, key=lambda seen: (-seen.grade, seen.id))
        ),
        postings=tuple(
            replace(seen, first_seen=seen.first_seen or now)
            for seen in sorted(facts.postings, key=lambda seen: seen.id)
        ),
        candidates=tuple(sorted(facts.candidates, key=lambda seen: (-seen.grade, seen.id))),
        probes=tuple(sorted(facts.probes, key=lambda seen: (seen.at.isoformat(), seen.id))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """One judging: the plan, the registry, the facts and the day."""

    plan: Plan
    units: Mapping[str, Unit]
    facts: Mapping[str, PortalFacts]
    as_of: date
    standing: Due
    names: Mapping[str, str]

    def manual(self, task: Task) -> Iterator[Finding]:
        """One finding per owing unit for a task that no page can show, or whose text the source lost."""
        lost = task.source is SourceStatus.MISSING
        code = "source_text_missing" if lost else "manual"
        reason = (task.source_note if lost else task.manual_reason) or "未注明原因"
        verdict = Verdict(outcome=Outcome.MANUAL, code=code, values={"reason": plain(reason, 120)})
        for unit in self._owing(task.units):
            yield self._finding(unit, task, Check(rule="manual"), verdict, MESSAGES)

    def check(self, task: Task, check: Check) -> Iterator[Finding]:
        """One finding per owing unit for one check."""
        for unit in self._owing(check.units or task.units):
            yield self._judge(unit, task, check)

    def _owing(self, ids: Iterable[str]) -> Iterator[Unit]:
        return (self.units[unit_id] for unit_id in dict.fromkeys(ids) if unit_id in self.units)

    def _judge(self, unit: Unit, task: Task, check: Check) -> Finding:
        try:
            verdict, messages = self._verdict(unit, task, check)
            return self._finding(unit, task, check, verdict, messages)
        except Exception as error:  # noqa: BLE001 - one rule's fault must not take the other findings with it
            reason = plain(f"{type(error).__name__}: {error}", 120)
            verdict = Verdict(
                outcome=Outcome.ERROR, code="rule_error", values={"rule": check.rule, "reason": reason}
            )
            return self._finding(unit, task, check, verdict, MESSAGES)

    def _verdict(self, unit: Unit, task: Task, check: Check) -> tuple[Verdict, Mapping[str, str]]:
        rule = all_rules()[check.rule]
        reading = read_duty_deadline(self.plan, task, check)
        duty = Duty(
            unit=unit,
            task=task,
            check=check,
            plan=self.plan,
            reading=reading,
            standing=self.standing,
            subject_names=self.names,
        )
        verdict = self._beforehand(duty)
        if verdict is not None:
            return verdict, MESSAGES
        verdict = rule.judge(duty, self.facts[unit.id], self.as_of)
        excuse = check.params.get("excuse")
        if excuse and verdict.outcome is Outcome.FAILED and verdict.code in _ABSENT:
            return _excused(verdict, str(excuse)), MESSAGES
        return verdict, rule.messages

    def _beforehand(self, duty: Duty) -> Verdict | None:
        """What can be said without the rule: no portal, no facts, no due date to judge by."""
        reading = duty.reading
        phrase = {"phrase": plain(reading.text)}
        if not reading.understood:
            reason = plain(reading.note or "不识别的表述")
            values = {**phrase, "reason": reason}
            return Verdict(outcome=Outcome.CANT_TELL, code="deadline_unread", values=values)
        if reading.dues and not duty.dues:
            due = tuple(due.on for due in reading.dues)
            return Verdict(
                outcome=Outcome.NOT_APPLICABLE,
                code="before_plan",
                timeliness=Timeliness.NOT_DUE,
                values={"due": day(due[-1])},
                due=due,
            )
        if duty.unit.portal_url is None:
            return Verdict(outcome=Outcome.CANT_TELL, code="no_portal")
        if duty.unit.id not in self.facts:
            want = f"第{duty.task.number}项任务"
            return Verdict(outcome=Outcome.CANT_TELL, code="not_crawled", values={"want": want})
        if not reading.dues and reading.kind is not DeadlineKind.CONTINUOUS:
            return Verdict(outcome=Outcome.CANT_TELL, code="event_unknown", values=phrase)
        return None

    def _finding(
        self, unit: Unit, task: Task, check: Check, verdict: Verdict, messages: Mapping[str, str]
    ) -> Finding:
        subject = self.names.get(check.subject or "", check.subject or "")
        words = {"unit": unit.name, "task": task.number, "subject": subject, **verdict.values}
        return Finding(
            unit_id=unit.id,
            task=task.number,
            check=check.rule,
            subject=check.subject,
            outcome=verdict.outcome,
            timeliness=verdict.timeliness,
            code=verdict.code,
            explanation=messages[verdict.code].format(**words),
            due=verdict.due,
            done_on=verdict.done_on,
            points=points_of(
                verdict.outcome,
                verdict.timeliness,
                check.points,
                late_share=self.plan.late_share,
                advice=check.advice,
            ),
            advice=check.advice,
            cites=verdict.cites,
            values=dict(verdict.values),
        )


def _shared(findings: list[Finding], units: Mapping[str, Unit], task: Task) -> list[Finding]:
    """Where one of several is enough: once one passed, what the others lack is not held against them."""
    done = [finding for finding in findings if finding.outcome is Outcome.PASSED]
    if not done:
        return findings
    other = min(done, key=lambda finding: finding.unit_id)
    return [
        _met(finding, units[finding.unit_id], units[other.unit_id], task, other)
        if finding.outcome in {Outcome.FAILED, Outcome.CANT_TELL}
        else finding
        for finding in findings
    ]


def _met(finding: Finding, unit: Unit, other: Unit, task: Task, done: Finding) -> Finding:
    words = {"unit": unit.name, "other": other.name, "task": task.number}
    return replace(
        finding,
        outcome=Outcome.NOT_APPLICABLE,
        timeliness=Timeliness.UNKNOWN,
        code="met_by_other",
        explanation=MESSAGES["met_by_other"].format(**words),
        done_on=None,
        points=points_of(
            Outcome.NOT_APPLICABLE, Timeliness.UNKNOWN, 0.0, late_share=1.0, advice=finding.advice
        ),
        cites=done.cites,
        values={"other": other.name},
    )
