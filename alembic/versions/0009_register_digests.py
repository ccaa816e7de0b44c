"""An audit says by which operator's register it was judged.

Revision: 0009
Created: 2026-11-23 08:02:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added in place: copying the table would drop the triggers that seal it.
    op.add_column("audits", sa.Column("register_digest", sa.String(128), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("audits", "register_digest")
