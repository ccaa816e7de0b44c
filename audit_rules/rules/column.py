"""``column``: is the subject's column (栏目) there, reachable and not blank?

Params: ``min_postings`` (default 1), how many postings it must hold; ``on_home`` (default false), whether the home page
must lead to it.

Any one readable column of the subject will do. It is proved to have been there from the earliest of the day a
crawl first read it with something in it and the earliest dated posting in it; but where an earlier crawl read the
portal after the due date and met with no such column, a posting dated before does not show that it stood in time. It is
called late only when that is certain: every
column of the subject was read to its end, and every posting in it has a date that may carry a judgement.
Missing or blank is a failure only when absence is proved (``audit_rules.absence.proof``). When everything in the
column is dated after the day of judgement, nobody can tell what it held on that day. Nor can one tell, where only a page
behind the home page was seen to lead to the column, that the home page doesn't: its links may be pictures or scripts.
"""

from dataclasses import replace
from datetime import date

from pydantic import Field

from audit_rules.absence.missing import COLUMN_MESSAGES, cant_tell, missing, named, no_column
from audit_rules.absence.proof import find_gap
from audit_rules.duty import Duty
from audit_rules.params import Params
from audit_rules.sightings.by_subject import (
    cites,
    columns_of,
    complete_from,
    holds_later,
    postings_in,
    readable,
    undecided,
    unread,
)
from audit_rules.suspicion.doubts import against, proof_of
from audit_rules.timing.timeliness import (
    Doubt,
    Proof,
    earliest,
    is_doubted,
    last_day,
    late_by,
    timeliness_of,
    timing_words,
)
from audit_rules.wording import day, place, quotable
from domain.beijing import beijing_day
from domain.columns import ColumnSeen
from domain.findings import Outcome, Verdict
from domain.observations import PortalFacts
from domain.postings import PostingSeen

MESSAGES = {
    **COLUMN_MESSAGES,
    "found": "{unit}门户网站已开设“{title}”栏目（{address}），{evidence}，{timing}。",
    "few_postings": "{unit}门户网站“{title}”栏目（{address}）仅有{count}条信息，少于要求的{need}条，{overdue}。",
    "list_unread": "{unit}门户网站“{title}”栏目（{address}）的信息列表只读到{count}条且未能读完，是否达到{need}条"
    "无法判断，建议人工翻阅该栏目核对。",
    "only_later": "{unit}门户网站“{title}”栏目（{address}）现有信息均发布于{as_of}之后，当时栏目是否已开设无法判断，"
    "建议查阅当时的网页存档。",
    "not_on_home": "{unit}门户网站已开设“{title}”栏目（{address}），但只在{found_on}见到其入口，首页是否设有入口"
    "（可能为图片或脚本菜单）无法判断，建议人工查看首页。",
}


class ColumnParams(Params):
    """With 0 postings asked for, a page that is a service or a form will do."""

    needs_subject = True

    min_postings: int = Field(default=1, ge=0)
    on_home: bool = False


PARAMS = ColumnParams


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    want = f"“{duty.subject_name}”栏目是否开设"
    verdict = no_column(duty, facts, as_of, want)
    if verdict is not None:
        return verdict
    columns = readable(columns_of(facts, {duty.subject}))
    lived = tuple(
        each for each in columns if postings_in(facts, (each,), as_of) or _undoubted(facts, each, as_of)
    )
    if not lived:
        return cant_tell(
            duty,
            facts,
            as_of,
            want=want,
            code="only_later",
            column=columns[0],
            values={"as_of": day(as_of)},
            seen=columns,
        )
    need = int(duty.check.params.get("min_postings", 1))
    held = len(postings_in(facts, lived, as_of)) or max(each.postings for each in lived) or 1
    if held < need:
        return _too_few(duty, facts, as_of, lived[0], held, need)
    if duty.check.params.get("on_home"):
        entered = tuple(each for each in lived if _is_on_home(duty, facts, each))
        if not entered:
            found_on = place(lived[0].found_on, duty.unit.portal_url)
            return cant_tell(
                duty,
                facts,
                as_of,
                want=want,
                code="not_on_home",
                column=lived[0],
                values={"found_on": found_on},
                seen=lived,
            )
        lived = entered
    return _found(duty, facts, as_of, lived)


def _is_on_home(duty: Duty, facts: PortalFacts, column: ColumnSeen) -> bool:
    homes = {facts.reach.home_url, duty.unit.portal_url}
    return any(home and home.rstrip("/") == column.found_on.rstrip("/") for home in homes)


def _undoubted(facts: PortalFacts, column: ColumnSeen, as_of: date) -> bool:
    """Whether a readable column without stored postings is there all the same, as a hub of sub-columns is."""
    return not holds_later(facts, column, as_of)


def _too_few(
    duty: Duty, facts: PortalFacts, as_of: date, column: ColumnSeen, held: int, need: int
) -> Verdict:
    values = {**named(duty, column), "count": str(held), "need": str(need)}
    want = f"“{duty.subject_name}”栏目信息是否达到{need}条"
    subjects = {duty.subject}
    complete = all(complete_from(each, date.min) for each in readable(columns_of(facts, subjects)))
    if not complete and find_gap(duty, facts, subjects, duty.due) is None:
        return cant_tell(duty, facts, as_of, want=want, code="list_unread", column=column, values=values)
    return missing(duty, facts, as_of, subjects=subjects, want=want, code="few_postings", values=values)


def _found(duty: Duty, facts: PortalFacts, as_of: date, columns: tuple[ColumnSeen, ...]) -> Verdict:
    opened = {each.id: _opened(duty, facts, each, as_of) for each in columns}
    column = min(
        columns,
        key=lambda each: (
            is_doubted(opened[each.id][0], duty.due),
            opened[each.id][0].on or date.max,
            -each.grade,
            each.id,
        ),
    )
    proof, posting = opened[column.id]
    subjects = {duty.subject}
    everything_read = (
        all(complete_from(each, date.min) for each in columns)
        and all(since.firm for since, _ in opened.values())
        and not unread(columns_of(facts, subjects))
        and not undecided(facts, subjects)
    )
    proof = replace(proof, firm=proof.firm and everything_read)
    doubted = is_doubted(proof, duty.due) and not duty.is_standing
    return Verdict(
        outcome=Outcome.PASSED,
        code="found",
        timeliness=timeliness_of(proof, duty.due, standing=duty.is_standing),
        values={
            **named(duty, column),
            "evidence": _evidence(proof, posting),
            "timing": timing_words(proof, duty.due, standing=duty.is_standing),
        },
        due=duty.due_dates,
        done_on=proof.on,
        late_by=late_by(proof, duty.due, standing=duty.is_standing),
        cites=(
            *cites(column, posting),
            *((*against(posting), *cites(column.not_met)) if doubted else ()),
        ),
    )


def _opened(
    duty: Duty, facts: PortalFacts, column: ColumnSeen, as_of: date
) -> tuple[Proof, PostingSeen | None]:
    """Since when the column is proved to have been there, and the posting that proves it."""
    postings = postings_in(facts, (column,), as_of)
    proofs = {each.id: proof_of(each, as_of) for each in postings}
    due = duty.due
    proof = earliest(proofs.values(), due)
    seen = beijing_day(column.first_ok)
    if seen is not None and seen <= as_of:
        doubted = is_doubted(proof, due) and seen <= last_day(due)
        if proof.on is None or seen < proof.on or doubted:
            return Proof(on=seen), None
    decisive = (each for each in postings if proof.on and proofs[each.id].on == proof.on)
    posting = next((each for each in decisive if proofs[each.id].doubt == proof.doubt), None)
    return replace(proof, doubt=proof.doubt or _not_there(column, proof, duty.plan.doubt_days)), posting


def _not_there(column: ColumnSeen, proof: Proof, doubt_days: int) -> Doubt | None:
    """What an earlier crawl that did not meet with the column says against a posting from well before it."""
    seen = beijing_day(column.first_seen)
    if column.not_met is None or seen is None or proof.on is None:
        return None
    unmet = beijing_day(column.not_met.at) or seen
    if (unmet - proof.on).days < doubt_days:
        return None
    return Doubt(until=unmet, words=f"但{day(unmet)}巡查该网站时未见此栏目、{day(seen)}才首次见到")


def _evidence(proof: Proof, posting: PostingSeen | None) -> str:
    if proof.on is None:
        return "栏目内信息未注明可采信的日期"
    if posting is None:
        return f"巡查于{day(proof.on)}首次见到该栏目已有内容"
    if posting.published_on != proof.on:
        return f"巡查于{day(proof.on)}首次见到其中信息“{quotable(posting.title)}”"
    said = "标注日期为" if proof.doubt else "发布于"
    return f"所见最早一条信息“{quotable(posting.title)}”{said}{day(proof.on)}"
