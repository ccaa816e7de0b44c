"""Which hashes is an audit's root over?

Two levels. A unit's tree: its own row (name, row of the registry, score, reach, digest of the capture), then its findings in
order. The audit's tree: its units in order, each with its number of findings and the root of its own tree. Every leaf is
canonical JSON that names its kind, so that none can stand for one of another level; its place is that in the tree.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from db.database import AuditedUnit, ready_text, ready_unit_text
from domain.canonical_json import canonical_bytes
from domain.reviews import Decision, Review
from evidence.seals.merkle import leaf_hash, tree_root


def unit_leaves(unit: AuditedUnit, rows: Iterable[tuple[Any, ...]]) -> bytes:
    """The leaf hashes of a unit's tree, one behind the other; ``rows`` are its findings ready for the store."""
    return b"".join(
        (
            text_leaf(ready_unit_text(unit)),
            *(text_leaf(ready_text(row)) for row in rows),
        )
    )


def text_leaf(text: str) -> bytes:
    """The leaf hash of canonical JSON."""
    return leaf_hash(text.encode())


def finding_digest(leaf: bytes) -> str:
    """How a finding is called in a review: ``sha256:…`` of its leaf hash."""
    return f"sha256:{leaf.hex()}"


def audited_leaf(unit_id: str, leaves: Sequence[bytes]) -> bytes:
    """The leaf hash of one unit in the audit's tree; ``leaves`` are those of the unit's own tree."""
    return leaf_hash(canonical_bytes(audited_unit(unit_id, leaves)))


def audited_unit(unit_id: str, leaves: Sequence[bytes]) -> dict[str, Any]:
    """What the audit's tree says of one unit: the leaf, before it is hashed."""
    return {
        "kind": "audited_unit",
        "unit": unit_id,
        "findings": len(leaves) - 1,
        "root": tree_root(leaves).hex(),
    }


_REVIEW_FIELDS = (
    "kind", "id", "audit", "unit", "task", "check", "subject", "finding", "decision", "author", "at", "reason"
)  # fmt: skip
_LATER_FIELDS = ("basis", "done_on", "approved_by", "attachments")
"""Parts of a review that are written only where there is something to say: reviews from before keep their bytes."""


def review_json(review: Review) -> dict[str, Any]:
    """A review as it is hashed: plain JSON."""
    later = {
        "basis": review.basis,
        "done_on": review.done_on.isoformat() if review.done_on else None,
        "approved_by": review.approved_by,
        "attachments": list(review.attachments) or None,
    }
    return {
        "kind": "review",
        "id": review.id,
        "audit": review.audit_id,
        "unit": review.unit_id,
        "task": review.task,
        "check": review.check,
        "subject": review.subject,
        "finding": review.finding,
        "decision": review.decision.value,
        "author": review.author,
        "at": review.at.isoformat(),
        "reason": review.reason,
        **{name: value for name, value in later.items() if value is not None},
    }


def review_of(value: object) -> Review:
    """The review that ``review_json`` gave.

    Raises:
        ValueError: it is none, or holds more; the message says what is wrong with it.
    """
    if not isinstance(value, dict):
        raise ValueError("it is no object")  # noqa: TRY004  # one error for whatever is wrong with it
    fields = set(_REVIEW_FIELDS)
    if more := sorted(map(str, value.keys() - fields - set(_LATER_FIELDS))):
        raise ValueError(f"it has unknown parts: {', '.join(each[:60] for each in more[:3])}")
    if lacking := sorted(fields - value.keys()):
        raise ValueError(f"it lacks {', '.join(lacking)}")
    try:
        review = Review(
            id=value["id"],
            audit_id=value["audit"],
            unit_id=value["unit"],
            task=value["task"],
            check=value["check"],
            subject=value["subject"],
            finding=value["finding"],
            decision=Decision(value["decision"]),
            author=value["author"],
            at=datetime.fromisoformat(value["at"]),
            reason=value["reason"],
            basis=value.get("basis"),
            done_on=date.fromisoformat(value["done_on"]) if "done_on" in value else None,
            approved_by=value.get("approved_by"),
            attachments=tuple(value.get("attachments", ())),
        )
    except (ValueError, TypeError):
        raise ValueError("its decision, its moment or its day can't be read") from None
    texts = [value[name] for name in fields - {"id", "subject"}] + [value["subject"] or ""]
    texts += [*review.attachments, *(value[name] for name in ("basis", "approved_by") if name in value)]
    plain = type(value["id"]) is int and all(isinstance(each, str) for each in texts)
    if not plain or review.at.tzinfo is None or review_json(review) != value:
        raise ValueError("a part of it is not of its kind")
    return review


def review_leaf(review: Review) -> bytes:
    """The leaf hash of a review."""
    return leaf_hash(canonical_bytes(review_json(review)))
