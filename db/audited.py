"""What is said of an audit and of one unit in it, their findings aside?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from db.json_values import reach_from_json, unit_from_json
from domain.findings import Digests, Score
from domain.reach import Reach
from domain.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedUnit:
    """One unit of a stored audit.

    ``registered`` is the registry's row by which it was judged; None where an audit did not keep it.
    ``capture`` is the digest (``sha256:…``) of the captured visit that it rests on, None where nothing was captured.
    ``leaves`` are 32 bytes each: the hashes of the unit's own row and of its findings; empty where nothing is sealed.
    """

    unit_id: str
    name: str
    score: Score
    reach: Reach
    registered: Unit | None = None
    capture: str | None = None
    leaves: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRecord:
    """What an audit says of itself; its units and findings are told apart from it.

    ``context`` is canonical JSON of what was known of other units while each was judged; None for an audit from before
    that was kept.
    """

    id: str
    plan_id: str
    digests: Digests
    as_of: date
    version: str
    finished_at: datetime
    context: str | None = None


def record_of(row: Row[Any]) -> AuditRecord:
    """The record of a row of ``audits`` that is finished."""
    return AuditRecord(
        id=row.id,
        plan_id=row.plan_id,
        digests=Digests(
            plan=row.plan_digest,
            rules=row.rules_digest,
            vocabulary=row.vocabulary_digest,
            register=row.register_digest,
        ),
        as_of=row.as_of,
        version=row.version,
        finished_at=row.finished_at,
        context=row.context,
    )


def unit_of(row: Row[Any]) -> AuditedUnit:
    """The unit of a row of ``audit_units``."""
    return AuditedUnit(
        unit_id=row.unit_id,
        name=row.name,
        score=Score(earned=row.earned, possible=row.possible, unmeasured=row.unmeasured),
        reach=reach_from_json(row.reach),
        registered=None if row.registered is None else unit_from_json(row.registered),
        capture=row.capture,
        leaves=row.leaves or b"",
    )
