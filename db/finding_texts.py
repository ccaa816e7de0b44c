"""Which text stands for a finding, or for a unit's own row, where an audit is hashed?

It is the canonical JSON of what is stored: of a row made ready for the driver, and the same of the row read back, on any
database. Numbers that the store keeps as floats are written as floats, and none is ``-0.0``, which SQLite does not keep.
"""

from json import JSONEncoder, loads
from typing import Any

from sqlalchemy import Row

from db.audited import AuditedUnit
from db.base import clean
from db.json_values import reach_to_json, unit_to_json
from domain.canonical_json import canonical_text
from domain.findings import Score

_TEXT = JSONEncoder(ensure_ascii=False).encode


def ready_text(row: tuple[Any, ...]) -> str:
    """Of a finding's row for ``COLUMNS``.

    Put together of parts that are canonical already: millions are hashed a night.
    """
    (
        unit_id, task, check, subject, outcome, timeliness, code, explanation, due, done_on, late_by,
        earned, possible, unmeasured, advice, warning, cites, values, dossier, _basis,
    ) = row  # fmt: skip
    return (
        f'{{"advice":{_flag(advice)},"check":{_TEXT(check)},"cites":{cites},"code":{_TEXT(code)}'
        f',"done_on":{_text(done_on)},"dossier":{dossier or "null"},"due":{due},"explanation":{_TEXT(explanation)}'
        f',"kind":"finding","late_by":{late_by},"outcome":{_TEXT(outcome)}'
        f',"points":{{"earned":{_number(earned)!r},"possible":{_number(possible)!r}'
        f',"unmeasured":{_number(unmeasured)!r}}},"subject":{_text(subject)}'
        f',"task":{_TEXT(task)},"timeliness":{_TEXT(timeliness)},"unit":{_TEXT(unit_id)}'
        f',"values":{values},"warning":{_flag(warning)}}}'
    )


def stored_text(row: Row[Any]) -> str:
    """Of a row of ``findings`` that was read back, its JSON as text: whatever was made of it behind the store's back."""
    try:
        return canonical_text(
            {
                "kind": "finding",
                "unit": row.unit_id,
                "task": row.task,
                "check": row.check_id,
                "subject": row.subject,
                "outcome": row.outcome,
                "timeliness": row.timeliness,
                "code": row.code,
                "explanation": row.explanation,
                "due": loads(row.due),
                "done_on": None if row.done_on is None else str(row.done_on),
                "late_by": loads(row.late_by),
                "points": {
                    "earned": _number(row.earned),
                    "possible": _number(row.possible),
                    "unmeasured": _number(row.unmeasured),
                },
                "advice": bool(row.advice),
                "warning": bool(row.warning),
                "cites": loads(row.cites),
                "values": loads(row.verdict_values),
                "dossier": None if row.dossier is None else loads(row.dossier),
            }
        )
    except (ValueError, TypeError) as error:
        return unreadable(error)


def stored_unit_text(row: Row[Any]) -> str:
    """Of a row of ``audit_units`` that was read back, its JSON as text."""
    try:
        score = Score(earned=row.earned, possible=row.possible, unmeasured=row.unmeasured)
        return _unit_text(
            unit_id=row.unit_id,
            name=row.name,
            score=score,
            reach=loads(row.reach),
            capture=row.capture,
            registered=None if row.registered is None else loads(row.registered),
        )
    except (ValueError, TypeError, AttributeError) as error:
        return unreadable(error)


def unreadable(error: Exception) -> str:
    """Of a row that holds what the store never wrote: it is like no row that was ever hashed."""
    return canonical_text({"kind": "unreadable", "reason": clean(str(error))})


def ready_unit_text(unit: AuditedUnit) -> str:
    """Of a unit's own row before it is stored."""
    return _unit_text(
        unit_id=unit.unit_id,
        name=unit.name,
        score=unit.score,
        reach=reach_to_json(unit.reach),
        capture=unit.capture,
        registered=None if unit.registered is None else unit_to_json(unit.registered),
    )


def _unit_text(
    *,
    unit_id: str,
    name: str,
    score: Score,
    reach: dict[str, Any],
    capture: str | None,
    registered: dict[str, Any] | None,
) -> str:
    # Audits from before the registry's row was kept were sealed without a word of it.
    more = {} if registered is None else {"registered": registered}
    return canonical_text(
        {
            "kind": "unit",
            "unit": clean(unit_id),
            "name": clean(name),
            "score": {
                "earned": _number(score.earned),
                "possible": _number(score.possible),
                "unmeasured": _number(score.unmeasured),
            },
            "reach": reach,
            "capture": capture,
            **more,
        }
    )


def _number(value: float) -> float:
    return float(value) + 0.0


def _flag(value: object) -> str:
    return "true" if value else "false"


def _text(value: str | None) -> str:
    return "null" if value is None else _TEXT(value)
