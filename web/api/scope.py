"""Under which plan is asked, and which words belong to it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from fastapi import HTTPException

from audit_rules.subjects.matcher import VocabularyError
from audit_rules.subjects.versions import program_vocabulary
from casework.errors import UsageError, WorkError
from casework.reports.audited_plans import audited_plan
from casework.reports.kept_sources import kept_vocabulary
from db.audit_order import finished_audit
from db.database import Database
from db.unit_reading import load_totals, newest_plan
from domain.plans import Plan
from domain.standings import AuditTotal
from domain.subjects import HOME, NAVIGATION


@dataclass(frozen=True)
class Scope:
    """A plan with its newest audit."""

    database: Database
    plan_id: str
    newest: AuditTotal

    @cached_property
    def plan(self) -> Plan | None:
        """The plan that the newest audit was judged by; None where it was not kept, or can't be read."""
        with self.database.read() as connection:
            audit = finished_audit(connection, self.newest.audit_id)
        try:
            return audited_plan(self.database, self.plan_id, audit.plan_digest) if audit else None
        except (UsageError, WorkError):
            return None


def scope_of(database: Database, plan_id: str | None) -> Scope:
    """The plan named, or that of the newest audit.

    Raises:
        HTTPException: 404, there is no audit (of this plan).
        StoreError: the database can't be used.
    """
    wanted = plan_id or newest_plan(database)
    totals = load_totals(database, wanted, limit=1, whole=plan_id is None) if wanted else ()
    if not wanted or not totals:
        raise HTTPException(404)
    return Scope(database, wanted, totals[0])


_KNOWN: dict[str, Mapping[str, str]] = {}
_MOST = 8


def subject_names(database: Database, digest: str) -> Mapping[str, str]:
    """What subjects are called in the vocabulary of a digest, which never means another; the last few are remembered.

    Raises:
        StoreError: the database can't be used.
    """
    known = _KNOWN.get(digest)
    if known is not None:
        return known
    try:
        names = (kept_vocabulary(database, digest) or program_vocabulary()).compiled().names
    except VocabularyError:
        names = program_vocabulary().compiled().names
    while len(_KNOWN) >= _MOST:
        _KNOWN.pop(next(iter(_KNOWN)), None)
    _KNOWN[digest] = {HOME: "首页", NAVIGATION: "导航栏目", **names}
    return _KNOWN[digest]
