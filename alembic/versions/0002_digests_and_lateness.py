"""An audit says by which rules and vocabulary it was judged; a finding by how many days each part was late.

Revision: 0002
Created: 2026-11-23 06:40:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audits", sa.Column("rules_digest", sa.String(128), server_default="", nullable=False))
    op.add_column("audits", sa.Column("vocabulary_digest", sa.String(128), server_default="", nullable=False))
    op.add_column("findings", sa.Column("late_by", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("findings", "late_by")
    op.drop_column("audits", "vocabulary_digest")
    op.drop_column("audits", "rules_digest")
