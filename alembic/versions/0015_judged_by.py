"""Plans and vocabularies are kept by their digests, and crawls say by which code pages were read: an audit stays exportable.

Revision: 0015
Created: 2026-11-23 19:20:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WORDS = "what was judged by is never changed"


def upgrade() -> None:
    op.create_table(
        "judged_by",
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(128), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "digest", name="pk_judged_by"),
    )
    op.add_column("crawls", sa.Column("reading_digest", sa.String(128), server_default="", nullable=False))
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER judged_by_kept_{event.lower()} BEFORE {event} ON judged_by"
                f" BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION judged_by_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER judged_by_kept BEFORE UPDATE OR DELETE ON judged_by"
        " FOR EACH ROW EXECUTE FUNCTION judged_by_is_kept()"
    )
    op.execute(
        "CREATE TRIGGER judged_by_kept_truncate BEFORE TRUNCATE ON judged_by"
        " EXECUTE FUNCTION judged_by_is_kept()"
    )


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    # SQLite empties a table row by row before it drops it, which the triggers would refuse.
    if sqlite:
        for event in ("update", "delete"):
            op.execute(f"DROP TRIGGER judged_by_kept_{event}")
    op.drop_table("judged_by")
    if not sqlite:
        op.execute("DROP FUNCTION judged_by_is_kept()")
    op.drop_column("crawls", "reading_digest")
