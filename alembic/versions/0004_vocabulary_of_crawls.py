"""A crawl says by which vocabulary it told columns: after a change its facts are matched anew.

Revision: 0004
Created: 2026-11-23 06:55:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("crawls", sa.Column("vocabulary_digest", sa.String(128), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("crawls", "vocabulary_digest")
