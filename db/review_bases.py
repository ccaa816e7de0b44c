"""On which facts does a review rest that was stored before that was kept?"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from db.duty_findings import StoredFinding, findings_with_bases, kept_basis
from db.finding_rows import finding_rows
from db.finding_texts import ready_text
from db.store import Connection
from domain.reviews import Review


def with_bases(transaction: Connection, reviews: Iterable[Review]) -> Iterator[Review]:
    """The reviews, each with the basis of its finding, worked out where it was not kept or in another form.

    One whose finding is not stored keeps none, and holds of nothing.
    """
    found: dict[tuple[str, str], tuple[StoredFinding, ...]] = {}
    for review in reviews:
        if kept_basis(review.basis) is not None:
            yield review
            continue
        key = (review.audit_id, review.unit_id)
        if key not in found:
            found[key] = findings_with_bases(transaction, *key)
        yield replace(review, basis=_basis(review, found[key]))


def _basis(review: Review, findings: tuple[StoredFinding, ...]) -> str | None:
    alike = [
        each
        for each in findings
        if (str(each.finding.task), each.finding.check, each.finding.subject)
        == (review.task, review.check, review.subject)
    ]
    if len(alike) == 1:
        return alike[0].basis
    return next((each.basis for each in alike if _digest(each) == review.finding), None)


def _digest(stored: StoredFinding) -> str:
    """How a review calls its finding: by its leaf hash (``evidence.seals.leaves``)."""
    (row,) = finding_rows([stored.finding]).rows
    leaf = sha256(b"\x00" + ready_text(row).encode())
    return f"sha256:{leaf.hexdigest()}"
