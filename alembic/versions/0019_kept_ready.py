"""What the console lists is kept ready: how every duty, unit, task and audit stands, and when verdicts changed.

Revision: 0019
Created: 2026-11-23 22:30:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
QUEUED = sa.text("queue_weight IS NOT NULL")
PROBLEM = sa.text("status IN ('failed', 'late')")
COMING = sa.text("due_next IS NOT NULL")
STATUSES = ("failed", "late", "done", "open", "manual", "not_due", "not_applicable", "advice", "cleared")
TABLES = (
    "audit_totals", "duties", "queue_claims", "task_standings", "unit_history", "unit_standings", "verdict_changes",
)


def counts() -> list[sa.Column[int]]:
    """How many duties have each status."""
    return [sa.Column(name, sa.Integer(), nullable=False) for name in STATUSES]


def upgrade() -> None:
    op.create_table("audit_totals",
        sa.Column("audit_id", sa.String(64), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("finished_at", TIME, nullable=False),
        sa.Column("worked_in_at", TIME, nullable=True),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("ahead", sa.Boolean(), nullable=False),
        sa.Column("grading", sa.JSON(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("partial", sa.Integer(), nullable=False),
        sa.Column("blocked", sa.Integer(), nullable=False),
        sa.Column("unreachable", sa.Integer(), nullable=False),
        sa.Column("not_crawled", sa.Integer(), nullable=False),
        sa.Column("ranked", sa.Integer(), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("histogram", sa.JSON(), nullable=False),
        sa.Column("mean_percent", sa.Double(), nullable=True),
        sa.Column("mean_coverage", sa.Double(), nullable=True),
        *counts(),
        sa.PrimaryKeyConstraint("audit_id", name="pk_audit_totals")
    )
    op.create_index("ix_audit_totals_plan_id_as_of", "audit_totals", ["plan_id", "as_of", "finished_at"])

    op.create_table("duties",
        sa.Column("id", ID, nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("check_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("nth", sa.SmallInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("audit_id", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("timeliness", sa.String(32), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("advice", sa.Boolean(), nullable=False),
        sa.Column("warning", sa.Boolean(), nullable=False),
        sa.Column("due_last", sa.Date(), nullable=True),
        sa.Column("due_next", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("late_days", sa.Integer(), nullable=True),
        sa.Column("earned", sa.Double(), nullable=False),
        sa.Column("possible", sa.Double(), nullable=False),
        sa.Column("unmeasured", sa.Double(), nullable=False),
        sa.Column("basis", sa.String(128), nullable=True),
        sa.Column("since_audit", sa.String(64), nullable=False),
        sa.Column("since_day", sa.Date(), nullable=False),
        sa.Column("before_outcome", sa.String(32), nullable=True),
        sa.Column("before_timeliness", sa.String(32), nullable=True),
        sa.Column("before_code", sa.Text(), nullable=True),
        sa.Column("review_id", ID, nullable=True),
        sa.Column("proposal_id", ID, nullable=True),
        sa.Column("returned", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("disputed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("queue_reason", sa.String(32), nullable=True),
        sa.Column("queue_weight", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_duties"),
        sqlite_autoincrement=True
    )
    op.create_index("ix_duties_coming", "duties", ["plan_id", "due_next", "id"], sqlite_where=COMING, postgresql_where=COMING)
    op.create_index("ix_duties_overdue", "duties", ["plan_id", "due_last", "id"], sqlite_where=PROBLEM, postgresql_where=PROBLEM)
    op.create_index("ix_duties_queue", "duties", ["plan_id", "queue_weight", "id", "queue_reason", "unit_id", "task"], sqlite_where=QUEUED, postgresql_where=QUEUED)
    op.create_index("ix_duties_task", "duties", ["plan_id", "task", "status", "unit_id", "check_id", "subject", "nth"])
    op.create_index("ix_duties_unit_queue", "duties", ["plan_id", "unit_id", "queue_weight"], sqlite_where=QUEUED, postgresql_where=QUEUED)
    op.create_index("uq_duties_key", "duties", ["plan_id", "unit_id", "task", "check_id", "subject", "nth"], unique=True)

    op.create_table("queue_claims",
        sa.Column("duty_id", ID, autoincrement=False, nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("until", TIME, nullable=False),
        sa.PrimaryKeyConstraint("duty_id", name="pk_queue_claims")
    )
    op.create_table("task_standings",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("check_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("nth", sa.SmallInteger(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        *counts(),
        sa.PrimaryKeyConstraint("plan_id", "task", "check_id", "subject", "nth", name="pk_task_standings")
    )
    op.create_table("unit_history",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("audit_id", sa.String(64), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("earned", sa.Double(), nullable=False),
        sa.Column("possible", sa.Double(), nullable=False),
        sa.Column("unmeasured", sa.Double(), nullable=False),
        sa.Column("percent", sa.Double(), nullable=True),
        sa.Column("coverage", sa.Double(), nullable=False),
        sa.Column("ranked", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("reach_status", sa.String(32), nullable=False),
        *counts(),
        sa.PrimaryKeyConstraint("plan_id", "unit_id", "audit_id", name="pk_unit_history")
    )
    op.create_index("ix_unit_history_audit_id", "unit_history", ["audit_id", "ranked", "percent"])

    op.create_table("unit_standings",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("audit_id", sa.String(64), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("listed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("judged_percent", sa.Double(), nullable=True),
        sa.Column("judged_coverage", sa.Double(), nullable=False),
        sa.Column("earned", sa.Double(), nullable=False),
        sa.Column("possible", sa.Double(), nullable=False),
        sa.Column("unmeasured", sa.Double(), nullable=False),
        sa.Column("percent", sa.Double(), nullable=True),
        sa.Column("coverage", sa.Double(), nullable=False),
        sa.Column("ranked", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("tied", sa.Integer(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("queued", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("reach_status", sa.String(32), nullable=False),
        sa.Column("reach_failure", sa.String(32), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("audit_before", sa.String(64), nullable=True),
        sa.Column("percent_before", sa.Double(), nullable=True),
        sa.Column("place_before", sa.Integer(), nullable=True),
        *counts(),
        sa.PrimaryKeyConstraint("plan_id", "unit_id", name="pk_unit_standings")
    )
    op.create_index("ix_unit_standings_place", "unit_standings", ["plan_id", "listed", "place"])

    op.create_table("verdict_changes",
        sa.Column("id", ID, nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("check_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("nth", sa.SmallInteger(), nullable=False),
        sa.Column("audit_id", sa.String(64), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=True),
        sa.Column("timeliness", sa.String(32), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("advice", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(128), nullable=True),
        sa.Column("finding_id", ID, nullable=True),
        sa.Column("before_outcome", sa.String(32), nullable=True),
        sa.Column("before_timeliness", sa.String(32), nullable=True),
        sa.Column("before_code", sa.Text(), nullable=True),
        sa.Column("before_day", sa.Date(), nullable=True),
        sa.Column("before_finding_id", ID, nullable=True),
        sa.Column("causes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_verdict_changes"),
        sqlite_autoincrement=True
    )
    op.create_index("ix_verdict_changes_audit_id", "verdict_changes", ["audit_id", "id"])
    op.create_index("ix_verdict_changes_unit", "verdict_changes", ["plan_id", "unit_id", "task"])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
