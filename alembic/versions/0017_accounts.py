"""People: accounts, who is signed in, keys of programs, failed sign-ins, and a log of what everybody did that is never changed.

Revision: 0017
Created: 2026-11-23 22:30:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
WORDS = "what was done is never changed"
TABLES = ("accounts", "sessions", "api_tokens", "sign_in_failures", "action_log")


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", ID, nullable=False),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=True),
        sa.Column("password", sa.String(256), nullable=True),
        sa.Column("must_change_password", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("disabled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("oidc_subject", sa.String(256), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("login", name="uq_accounts_login"),
        sa.UniqueConstraint("oidc_subject", name="uq_accounts_oidc_subject"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sessions",
        sa.Column("id", ID, nullable=False),
        sa.Column("token", sa.LargeBinary(32), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("began_at", TIME, nullable=False),
        sa.Column("seen_at", TIME, nullable=False),
        sa.Column("ends_at", TIME, nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_sessions_account_id_accounts"),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.UniqueConstraint("token", name="uq_sessions_token"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sessions_account_id", "sessions", ["account_id"])
    op.create_table(
        "api_tokens",
        sa.Column("id", ID, nullable=False),
        sa.Column("token", sa.LargeBinary(32), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hint", sa.String(16), nullable=False),
        sa.Column("read_only", sa.Boolean(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("revoked_at", TIME, nullable=True),
        sa.Column("used_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_api_tokens_account_id_accounts"),
        sa.PrimaryKeyConstraint("id", name="pk_api_tokens"),
        sa.UniqueConstraint("token", name="uq_api_tokens_token"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_api_tokens_account_id", "api_tokens", ["account_id"])
    op.create_table(
        "sign_in_failures",
        sa.Column("key", sa.LargeBinary(16), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("lockouts", sa.Integer(), nullable=False),
        sa.Column("locked_until", TIME, nullable=True),
        sa.Column("forget_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sign_in_failures"),
    )
    op.create_index("ix_sign_in_failures_forget_at", "sign_in_failures", ["forget_at"])
    op.create_table(
        "action_log",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("object", sa.String(256), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_action_log_account_id_accounts"),
        sa.PrimaryKeyConstraint("id", name="pk_action_log"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_action_log_at", "action_log", ["at"])
    for column in ("login", "action", "object"):
        op.create_index(f"ix_action_log_{column}_id", "action_log", [column, "id"])
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER action_log_kept_{event.lower()} BEFORE {event} ON action_log"
                f" BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION action_log_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER action_log_kept BEFORE UPDATE OR DELETE ON action_log"
        " FOR EACH ROW EXECUTE FUNCTION action_log_is_kept()"
    )
    op.execute(
        "CREATE TRIGGER action_log_kept_truncate BEFORE TRUNCATE ON action_log"
        " EXECUTE FUNCTION action_log_is_kept()"
    )


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    # SQLite empties a table row by row before it drops it, which the triggers would refuse.
    if sqlite:
        for event in ("update", "delete"):
            op.execute(f"DROP TRIGGER action_log_kept_{event}")
    for table in reversed(TABLES):
        op.drop_table(table)
    if not sqlite:
        op.execute("DROP FUNCTION action_log_is_kept()")
