"""``periodic``: was a posting published for each period (每月、每季度、每周) by its due date?

Params: ``title_any`` and ``title_all`` (keywords, optional), ``title_not``. With keywords a posting anywhere on
the portal counts, without them one in the subject's columns.

Judged are the periods whose due date lies after the plan's issue and has passed, and those done ahead of it. A
period named in a title wins over the date of posting; how postings fall to periods is said in
``audit_rules.periods.instalments``. All periods done in time: on time; all done, some late: late; one missing, with every
column of the subject read back over its period: overdue. A period missing from a list that was not read so far
back, beside postings without a reliable date, or where the postings stand in no column of the subject, can't be told; nor one
that another title may be meant for (``audit_rules.periods.misnamed``). Late is only what is certainly so
(``audit_rules.families.surely_late``).
A date that earlier crawls speak against leaves the timeliness unknown; an instalment that was taken away again can't be
told (``audit_rules.suspicion.doubts``).
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from audit_rules.absence.dossiers import dossier_of
from audit_rules.absence.missing import COLUMN_MESSAGES, named
from audit_rules.absence.proof import absence_cites, find_gap, searched, visited
from audit_rules.duty import Duty
from audit_rules.families.surely_late import is_late, times_of
from audit_rules.params import TitleParams
from audit_rules.periods.considered import considered
from audit_rules.periods.instalments import Instalment, assign
from audit_rules.periods.misnamed import misnamed, under_other_words
from audit_rules.sightings.by_subject import (
    blank,
    cites,
    columns_of,
    complete_from,
    crawled_on,
    lists_nothing,
    readable,
)
from audit_rules.sightings.titles import title_test
from audit_rules.suspicion.doubts import WITHDRAWN_MESSAGES, against, is_withdrawn, withdrawn
from audit_rules.timing.timeliness import (
    conflict_words,
    is_doubted,
    is_open,
    last_day,
    late_by,
    overdue_words,
)
from audit_rules.wording import day, listed, quotable
from domain.deadlines import DeadlineKind, Due
from domain.findings import AT_FAULT, Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.postings import PostingSeen

MESSAGES = {
    **COLUMN_MESSAGES,
    **WITHDRAWN_MESSAGES,
    "kept": "{unit}门户网站按期次公开{what}，截至{as_of}应公开的{owed}期均已公开，最近一期为“{posting}”，{timing}。",
    "missed": "{unit}门户网站公开{what}有缺期，截至{as_of}应公开{owed}期，缺{lacking}，{last}，{searched}，"
    "判为逾期未公开。",
    "undated": "{unit}门户网站{what}应公开{owed}期，{lacking}未见明确对应的信息，但有{count}条相关信息没有可靠的"
    "发布日期（如“{posting}”），是否缺期无法判断，建议打开信息正文核对日期。",
    "scattered": "{unit}门户网站{what}应公开{owed}期，{lacking}未见对应的信息，但该类信息未设专栏、散见于其他栏目，"
    "是否缺期无法判断，建议人工在站内检索。",
    "other_title": "{unit}门户网站{what}应公开{owed}期，{lacking}未见标题相符的信息，但同栏目有该期的“{posting}”，"
    "内容是否相当须人工核对，不认定为缺期。",
    "misnamed": "{unit}门户网站{what}应公开{owed}期，{lacking}未见标题写明该期的信息，但该期间公开有“{posting}”（{on}），"
    "标题所写的期次与公开日期不相对应，可能就是该期，不认定为缺期，建议打开正文核对。",
    "list_unread": "{unit}门户网站{what}应公开{owed}期，{lacking}未见对应的信息，但“{title}”栏目（{address}）的信息"
    "列表未读到该期，是否缺期无法判断，建议人工翻阅该栏目核对。",
}


class PeriodicParams(TitleParams):
    """Keywords, or none."""

    needs_subject = True


PARAMS = PeriodicParams


_DIGITS = re.compile(r"\d-\d")  # 2017-05-31至2017-06-06: a label that is no Chinese date


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    if duty.reading.kind is DeadlineKind.CONTINUOUS or not duty.dues:
        raise ValueError("a periodic check needs a deadline with due dates")
    found = assign(duty.dues, _due_before(duty), considered(duty, facts, as_of), as_of)
    judged = [each for each in found.every if _stands(each) or not is_open(each.due, as_of)]
    lacking = [each for each in judged if each.posting is None]
    if not judged:
        return _too_early(duty, as_of)
    gone = [each.posting for each in judged if each.posting is not None and is_withdrawn(each.posting)]
    if gone and not lacking:
        return withdrawn(duty, gone[0], f"{_what(duty)}是否缺期", due=_dates(judged))
    if not lacking:
        return _kept(duty, facts, as_of, judged)
    return _lacking(duty, facts, as_of, judged, lacking, found.doubtful)


def _stands(each: Instalment) -> bool:
    return each.posting is not None and not is_withdrawn(each.posting)


def _what(duty: Duty) -> str:
    test = title_test(duty.check.params)
    return f"“{duty.subject_name}”中标题含{test.words()}的信息" if test.asks else f"“{duty.subject_name}”信息"


def _due_before(duty: Duty) -> Due | None:
    """The last due date that is not judged because it lies before the plan stood on the web."""
    known = duty.plan.known_from
    return max((due for due in duty.reading.dues if due.on <= known), key=lambda due: due.on, default=None)


def _dates(every: Sequence[Instalment]) -> tuple[date, ...]:
    return tuple(sorted({each.due.on for each in every}))


def _label(each: Instalment) -> str:
    if each.due.label and not _DIGITS.search(each.due.label):
        return each.due.label
    return f"{day(each.period.start)}至{day(each.period.end)}"


def _too_early(duty: Duty, as_of: date) -> Verdict:
    first = duty.dues[0]
    values = {"want": f"{_what(duty)}首期", "due": day(last_day(first)), "as_of": day(as_of)}
    return Verdict(
        outcome=Outcome.NOT_APPLICABLE,
        code="not_due",
        timeliness=Timeliness.NOT_DUE,
        values=values,
        due=(first.on,),
    )


def _kept(duty: Duty, facts: PortalFacts, as_of: date, judged: Sequence[Instalment]) -> Verdict:
    times = times_of(duty, facts, judged)
    late = [each for each, time in zip(judged, times, strict=True) if time is Timeliness.LATE]
    unknown = [each for each, time in zip(judged, times, strict=True) if time is Timeliness.UNKNOWN]
    if late:
        shown = (f"{_label(each)}（应于{day(each.due.on)}前，{_done(each)}）" for each in late)
        timeliness, timing = Timeliness.LATE, f"其中{listed(shown, 3)}晚于时限，判为逾期公开"
    elif unknown:
        labels = listed(_label(each) for each in unknown)
        why = "公开日期无法确认" if not any(map(is_late, unknown)) else "所见信息晚于时限，但网站未能读全"
        timeliness, timing = Timeliness.UNKNOWN, f"其中{labels}{why}，是否按时不作认定"
    else:
        timeliness, timing = Timeliness.ON_TIME, "均未超过各期时限，判为按时公开"
    done = [each.proof.on for each in judged if each.proof.on is not None]
    postings = [each.posting for each in judged if each.posting is not None]
    doubted = [each for each in judged if is_doubted(each.proof, each.due)]
    telling = [each.posting for each in (*late, *doubted)]
    notes = [*map(_doubt_words, doubted), *(conflict_words(each.proof, each.due) for each in judged)]
    return Verdict(
        outcome=Outcome.PASSED,
        code="kept",
        timeliness=timeliness,
        values={
            "what": _what(duty),
            "as_of": day(as_of),
            "owed": str(len(judged)),
            "posting": quotable(postings[-1].title),
            "timing": timing + next((note for note in notes if note), ""),
            **({AT_FAULT: cites(*(each.posting for each in late))} if late else {}),
        },
        due=_dates(judged),
        done_on=max(done, default=None),
        late_by=tuple(days for each in judged for days in (_late_by(each) if each in late else (0,)))
        if late
        else (),
        cites=(*cites(*telling, *postings), *against(*(each.posting for each in doubted))),
    )


def _doubt_words(each: Instalment) -> str:
    """The first doubt that leaves the timeliness open, in brackets."""
    if each.posting is None or each.proof.on is None or each.proof.doubt is None:
        return ""
    return f"（{_label(each)}“{quotable(each.posting.title)}”标注{day(each.proof.on)}发布，{each.proof.doubt.words}）"


def _late_by(each: Instalment) -> tuple[int, ...]:
    return late_by(each.proof, each.due, standing=False) or (0,)


def _done(each: Instalment) -> str:
    return f"实际发布于{day(each.proof.on)}" if each.proof.on else "发布日期不详"


def _lacking(
    duty: Duty,
    facts: PortalFacts,
    as_of: date,
    judged: Sequence[Instalment],
    lacking: Sequence[Instalment],
    doubtful: Sequence[PostingSeen],
) -> Verdict:
    subjects = {duty.subject}
    labels = listed(_label(each) for each in lacking)
    values: dict[str, object] = {"what": _what(duty), "owed": str(len(judged)), "lacking": labels}
    if doubtful:
        values |= {"count": str(len(doubtful)), "posting": quotable(doubtful[0].title)}
        return _untold(judged, "undated", values, cites(facts.reach, *doubtful[:5]))
    gap = find_gap(duty, facts, subjects, lacking[0].due)
    if gap is not None:
        words = {**gap.values, "want": f"{_what(duty)}是否缺期"}
        return _untold(judged, gap.code, words, gap.cites)
    columns = columns_of(facts, subjects)
    shown = readable(columns)
    if not shown and len(lacking) < len(judged):
        return _untold(judged, "scattered", values, cites(facts.reach, *(each.posting for each in judged)))
    if not shown:
        return _no_column(duty, facts, as_of, judged, lacking)
    proved = [each for each in lacking if _proved(facts, each, duty)]
    doubt = _doubt(duty, facts, as_of, judged, proved, values, lacking[0])
    if doubt is not None:
        return doubt
    done = [each for each in judged if each.posting is not None]
    return Verdict(
        outcome=Outcome.FAILED,
        code="missed",
        timeliness=Timeliness.OVERDUE,
        values={
            **values,
            "as_of": day(as_of),
            "lacking": listed(_label(each) for each in proved),
            "last": _last(done),
            "searched": searched(facts, subjects),
        },
        due=_dates(judged),
        done_on=max((each.proof.on for each in done if each.proof.on), default=None),
        cites=cites(*columns, *(each.posting for each in reversed(done)), facts.reach),
        dossier=dossier_of(duty, facts, subjects),
    )


def _doubt(
    duty: Duty,
    facts: PortalFacts,
    as_of: date,
    judged: Sequence[Instalment],
    proved: Sequence[Instalment],
    values: Mapping[str, object],
    first: Instalment,
) -> Verdict | None:
    """Why no period is called missing: no list was read so far back, or one names the period in other words or wrongly."""
    shown = readable(columns_of(facts, {duty.subject}))
    if not proved:
        unread = next(
            (
                each
                for each in shown
                if not complete_from(each, first.period.start) or lists_nothing(facts, each)
            ),
            shown[0],
        )
        return _untold(judged, "list_unread", {**values, **named(duty, unread)}, cites(facts.reach, unread))
    alike = under_other_words(duty, facts, as_of, [each.period for each in proved])
    if alike is not None:
        words = {**values, "posting": quotable(alike.title)}
        return _untold(judged, "other_title", words, cites(facts.reach, alike))
    postings = considered(duty, facts, as_of)
    unsure = [misnamed(postings, each.due, each.period) for each in proved]
    other = next((each for each in unsure if each is not None), None)
    if other is None or None in unsure:
        return None
    on = other.published_on
    words = {**values, "posting": quotable(other.title), "on": day(on) if on else "日期不详"}
    return _untold(judged, "misnamed", words, cites(facts.reach, *unsure))


def _proved(facts: PortalFacts, lacking: Instalment, duty: Duty) -> bool:
    """Whether every list was read back over the period, and after its time was over."""
    crawled = crawled_on(facts)
    lists = readable(columns_of(facts, {duty.subject}))
    read = all(complete_from(each, lacking.period.start) and not lists_nothing(facts, each) for each in lists)
    return read and (crawled is None or crawled > last_day(lacking.due))


def _last(done: Sequence[Instalment]) -> str:
    posting = done[-1].posting if done else None
    return f"已公开的最近一期为“{quotable(posting.title)}”" if posting else "各期均未见公开"


def _no_column(
    duty: Duty, facts: PortalFacts, as_of: date, judged: Sequence[Instalment], lacking: Sequence[Instalment]
) -> Verdict:
    empty = blank(columns_of(facts, {duty.subject}))
    values = {
        **(named(duty, empty[0]) if empty else {}),
        "searched": searched(facts, {duty.subject}),
        "visited": visited(facts),
        "overdue": overdue_words(lacking[0].due, min(as_of, crawled_on(facts) or as_of), standing=False),
    }
    return Verdict(
        outcome=Outcome.FAILED,
        code="blank" if empty else "missing",
        timeliness=Timeliness.OVERDUE,
        values=values,
        due=_dates(judged),
        cites=absence_cites(facts, {duty.subject}),
        dossier=dossier_of(duty, facts, {duty.subject}),
    )


def _untold(
    judged: Sequence[Instalment], code: str, values: dict[str, object], seen: tuple[str, ...]
) -> Verdict:
    return Verdict(outcome=Outcome.CANT_TELL, code=code, values=values, due=_dates(judged), cites=seen)
