"""A column's sighting says how deep the column stands by its own breadcrumb.

Revision: 0008
Created: 2026-11-23 07:20:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("column_sightings", sa.Column("level", sa.SmallInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("column_sightings", "level")
