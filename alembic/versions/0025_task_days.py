"""Which days a task is due on, counted over units: what the calendar lists.

Revision: 0025
Created: 2026-11-24 03:10:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TASK = ["plan_id", "task", "status", "unit_id", "check_id", "subject", "nth"]
LISTED = "JOIN unit_standings AS u ON u.plan_id = d.plan_id AND u.unit_id = d.unit_id AND u.listed"


def upgrade() -> None:
    # With the days in it, a task and its days are counted by the index alone.
    op.drop_index("ix_duties_task", "duties")
    op.create_index("ix_duties_task", "duties", [*TASK, "due_last", "due_next"])
    op.create_table(
        "task_days",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("coming", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "task", "day", name="pk_task_days"),
    )
    # It follows from the duties: what was audited before is in the calendar at once.
    op.execute(
        f"""
        INSERT INTO task_days (plan_id, task, day, coming, failed, late)
        SELECT plan_id, task, day, SUM(coming), SUM(failed), SUM(late)
        FROM (
            SELECT d.plan_id, d.task, d.due_next AS day, 1 AS coming, 0 AS failed, 0 AS late
            FROM duties AS d {LISTED} WHERE d.due_next IS NOT NULL
            UNION ALL
            SELECT d.plan_id, d.task, d.due_last,
                0, CASE WHEN d.status = 'failed' THEN 1 ELSE 0 END, CASE WHEN d.status = 'late' THEN 1 ELSE 0 END
            FROM duties AS d {LISTED} WHERE d.due_last IS NOT NULL AND d.status IN ('failed', 'late')
        ) AS days
        GROUP BY plan_id, task, day
        """
    )


def downgrade() -> None:
    op.drop_table("task_days")
    op.drop_index("ix_duties_task", "duties")
    op.create_index("ix_duties_task", "duties", TASK)
