"""From which stored audit is an office document made, so that it stays the same whatever was edited since?"""

from collections.abc import Iterator, Mapping
from itertools import islice

from audit_rules.scores.deductions import deduction_of, inspect
from audit_rules.scores.ranking import rank
from audit_rules.scores.scoring import score_sections
from casework.reports.judged_by import JudgedBy, judged_by, wanted_head
from casework.reviews.effects import after_review, score_after
from casework.reviews.reviewed_units import reviewed_units
from db.database import AuditHead, Database
from domain.beijing import BEIJING
from domain.cited_pages import CitedPage
from domain.findings import Finding, Score
from domain.plans import Plan
from domain.reviews import Review
from domain.subjects import HOME, NAVIGATION
from evidence.office.audit_report import AuditReport, Reported, ReportedUnit, UnitFindings

AT_ONCE = 50
"""Units of which findings and pages are asked for at once."""


def report_of(database: Database, *, audit_id: str | None, plan: str | None) -> AuditReport:
    """The head of a stored audit (default: the newest; of the plan, if one is named), with the plan as it was judged by.

    Raises:
        UsageError: the plan can't be used.
        WorkError: the plan was not kept with the audit, and is not the one that it was judged by.
        StoreError: there is no such audit, or the database can't be used.
    """
    return report_with_source(database, audit_id=audit_id, plan=plan)[0]


def report_with_source(
    database: Database, *, audit_id: str | None, plan: str | None
) -> tuple[AuditReport, JudgedBy]:
    """The same, with what the audit was judged by.

    Raises:
        UsageError: the plan can't be used.
        WorkError: the plan was not kept with the audit, and is not the one that it was judged by.
        StoreError: there is no such audit, or the database can't be used.
    """
    head = wanted_head(database, audit_id, plan)
    source = judged_by(database, head, plan)
    return _report(database, head, source.plan, source.vocabulary.compiled().names), source


def _report(database: Database, head: AuditHead, loaded: Plan, subjects: Mapping[str, str]) -> AuditReport:
    scores = {unit.unit_id: unit.score for unit in head.units}
    before: dict[str, Score] = {}
    reviewed = reviewed_units(database, head.plan_id, head.id)
    findings = database.load_findings(head.id, sorted(reviewed))
    for unit_id, reviews in reviewed.items():
        after = score_after(loaded, unit_id, findings[unit_id], reviews).score
        if after != score_after(loaded, unit_id, findings[unit_id], [None] * len(reviews)).score:
            before[unit_id], scores[unit_id] = scores[unit_id], after
    ranked = rank(scores, loaded.grading)
    standings = {standing.unit_id: standing for standing in ranked}
    return AuditReport(
        plan=loaded,
        audit_id=head.id,
        as_of=head.as_of,
        judged_at=head.finished_at.astimezone(BEIJING),
        digests=head.digests,
        version=head.version,
        units=tuple(
            ReportedUnit(
                id=unit.unit_id,
                name=unit.name,
                score=scores[unit.unit_id],
                reach=unit.reach,
                standing=standings[unit.unit_id],
                score_before=before.get(unit.unit_id),
            )
            for unit in head.units
        ),
        ranked=sum(standing.place is not None for standing in ranked),
        subjects={HOME: "首页", NAVIGATION: "导航栏目", **subjects},
    )


def findings_of(database: Database, report: AuditReport) -> Iterator[UnitFindings]:
    """What was found of each unit of the report, with the pages cited and the reviews that hold; few units at a time."""
    reviewed = reviewed_units(
        database, report.plan.id, report.audit_id, only=frozenset(unit.id for unit in report.units)
    )
    every = iter(report.units)
    while part := list(islice(every, AT_ONCE)):
        found = database.load_findings(report.audit_id, [unit.id for unit in part])
        pages = database.load_cited_pages(
            cite for findings in found.values() for finding in findings for cite in finding.cites
        )
        for unit in part:
            yield _unit_findings(report, unit, found[unit.id], pages, reviewed.get(unit.id))


def _unit_findings(
    report: AuditReport,
    unit: ReportedUnit,
    findings: tuple[Finding, ...],
    pages: Mapping[str, CitedPage],
    reviews: tuple[Review | None, ...] | None,
) -> UnitFindings:
    plan, is_inspection = report.plan, report.is_inspection
    checks = {
        (task.number, check.rule, check.subject): (task, check)
        for task in plan.tasks
        for check in task.checks
        if is_inspection
    }
    reported = []
    for finding, review in zip(findings, reviews or (None,) * len(findings), strict=True):
        known = checks.get((finding.task, finding.check, finding.subject))
        after = after_review(plan, finding, review) if review else None
        reported.append(
            Reported(
                finding=finding,
                review=review,
                deduction=deduction_of(*known, after or finding) if known else None,
                after=after,
            )
        )
    stand = [each.stands for each in reported]
    return UnitFindings(
        unit=unit,
        findings=tuple(reported),
        pages={cite: pages[cite] for each in findings for cite in each.cites if cite in pages},
        sections=() if is_inspection else score_sections(plan, stand),
        inspection=inspect(plan, unit.id, stand) if is_inspection else None,
        judged_inspection=inspect(plan, unit.id, findings) if is_inspection else None,
    )
