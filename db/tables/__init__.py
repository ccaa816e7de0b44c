"""Which tables does the store have? One module a business area; importing this package registers them all."""

from db.tables import (
    accounts,
    audits,
    columns,
    crawls,
    duties,
    editions,
    judged_by,
    messages,
    objections,
    orders,
    postings,
    proposals,
    registry,
    seals,
    standings,
    watch,
)

__all__ = [
    "accounts",
    "audits",
    "columns",
    "crawls",
    "duties",
    "editions",
    "judged_by",
    "messages",
    "objections",
    "orders",
    "postings",
    "proposals",
    "registry",
    "seals",
    "standings",
    "watch",
]
