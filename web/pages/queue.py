"""What waits for a person: one duty open with all that is needed to decide, and what follows it?"""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from db import queue_reading, unit_reading
from db.audit_reading import load_audit_record, load_findings_by_id
from db.database import Database
from db.duty_listing import load_reviews_by_number
from db.duty_reading import load_duty
from db.queue_reading import QueueFilter
from domain.accounts import Permission
from domain.beijing import beijing_day
from domain.standings import Duty
from evidence.office.audit_report import Reported
from evidence.office.duty_wording import due_words
from evidence.office.plain_text import plain_lines
from evidence.office.statuses import account_of, notes_of
from web.pages.review_words import REASON_TOLD, REASON_WORDS, form_words
from web.pages.units import KIND_WORDS
from web.reading.citations import cite_word
from web.reading.plan_words import plan_words
from web.reading.queue_asked import QueueAsked
from web.reading.reviewing import review_form
from web.reading.scope import scope_of
from web.reading.statuses import WORD
from web.rendering import page
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Query(max_length=200)]
ROWS = 20
_CITED = 8
_DONE = {
    "review": "复核已保存。下面是下一项。",
    "proposal": "已提交，须另一名复核人员批准后生效。下面是下一项。",
}


@router.get("/queue")
def queue_page(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, needs(Permission.REVIEW)],
    plan: Text = "",
    reason: Text = "",
    kind: Text = "",
    region: Text = "",
    section: Text = "",
    task: Text = "",
    unit: Text = "",
    at: Annotated[int, Query(ge=0, lt=2**63)] = 0,
    done: Text = "",
) -> Response:
    """The duty asked for, or the weightiest that nobody else has open; opening it says so to the others."""
    asked = QueueAsked(
        plan=plan,
        reason=reason,
        kind=kind,
        region=region,
        section=section,
        task=task.strip(),
        unit=unit.strip(),
    )
    scope = scope_of(database, visitor, plan, leads_to="/queue")
    if scope is None:
        return page(request, "nothing.html")
    wanted, now = asked.wanted(scope.words), datetime.now(UTC)
    login = visitor.account.login
    duty = _open(database, scope.plan_id, login, wanted, at, now)
    values: dict[str, Any] = {
        "scope": scope,
        "asked": asked,
        "counts": queue_reading.count_queue(database, scope.plan_id),
        "MOST": queue_reading.MOST,
        "REASON_WORDS": REASON_WORDS,
        "KIND_WORDS": KIND_WORDS,
        "kinds": [(each.value, word) for each, word in KIND_WORDS.items()],
        "regions": unit_reading.load_regions(database, scope.plan_id),
        "sections": list(dict.fromkeys(each.section for each in scope.words.tasks.values())),
        "WORD": WORD,
        "login": login,
        "duty": None,
        "moved": bool(at) and (duty is None or duty.id != at),
        "done": _DONE.get(done, ""),
        "scripts": ("queue.js",),
    }
    if duty is not None:
        values |= _opened(database, visitor, scope.plan_id, wanted, duty, now)
    return page(request, "queue.html", values)


def _open(
    database: Database, plan_id: str, login: str, wanted: QueueFilter, at: int, now: datetime
) -> Duty | None:
    """The duty to be shown. One that waits no more gives way to the next: somebody has just decided about it."""
    duty = load_duty(database, at) if at else None
    if duty is not None and duty.queue_weight is not None:
        record = load_audit_record(database, duty.audit_id)
        if record is not None and record.plan_id == plan_id:
            return duty
    item = queue_reading.next_item(database, plan_id, login, wanted, now=now)
    if item is None:
        # All that is left is open elsewhere: it is shown with the name of who has it.
        item = next(iter(queue_reading.load_queue(database, plan_id, wanted, now=now, limit=1)), None)
    return item.duty if item else None


def _opened(
    database: Database, visitor: Visitor, plan_id: str, wanted: QueueFilter, duty: Duty, now: datetime
) -> dict[str, Any]:
    account = visitor.account
    claim = queue_reading.claim_duty(database, duty.id, login=account.login, name=account.name, now=now)
    place = (duty.queue_weight or 0, duty.id)
    following = queue_reading.load_queue(database, plan_id, wanted, now=now, after=place, limit=ROWS)
    free = (each.duty for each in following if each.claim is None or each.claim.login == account.login)
    upcoming = next(free, None)
    before = queue_reading.item_before(database, plan_id, wanted, now=now, before=place)
    stored = load_findings_by_id(database, [duty.finding_id]).get(duty.finding_id)
    record = load_audit_record(database, duty.audit_id)
    assert record is not None
    words = plan_words(database, record)
    shown: dict[str, Any] = {
        "duty": duty,
        "words": words,
        "claim": claim if claim.login != account.login else None,
        "following": following,
        "next_duty": upcoming.id if upcoming else 0,
        "before_duty": before.duty.id if before else 0,
        "reason_told": REASON_TOLD[duty.queue_reason] if duty.queue_reason else "",
        "task_text": words.task_text(duty.task, 600),
        "finding": stored.finding if stored else None,
        **form_words(),
    }
    if stored is None:
        # An audit is being worked in: the next look shows it.
        return {**shown, "form": None, "account": "", "due": "", "notes": (), "cited": (), "more_cited": 0}
    found = stored.finding
    reviews = load_reviews_by_number(database, {duty.review_id} if duty.review_id else set())
    return {
        **shown,
        "form": review_form(database, visitor, duty.finding_id, today=beijing_day(now) or now.date()),
        "account": account_of(
            Reported(finding=found, review=reviews.get(duty.review_id or 0)), plain_lines(found.explanation)
        ),
        "due": due_words(words.task(duty.task), found.due),
        "notes": notes_of(found),
        "cited": [
            (cite, cite_word(cited), cited)
            for cite, cited in ((cite, database.load_citation(cite)) for cite in found.cites[:_CITED])
        ],
        "more_cited": max(len(found.cites) - _CITED, 0),
    }
