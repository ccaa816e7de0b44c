"""An audit keeps what was known of other units while each was judged, so that one of them can be judged again alone.

Revision: 0012
Created: 2026-11-23 13:30:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added in place: copying the table would drop the triggers that seal it.
    op.add_column("audits", sa.Column("context", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("audits", "context")
