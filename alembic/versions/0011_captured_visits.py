"""A portal's crawl says where what it fetched is kept, and by which digest it is known.

Revision: 0011
Created: 2026-11-23 13:20:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("portal_crawls", sa.Column("capture_id", sa.Text(), nullable=True))
    op.add_column("portal_crawls", sa.Column("capture_digest", sa.String(128), nullable=True))


def downgrade() -> None:
    op.drop_column("portal_crawls", "capture_digest")
    op.drop_column("portal_crawls", "capture_id")
