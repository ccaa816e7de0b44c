"""What was known of a portal when an audit judged it, though more is known of it now, and its subjects may have other names?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audit_rules.digests import reading_digest
from audit_rules.duties.owed import all_owed
from audit_rules.subjects.versions import VocabularyVersion
from casework.reports.kept_sources import kept_vocabulary
from db import crawls
from db.database import Database
from domain.columns import LinkSeen
from domain.observations import PortalFacts
from domain.postings import PostingSeen
from domain.register import Register
from evidence.captures.store import CaptureStore
from evidence.office.audit_report import AuditReport
from jobs.known_facts import known_facts
from jobs.reread import links_of


@dataclass(frozen=True, slots=True)
class FactsThen:
    """The facts as an audit knew them, named by the vocabulary that it judged by; ``evidence`` is where visits are kept."""

    database: Database
    report: AuditReport
    vocabulary: VocabularyVersion
    evidence: Path

    def of(self, unit_id: str) -> PortalFacts:
        """The facts of a unit's portal.

        Raises:
            CaptureError: a visit by which they are named anew can't be read.
            StoreError: the database can't be used.
        """
        database, report = self.database, self.report
        reach = next((unit.reach.id for unit in report.units if unit.id == unit_id), None)
        # A site on which others publish as well may be no part of the audit: then it is the crawl that was its newest.
        crawl = (
            database.crawl_of(reach)
            if reach
            else crawls.newest_crawl_of(database, unit_id, before=report.judged_at)
        )
        known = known_facts(database, [unit_id], self.vocabulary, crawl_id=crawl, links_of=self._links_of)
        facts = known[unit_id]
        # Probes go on after an audit: those that came later were not known to it.
        probes = tuple(probe for probe in facts.probes if probe.at <= report.judged_at)
        return replace(facts, probes=probes, postings=tuple(_as_of(facts, each) for each in facts.postings))

    def of_other_sites(self, unit_id: str) -> dict[str, PortalFacts]:
        """The facts of the sites on which a unit must publish as well (同步发布), by their units' ids.

        Raises:
            CaptureError: a visit by which they are named anew can't be read.
            StoreError: the database can't be used.
        """
        sites = {
            str(owed.check.params["site"])
            for owed in all_owed(self.report.plan, Register(), {})
            if owed.check.rule == "also_on" and owed.owes(unit_id)
        }
        return {site: self.of(site) for site in sorted(sites)}

    def _links_of(self, found: Sequence[PortalFacts]) -> Mapping[str, Sequence[LinkSeen]]:
        stored = self.database.load_links(found)
        return {facts.unit_id: self._links_then(facts, stored[facts.unit_id]) for facts in found}

    def _links_then(self, facts: PortalFacts, stored: Sequence[LinkSeen]) -> Sequence[LinkSeen]:
        """The links as the crawl itself saw them, by the numbers that the store gave them.

        A later crawl that sees one again moves on what the store knows of it: the page it stood on, and when. So the visit is
        gone through again, where it was kept and the same code read it.
        """
        ref = self.database.load_captures([facts.reach.id]).get(facts.reach.id)
        vocabulary = kept_vocabulary(self.database, facts.vocabulary)
        if ref is None or vocabulary is None or facts.reading != reading_digest():
            return stored
        shown = links_of(CaptureStore(self.evidence).visit(ref.id, digest=ref.digest), vocabulary)
        if shown is None:
            return stored
        ids = {(link.url, link.text): link.id for link in stored}
        return [replace(link, id=ids[link.url, link.text]) for link in shown if (link.url, link.text) in ids]


def _as_of(facts: PortalFacts, posting: PostingSeen) -> PostingSeen:
    """A posting that the crawl saw, last seen when the portal was crawled.

    A later crawl that sees it again moves on what the store knows of that, and the package would be another one.
    """
    crawled, began = facts.reach.crawled_at, facts.crawl_began
    if crawled is None or began is None or posting.last_seen is None or posting.last_seen < began:
        return posting
    return replace(posting, last_seen=max(crawled, posting.first_seen or crawled))
