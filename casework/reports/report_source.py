"""From which stored audit is an office document made, so that it stays the same whatever was edited since?"""

from collections.abc import Iterator, Mapping
from itertools import islice

from audit_rules.scores.deductions import deduction_of, inspect
from audit_rules.scores.ranking import rank
from audit_rules.scores.scoring import score_sections
from casework.reports.judged_by import JudgedBy, judged_by, wanted_head
from db.database import AuditHead, Database, finding_rows, ready_text
from domain.beijing import BEIJING
from domain.cited_pages import CitedPage
from domain.findings import Finding, Score, Standing
from domain.plans import Plan
from domain.reviews import Review, standing_reviews
from domain.subjects import HOME, NAVIGATION
from evidence.office.audit_report import AuditReport, Reported, ReportedUnit, UnitFindings
from evidence.office.standings import overtaken
from evidence.seals.leaves import finding_digest, text_leaf

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
    set_aside = _overtaken_units(database, head.id)
    ranked = rank(
        {unit.unit_id: unit.score for unit in head.units if unit.unit_id not in set_aside}, loaded.grading
    )
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
                score=unit.score,
                reach=unit.reach,
                standing=standings.get(unit.unit_id) or _unranked(unit.unit_id, unit.score),
            )
            for unit in head.units
        ),
        ranked=sum(standing.place is not None for standing in ranked),
        subjects={HOME: "首页", NAVIGATION: "导航栏目", **subjects},
    )


def findings_of(database: Database, report: AuditReport) -> Iterator[UnitFindings]:
    """What was found of each unit of the report, with the pages cited and the reviews that hold; few units at a time."""
    reviews = standing_reviews(database.load_reviews(report.audit_id))
    reviewed = {review.unit_id for review in reviews.values()}
    every = iter(report.units)
    while part := list(islice(every, AT_ONCE)):
        found = database.load_findings(report.audit_id, [unit.id for unit in part])
        pages = database.load_cited_pages(
            cite for findings in found.values() for finding in findings for cite in finding.cites
        )
        for unit in part:
            held = reviews if unit.id in reviewed else {}
            yield _unit_findings(report, unit, found[unit.id], pages, held)


def _overtaken_units(database: Database, audit_id: str) -> frozenset[str]:
    """The units of which a review changed a finding that their score counts.

    They are not ranked, and the others are ranked without them: a gap among the places would tell the place of the unit that is
    not there.
    """
    reviews = standing_reviews(database.load_reviews(audit_id))
    reviewed = sorted({review.unit_id for review in reviews.values()})
    if not reviewed:
        return frozenset()
    return frozenset(
        unit_id
        for unit_id, findings in database.load_findings(audit_id, reviewed).items()
        if any(
            overtaken(Reported(finding=finding, review=reviews.get((audit_id, _digest(finding)))))
            for finding in findings
        )
    )


def _unranked(unit_id: str, score: Score) -> Standing:
    return Standing(
        unit_id=unit_id, place=None, tied=0, grade=None, percent=score.percent, coverage=score.coverage
    )


def _unit_findings(
    report: AuditReport,
    unit: ReportedUnit,
    findings: tuple[Finding, ...],
    pages: Mapping[str, CitedPage],
    reviews: Mapping[tuple[str, str], Review],
) -> UnitFindings:
    plan, is_inspection = report.plan, report.is_inspection
    checks = {
        (task.number, check.rule, check.subject): (task, check)
        for task in plan.tasks
        for check in task.checks
        if is_inspection
    }
    reported = []
    for finding in findings:
        known = checks.get((finding.task, finding.check, finding.subject))
        reported.append(
            Reported(
                finding=finding,
                review=reviews.get((report.audit_id, _digest(finding))) if reviews else None,
                deduction=deduction_of(*known, finding) if known else None,
            )
        )
    return UnitFindings(
        unit=unit,
        findings=tuple(reported),
        pages={cite: pages[cite] for each in findings for cite in each.cites if cite in pages},
        sections=() if is_inspection else score_sections(plan, findings),
        inspection=inspect(plan, unit.id, findings) if is_inspection else None,
    )


def _digest(finding: Finding) -> str:
    """How reviews call a finding."""
    (row,) = finding_rows([finding]).rows
    return finding_digest(text_leaf(ready_text(row)))
