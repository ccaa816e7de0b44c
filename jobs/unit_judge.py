"""What is said of some units, from the store to what is stored and shown? The work of one process that judges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from audit_rules.duties.events import Event, found_events
from audit_rules.duties.owed import second_sites
from audit_rules.duties.shared import Doer, Doers, with_doers
from audit_rules.engine import Judging
from audit_rules.scores.scoring import score
from audit_rules.subjects.versions import VocabularyVersion
from db.database import AuditedUnit, Database, FindingRows, finding_rows, joined_rows
from domain.capture_ref import CaptureRef
from domain.findings import Digests, Finding, Score
from domain.observations import PortalFacts
from domain.plans import Plan
from domain.reach import Reach
from domain.register import Register
from domain.units import Unit
from evidence.seals.leaves import unit_leaves
from jobs.compare import since_last
from jobs.known_facts import known_facts
from jobs.result import unit_of
from jobs.result_file import unit_text
from jobs.summary import unit_summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be judged, by what and as of when; ``sealed``: what is found is hashed, too."""

    plan: Plan
    as_of: date
    register: Register
    digests: Digests
    vocabulary: VocabularyVersion
    sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What units say of each other: the days of events found, and who did what several owe together."""

    events: dict[str, Event]
    doers: Doers


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What some units say of others, and the reaches of the portals that it rests on."""

    known: Known
    reaches: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedUnit:
    """One unit judged: its findings as text of the result, and what stays in hand."""

    audited: AuditedUnit
    text: str
    summary: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPart:
    """Some units judged, and their findings ready for the store."""

    units: tuple[JudgedUnit, ...]
    rows: FindingRows


class UnitJudge:
    """Judges units of one order from one store."""

    def __init__(self, order: Order, database: Database) -> None:
        self._order = order
        self._database = database
        self._judgings: dict[date, Judging] = {}
        self._elsewhere = known_facts(database, sorted(second_sites(order.plan)), order.vocabulary)

    def events(self, units: Sequence[Unit]) -> Asked:
        """The events that the plan wants found, on these units' portals."""
        facts = self._known([unit.id for unit in units])
        events = found_events(self._order.plan, facts, self._order.as_of)
        return Asked(known=Known(events=events, doers={}), reaches=_reaches(facts))

    def doers(self, units: Sequence[Unit], events: dict[str, Event]) -> Asked:
        """The shared duties that one of these units did or may have done, by the first of them in the order given."""
        facts = self._known([unit.id for unit in units])
        judging = self._judging(self._order.as_of, events)
        doers: dict[int, Doer] = {}
        for unit in units:
            doers = with_doers(doers, judging.doers(unit, facts[unit.id], beside=doers))
        return Asked(known=Known(events=events, doers=doers), reaches=_reaches(facts))

    def judge(self, units: Sequence[Unit], known: Known) -> JudgedPart:
        """Everything that is said of these units."""
        order, names = self._order, [unit.id for unit in units]
        facts = self._known(names)
        previous = self._database.previous_audits(order.plan.id, names)
        captures = self._database.load_captures(each.reach.id for each in facts.values())

        def rejudge(unit: Unit, old: PortalFacts, day: date) -> Sequence[Finding]:
            return tuple(self._judging(day, known.events).findings(unit, old, known.doers))

        judging = self._judging(order.as_of, known.events)
        judged: list[JudgedUnit] = []
        every: list[FindingRows] = []
        for unit in units:
            findings = tuple(judging.findings(unit, facts[unit.id], known.doers))
            since = since_last(
                self._database,
                previous,
                unit,
                findings,
                digests=order.digests,
                as_of=order.as_of,
                vocabulary=order.vocabulary,
                rejudge=rejudge,
            )
            reach = facts.pop(unit.id).reach
            shown = unit_of(order.plan, unit, reach, findings, since)
            rows = finding_rows(findings)
            judged.append(
                JudgedUnit(
                    audited=self._audited(unit, score(findings), reach, captures.get(reach.id), rows),
                    text=unit_text(shown),
                    summary=unit_summary(shown),
                )
            )
            every.append(rows)
        return JudgedPart(units=tuple(judged), rows=joined_rows(every))

    def _known(self, unit_ids: Sequence[str]) -> dict[str, PortalFacts]:
        return known_facts(self._database, unit_ids, self._order.vocabulary)

    def _audited(
        self, unit: Unit, scored: Score, reach: Reach, capture: CaptureRef | None, rows: FindingRows
    ) -> AuditedUnit:
        """What is stored of the unit itself; hashed here, where there are several to do it."""
        audited = AuditedUnit(
            unit_id=unit.id,
            name=unit.name,
            registered=unit,
            score=scored,
            reach=reach,
            capture=capture.digest if capture else None,
        )
        return replace(audited, leaves=unit_leaves(audited, rows.rows)) if self._order.sealed else audited

    def _judging(self, day: date, events: dict[str, Event]) -> Judging:
        """The judging as of a day; one order has one set of events."""
        if day not in self._judgings:
            order = self._order
            self._judgings[day] = Judging(
                order.plan,
                day,
                register=order.register,
                events=events,
                elsewhere=self._elsewhere,
                vocabulary=order.vocabulary.compiled(),
            )
        return self._judgings[day]


def _reaches(facts: Mapping[str, PortalFacts]) -> tuple[str, ...]:
    return tuple(each.reach.id for each in facts.values())
