"""The open data (开放数据): the ledger as a table (CSV), and everything that was found as one object (JSON)."""

import csv
import json
from collections.abc import Iterable
from typing import Any, TextIO

from domain.findings import Points, Score
from domain.plans import Task
from domain.reach_words import reach_word
from evidence.office.audit_report import AuditReport, Reported, ReportedUnit, UnitFindings
from evidence.office.check_names import check_name
from evidence.office.csv_fields import BYTE_ORDER_MARK, LINE_END, csv_field
from evidence.office.ledger_rows import columns_of, ledger_rows
from evidence.office.plain_text import plain_line, plain_lines
from evidence.office.standings import rescored_count
from evidence.office.statuses import remark_of, status_of, timeliness_word


def write_table(file: TextIO, report: AuditReport, found: Iterable[UnitFindings]) -> None:
    """Write the ledger as CSV (RFC 4180, CRLF) with a byte order mark.

    A text that could be taken for a formula begins with an apostrophe; the JSON has it without.
    """
    file.write(BYTE_ORDER_MARK)
    columns = columns_of(report)
    table = csv.writer(file, lineterminator=LINE_END)
    table.writerow([column.heading for column in columns])
    for each in found:
        table.writerows(
            [csv_field(column.value(row)) for column in columns] for row in ledger_rows(report, each)
        )


def write_object(file: TextIO, report: AuditReport, found: Iterable[UnitFindings]) -> None:
    """Write ``{"plan", …, "tasks", "units"}``, one line a task and a unit; keys are those of the result of an audit."""
    head = {
        "plan": report.plan.id,
        "title": report.plan.title,
        "document_number": report.plan.document_number,
        "as_of": report.as_of.isoformat(),
        "audit": report.audit_id,
        "judged_at": report.judged_at.isoformat(timespec="seconds"),
        "plan_digest": report.digests.plan,
        "rules_digest": report.digests.rules,
        "vocabulary_digest": report.digests.vocabulary,
        "register_digest": report.digests.register,
        "version": report.version,
    }
    for name, value in head.items():
        file.write(f"{'{' if name == 'plan' else ','}{_json(name)}:{_json(value)}\n")
    file.write(',"tasks":[\n' + ",\n".join(_json(_task(task)) for task in report.plan.tasks))
    file.write('\n],"units":[')
    for place, each in enumerate(found):
        file.write((",\n" if place else "\n") + _json(_unit(report, each)))
    file.write("\n]}\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _task(task: Task) -> dict[str, Any]:
    return {
        "task": task.number,
        "section": task.section,
        "text": task.text,
        "leads": task.lead_text,
        "deadline": task.deadline_text,
    }


def _unit(report: AuditReport, found: UnitFindings) -> dict[str, Any]:
    unit = found.unit
    return {
        "id": unit.id,
        "name": plain_line(unit.name),
        **_standing(report, unit, found),
        "reach": {
            "status": str(unit.reach.status),
            "word": reach_word(unit.reach.status, unit.reach.blocked, unit.reach.failure),
            "pages": unit.reach.pages,
        },
        "changed_by_review": rescored_count(found),
        "findings": [_finding(report, found, reported) for reported in found.findings],
    }


def _standing(report: AuditReport, unit: ReportedUnit, found: UnitFindings) -> dict[str, Any]:
    if report.is_inspection:
        inspection = found.inspection
        return {
            "result": str(inspection.result) if inspection else None,
            "taken": inspection.taken if inspection else None,
            "taken_reference": inspection.taken_reference if inspection else None,
        }
    standing = unit.standing
    return {
        "place": standing.place,
        "tied": standing.tied,
        "grade": standing.grade,
        "score": _score(unit.score),
        "score_as_judged": _score(unit.judged_score),
    }


def _score(score: Score) -> dict[str, float | None]:
    return {**_points(score), "percent": score.percent, "coverage": score.coverage}


def _finding(report: AuditReport, found: UnitFindings, reported: Reported) -> dict[str, Any]:
    finding, deduction, review = reported.finding, reported.deduction, reported.review
    subject, stands = finding.subject, reported.stands
    pages = (found.pages[cite] for cite in finding.cites if cite in found.pages)
    return {
        "task": finding.task,
        "check": finding.check,
        "check_name": check_name(finding.check),
        "subject": subject,
        "subject_name": report.subjects.get(subject, subject) if subject else None,
        "outcome": str(finding.outcome),
        "status": str(status_of(reported)),
        "timeliness": str(finding.timeliness),
        "timeliness_word": timeliness_word(reported),
        "code": finding.code,
        "due": [day.isoformat() for day in finding.due],
        "done_on": stands.done_on.isoformat() if stands.done_on else None,
        "late_by": list(stands.late_by),
        "points": _points(stands.points),
        "deduction": {"points": deduction.points, "reference": deduction.reference} if deduction else None,
        "explanation": plain_lines(finding.explanation),
        "remark": remark_of(reported),
        "review": {
            "decision": str(review.decision),
            "audit": review.audit_id,
            "author": plain_line(review.author),
            "approved_by": plain_line(review.approved_by) if review.approved_by else None,
            "at": review.at.isoformat(timespec="seconds"),
            "reason": plain_lines(review.reason),
        }
        if review
        else None,
        "cites": list(finding.cites),
        "pages": [
            {
                "id": page.id,
                "address": plain_line(page.address or "") or None,
                "title": None if page.title is None else plain_line(page.title),
            }
            for page in pages
        ],
    }


def _points(value: Score | Points) -> dict[str, float]:
    return {"earned": value.earned, "possible": value.possible, "unmeasured": value.unmeasured}
