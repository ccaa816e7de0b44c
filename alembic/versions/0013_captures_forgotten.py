"""The clean-up of the evidence folder knows which visits an audit rests on, and which were forgotten when.

Revision: 0013
Created: 2026-11-23 14:20:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "portal_crawls", sa.Column("rested_on", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "portal_crawls", sa.Column("capture_forgotten_at", sa.DateTime(timezone=True), nullable=True)
    )
    # Nobody noted until now what audits rest on: everything captured so far stays.
    op.execute(sa.text("UPDATE portal_crawls SET rested_on = true WHERE capture_id IS NOT NULL"))


def downgrade() -> None:
    op.drop_column("portal_crawls", "capture_forgotten_at")
    op.drop_column("portal_crawls", "rested_on")
