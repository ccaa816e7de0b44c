"""What changed in each unit's findings since its last audit, and why? Judges the old facts again where it must."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from audit_rules.scores.changes import changes, hangs_on_others
from audit_rules.subjects.versions import VocabularyVersion
from db.database import Database, PreviousAudit
from domain.changes import Cause, Change
from domain.findings import Digests, Finding
from domain.observations import PortalFacts
from domain.units import Unit
from jobs.known_facts import known_facts

Rejudge = Callable[[Unit, PortalFacts, date], Sequence[Finding]]
"""Judges one unit's facts by the present rules and register as of a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """A unit's changes since its last audit: that audit's id and day, and what stands otherwise now."""

    audit_id: str
    as_of: date
    changes: tuple[Change, ...]


def since_last(
    database: Database,
    previous: Mapping[str, PreviousAudit],
    unit: Unit,
    findings: Sequence[Finding],
    *,
    digests: Digests,
    as_of: date,
    vocabulary: VocabularyVersion,
    rejudge: Rejudge,
) -> Since | None:
    """What changed for one unit; None when it was never audited under this plan.

    Args:
        database: where the old facts are.
        previous: the last audit of each unit.
        unit: the unit.
        findings: its findings now.
        digests: by what they were judged.
        as_of: their day.
        vocabulary: the vocabulary that they were judged by.
        rejudge: judges facts by the present rules and register.
    """
    last = previous.get(unit.id)
    if last is None:
        return None
    found = changes(last.findings, findings)
    changed = _changed(last.digests, digests)
    again = bool(changed) or any(hangs_on_others(each) for each in found)
    if found and (again or last.as_of != as_of):
        old = None
        if last.crawl_id:
            old = known_facts(database, [unit.id], vocabulary, crawl_id=last.crawl_id)[unit.id]
        if old is not None:
            found = changes(
                last.findings,
                findings,
                under_new_rules=rejudge(unit, old, last.as_of) if again else None,
                on_the_new_day=None if last.as_of == as_of else rejudge(unit, old, as_of),
                changed=changed,
            )
    return Since(audit_id=last.audit_id, as_of=last.as_of, changes=found)


def _changed(before: Digests, after: Digests) -> tuple[Cause, ...]:
    rules = replace(before, register="") != replace(after, register="")
    causes = ((Cause.RULES, rules), (Cause.REGISTER, before.register != after.register))
    return tuple(cause for cause, is_so in causes if is_so)
