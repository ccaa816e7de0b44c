"""How are versions of plans and of the vocabulary kept, and which of them do coming audits go by?"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, func, insert, select

from db.judged_by import keep_within
from db.store import Connection, Store
from db.tables.editions import AdoptionRow, PlanVersionRow, VocabularyVersionRow
from db.tables.judged_by import SourceKind
from domain.versions import AdoptedKind, Adoption, Edit, PlanVersion, VocabularyEdition


def plan_versions(connection: Connection, plan_id: str | None = None) -> tuple[PlanVersion, ...]:
    """The versions of a plan, or of all, the newest first."""
    query = select(PlanVersionRow.__table__).order_by(PlanVersionRow.plan_id, PlanVersionRow.version.desc())
    if plan_id is not None:
        query = query.where(PlanVersionRow.plan_id == plan_id)
    return tuple(
        PlanVersion(
            id=row.id,
            plan_id=row.plan_id,
            version=row.version,
            title=row.title,
            digest=row.digest,
            draft=row.draft,
            unread=tuple(row.unread),
            edit=_edit(row),
        )
        for row in connection.execute(query)
    )


def add_plan_version(
    connection: Connection,
    *,
    plan_id: str,
    title: str,
    files: bytes,
    draft: bool,
    edit: Edit,
    unread: Sequence[str] = (),
) -> PlanVersion:
    """Add a version, with its files packed; the transaction holds the lock ``plans``."""
    digest = keep_within(connection, SourceKind.PLAN, files)
    newest = connection.scalar(
        select(func.max(PlanVersionRow.version)).where(PlanVersionRow.plan_id == plan_id)
    )
    connection.execute(
        insert(PlanVersionRow).values(
            plan_id=plan_id,
            version=(newest or 0) + 1,
            title=title,
            digest=digest,
            draft=draft,
            unread=list(unread),
            **_edit_row(edit),
        )
    )
    return plan_versions(connection, plan_id)[0]


def vocabulary_editions(connection: Connection) -> tuple[VocabularyEdition, ...]:
    """The versions of the vocabulary, the newest first."""
    query = select(VocabularyVersionRow.__table__).order_by(VocabularyVersionRow.version.desc())
    return tuple(
        VocabularyEdition(
            id=row.id,
            version=row.version,
            digest=row.digest,
            base=row.base,
            additions={subject: tuple(names) for subject, names in row.additions.items()},
            edit=_edit(row),
        )
        for row in connection.execute(query)
    )


def add_vocabulary_edition(
    connection: Connection, *, data: bytes, base: str, additions: Mapping[str, Sequence[str]], edit: Edit
) -> VocabularyEdition:
    """Add a version, with its bytes; the transaction holds the lock ``vocabulary``."""
    digest = keep_within(connection, SourceKind.VOCABULARY, data)
    newest = connection.scalar(select(func.max(VocabularyVersionRow.version)))
    connection.execute(
        insert(VocabularyVersionRow).values(
            version=(newest or 0) + 1,
            digest=digest,
            base=base,
            additions={subject: list(names) for subject, names in additions.items()},
            **_edit_row(edit),
        )
    )
    return vocabulary_editions(connection)[0]


def add_adoption(connection: Connection, adoption: Adoption) -> None:
    """From now on coming audits go by this version."""
    connection.execute(
        insert(AdoptionRow).values(
            kind=adoption.kind,
            name=adoption.name,
            version=adoption.version,
            digest=adoption.digest,
            **_edit_row(adoption.edit),
        )
    )


def adopted(connection: Connection, kind: AdoptedKind, name: str = "") -> Adoption | None:
    """What coming audits go by; None where nothing was adopted."""
    query = (
        select(AdoptionRow.__table__)
        .where(AdoptionRow.kind == kind, AdoptionRow.name == name)
        .order_by(AdoptionRow.id.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Adoption(kind=row.kind, name=row.name, version=row.version, digest=row.digest, edit=_edit(row))


def load_adopted(store: Store, kind: AdoptedKind, name: str = "") -> Adoption | None:
    """The same in a transaction of its own.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as connection:
        return adopted(connection, kind, name)


def _edit(row: Row[Any]) -> Edit:
    return Edit(author=row.author, at=row.at, reason=row.reason, account_id=row.account_id)


def _edit_row(edit: Edit) -> dict[str, Any]:
    return {
        "author": edit.author[:64],
        "account_id": edit.account_id,
        "at": edit.at,
        "reason": edit.reason,
    }
