"""A portal's crawl says what it found itself at the address that the unit put on file, so that findings can cite it.

Revision: 0016
Created: 2026-11-23 20:06:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("portal_crawls", sa.Column("filed", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("portal_crawls", "filed")
