"""``document``: was a document (方案, 报告, 办法 …) published on the portal by its date?

Params: ``title_any``, ``title_all``, ``title_not`` (keywords; an entry may be a list of alternatives), ``subjects``
(the columns whose full reading proves absence; default notices, regulations, key-areas).

A posting anywhere on the portal with such a title counts. A title that names other years only is another year's
document (the year of a document number is not such a name, and an edition, 2016年版, is in force until the next one),
unless a standing duty is owed and last year's results (2016年度考核结果) are published in the plan's year. Where the
deadline has a date, a posting from before the plan's issue counts only when its title names the plan's year: an older
实施方案 does not fulfil a new duty. For a standing duty any age will do, and the document may come out on any day of
the year: what is missing is told on its last night; a list or a rule that names another year (2016年…清单) may be in
force still, and nobody can tell. An undated document counts, its timeliness unknown. A posting whose date lies before
the plan's issue, but is of low confidence or contradicted by a later one, may be either: nobody can tell. A document of
the same kind about the same matter under a name that the keywords lack (政务公开工作安排 for 实施方案), dated when this
one might be, is for an inspector to read: nothing is called missing beside it, nor late beside one in time. A date in
time that earlier crawls speak against leaves the timeliness unknown; a document that was taken away again can't be
told, unless another one stands there (``audit_rules.suspicion.doubts``). Late is only what is certainly so
(``audit_rules.families.surely_late``).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Self

from pydantic import Field, model_validator

from audit_rules.absence.missing import MESSAGES as MISSING_MESSAGES
from audit_rules.absence.missing import missing, not_due
from audit_rules.absence.proof import find_gap
from audit_rules.duty import Duty
from audit_rules.families.surely_late import read_back
from audit_rules.params import TitleParams, Word
from audit_rules.sightings.by_subject import (
    cites,
    columns_of,
    complete_from,
    readable,
    seen_before,
    sure_date,
)
from audit_rules.sightings.document_kinds import alike
from audit_rules.sightings.titled import titled
from audit_rules.sightings.titles import TitleTest, title_test
from audit_rules.suspicion.doubts import WITHDRAWN_MESSAGES, against, is_withdrawn, proof_of, withdrawn
from audit_rules.timing.this_plans import (
    is_contradicted,
    is_of_another_year,
    is_valid,
    may_be_valid,
    was_valid,
)
from audit_rules.timing.timeliness import (
    Proof,
    earliest,
    is_doubted,
    is_open,
    last_day,
    late_by,
    not_late_words,
    timeliness_of,
    timing_words,
)
from audit_rules.wording import day, listed, place, quotable
from domain.columns import ColumnSeen, ColumnStatus
from domain.findings import AT_FAULT, Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.postings import PostingSeen

MESSAGES = {
    **MISSING_MESSAGES,
    **WITHDRAWN_MESSAGES,
    "found": "{unit}门户网站已公开“{posting}”（{address}），{evidence}，{timing}。",
    "date_unsure": "{unit}门户网站有“{posting}”（{address}），但所见日期{on}早于方案印发日且不可靠（{why}），是否为本年度文件"
    "无法判断，建议打开正文核对成文和发布日期。",
    "no_place": "{unit}门户网站未查到可供通读的{places}栏目，标题含{words}的文件是否公开无法判断，"
    "建议人工在站内检索。",
    "list_unread": "{unit}门户网站{places}栏目的信息列表未能读全，标题含{words}的文件是否公开无法判断，"
    "建议人工翻阅或在站内检索。",
    "other_title": "{unit}门户网站未查到标题含{words}的文件，但有标题相近的“{posting}”（{address}，{on}），内容是否相当须人工"
    "核对，不认定为未公开。",
    "only_earlier": "在{unit}门户网站只查到方案印发（{issued}）之前的“{posting}”（{address}，{on}），不能视为落实本"
    "方案，{searched}，{overdue}。",
    "other_year": "在{unit}门户网站只查到标题写明其他年度的“{posting}”（{address}，{on}），不能视为本年度的文件，"
    "{searched}，{overdue}。",
    "may_last": "{unit}门户网站有“{posting}”（{address}，{on}），标题写明的是其他年度，是否仍然有效、能否视为已经落实无法判断，"
    "建议打开正文核对。",
    "missing": "在{unit}门户网站通读{places}栏目，未查到标题含{words}的文件，{searched}，{overdue}。",
}


class DocumentParams(TitleParams):
    """It must say which titles it looks for."""

    subjects: list[Word] = Field(default_factory=list)

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if not self.title_any and not self.title_all:
            raise ValueError("a document check needs title_any or title_all")
        return self


PARAMS = DocumentParams

PLACES = ("notices", "regulations", "key-areas")
"""The columns in which documents are published."""


_LASTING = ("清单", "目录", "名录库", "办法", "规定", "细则", "制度", "指南", "标准", "预案", "规划", "权责")
"""Words of what stays in force until it is replaced, whatever year its title names."""

_NOTICES = "notices"
"""Where documents of any kind stand; on a portal without it nobody can say where else one would be."""


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    test = title_test(duty.check.params)
    if not test.asks:
        raise ValueError("a document check needs title_any or title_all")
    every = titled(facts, test, as_of)
    others = [each for each in every if is_of_another_year(duty, each)]
    named = [each for each in every if each not in others]
    valid = [each for each in named if is_valid(duty, each)]
    if any(not is_withdrawn(each) for each in valid):
        return _not_late_beside(duty, _found(duty, facts, as_of, valid), _near(duty, facts, test, as_of))
    last_night = date(duty.plan.year, 12, 31) if duty.is_standing else None
    if is_open(duty.due, as_of) or (last_night is not None and as_of < last_night):
        return not_due(duty, _want(test), as_of, until=last_night)
    if valid:
        return withdrawn(duty, valid[0], _want(test), due=duty.due_dates)
    for each in named:
        if each.published_on and was_valid(duty, each):
            return _unsure(duty, facts, each, each.published_on)
        if (
            each.published_on
            and (not sure_date(each) or is_contradicted(each, duty))
            and not seen_before(each.first_seen, duty.plan.issued_on)
        ):
            return _unsure(duty, facts, each, each.published_on)
    return _absent(duty, facts, as_of, test, earlier=named, others=others)


def _places(duty: Duty) -> tuple[str, ...]:
    return tuple(duty.check.params.get("subjects", PLACES))


def _want(test: TitleTest) -> str:
    return f"标题含{test.words()}的文件是否公开"


def _near(duty: Duty, facts: PortalFacts, test: TitleTest, as_of: date) -> tuple[PostingSeen, ...]:
    """What may be this plan's document under a name that the keywords lack."""
    return tuple(each for each in alike(facts, test, as_of) if may_be_valid(duty, each))


def _not_late_beside(duty: Duty, verdict: Verdict, near: Sequence[PostingSeen]) -> Verdict:
    """The verdict on a document found, its timeliness open where it came late and one of another name was in time."""
    early = [each for each in near if each.published_on and each.published_on <= last_day(duty.due)]
    if verdict.timeliness is not Timeliness.LATE or not early:
        return verdict
    told = _told(duty, early[0])
    named = f"“{told['posting']}”（{told['address']}）"
    timing = f"晚于{day(duty.due.on)}的时限，但{told['on']}已公开标题相近的{named}，是否逾期不作认定"
    return replace(
        verdict,
        timeliness=Timeliness.UNKNOWN,
        values={**verdict.values, "timing": timing},
        late_by=(),
        cites=tuple(dict.fromkeys((*verdict.cites, early[0].id))),
    )


def _found(duty: Duty, facts: PortalFacts, as_of: date, valid: Sequence[PostingSeen]) -> Verdict:
    proofs = {each.id: proof_of(each, as_of) for each in valid}
    proof = earliest(proofs.values(), duty.due)
    decisive = [each for each in valid if proof.on is None or _alike(proofs[each.id], proof)] or valid
    # One that was taken away proves when the other was first there, but is not what an inspector finds.
    posting = min(decisive, key=is_withdrawn)
    stands = next(each for each in (posting, *valid) if not is_withdrawn(each))
    others = [each for each in (stands, *valid) if each.id != posting.id]
    doubted = is_doubted(proof, duty.due) and not duty.is_standing
    if proof.on is None:
        evidence = "页面未注明发布日期"
    elif doubted:
        evidence = f"标注{day(proof.on)}发布"
    elif posting.published_on == proof.on:
        evidence = f"发布于{day(proof.on)}"
    else:
        evidence = f"巡查于{day(proof.on)}首次见到"
    if stands is not posting:
        evidence += (
            f"（该条现已不在列，现有“{quotable(stands.title)}”（{place(stands.url, duty.unit.portal_url)}））"
        )
    timeliness = timeliness_of(proof, duty.due, standing=duty.is_standing)
    timing = timing_words(proof, duty.due, standing=duty.is_standing)
    late = late_by(proof, duty.due, standing=duty.is_standing)
    if timeliness is Timeliness.LATE and not _is_read(duty, facts):
        timeliness, timing, late = Timeliness.UNKNOWN, not_late_words(duty.due), ()
    return Verdict(
        outcome=Outcome.PASSED,
        code="found",
        timeliness=timeliness,
        values={
            "posting": quotable(posting.title),
            "address": place(posting.url, duty.unit.portal_url),
            "evidence": evidence,
            "timing": timing,
            **({AT_FAULT: cites(posting)} if timeliness is Timeliness.LATE else {}),
        },
        due=duty.due_dates,
        done_on=proof.on,
        late_by=late,
        cites=(*cites(posting, *others[:4]), *(against(posting) if doubted or stands is not posting else ())),
    )


def _is_read(duty: Duty, facts: PortalFacts) -> bool:
    """Whether the portal was read so well that an earlier posting of the document would have been seen."""
    subjects = _places(duty)
    lists = [each for each in readable(columns_of(facts, subjects)) if not _is_hub(each)]
    noticed = _NOTICES not in subjects or any(each.subject == _NOTICES for each in lists)
    return noticed and read_back(duty, facts, subjects, lists, duty.plan.issued_on)


def _alike(one: Proof, other: Proof) -> bool:
    return one.on == other.on and one.doubt == other.doubt


def _unsure(duty: Duty, facts: PortalFacts, posting: PostingSeen, on: date) -> Verdict:
    values: dict[str, object] = {
        "posting": quotable(posting.title),
        "address": place(posting.url, duty.unit.portal_url),
        "on": day(on),
        "why": _why(posting),
    }
    return _untold(duty, "date_unsure", values, cites(facts.reach, posting))


def _untold(duty: Duty, code: str, values: dict[str, object], seen: tuple[str, ...]) -> Verdict:
    return Verdict(outcome=Outcome.CANT_TELL, code=code, values=values, due=duty.due_dates, cites=seen)


def _why(posting: PostingSeen) -> str:
    if posting.past_dates:
        return f"此前巡查所见日期为{day(posting.past_dates[-1].on)}"
    other = posting.published.conflict if posting.published else None
    return "仅见于网址" if other is None or not sure_date(posting) else f"页面另有日期{day(other)}"


def _absent(
    duty: Duty,
    facts: PortalFacts,
    as_of: date,
    test: TitleTest,
    *,
    earlier: Sequence[PostingSeen],
    others: Sequence[PostingSeen],
) -> Verdict:
    """The verdict when nothing that counts is there; ``earlier`` and ``others`` (of other years) are what is there instead."""
    lasting = [each for each in others if any(word in each.title for word in _LASTING)]
    if lasting and duty.is_standing and not earlier:
        return _untold(duty, "may_last", _newest(duty, lasting), cites(facts.reach, *lasting[:3]))
    subjects = _places(duty)
    values: dict[str, object] = {
        "places": listed(f"“{duty.name_of(each)}”" for each in subjects),
        "words": test.words(),
        "issued": day(duty.plan.issued_on),
    }
    gap = find_gap(duty, facts, subjects, duty.due)
    if gap is not None:
        return gap.verdict(duty, _want(test))
    columns = columns_of(facts, subjects)
    lists = [each for each in readable(columns) if not _is_hub(each)]
    since = date.min if duty.is_standing else date(duty.plan.year, 1, 1)
    unread = [each for each in lists if not complete_from(each, since)]
    noticed = _NOTICES not in subjects or any(each.subject == _NOTICES for each in lists)
    if unread or not lists or not noticed:
        return _untold(duty, "list_unread" if unread else "no_place", values, cites(facts.reach, *unread))
    near = _near(duty, facts, test, as_of)
    if near:
        return _untold(
            duty, "other_title", {**values, **_told(duty, near[-1])}, cites(facts.reach, *near[-5:])
        )
    # Named is what was read, not what was to be: a portal need not have every column.
    read = dict.fromkeys(duty.name_of(each.subject) for each in lists)
    values["places"] = listed(f"“{name}”" for name in read)
    verdict = missing(
        duty,
        facts,
        as_of,
        subjects=subjects,
        want=_want(test),
        code="only_earlier" if earlier else "other_year" if others else "missing",
        values={**values, **_newest(duty, earlier or others)},
    )
    # What is there instead is named in the sentence; where it was looked for follows.
    return replace(verdict, cites=(*cites(*(earlier or others)[:3]), *verdict.cites))


def _is_hub(column: ColumnSeen) -> bool:
    """Whether the column leads to sub-columns and lists nothing itself."""
    return column.status is ColumnStatus.OK and column.postings == 0 and bool(column.elements)


def _newest(duty: Duty, postings: Sequence[PostingSeen]) -> dict[str, object]:
    if not postings:
        return {}
    return _told(duty, max(postings, key=lambda each: (each.published_on or date.min, each.id)))


def _told(duty: Duty, posting: PostingSeen) -> dict[str, object]:
    return {
        "posting": quotable(posting.title),
        "address": place(posting.url, duty.unit.portal_url),
        "on": day(posting.published_on) if posting.published_on else "日期不详",
    }
