"""Which plan and which audit does a page show? The newest whole audit, under the plan asked for or the newest one."""

from dataclasses import dataclass
from datetime import date

from db import unit_reading
from db.audit_reading import load_audit_record
from db.database import Database
from domain.standings import AuditTotal
from web.reading.plan_words import PlanWords, plan_words
from web.security.visitors import Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The plan and audit shown. ``plans`` are ids and titles of those that may be chosen; ``total`` is the audit in figures."""

    words: PlanWords
    total: AuditTotal
    plans: tuple[tuple[str, str], ...]
    sees_all: bool
    leads_to: str = "/"

    @property
    def plan_id(self) -> str:
        """The plan's id."""
        return self.total.plan_id

    @property
    def plan_title(self) -> str:
        """What the plan is called."""
        return self.words.title

    @property
    def audit_id(self) -> str:
        """The newest audit of the whole registry."""
        return self.total.audit_id

    @property
    def as_of(self) -> date:
        """The day that it judged."""
        return self.total.as_of


def scope_of(database: Database, visitor: Visitor, plan: str = "", *, leads_to: str = "/") -> Scope | None:
    """What is to be shown; None before the first audit, and for a plan that no audit was made by.

    Raises:
        StoreError: the database can't be used.
    """
    known = unit_reading.audited_plans(database)
    chosen = plan if plan in known else (known[0] if known and not plan else None)
    totals = unit_reading.load_totals(database, chosen, limit=1) if chosen else ()
    record = load_audit_record(database, totals[0].audit_id) if totals else None
    if record is None:
        return None
    words = plan_words(database, record)
    titles = tuple((each, words.title if each == chosen else each) for each in known)
    return Scope(
        words=words, total=totals[0], plans=titles, sees_all=visitor.own_unit is None, leads_to=leads_to
    )
