"""A finding says what it rests on; a review, too, and what was established, who approved it, what was attached; proposals wait.

Revision: 0018
Created: 2026-11-23 22:38:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
FILES, SETTLED = "an attachment is never changed", "a settled proposal is never changed"


def upgrade() -> None:
    # Added in place: copying a table would drop the triggers that seal it.
    op.add_column("findings", sa.Column("basis", sa.String(64), nullable=True))
    op.add_column("reviews", sa.Column("basis", sa.String(64), nullable=True))
    op.add_column("reviews", sa.Column("done_on", sa.Date(), nullable=True))
    op.add_column("reviews", sa.Column("approved_by", sa.Text(), nullable=True))
    op.add_column("reviews", sa.Column("attachments", sa.JSON(), nullable=True))
    op.create_table(
        "attachments",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_attachments"),
    )
    op.create_table(
        "review_proposals",
        sa.Column("id", ID, nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("audit_id", sa.String(64), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("check_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("finding", sa.String(128), nullable=False),
        sa.Column("basis", sa.String(64), nullable=False),
        sa.Column("decision", sa.String(32), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("attachments", sa.JSON(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("settled_by_id", ID, nullable=True),
        sa.Column("settled_at", TIME, nullable=True),
        sa.Column("settled_reason", sa.Text(), nullable=True),
        sa.Column("review_id", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["audit_id", "unit_id"],
            ["audit_units.audit_id", "audit_units.unit_id"],
            name="fk_review_proposals_audit_id_unit_id_audit_units",
        ),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name="fk_review_proposals_author_id_accounts"),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["accounts.id"], name="fk_review_proposals_settled_by_id_accounts"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_review_proposals"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_review_proposals_state_id", "review_proposals", ["state", "id"])
    op.create_index("ix_review_proposals_plan_id_unit_id", "review_proposals", ["plan_id", "unit_id"])
    if op.get_bind().dialect.name == "sqlite":
        keep_sqlite()
    else:
        keep_postgresql()


def keep_sqlite() -> None:
    """Triggers: what was attached stays, and a proposal is settled once."""
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER attachments_kept_{event.lower()} BEFORE {event} ON attachments"
            f" BEGIN SELECT RAISE(ABORT, '{FILES}'); END"
        )
    op.execute(
        "CREATE TRIGGER review_proposals_settled BEFORE UPDATE ON review_proposals"
        f" WHEN OLD.state <> 'pending' BEGIN SELECT RAISE(ABORT, '{SETTLED}'); END"
    )
    op.execute(
        "CREATE TRIGGER review_proposals_kept BEFORE DELETE ON review_proposals"
        f" BEGIN SELECT RAISE(ABORT, '{SETTLED}'); END"
    )


def keep_postgresql() -> None:
    """The same triggers; TRUNCATE is refused, too."""
    for table, words in (("attachments", FILES), ("review_proposals", SETTLED)):
        op.execute(
            f"CREATE FUNCTION {table}_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_kept_truncate BEFORE TRUNCATE ON {table}"
            f" EXECUTE FUNCTION {table}_are_kept()"
        )
    op.execute(
        "CREATE TRIGGER attachments_kept BEFORE UPDATE OR DELETE ON attachments"
        " FOR EACH ROW EXECUTE FUNCTION attachments_are_kept()"
    )
    op.execute(
        "CREATE TRIGGER review_proposals_settled BEFORE UPDATE ON review_proposals"
        " FOR EACH ROW WHEN (OLD.state <> 'pending') EXECUTE FUNCTION review_proposals_are_kept()"
    )
    op.execute(
        "CREATE TRIGGER review_proposals_kept BEFORE DELETE ON review_proposals"
        " FOR EACH ROW EXECUTE FUNCTION review_proposals_are_kept()"
    )


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    # SQLite empties a table row by row before it drops it, which the triggers would refuse.
    if sqlite:
        for trigger in (
            "attachments_kept_update", "attachments_kept_delete", "review_proposals_settled", "review_proposals_kept"
        ):
            op.execute(f"DROP TRIGGER {trigger}")
    for table in ("review_proposals", "attachments"):
        op.drop_table(table)
        if not sqlite:
            op.execute(f"DROP FUNCTION {table}_are_kept()")
    for column in ("attachments", "approved_by", "done_on", "basis"):
        op.drop_column("reviews", column)
    op.drop_column("findings", "basis")
