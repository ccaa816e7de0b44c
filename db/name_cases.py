"""Which names of columns were met that the vocabulary lacks, and what was decided about each?"""

from collections.abc import Sequence

from sqlalchemy import insert, select

from db.base import digest
from db.store import Connection
from db.tables.editions import NameCaseRow, NameDecisionRow
from db.upserts import insert_new
from domain.versions import Edit, NameCase, NameDecision


def add_cases(connection: Connection, cases: Sequence[NameCase]) -> None:
    """Add cases; one that is known already (subject, name, unit, address) stays as it is."""
    rows = {
        digest(each.subject, each.name, each.unit_id, each.url): {
            "subject": each.subject,
            "name": each.name,
            "unit_id": each.unit_id,
            "url": each.url,
            "origin": each.origin,
            "author": each.author[:64],
            "at": each.at,
            "review_id": each.review_id,
        }
        for each in cases
    }
    values = [{"key": key, **row} for key, row in sorted(rows.items())]
    insert_new(connection, NameCaseRow, values, identity=("key",))


def name_cases(connection: Connection) -> tuple[NameCase, ...]:
    """All cases in the order in which they were met."""
    return tuple(
        NameCase(
            subject=row.subject,
            name=row.name,
            unit_id=row.unit_id,
            url=row.url,
            origin=row.origin,
            author=row.author,
            at=row.at,
            review_id=row.review_id,
        )
        for row in connection.execute(select(NameCaseRow.__table__).order_by(NameCaseRow.id))
    )


def add_decision(connection: Connection, decision: NameDecision) -> None:
    """Decide about a name; an earlier decision about it no longer counts."""
    edit = decision.edit
    connection.execute(
        insert(NameDecisionRow).values(
            subject=decision.subject,
            name=decision.name,
            accepted=decision.accepted,
            author=edit.author[:64],
            account_id=edit.account_id,
            at=edit.at,
            reason=edit.reason,
        )
    )


def name_decisions(connection: Connection) -> tuple[NameDecision, ...]:
    """All decisions in order."""
    return tuple(
        NameDecision(
            subject=row.subject,
            name=row.name,
            accepted=row.accepted,
            edit=Edit(author=row.author, at=row.at, reason=row.reason, account_id=row.account_id),
        )
        for row in connection.execute(select(NameDecisionRow.__table__).order_by(NameDecisionRow.id))
    )
