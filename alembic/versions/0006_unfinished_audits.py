"""An audit that is being written says by whom and since when, so that one given up can be told and taken away.

The findings of a unit are found by audit, not by task: an audit looks up those of the last one.

Revision: 0006
Created: 2026-11-23 06:50:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; finished audits keep theirs empty."""
    # Added in place: copying the table would drop the triggers that seal it.
    op.add_column("audits", sa.Column("started_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("audits", sa.Column("owner", sa.Text(), nullable=True))
    op.drop_index("ix_findings_unit_id_task", "findings")
    op.create_index("ix_findings_unit_id_audit_id", "findings", ["unit_id", "audit_id"])


def downgrade() -> None:
    """Drop them again."""
    op.drop_index("ix_findings_unit_id_audit_id", "findings")
    op.create_index("ix_findings_unit_id_task", "findings", ["unit_id", "task"])
    op.drop_column("audits", "owner")
    op.drop_column("audits", "started_at")
