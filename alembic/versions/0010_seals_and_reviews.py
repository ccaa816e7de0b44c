"""Audits are sealed and the seals are linked; reviews of findings are kept; neither is ever changed.

Revision: 0010
Created: 2026-11-23 12:50:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
KEPT = {"audit_seals": "a seal is never changed", "reviews": "a review is never changed"}


def upgrade() -> None:
    # Added in place: copying the table would drop the triggers that seal it.
    op.add_column("audit_units", sa.Column("capture", sa.String(128), nullable=True))
    op.add_column("audit_units", sa.Column("leaves", sa.LargeBinary(), nullable=True))
    op.create_table(
        "audit_seals",
        sa.Column("sequence", ID, autoincrement=False, nullable=False),
        sa.Column("audit_id", sa.String(64), nullable=True),
        sa.Column("envelope", sa.Text(), nullable=False),
        sa.Column("units", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["audit_id"], ["audits.id"], name="fk_audit_seals_audit_id_audits"),
        sa.PrimaryKeyConstraint("sequence", name="pk_audit_seals"),
        sa.UniqueConstraint("audit_id", name="uq_audit_seals_audit_id"),
    )
    op.create_table(
        "reviews",
        sa.Column("id", ID, nullable=False),
        sa.Column("audit_id", sa.String(64), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("check_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("finding", sa.String(128), nullable=False),
        sa.Column("decision", sa.String(32), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audit_id", "unit_id"],
            ["audit_units.audit_id", "audit_units.unit_id"],
            name="fk_reviews_audit_id_unit_id_audit_units",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reviews_unit_id_audit_id", "reviews", ["unit_id", "audit_id"])
    if op.get_bind().dialect.name == "sqlite":
        keep_sqlite()
    else:
        keep_postgresql()


def keep_sqlite() -> None:
    """Triggers: what was stored stays."""
    for table, words in KEPT.items():
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_kept_{event.lower()} BEFORE {event} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )


def keep_postgresql() -> None:
    """The same triggers; TRUNCATE is refused, too."""
    for table, words in KEPT.items():
        op.execute(
            f"CREATE FUNCTION {table}_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {table}_are_kept()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_kept_truncate BEFORE TRUNCATE ON {table}"
            f" EXECUTE FUNCTION {table}_are_kept()"
        )


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in KEPT:
        # SQLite empties a table row by row before it drops it, which the triggers would refuse.
        if sqlite:
            for event in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_kept_{event}")
        op.drop_table(table)
        if not sqlite:
            op.execute(f"DROP FUNCTION {table}_are_kept()")
    op.drop_column("audit_units", "leaves")
    op.drop_column("audit_units", "capture")
