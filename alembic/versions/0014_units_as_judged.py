"""An audit keeps each unit's row of the registry as it was judged by: a later visit or correction of the registry knows another.

Revision: 0014
Created: 2026-11-23 17:45:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added in place: copying the table would drop the triggers that seal it.
    op.add_column("audit_units", sa.Column("registered", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("audit_units", "registered")
