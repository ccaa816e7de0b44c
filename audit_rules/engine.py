"""What is to be said of every (unit, task, check) owed under a plan, given the facts of the portals?

``judge`` is a pure function: the same plan, units, facts and day give the same findings, in whatever order they
come. It knows no clock, network or store. ``Judging`` says the same unit by unit, for audits of more portals than can be
held at once.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from audit_rules.absence.proof import MESSAGES as PROOF_MESSAGES
from audit_rules.duties import beforehand, excuses, shared, successors
from audit_rules.duties.beforehand import out_of_force
from audit_rules.duties.deadlines import standing_due
from audit_rules.duties.events import Event, found_events
from audit_rules.duties.excuses import excused
from audit_rules.duties.owed import Owed, all_owed, second_sites
from audit_rules.duties.shared import Doers, doer_of, relieved, unregistered, with_doers
from audit_rules.duty import Duty
from audit_rules.registry import all_rules
from audit_rules.scores.deductions import clause
from audit_rules.scores.scoring import points_of
from audit_rules.sightings.indexed_facts import indexed
from audit_rules.subjects.matcher import Vocabulary
from audit_rules.subjects.versions import program_vocabulary
from audit_rules.suspicion.history import weighed
from audit_rules.timing import filed_notices
from audit_rules.timing.filed_notices import notices_of, with_notice
from audit_rules.wording import plain, task_name
from domain.findings import Finding, Outcome, Verdict
from domain.observations import PortalFacts
from domain.plans import Plan, Scoring, SourceStatus
from domain.register import Register
from domain.units import Unit

MESSAGES: Mapping[str, str] = {
    "manual": "{unit}{named}不能由网页核实（{reason}），需人工检查。",
    "source_text_missing": "{named}的原文在来源文件中缺失（{reason}），对{unit}不作评判、不计分。",
    "not_crawled": PROOF_MESSAGES["not_crawled"],
    **beforehand.MESSAGES,
    **shared.MESSAGES,
    **successors.MESSAGES,
    **filed_notices.MESSAGES,
    **excuses.MESSAGES,
    "rule_error": "{named}的{rule}检查在评判{unit}时出错（{reason}），不计分，建议报告系统维护人员。",
}
"""The sentences of what the engine itself says, whatever the rule."""


def judge(
    plan: Plan,
    units: Iterable[Unit],
    facts: Mapping[str, PortalFacts],
    as_of: date,
    register: Register | None = None,
) -> tuple[Finding, ...]:
    """Judge every (unit, task, check) owed.

    Args:
        plan: what is owed.
        units: the registry's units; who owes something and is not among them is not judged.
        facts: each portal's facts by unit id; a unit without is ``cant_tell``.
        as_of: the day of judgement.
        register: what an operator registered: notices filed, days of events.

    Returns:
        The findings, by unit id, then in the plan's order of tasks and checks.

    Raises:
        VocabularyError: the subject vocabulary, which has the subjects' Chinese names, can't be used.
    """
    elsewhere = {name: facts[name] for name in second_sites(plan) if name in facts}
    judging = Judging(
        plan, as_of, register=register, events=found_events(plan, facts, as_of), elsewhere=elsewhere
    )
    known = sorted({unit.id: unit for unit in units}.values(), key=lambda unit: unit.id)
    doers = judging.all_doers(known, facts)
    return tuple(finding for unit in known for finding in judging.findings(unit, facts.get(unit.id), doers))


class Judging:
    """One judging of a plan as of a day: what does not hang on the unit is worked out once.

    Where units share duties, ask every unit for ``doers`` first, in order of ids, then for its ``findings``.
    """

    def __init__(
        self,
        plan: Plan,
        as_of: date,
        *,
        register: Register | None = None,
        events: Mapping[str, Event] | None = None,
        elsewhere: Mapping[str, PortalFacts] = MappingProxyType({}),
        vocabulary: Vocabulary | None = None,
    ) -> None:
        """``register``: what an operator registered; ``events``: those found on portals (``events.found_events``).

        ``elsewhere``: the facts of the plan's second sites (``second_sites``), as far as they are known. ``vocabulary`` says
        what subjects are called, and by how many names (default: the program's).

        Raises:
            VocabularyError: the program's vocabulary can't be used.
        """
        self._plan = plan
        self._as_of = as_of
        self._elsewhere = {name: indexed(facts) for name, facts in elsewhere.items()}
        self._register = register or Register()
        self._owed = all_owed(plan, self._register, events or {})
        self._standing = standing_due(plan)
        words = vocabulary or program_vocabulary().compiled()
        self._names, self._terms = words.names, words.terms

    @property
    def shared(self) -> tuple[Owed, ...]:
        """What is done for all when one of several units does it."""
        return tuple(owed for owed in self._owed if owed.is_shared)

    def all_doers(self, units: Iterable[Unit], facts: Mapping[str, PortalFacts]) -> Doers:
        """The shared duties that some unit did or may have done, by the first of them in order of ids."""
        known = list(units)
        doers = unregistered(self.shared, [unit.id for unit in known])
        for unit in sorted(known, key=lambda unit: unit.id):
            doers = with_doers(doers, self.doers(unit, facts.get(unit.id), beside=doers))
        return doers

    def doers(self, unit: Unit, facts: PortalFacts | None, *, beside: Doers) -> Doers:
        """The shared duties that this unit did or may have done, but for those ``beside`` that were done in time."""
        wanted = [
            owed
            for owed in self.shared
            if owed.owes(unit.id) and not (owed.place in beside and beside[owed.place].settles)
        ]
        ordered = self._prepared(facts) if facts is not None and wanted else None
        found = ((owed.place, doer_of(self._judge(unit, owed, ordered), unit)) for owed in wanted)
        return {place: doer for place, doer in found if doer is not None}

    def findings(self, unit: Unit, facts: PortalFacts | None, doers: Doers) -> Iterator[Finding]:
        """The findings of one unit, in the plan's order; ``facts`` None: nothing is known of its portal."""
        ordered = self._prepared(facts) if facts is not None else None
        for owed in self._owed:
            if not owed.owes(unit.id):
                continue
            if not self._plan.in_force(self._as_of):
                yield self._finding(unit, owed, out_of_force(self._plan, self._as_of), MESSAGES)
                continue
            finding = self._manual(unit, owed) if owed.is_manual else self._judge(unit, owed, ordered)
            doer = doers.get(owed.place)
            yield relieved(finding, owed.task, unit, doer) if doer else finding

    def _prepared(self, facts: PortalFacts) -> PortalFacts:
        return indexed(weighed(facts, tolerance=self._plan.doubt_days, as_of=self._as_of))

    def _manual(self, unit: Unit, owed: Owed) -> Finding:
        """What is said of a task that no page can show, or whose text the source lost."""
        task = owed.task
        lost = task.source is SourceStatus.MISSING
        code = "source_text_missing" if lost else "manual"
        reason = (task.source_note if lost else task.manual_reason) or "未注明原因"
        verdict = Verdict(outcome=Outcome.MANUAL, code=code, values={"reason": plain(reason, 120)})
        return self._finding(unit, owed, verdict, MESSAGES)

    def _judge(self, unit: Unit, owed: Owed, facts: PortalFacts | None) -> Finding:
        try:
            verdict, messages = self._verdict(unit, owed, facts)
            return self._finding(unit, owed, verdict, messages)
        except Exception as error:  # noqa: BLE001 - one rule's fault must not take the other findings with it
            reason = plain(f"{type(error).__name__}: {error}", 120)
            verdict = Verdict(
                outcome=Outcome.ERROR, code="rule_error", values={"rule": owed.check.rule, "reason": reason}
            )
            return self._finding(unit, owed, verdict, MESSAGES)

    def _verdict(
        self, unit: Unit, owed: Owed, facts: PortalFacts | None
    ) -> tuple[Verdict, Mapping[str, str]]:
        rule = all_rules()[owed.check.rule]
        if owed.reading is None:
            raise owed.fault or ValueError("the check has no deadline")
        duty = Duty(
            unit=unit,
            task=owed.task,
            check=owed.check,
            plan=self._plan,
            reading=owed.reading,
            dues=owed.dues,
            standing=self._standing,
            subject_names=self._names,
            subject_terms=self._terms,
            elsewhere=self._elsewhere,
        )
        verdict = beforehand.beforehand(duty, owed.reading, facts)
        if verdict is not None:
            return verdict, MESSAGES
        assert facts is not None  # said beforehand
        verdict = rule.judge(duty, facts, self._as_of)
        if owed.event is not None and owed.event.cites:
            verdict = replace(verdict, cites=(*verdict.cites, *owed.event.cites))
        filed = self._with_notice(verdict, rule.messages, duty, owed)
        if filed is not None:
            return filed, filed_notices.MESSAGES
        succeeded = successors.of_the_successor(verdict, unit, facts, self._plan)
        if succeeded is not None:
            return succeeded, MESSAGES
        excuse = excused(duty, verdict)
        return (excuse, MESSAGES) if excuse else (verdict, rule.messages)

    def _with_notice(
        self, verdict: Verdict, messages: Mapping[str, str], duty: Duty, owed: Owed
    ) -> Verdict | None:
        filed = notices_of(self._register.notices, duty, self._as_of)
        if not filed:
            return None
        told = self._finding(duty.unit, owed, verdict, messages).explanation
        return with_notice(verdict, told, duty, filed)

    def _finding(self, unit: Unit, owed: Owed, verdict: Verdict, messages: Mapping[str, str]) -> Finding:
        task, check = owed.task, owed.check
        subject = self._names.get(check.subject or "", check.subject or "")
        words = {
            "unit": unit.name,
            "task": task.number,
            "named": task_name(task.number, task.group),
            "subject": subject,
            **verdict.values,
        }
        # Under an inspection table nothing is earned: what a failed check takes off is worked out from its finding.
        worth = check.points if self._plan.scoring is Scoring.WEIGHTED else 0.0
        finding = Finding(
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
            late_by=verdict.late_by,
            points=points_of(verdict, worth, late=self._plan.late, advice=check.advice),
            advice=check.advice,
            cites=verdict.cites,
            values=dict(verdict.values),
            dossier=verdict.dossier,
            warning=verdict.warning,
        )
        if self._plan.scoring is Scoring.WEIGHTED:
            return finding
        added = clause(task, check, finding)
        return replace(finding, explanation=f"{finding.explanation.removesuffix('。')}{added}。")
