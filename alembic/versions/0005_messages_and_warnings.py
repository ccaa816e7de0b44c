"""Letters and messages of the public with what each crawl saw of them; a finding says whether it is a warning.

Revision: 0005
Created: 2026-11-23 07:00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("findings", sa.Column("warning", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "messages",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.LargeBinary(16), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("column_id", ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("first_seen", TIME, nullable=False),
        sa.Column("last_seen", TIME, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_messages_unit_id_units"),
        sa.ForeignKeyConstraint(["column_id"], ["columns.id"], name="fk_messages_column_id_columns"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("key", name="uq_messages_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_messages_unit_id", "messages", ["unit_id"])
    op.create_table(
        "message_sightings",
        sa.Column("message_id", ID, nullable=False),
        sa.Column("crawl_id", ID, autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("seen_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["crawl_id", "unit_id"],
            ["portal_crawls.crawl_id", "portal_crawls.unit_id"],
            name="fk_message_sightings_crawl_id_unit_id_portal_crawls",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_message_sightings_message_id_messages"
        ),
        sa.PrimaryKeyConstraint("message_id", "crawl_id", name="pk_message_sightings"),
    )
    op.create_index(
        "ix_message_sightings_crawl_id_unit_id", "message_sightings", ["crawl_id", "unit_id"]
    )


def downgrade() -> None:
    op.drop_table("message_sightings")
    op.drop_table("messages")
    op.drop_column("findings", "warning")
