"""A finding of absence keeps its dossier: what was searched, and every link refused.

Revision: 0003
Created: 2026-11-23 06:30:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; findings of sealed audits keep theirs empty."""
    # Added in place: copying the table would drop the triggers that seal it.
    op.add_column("findings", sa.Column("dossier", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Drop it again."""
    op.drop_column("findings", "dossier")
