"""Do findings follow from facts? Judges one unit alone, from what a package holds, and compares finding by finding."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from audit_rules.engine import Judging
from audit_rules.scores.scoring import score
from audit_rules.subjects.matcher import Vocabulary
from db.database import finding_rows, ready_text
from domain.canonical_json import parse_canonical
from domain.findings import Finding
from domain.observations import PortalFacts
from domain.plans import Plan
from domain.units import Unit
from jobs.known_json import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that one unit is judged by: its facts, what is known of others, the plan and the day.

    ``vocabulary`` says what subjects are called (None: the program's).
    """

    plan: Plan
    as_of: date
    unit: Unit
    facts: PortalFacts
    context: Context
    elsewhere: Mapping[str, PortalFacts]
    vocabulary: Vocabulary | None = None


def rejudged(case: Case) -> tuple[Finding, ...]:
    """The findings of the unit by the rules of this program."""
    judging = Judging(
        case.plan,
        case.as_of,
        register=case.context.register,
        events=case.context.known.events,
        elsewhere=case.elsewhere,
        vocabulary=case.vocabulary,
    )
    return tuple(judging.findings(case.unit, case.facts, case.context.known.doers))


def unlike(stated: Sequence[Mapping[str, Any]], findings: Sequence[Finding]) -> Iterator[str]:
    """In what the stated findings (as an audit is hashed) differ from these, a line each."""
    judged = [parse_canonical(ready_text(row).encode()) for row in finding_rows(findings).rows]
    if len(stated) != len(judged):
        yield f"{len(stated)} findings are stated, and {len(judged)} follow from the facts"
    for place, (ours, theirs) in enumerate(zip(stated, judged, strict=False), 1):
        if ours == theirs:
            continue
        name = f"finding {place} (task {ours.get('task')} {ours.get('check')} {ours.get('subject') or ''}".rstrip()
        changed = [field for field in theirs if ours.get(field) != theirs[field]]
        changed += sorted(set(ours) - set(theirs))
        told = "; ".join(
            f"{field} {_short(ours.get(field))} is stated, {_short(theirs.get(field))} follows"
            for field in changed[:3]
        )
        yield f"{name}): {told}"


def unlike_score(stated: Mapping[str, Any], findings: Sequence[Finding]) -> Iterator[str]:
    """In what the stated score differs from what the findings add up to."""
    found = score(findings)
    for name, value in (
        ("earned", found.earned),
        ("possible", found.possible),
        ("unmeasured", found.unmeasured),
    ):
        if stated.get(name) != value:
            yield f"the score's {name} is stated as {stated.get(name)}, and the findings add up to {value}"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 80 else f"{text[:77]}…"
