"""What was known of a portal when an audit judged it, though more is known of it now?"""

from dataclasses import replace

from audit_rules.duties.owed import all_owed
from db.database import Database
from domain.observations import PortalFacts
from domain.postings import PostingSeen
from domain.register import Register
from evidence.office.audit_report import AuditReport
from jobs.known_facts import known_facts


def facts_then(database: Database, report: AuditReport, unit_id: str) -> PortalFacts:
    """The facts of a unit's portal as the audit knew them.

    Raises:
        StoreError: the database can't be used.
    """
    reach = next((unit.reach.id for unit in report.units if unit.id == unit_id), None)
    crawl = database.crawl_of(reach) if reach else None
    facts = known_facts(database, [unit_id], crawl_id=crawl)[unit_id]
    # Probes go on after an audit: those that came later were not known to it.
    probes = tuple(probe for probe in facts.probes if probe.at <= report.judged_at)
    return replace(facts, probes=probes, postings=tuple(_as_of(facts, each) for each in facts.postings))


def _as_of(facts: PortalFacts, posting: PostingSeen) -> PostingSeen:
    """A posting that the crawl saw, last seen when the portal was crawled.

    A later crawl that sees it again moves on what the store knows of that, and the package would be another one.
    """
    crawled, began = facts.reach.crawled_at, facts.crawl_began
    if crawled is None or began is None or posting.last_seen is None or posting.last_seen < began:
        return posting
    return replace(posting, last_seen=max(crawled, posting.first_seen or crawled))


def other_sites(database: Database, report: AuditReport, unit_id: str) -> dict[str, PortalFacts]:
    """The facts of the sites on which the unit must publish as well (同步发布), by their units' ids.

    Raises:
        StoreError: the database can't be used.
    """
    sites = {
        str(owed.check.params["site"])
        for owed in all_owed(report.plan, Register(), {})
        if owed.check.rule == "also_on" and owed.owes(unit_id)
    }
    return {site: facts_then(database, report, site) for site in sorted(sites)}
