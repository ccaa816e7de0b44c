"""The first schema: crawls and what they saw, audits, probes, nights; triggers that keep audits as they are.

Revision: 0001
Created: 2026-11-22 21:38:28.591353
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite makes a rowid only of INTEGER; PostgreSQL draws a number for every upsert, so 32 bits would run out.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
KEY = sa.LargeBinary(16)  # blake2b of what must be unique
WORD = sa.String(32)  # a member of an enum of the domain

TABLES = (
    "audits",
    "audit_units",
    "findings",
    "units",
    "crawls",
    "portal_crawls",
    "page_visits",
    "links",
    "columns",
    "column_sightings",
    "candidates",
    "postings",
    "posting_columns",
    "posting_dates",
    "probes",
    "nights",
)

SEALED = "a finished audit is never changed"
AUDIT_PARTS = ("audit_units", "findings")


def upgrade() -> None:
    op.create_table(
        "audits",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("plan_digest", sa.String(128), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("version", sa.String(128), nullable=False),
        sa.Column("finished_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_audits"),
    )
    op.create_index("ix_audits_plan_id_finished_at", "audits", ["plan_id", "finished_at"])

    op.create_table(
        "crawls",
        sa.Column("id", ID, nullable=False),
        sa.Column("scope_digest", sa.String(128), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("resumed_at", TIME, nullable=True),
        sa.Column("finished_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_crawls"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_crawls_scope_digest_id", "crawls", ["scope_digest", "id"])

    op.create_table(
        "nights",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("claimed_at", TIME, nullable=False),
        sa.Column("finished_at", TIME, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("day", "kind", name="pk_nights"),
    )
    op.create_table(
        "probes",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("purpose", sa.String(32), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("ok", sa.Boolean(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("failure", WORD, nullable=True),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("final_url", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_probes"),
        sa.UniqueConstraint("key", name="uq_probes_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_probes_unit_id_at", "probes", ["unit_id", "at"])

    op.create_table(
        "units",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("portal_url", sa.Text(), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("filed_url", sa.Text(), nullable=True),
        sa.Column("successor", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_units"),
    )
    op.create_table(
        "audit_units",
        sa.Column("audit_id", sa.String(64), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("earned", sa.Double(), nullable=False),
        sa.Column("possible", sa.Double(), nullable=False),
        sa.Column("unmeasured", sa.Double(), nullable=False),
        sa.Column("reach", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audits.id"], name="fk_audit_units_audit_id_audits"),
        sa.PrimaryKeyConstraint("audit_id", "unit_id", name="pk_audit_units"),
    )
    op.create_table(
        "columns",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("first_seen", TIME, nullable=False),
        sa.Column("first_ok", TIME, nullable=True),
        sa.Column("last_seen", TIME, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_columns_unit_id_units"),
        sa.PrimaryKeyConstraint("id", name="pk_columns"),
        sa.UniqueConstraint("key", name="uq_columns_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_columns_unit_id", "columns", ["unit_id"])

    op.create_table(
        "links",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("page_url", sa.Text(), nullable=False),
        sa.Column("first_seen", TIME, nullable=False),
        sa.Column("last_seen", TIME, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_links_unit_id_units"),
        sa.PrimaryKeyConstraint("id", name="pk_links"),
        sa.UniqueConstraint("key", name="uq_links_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_links_unit_id", "links", ["unit_id"])

    op.create_table(
        "portal_crawls",
        sa.Column("crawl_id", ID, nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("portal_url", sa.Text(), nullable=True),
        sa.Column("finished_at", TIME, nullable=True),
        sa.Column("status", WORD, nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("rendered", sa.Integer(), nullable=False),
        sa.Column("failed_pages", sa.Integer(), nullable=False),
        sa.Column("blocked", sa.Text(), nullable=True),
        sa.Column("failure", WORD, nullable=True),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("home_url", sa.Text(), nullable=True),
        sa.Column("remedy", sa.Text(), nullable=True),
        sa.Column("crawled_at", TIME, nullable=True),
        sa.Column("coverage", sa.JSON(), nullable=True),
        sa.Column("norms", sa.JSON(), nullable=True),
        sa.Column("cited", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["crawl_id"], ["crawls.id"], name="fk_portal_crawls_crawl_id_crawls"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_portal_crawls_unit_id_units"),
        sa.PrimaryKeyConstraint("crawl_id", "unit_id", name="pk_portal_crawls"),
    )
    op.create_index("ix_portal_crawls_unit_id_finished_at", "portal_crawls", ["unit_id", "finished_at"])

    op.create_table(
        "postings",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("first_seen", TIME, nullable=False),
        sa.Column("last_seen", TIME, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_postings_unit_id_units"),
        sa.PrimaryKeyConstraint("id", name="pk_postings"),
        sa.UniqueConstraint("key", name="uq_postings_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_postings_unit_id_first_seen", "postings", ["unit_id", "first_seen"])

    op.create_table(
        "candidates",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("crawl_id", ID, nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("grade", sa.SmallInteger(), nullable=False),
        sa.Column("surface", WORD, nullable=False),
        sa.Column("found_on", sa.Text(), nullable=False),
        sa.Column("refusal", WORD, nullable=False),
        sa.Column("failure", WORD, nullable=True),
        sa.Column("seen_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["crawl_id", "unit_id"],
            ["portal_crawls.crawl_id", "portal_crawls.unit_id"],
            name="fk_candidates_crawl_id_unit_id_portal_crawls",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_candidates"),
        sa.UniqueConstraint("key", name="uq_candidates_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_candidates_crawl_id_unit_id", "candidates", ["crawl_id", "unit_id"])

    op.create_table(
        "column_sightings",
        sa.Column("column_id", ID, nullable=False),
        sa.Column("crawl_id", ID, nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("grade", sa.SmallInteger(), nullable=False),
        sa.Column("surface", WORD, nullable=False),
        sa.Column("found_on", sa.Text(), nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("failure", WORD, nullable=True),
        sa.Column("postings", sa.Integer(), nullable=False),
        sa.Column("pages_read", sa.Integer(), nullable=False),
        sa.Column("complete_since", sa.Date(), nullable=True),
        sa.Column("elements", sa.JSON(), nullable=False),
        sa.Column("seen_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["column_id"], ["columns.id"], name="fk_column_sightings_column_id_columns"),
        sa.ForeignKeyConstraint(
            ["crawl_id", "unit_id"],
            ["portal_crawls.crawl_id", "portal_crawls.unit_id"],
            name="fk_column_sightings_crawl_id_unit_id_portal_crawls",
        ),
        sa.PrimaryKeyConstraint("column_id", "crawl_id", name="pk_column_sightings"),
    )
    op.create_index("ix_column_sightings_crawl_id_unit_id", "column_sightings", ["crawl_id", "unit_id"])

    op.create_table(
        "findings",
        sa.Column("id", ID, nullable=False),
        sa.Column("audit_id", sa.String(64), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("check_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("outcome", WORD, nullable=False),
        sa.Column("timeliness", WORD, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("due", sa.JSON(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("earned", sa.Double(), nullable=False),
        sa.Column("possible", sa.Double(), nullable=False),
        sa.Column("unmeasured", sa.Double(), nullable=False),
        sa.Column("advice", sa.Boolean(), nullable=False),
        sa.Column("cites", sa.JSON(), nullable=False),
        sa.Column("verdict_values", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audit_id", "unit_id"],
            ["audit_units.audit_id", "audit_units.unit_id"],
            name="fk_findings_audit_id_unit_id_audit_units",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_findings"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_findings_audit_id_position", "findings", ["audit_id", "position"], unique=True)
    op.create_index("ix_findings_unit_id_task", "findings", ["unit_id", "task"])

    op.create_table(
        "page_visits",
        sa.Column("crawl_id", ID, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("fetched_at", TIME, nullable=False),
        sa.Column("final_url", sa.Text(), nullable=True),
        sa.Column("found_on", sa.Text(), nullable=True),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("kind", WORD, nullable=True),
        sa.Column("family", sa.Text(), nullable=True),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("failure", WORD, nullable=True),
        sa.Column("rendered", sa.Boolean(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["crawl_id", "unit_id"],
            ["portal_crawls.crawl_id", "portal_crawls.unit_id"],
            name="fk_page_visits_crawl_id_unit_id_portal_crawls",
        ),
        sa.PrimaryKeyConstraint("crawl_id", "key", name="pk_page_visits"),
    )
    op.create_index("ix_page_visits_crawl_id_unit_id", "page_visits", ["crawl_id", "unit_id"])

    op.create_table(
        "posting_columns",
        sa.Column("posting_id", ID, nullable=False),
        sa.Column("column_id", ID, nullable=False),
        sa.Column("first_seen", TIME, nullable=False),
        sa.Column("last_seen", TIME, nullable=False),
        sa.ForeignKeyConstraint(["column_id"], ["columns.id"], name="fk_posting_columns_column_id_columns"),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name="fk_posting_columns_posting_id_postings"
        ),
        sa.PrimaryKeyConstraint("posting_id", "column_id", name="pk_posting_columns"),
    )
    op.create_index("ix_posting_columns_column_id", "posting_columns", ["column_id"])

    op.create_table(
        "posting_dates",
        sa.Column("id", ID, nullable=False),
        sa.Column("posting_id", ID, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("value", sa.Date(), nullable=False),
        sa.Column("source", WORD, nullable=False),
        sa.Column("confidence", sa.SmallInteger(), nullable=False),
        sa.Column("conflict", sa.Date(), nullable=True),
        sa.Column("conflict_source", WORD, nullable=True),
        sa.Column("first_seen", TIME, nullable=False),
        sa.Column("last_seen", TIME, nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.id"], name="fk_posting_dates_posting_id_postings"),
        sa.PrimaryKeyConstraint("id", name="pk_posting_dates"),
        sa.UniqueConstraint("posting_id", "key", name="uq_posting_dates_posting_id_key"),
    )
    if op.get_bind().dialect.name == "sqlite":
        seal_sqlite()
    else:
        seal_postgresql()


def seal_sqlite() -> None:
    """Triggers: a finished audit, and its parts, take no change. Copying a table (batch mode) drops its triggers."""
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audits_sealed_{event.lower()} BEFORE {event} ON audits"
            f" WHEN OLD.finished_at IS NOT NULL BEGIN SELECT RAISE(ABORT, '{SEALED}'); END"
        )
    for table in AUDIT_PARTS:
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            op.execute(
                f"CREATE TRIGGER {table}_sealed_{event.lower()} BEFORE {event} ON {table}"
                f" WHEN (SELECT finished_at FROM audits WHERE id = {row}.audit_id) IS NOT NULL"
                f" BEGIN SELECT RAISE(ABORT, '{SEALED}'); END"
            )


def seal_postgresql() -> None:
    """The same triggers; TRUNCATE is refused, too."""
    refuse = f"RAISE EXCEPTION '{SEALED}' USING ERRCODE = 'integrity_constraint_violation';"
    op.execute(
        "CREATE FUNCTION audit_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF TG_OP = 'TRUNCATE' OR OLD.finished_at IS NOT NULL THEN {refuse} END IF;"
        " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE FUNCTION audit_part_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE part text; BEGIN"
        f" IF TG_OP = 'TRUNCATE' THEN {refuse} END IF;"
        " IF TG_OP = 'INSERT' THEN part := NEW.audit_id; ELSE part := OLD.audit_id; END IF;"
        f" IF (SELECT finished_at FROM audits WHERE id = part) IS NOT NULL THEN {refuse} END IF;"
        " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER audits_sealed BEFORE UPDATE OR DELETE ON audits"
        " FOR EACH ROW EXECUTE FUNCTION audit_is_sealed()"
    )
    op.execute(
        "CREATE TRIGGER audits_sealed_truncate BEFORE TRUNCATE ON audits EXECUTE FUNCTION audit_is_sealed()"
    )
    for table in AUDIT_PARTS:
        op.execute(
            f"CREATE TRIGGER {table}_sealed BEFORE INSERT OR UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION audit_part_is_sealed()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_sealed_truncate BEFORE TRUNCATE ON {table}"
            " EXECUTE FUNCTION audit_part_is_sealed()"
        )


def downgrade() -> None:
    # SQLite empties a table row by row before it drops it, which the triggers would refuse.
    if op.get_bind().dialect.name == "sqlite":
        for name in ("audits_sealed_update", "audits_sealed_delete"):
            op.execute(f"DROP TRIGGER {name}")
        for table in AUDIT_PARTS:
            for event in ("insert", "update", "delete"):
                op.execute(f"DROP TRIGGER {table}_sealed_{event}")
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION audit_is_sealed()")
        op.execute("DROP FUNCTION audit_part_is_sealed()")
