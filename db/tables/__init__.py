"""Which tables does the store have? One module a business area; importing this package registers them all."""

from db.tables import audits, columns, crawls, messages, postings, seals, watch

__all__ = ["audits", "columns", "crawls", "messages", "postings", "seals", "watch"]
