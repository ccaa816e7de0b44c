"""The registry of units, plans and the vocabulary in versions, which of them are adopted, and names that the vocabulary lacks.

Revision: 0022
Created: 2026-11-23 23:15:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0019"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
KEPT = ("unit_versions", "plan_versions", "vocabulary_versions", "adoptions", "name_cases", "name_decisions")
WORDS = "versions are never changed"


def by_whom() -> tuple[sa.Column, ...]:
    return (
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("at", TIME, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )


def upgrade() -> None:
    op.create_table(
        "unit_versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("registered", sa.JSON(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(32), nullable=False),
        *by_whom(),
        sa.PrimaryKeyConstraint("id", name="pk_unit_versions"),
        sa.UniqueConstraint("unit_id", "version", name="uq_unit_versions_unit_id_version"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "plan_versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(128), nullable=False),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        *by_whom(),
        sa.PrimaryKeyConstraint("id", name="pk_plan_versions"),
        sa.UniqueConstraint("plan_id", "version", name="uq_plan_versions_plan_id_version"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "vocabulary_versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(128), nullable=False),
        sa.Column("base", sa.String(128), nullable=False),
        sa.Column("additions", sa.JSON(), nullable=False),
        *by_whom(),
        sa.PrimaryKeyConstraint("id", name="pk_vocabulary_versions"),
        sa.UniqueConstraint("version", name="uq_vocabulary_versions_version"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "adoptions",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(128), nullable=False),
        *by_whom(),
        sa.PrimaryKeyConstraint("id", name="pk_adoptions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_adoptions_kind_name_id", "adoptions", ["kind", "name", "id"])
    op.create_table(
        "name_cases",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.LargeBinary(16), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(32), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("review_id", ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_name_cases"),
        sa.UniqueConstraint("key", name="uq_name_cases_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "name_decisions",
        sa.Column("id", ID, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        *by_whom(),
        sa.PrimaryKeyConstraint("id", name="pk_name_decisions"),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in KEPT:
            for event in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_kept_{event.lower()} BEFORE {event} ON {table}"
                    f" BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION versions_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION versions_are_kept()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_kept_truncate BEFORE TRUNCATE ON {table}"
            " EXECUTE FUNCTION versions_are_kept()"
        )


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    # SQLite empties a table row by row before it drops it, which the triggers would refuse.
    if sqlite:
        for table in KEPT:
            for event in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_kept_{event}")
    for table in KEPT:
        op.drop_table(table)
    if not sqlite:
        op.execute("DROP FUNCTION versions_are_kept()")
