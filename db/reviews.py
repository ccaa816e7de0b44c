"""How are the decisions of people about findings kept, in the order in which they were made?"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, insert, select

from db.base import clean
from db.errors import StoreError
from db.review_bases import with_bases
from db.store import Connection, Store
from db.tables.audits import AuditRow, AuditUnitRow
from db.tables.seals import ReviewRow
from db.upserts import chunks
from domain.reviews import Review


def add_review(store: Store, review: Review) -> Review:
    """Store a review of a finding of a finished audit; returns it as it was stored, with its id.

    Raises:
        StoreError: there is no such audit or unit, the author or the reason is empty, or the database can't be used.
        ValueError: its moment has no time zone.
    """
    author, reason = clean(review.author).strip(), clean(review.reason).strip()
    if not author or not reason:
        raise StoreError("a review needs an author and a reason", "say who decided, and why")
    with store.write() as transaction:
        return insert_review(store, transaction, replace(review, author=author, reason=reason))


def insert_review(store: Store, transaction: Connection, review: Review) -> Review:
    """Store a review in a transaction that stores more with it; returns it as it was stored, with its id.

    Raises:
        StoreError: there is no such finished audit or unit.
    """
    # Seals are over the reviews up to a number: none may be stored below a number that others have seen.
    store.lock(transaction, "reviews")
    finished = (
        select(AuditUnitRow.unit_id)
        .join(AuditRow, AuditRow.id == AuditUnitRow.audit_id)
        .where(
            AuditUnitRow.audit_id == review.audit_id,
            AuditUnitRow.unit_id == review.unit_id,
            AuditRow.finished_at.is_not(None),
        )
    )
    if transaction.execute(finished).one_or_none() is None:
        raise StoreError(
            f"there is no finished audit {review.audit_id} of the unit {review.unit_id}",
            "review a finding that a stored audit holds",
        )
    added = transaction.execute(
        insert(ReviewRow).values(
            audit_id=review.audit_id,
            unit_id=review.unit_id,
            task=review.task,
            check_id=review.check,
            subject=review.subject,
            finding=review.finding,
            decision=review.decision,
            author=review.author,
            at=review.at,
            reason=review.reason,
            basis=review.basis,
            done_on=review.done_on,
            approved_by=review.approved_by,
            attachments=list(review.attachments) or None,
        )
    )
    key = added.inserted_primary_key
    assert key is not None
    row = transaction.execute(select(ReviewRow.__table__).where(ReviewRow.id == key[0])).one()
    return _review(row)


def load_reviews(store: Store, audit_id: str | None = None, unit_id: str | None = None) -> tuple[Review, ...]:
    """Reviews in the order in which they were stored; all, or of one audit, or of one unit.

    Raises:
        StoreError: the database can't be used.
    """
    query = select(ReviewRow.__table__).order_by(ReviewRow.id)
    if audit_id is not None:
        query = query.where(ReviewRow.audit_id == audit_id)
    if unit_id is not None:
        query = query.where(ReviewRow.unit_id == unit_id)
    with store.read() as connection:
        return tuple(_review(row) for row in connection.execute(query))


def reviews_under_plan(
    transaction: Connection, plan_id: str, unit_ids: Sequence[str] | None = None
) -> tuple[Review, ...]:
    """The reviews of findings of all audits under a plan, in order; of some units, or (None) of all.

    Each has its basis: one from before it was kept gets it from its finding.
    """
    query = (
        select(ReviewRow.__table__)
        .join(AuditRow, AuditRow.id == ReviewRow.audit_id)
        .where(AuditRow.plan_id == plan_id)
    )
    found: list[Review] = []
    if unit_ids is None:
        found += map(_review, transaction.execute(query))
    else:
        for some in chunks(unit_ids):
            found += map(_review, transaction.execute(query.where(ReviewRow.unit_id.in_(some))))
    return tuple(with_bases(transaction, sorted(found, key=lambda each: each.id)))


def reviews_by_number(transaction: Connection, review_ids: Collection[int]) -> dict[int, Review]:
    """Reviews by their numbers; those that are not there are left out."""
    found: dict[int, Review] = {}
    for some in chunks(sorted(review_ids)):
        query = select(ReviewRow.__table__).where(ReviewRow.id.in_(some))
        found.update((row.id, _review(row)) for row in transaction.execute(query))
    return found


def list_reviews(
    transaction: Connection, *, unit_id: str | None = None, before_id: int | None = None, limit: int = 50
) -> tuple[Review, ...]:
    """Reviews of all units, or of one, the newest first; ``before_id`` goes on after a page."""
    query = select(ReviewRow.__table__).order_by(ReviewRow.id.desc()).limit(limit)
    if unit_id is not None:
        query = query.where(ReviewRow.unit_id == unit_id)
    if before_id is not None:
        query = query.where(ReviewRow.id < before_id)
    return tuple(map(_review, transaction.execute(query)))


def every_review(connection: Connection) -> Iterator[Review]:
    """All reviews that a transaction sees, in order."""
    for row in connection.execute(select(ReviewRow.__table__).order_by(ReviewRow.id)):
        yield _review(row)


def _review(row: Row[Any]) -> Review:
    return Review(
        id=row.id,
        audit_id=row.audit_id,
        unit_id=row.unit_id,
        task=row.task,
        check=row.check_id,
        subject=row.subject,
        finding=row.finding,
        decision=row.decision,
        author=row.author,
        at=row.at,
        reason=row.reason,
        basis=row.basis,
        done_on=row.done_on,
        approved_by=row.approved_by,
        attachments=tuple(row.attachments or ()),
    )
