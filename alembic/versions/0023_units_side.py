"""The units' side: what they say about findings, and which addresses they put on file.

Revision: 0023
Created: 2026-11-23 23:20:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
OPEN = sa.text("state = 'open' AND kind = 'objection'")
AWAITING = sa.text("state = 'awaiting'")
WORDS = {
    "objections": "a settled objection is never changed",
    "objection_messages": "what was said is never changed",
    "filings": "a settled filing is never changed",
}
UNSETTLED = {"objections": "open", "filings": "awaiting"}
ASKED = {
    "objections": "kind plan_id audit_id unit_id task check_id subject nth finding_id finding basis author author_id at".split(),
    "filings": "unit_id subject url before name note author author_id at".split(),
}


def upgrade() -> None:
    op.create_table(
        "objections",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("audit_id", sa.String(64), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("check_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("nth", sa.SmallInteger(), nullable=False),
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("finding", sa.String(128), nullable=False),
        sa.Column("basis", sa.String(128), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("proposal_id", ID, nullable=True),
        sa.Column("review_id", ID, nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("settled_by_id", ID, nullable=True),
        sa.Column("settled_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name="fk_objections_author_id_accounts"),
        sa.ForeignKeyConstraint(["settled_by_id"], ["accounts.id"], name="fk_objections_settled_by_id_accounts"),
        sa.PrimaryKeyConstraint("id", name="pk_objections"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_objections_open",
        "objections",
        ["plan_id", "unit_id", "task", "check_id", "subject", "nth"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_objections_unit_id_id", "objections", ["unit_id", "id"])
    op.create_index("ix_objections_state_id", "objections", ["state", "id"])
    op.create_table(
        "objection_messages",
        sa.Column("id", ID, nullable=False),
        sa.Column("objection_id", ID, nullable=False),
        sa.Column("by_unit", sa.Boolean(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["objection_id"], ["objections.id"], name="fk_objection_messages_objection_id_objections"
        ),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name="fk_objection_messages_author_id_accounts"),
        sa.PrimaryKeyConstraint("id", name="pk_objection_messages"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_objection_messages_objection_id_id", "objection_messages", ["objection_id", "id"])
    op.create_table(
        "filings",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("settled_by_id", ID, nullable=True),
        sa.Column("settled_at", TIME, nullable=True),
        sa.Column("settled_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name="fk_filings_author_id_accounts"),
        sa.ForeignKeyConstraint(["settled_by_id"], ["accounts.id"], name="fk_filings_settled_by_id_accounts"),
        sa.PrimaryKeyConstraint("id", name="pk_filings"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_filings_awaiting",
        "filings",
        ["unit_id", "subject"],
        unique=True,
        sqlite_where=AWAITING,
        postgresql_where=AWAITING,
    )
    op.create_index("ix_filings_unit_id_subject_id", "filings", ["unit_id", "subject", "id"])
    op.create_index("ix_filings_state_id", "filings", ["state", "id"])
    if op.get_bind().dialect.name == "sqlite":
        keep_sqlite()
    else:
        keep_postgresql()


def _changes(table: str) -> str:
    """What an update must not do: touch what is settled, or what was asked."""
    if table not in UNSETTLED:
        return "1 = 1"
    settled = f"OLD.state <> '{UNSETTLED[table]}'"
    asked = " OR ".join(f'OLD."{name}" IS DISTINCT FROM NEW."{name}"' for name in ASKED[table])
    return f"{settled} OR {asked}"


def keep_sqlite() -> None:
    """Triggers: what was said stays, and is settled once."""
    for table, words in WORDS.items():
        # SQLite learned the standard's words for this only in 3.39.
        changes = _changes(table).replace("IS DISTINCT FROM", "IS NOT")
        op.execute(
            f"CREATE TRIGGER {table}_kept_update BEFORE UPDATE ON {table} WHEN {changes}"
            f" BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
        op.execute(
            f"CREATE TRIGGER {table}_kept_delete BEFORE DELETE ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


def keep_postgresql() -> None:
    """The same triggers; TRUNCATE is refused, too."""
    for table, words in WORDS.items():
        op.execute(
            f"CREATE FUNCTION {table}_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_kept_update BEFORE UPDATE ON {table}"
            f" FOR EACH ROW WHEN ({_changes(table)}) EXECUTE FUNCTION {table}_are_kept()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_kept_delete BEFORE DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {table}_are_kept()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_kept_truncate BEFORE TRUNCATE ON {table}"
            f" EXECUTE FUNCTION {table}_are_kept()"
        )


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in ("filings", "objection_messages", "objections"):
        # SQLite empties a table row by row before it drops it, which the triggers would refuse.
        if sqlite:
            for event in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_kept_{event}")
        op.drop_table(table)
        if not sqlite:
            op.execute(f"DROP FUNCTION {table}_are_kept()")
