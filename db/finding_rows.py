"""How does a finding stand in the store, and how does it come back?

Millions are stored at once: a row is worked out in whichever process judged, as values that either driver takes as they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from db import citations
from db.base import clean
from db.json_values import to_json
from domain.basis import bases_of
from domain.canonical_json import canonical_encoder, has_text_keys
from domain.dossier_json import dossier_from_json, dossier_to_json
from domain.findings import Finding, Points

_ENCODE = canonical_encoder(to_json)

COLUMNS = (
    "unit_id",
    "task",
    "check_id",
    "subject",
    "outcome",
    "timeliness",
    "code",
    "explanation",
    "due",
    "done_on",
    "late_by",
    "earned",
    "possible",
    "unmeasured",
    "advice",
    "warning",
    "cites",
    "verdict_values",
    "dossier",
    "basis",
)
"""The columns of a finding's row but for its audit and its place in it. ``basis`` follows from the others, and is not hashed."""


@dataclass(frozen=True, slots=True)
class FindingRows:
    """Findings made ready to be stored, in order: rows for ``COLUMNS``, and what they cite that a clean-up would take."""

    rows: tuple[tuple[Any, ...], ...]
    cites: frozenset[str]


def finding_rows(findings: Iterable[Finding]) -> FindingRows:
    """Make findings ready to be stored, all of a unit's at once; the result is small to hand to another process."""
    every = tuple(findings)
    cites = frozenset(
        cite for finding in every for cite in finding.cites if cite.startswith(citations.PASSING)
    )
    return FindingRows(tuple(map(_row, every, bases_of(every))), cites)


def joined_rows(parts: Sequence[FindingRows]) -> FindingRows:
    """The rows of several, one behind the other."""
    return FindingRows(
        tuple(row for part in parts for row in part.rows),
        frozenset().union(*(part.cites for part in parts)),
    )


def _row(finding: Finding, basis: str) -> tuple[Any, ...]:
    return (
        clean(finding.unit_id),
        str(finding.task),
        finding.check,
        finding.subject,
        finding.outcome.value,
        finding.timeliness.value,
        finding.code,
        clean(finding.explanation),
        _json(finding.due),
        finding.done_on.isoformat() if finding.done_on else None,
        _json(finding.late_by),
        finding.points.earned,
        finding.points.possible,
        finding.points.unmeasured,
        finding.advice,
        finding.warning,
        _json(finding.cites),
        _json(finding.values if has_text_keys(finding.values) else to_json(finding.values)),
        _json(dossier_to_json(finding.dossier)) if finding.dossier else None,
        basis,
    )


def _json(value: object) -> str:
    """What ``to_json`` makes of a value, in the canonical form: as it is stored, it is hashed. Keys in it are texts."""
    text = _ENCODE(value)
    if "\\u0000" not in text and (text.isascii() or _is_whole(text)):
        return text
    return _ENCODE(to_json(value))


def _is_whole(text: str) -> bool:
    """Whether it holds no half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def finding_of(row: Row[Any]) -> Finding:
    """The finding of a ``findings`` row."""
    return Finding(
        unit_id=row.unit_id,
        task=int(row.task) if row.task.isdigit() else row.task,
        check=row.check_id,
        subject=row.subject,
        outcome=row.outcome,
        timeliness=row.timeliness,
        code=row.code,
        explanation=row.explanation,
        due=tuple(date.fromisoformat(day) for day in row.due),
        done_on=row.done_on,
        late_by=tuple(row.late_by),
        points=Points(earned=row.earned, possible=row.possible, unmeasured=row.unmeasured),
        advice=row.advice,
        warning=row.warning,
        cites=tuple(row.cites),
        values=row.verdict_values,
        dossier=dossier_from_json(row.dossier) if row.dossier else None,
    )
