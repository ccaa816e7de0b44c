"""What was known of a portal when an audit judged it, though more is known of it now?"""

from dataclasses import replace

from audit_rules.duties.owed import all_owed
from db.database import Database
from domain.observations import PortalFacts
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
    return replace(facts, probes=probes)


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
