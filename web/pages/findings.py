"""What was found of one duty, what does it rest on, and how was it judged before?"""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from casework.reviews.reviewed_units import reviews_of_finding
from db import duty_reading
from db.audit_reading import load_audit_record, load_audit_unit, load_findings_by_id
from domain.accounts import Permission
from domain.beijing import beijing_day
from domain.findings import AT_FAULT, Finding
from evidence.office.audit_report import Reported
from evidence.office.duty_wording import due_words
from evidence.office.plain_text import plain_line, plain_lines
from evidence.office.statuses import (
    account_of,
    judged_status,
    notes_of,
    status_of,
    timeliness_word,
)
from web.charts.posting_timeline import Posted, posting_timeline
from web.pages.review_words import REVIEW_DONE, form_words
from web.reading.citations import cite_word
from web.reading.objection_words import KIND_WORDS, STATE_WORDS
from web.reading.objections import duty_talk
from web.reading.plan_words import plan_words
from web.reading.reviewing import review_form
from web.reading.statuses import status_before
from web.rendering import page
from web.security.permissions import needs, only_own
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(include_in_schema=False)
_CITED = 40


@router.get("/findings/{finding}")
def finding_page(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, needs(Permission.SEE_ALL, Permission.SEE_OWN)],
    finding: int,
    done: str = "",
) -> Response:
    """One finding."""
    stored = load_findings_by_id(database, [finding]).get(finding) if 0 < finding < 2**63 else None
    only_own(visitor, stored.finding.unit_id if stored else None)
    record = load_audit_record(database, stored.audit_id) if stored else None
    if stored is None or record is None:
        raise HTTPException(404)
    found = stored.finding
    words, now = plan_words(database, record), datetime.now(UTC)
    duty = duty_reading.duty_of_finding(database, finding)
    unit = load_audit_unit(database, stored.audit_id, found.unit_id)
    cited = [(cite, database.load_citation(cite)) for cite in found.cites[:_CITED]]
    reviews = reviews_of_finding(database, record.plan_id, stored.audit_id, found.unit_id, finding)
    reported = Reported(finding=found, review=reviews.holding)
    name = unit.name if unit else found.unit_id
    values: dict[str, Any] = {
        "finding": found,
        "stored": stored,
        "record": record,
        "words": words,
        "unit_name": name,
        "duty": duty,
        "newest": duty is not None and duty.finding_id == finding,
        "judged": judged_status(found.outcome, found.timeliness, found.code, advice=found.advice),
        # Also of an older finding: what a person cleared is not shown as a problem anywhere.
        "standing": status_of(reported),
        "account": account_of(reported, plain_lines(found.explanation)),
        "timeliness": timeliness_word(Reported(finding=found)),
        "notes": notes_of(found),
        "due": due_words(words.task(str(found.task)), found.due),
        "timeline": _timeline(found, cited, record.as_of),
        "cited": [(cite, cite_word(shown), shown) for cite, shown in cited],
        "more_cited": len(found.cites) - len(cited),
        "verdicts": duty_reading.load_verdicts(database, record.plan_id, duty) if duty else (),
        "status_before": status_before,
        "reviews": list(reversed(reviews.every)),
        "talk": duty_talk(database, visitor, record.plan_id, duty, newest=duty.finding_id == finding)
        if duty
        else None,
        "KIND_WORDS": KIND_WORDS,
        "STATE_WORDS": STATE_WORDS,
        "own_unit": visitor.own_unit,
        "form": review_form(database, visitor, finding, today=beijing_day(now) or now.date()),
        "done": REVIEW_DONE.get(done, ""),
        "scripts": ("queue.js",),
        **form_words(),
        "trail": (
            *((("单位", "/units"),) if visitor.own_unit is None else ()),
            (name, f"/units/{found.unit_id}"),
            (f"{words.task_name(str(found.task))}　{words.check(found.check, found.subject)}", None),
        ),
    }
    return page(request, "finding.html", values)


def _timeline(found: Finding, cited: list[tuple[str, Any]], as_of: date) -> Any:
    """The postings cited against the deadlines; None where there is neither."""
    late = found.values.get(AT_FAULT, ())
    at_fault = set(late) if isinstance(late, list | tuple) else set()
    postings = [
        Posted(
            title=plain_line(str(shown.get("title", "")), 120),
            on=_shown_date(shown),
            first_seen=_seen(shown.get("first_seen")),
            late=cite in at_fault,
        )
        for cite, shown in cited
        if shown is not None and shown["kind"] == "posting"
    ]
    if not found.due and not postings:
        return None
    return posting_timeline("timeline", due=found.due, postings=postings, as_of=as_of)


def _shown_date(shown: dict[str, Any]) -> date | None:
    """The surest date of a posting as it is shown now; of equally sure ones the one seen last (docs/store.md)."""
    dates = shown.get("dates", ())
    if not dates:
        return None
    surest = max(
        dates, key=lambda each: (int(each["confidence"]), str(each["last_seen"]), str(each["first_seen"]))
    )
    return date.fromisoformat(str(surest["value"]))


def _seen(moment: object) -> date | None:
    return beijing_day(datetime.fromisoformat(moment)) if isinstance(moment, str) else None
