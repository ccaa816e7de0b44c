"""A proposal says which review of its duty was the newest when it was made: clocks do not tell what came after.

Revision: 0026
Created: 2026-11-24 03:24:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added in place: copying the table would drop the triggers that keep it.
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("review_proposals", sa.Column("after_review_id", kind, nullable=True))


def downgrade() -> None:
    op.drop_column("review_proposals", "after_review_id")
