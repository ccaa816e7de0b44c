"""What can be stored and asked? The store's whole public interface in one class.

    with open_database("sqlite:///mingcha.db") as database:
        database.migrate()
        run = database.begin_crawl(units, scope_digest=scope, now=now)
        database.save_items(run.id, items)          # one transaction a batch
        database.finish_crawl(run.id, "finished", now)
        facts = database.load_facts([unit.id for unit in units])
        audit_id = database.save_audit(plan_id=…, digests=…, as_of=…, scores=…, findings=…, facts=facts)

Moments are aware datetimes, in UTC when they come out. Every method raises ``StoreError`` when the database can't be
used; its text gives reason and remedy. Each method is described where it is built (the module named in its body).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from db import (
    audit_reading,
    audit_writing,
    audits,
    captured_visits,
    citations,
    cited_pages,
    crawls,
    facts,
    judged_by,
    links,
    migrations,
    nights,
    previous,
    probes,
    reviews,
    saving,
    sealed_units,
    seals,
    units,
)
from db import cleanup as cleaning
from db.audit_reading import AuditHead
from db.audit_writing import AuditWriter
from db.audited import AuditedUnit, AuditRecord
from db.audits import StoredAudit
from db.crawls import CrawlRun, PortalProgress
from db.errors import StoreError
from db.finding_rows import FindingRows, finding_rows, joined_rows
from db.finding_texts import ready_text, ready_unit_text
from db.nights import Night
from db.previous import PreviousAudit
from db.sealed_units import UnitTexts
from db.seals import Link, Sealing, StoredChain, StoredSeal
from db.store import Store, parse_url
from db.tables.crawls import CrawlState
from db.tables.judged_by import SourceKind
from db.tables.watch import NightState
from domain.capture_ref import CaptureRef
from domain.cited_pages import CitedPage
from domain.columns import LinkSeen
from domain.crawl import CrawlItem
from domain.findings import Digests, Finding, Score
from domain.observations import PortalFacts
from domain.reach import Probe
from domain.reviews import Review
from domain.units import Unit

__all__ = [
    "AuditHead",
    "AuditRecord",
    "AuditWriter",
    "AuditedUnit",
    "CrawlRun",
    "CrawlState",
    "Database",
    "FindingRows",
    "Night",
    "NightState",
    "PortalProgress",
    "PreviousAudit",
    "Sealing",
    "SourceKind",
    "StoreError",
    "StoredAudit",
    "StoredChain",
    "StoredSeal",
    "UnitTexts",
    "finding_rows",
    "joined_rows",
    "open_database",
    "ready_text",
    "ready_unit_text",
]


class Database(Store):
    """An open database; a context manager that closes it."""

    def migrate(self) -> None:
        """Bring the schema to this version's; see ``db.migrations.migrate``."""
        migrations.migrate(self)

    def downgrade(self) -> None:
        """Take every table of ours away, with all that is in it."""
        migrations.downgrade(self)

    def pending_changes(self) -> list[str]:
        """Differences between models and schema, one line each; empty when they agree."""
        return migrations.pending_changes(self)

    def begin_crawl(
        self,
        owing: Sequence[Unit],
        *,
        scope_digest: str,
        now: datetime,
        vocabulary_digest: str = "",
        reading_digest: str = "",
    ) -> CrawlRun:
        """Begin a crawl or go on with one cut short; see ``db.crawls.begin_crawl``."""
        return crawls.begin_crawl(
            self,
            owing,
            scope_digest=scope_digest,
            now=now,
            vocabulary_digest=vocabulary_digest,
            reading_digest=reading_digest,
        )

    def save_items(self, crawl_id: int, items: Sequence[CrawlItem]) -> None:
        """Store a batch in one transaction; see ``db.saving.save_items``."""
        saving.save_items(self, crawl_id, items)

    def finish_crawl(self, crawl_id: int, state: CrawlState | str, now: datetime) -> None:
        """Close a crawl as finished or interrupted."""
        crawls.finish_crawl(self, crawl_id, state, now)

    def newest_crawl_began(self) -> datetime | None:
        """When the newest crawl began; None where there is none."""
        return crawls.newest_crawl_began(self)

    def stored_units(self) -> tuple[Unit, ...]:
        """The units that crawls were begun with; see ``db.units.stored_units``."""
        return units.stored_units(self)

    def portal_progress(self, crawl_id: int) -> tuple[PortalProgress, ...]:
        """How far each portal of a crawl is."""
        return crawls.portal_progress(self, crawl_id)

    def save_probes(self, found: Iterable[tuple[str, Probe]]) -> None:
        """Store probes, each with its unit's id."""
        probes.save_probes(self, found)

    def recent_probes(self, unit_ids: Sequence[str], *, before: datetime) -> dict[str, tuple[Probe, ...]]:
        """The probes of each unit in the seven days that end with ``before``."""
        return probes.recent_probes(self, unit_ids, before=before)

    def load_facts(
        self, unit_ids: Sequence[str], *, crawl_id: int | None = None, probes_until: datetime | None = None
    ) -> dict[str, PortalFacts]:
        """The facts of every unit asked for; see ``db.facts.load_facts``."""
        return facts.load_facts(self, unit_ids, crawl_id=crawl_id, probes_until=probes_until)

    def load_links(self, found: Iterable[PortalFacts]) -> dict[str, tuple[LinkSeen, ...]]:
        """The links of each portal as of the crawl that its facts are of; see ``db.links.load_links``."""
        return links.load_links(self, found)

    def crawl_of(self, reach: str) -> int | None:
        """The crawl that the citation of a reach names; None for a portal that was never crawled."""
        parsed = citations.parse(reach)
        return parsed[1] if parsed else None

    def load_captures(self, reaches: Iterable[str]) -> dict[str, CaptureRef]:
        """Where what crawls fetched is kept; see ``db.captured_visits.load_captures``."""
        return captured_visits.load_captures(self, reaches)

    def capture_forgotten(self, reach: str) -> datetime | None:
        """When what a crawl fetched was forgotten; see ``db.captured_visits.capture_forgotten``."""
        return captured_visits.capture_forgotten(self, reach)

    def audited_captures(self) -> tuple[captured_visits.AuditedCapture, ...]:
        """What audits rest on; see ``db.captured_visits.audited_captures``."""
        return captured_visits.audited_captures(self)

    def forgettable_captures(self, before: datetime) -> dict[str, frozenset[CaptureRef]]:
        """What no audit rests on; see ``db.captured_visits.forgettable_captures``."""
        return captured_visits.forgettable_captures(self, before)

    def forget_captures(
        self,
        unit_id: str,
        before: datetime,
        now: datetime,
        choose: Callable[[frozenset[CaptureRef]], Collection[str]],
    ) -> frozenset[str]:
        """Forget what no audit rests on; see ``db.captured_visits.forget_captures``."""
        return captured_visits.forget_captures(self, unit_id, before, now, choose)

    def load_citation(self, citation: str) -> dict[str, Any] | None:
        """What an ``obs:…`` stands for; see ``db.citations.load_citation``."""
        return citations.load_citation(self, citation)

    def load_cited_pages(self, cites: Iterable[str]) -> dict[str, CitedPage]:
        """The pages that citations stand for, many at once; see ``db.cited_pages.load_cited_pages``."""
        return cited_pages.load_cited_pages(self, cites)

    def save_audit(
        self,
        *,
        plan_id: str,
        digests: Digests,
        as_of: date,
        scores: Mapping[str, Score],
        findings: Sequence[Finding],
        facts: Mapping[str, PortalFacts],
        names: Mapping[str, str] | None = None,
        now: datetime | None = None,
    ) -> str:
        """Store an audit, sealed, and return its id; see ``db.audits.save_audit``."""
        return audits.save_audit(
            self,
            plan_id=plan_id,
            digests=digests,
            as_of=as_of,
            scores=scores,
            findings=findings,
            facts=facts,
            names=names,
            now=now,
        )

    def writing_audit(
        self, *, plan_id: str, digests: Digests, as_of: date, sealing: Sealing | None = None
    ) -> AbstractContextManager[AuditWriter]:
        """Store an audit piece by piece, whole or not at all; see ``db.audit_writing.writing_audit``."""
        return audit_writing.writing_audit(
            self, plan_id=plan_id, digests=digests, as_of=as_of, sealing=sealing
        )

    def load_audit(self, audit_id: str | None = None, *, plan_id: str | None = None) -> StoredAudit:
        """An audit by id, or the newest; see ``db.audits.load_audit``."""
        return audits.load_audit(self, audit_id, plan_id=plan_id)

    def load_audit_head(self, audit_id: str | None = None, *, plan_id: str | None = None) -> AuditHead:
        """An audit without its findings; see ``db.audit_reading.load_audit_head``."""
        return audit_reading.load_audit_head(self, audit_id, plan_id=plan_id)

    def load_findings(self, audit_id: str, unit_ids: Sequence[str]) -> dict[str, tuple[Finding, ...]]:
        """The findings of some units in an audit; see ``db.audit_reading.load_findings``."""
        return audit_reading.load_findings(self, audit_id, unit_ids)

    def keep_judged_by(self, kind: SourceKind, data: bytes) -> str:
        """Keep what is judged or read by, and return its digest; see ``db.judged_by.keep_judged_by``."""
        return judged_by.keep_judged_by(self, kind, data)

    def load_judged_by(self, kind: SourceKind, digest: str) -> bytes | None:
        """What was judged or read by; see ``db.judged_by.load_judged_by``."""
        return judged_by.load_judged_by(self, kind, digest)

    def previous_audits(self, plan_id: str, unit_ids: Sequence[str]) -> dict[str, PreviousAudit]:
        """The last audit of each unit under a plan; see ``db.previous.previous_audits``."""
        return previous.previous_audits(self, plan_id, unit_ids)

    def sealed_units(self, audit_id: str, *, only: Collection[str] | None = None) -> Iterator[UnitTexts]:
        """What is stored of an audit, as it is hashed; see ``db.sealed_units.sealed_units``."""
        return sealed_units.sealed_units(self, audit_id, only=only)

    def unit_leaves(self, audit_id: str, unit_id: str) -> bytes | None:
        """The hashes kept of a unit's row and findings; see ``db.sealed_units.unit_leaves``."""
        return sealed_units.unit_leaves(self, audit_id, unit_id)

    def strangers(self, audit_id: str) -> dict[str, int]:
        """How many findings an audit holds of units that it does not have; see ``db.sealed_units.strangers``."""
        return sealed_units.strangers(self, audit_id)

    def add_seal(self, make: Link) -> StoredSeal:
        """Add a link to the chain of seals; see ``db.seals.add_seal``."""
        return seals.add_seal(self, make)

    def last_seal(self) -> StoredSeal | None:
        """The newest link of the chain; see ``db.seals.last_seal``."""
        return seals.last_seal(self)

    def load_chain(self) -> StoredChain:
        """The whole chain, and what it speaks of; see ``db.seals.load_chain``."""
        return seals.load_chain(self)

    def load_seal(self, audit_id: str) -> StoredSeal | None:
        """The link of an audit, with the hashes of its units; see ``db.seals.load_seal``."""
        return seals.load_seal(self, audit_id)

    def add_review(self, review: Review) -> Review:
        """Store a person's decision about a finding; see ``db.reviews.add_review``."""
        return reviews.add_review(self, review)

    def load_reviews(self, audit_id: str | None = None, unit_id: str | None = None) -> tuple[Review, ...]:
        """Reviews in the order in which they were stored; see ``db.reviews.load_reviews``."""
        return reviews.load_reviews(self, audit_id, unit_id)

    def claim_night(self, day: date, kind: str, now: datetime) -> bool:
        """Claim a night's work; see ``db.nights.claim_night``."""
        return nights.claim_night(self, day, kind, now)

    def finish_night(
        self, day: date, kind: str, now: datetime, *, ok: bool = True, note: str | None = None
    ) -> None:
        """Say that a claimed night's work has ended."""
        nights.finish_night(self, day, kind, now, ok=ok, note=note)

    def last_night(self, kind: str) -> Night | None:
        """The newest night of a kind, or None."""
        return nights.last_night(self, kind)

    def cleanup(self, before: datetime) -> Mapping[str, int]:
        """Delete what may be forgotten of crawls begun before a moment; see ``db.cleanup.cleanup``."""
        return cleaning.cleanup(self, before)


def open_database(url: str, *, create: bool = True) -> Database:
    """Open ``sqlite:///path``, a bare path or ``postgresql://…``; it is reached at once but not yet migrated.

    Raises:
        StoreError: the URL is not understood, or the database can't be reached, read or (SQLite) created. With
            ``create=False`` also when an SQLite file is not there yet.
    """
    parsed = parse_url(url)
    name = parsed.database or ""
    is_file = parsed.get_backend_name() == "sqlite" and not name.startswith("file:")
    if not create and is_file and not Path(name).exists():
        raise StoreError(f"there is no database file {name}", "run mingcha audit first, or name another")
    database = Database(parsed)
    try:
        database.ping()
    except StoreError:
        database.close()
        raise
    return database
