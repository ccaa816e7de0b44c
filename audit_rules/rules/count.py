"""``count``: were at least so many postings published in each period (每季度至少1次发布会, 每年不少于3次解读)?

Params: ``per`` (``year``, ``half_year``, ``quarter`` or ``month``), ``at_least`` (default 1), ``title_any``,
``title_all``, ``title_not``. With keywords a posting anywhere on the portal counts, without them one in the
subject's columns. Postings with the same title and date count once.

A posting counts for the period it is dated in, and for one that its title names (第二季度). Judged are the periods of
the plan's year that have been over for a month, since what tells of a period comes after it, and those with enough
postings already. A period that had
begun when the plan was published is judged only when at least half of its days were still to come: under a plan
published on 2017-04-21 that is the second quarter and the year, but neither the first half-year nor April. All
postings of a judged period count, also those from before the plan. Too few is a failure only when every column of
the subject was read back over the period, and postings without a reliable date could not make up for it; where the
postings stand in no column of the subject, nobody can tell what else there is; nor whether the notice of a month is not
rather about the one just over (``audit_rules.periods.told_after``). Where it is enough only by postings
that earlier crawls saw dated otherwise, or did not see until the period was over, the timeliness is unknown; where only by
some that were taken away again, nobody can tell (``audit_rules.suspicion.doubts``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field

from audit_rules.absence.dossiers import dossier_of
from audit_rules.absence.missing import COLUMN_MESSAGES, named
from audit_rules.absence.proof import absence_cites, find_gap, searched, visited
from audit_rules.duty import Duty
from audit_rules.params import TitleParams
from audit_rules.periods.considered import considered
from audit_rules.periods.stretches import PERIOD_WORDS, Stretch, fair_stretches
from audit_rules.periods.told_after import told_after
from audit_rules.sightings.by_subject import (
    blank,
    cites,
    columns_of,
    complete_from,
    crawled_on,
    lists_nothing,
    readable,
    seen_before,
    sure_date,
)
from audit_rules.sightings.titles import title_test
from audit_rules.suspicion.doubts import WITHDRAWN_MESSAGES, against, doubt_of, is_withdrawn, withdrawn
from audit_rules.timing.timeliness import is_open, last_day
from audit_rules.wording import day, listed, quotable
from domain.columns import ColumnSeen
from domain.findings import Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.postings import PostingSeen, Suspicion

MESSAGES = {
    **COLUMN_MESSAGES,
    **WITHDRAWN_MESSAGES,
    "enough": "{unit}门户网站{what}{counts}，达到每{per}不少于{need}条的要求，最近一条为{on}的“{posting}”{doubt}。",
    "short": "{unit}门户网站{what}{counts}，未达到每{per}不少于{need}条的要求，{searched}，判为未落实。",
    "undated": "{unit}门户网站{what}{counts}，另有{doubtful}条没有可靠的发布日期，是否达到每{per}不少于{need}条"
    "无法判断，建议打开信息正文核对日期。",
    "told_after": "{unit}门户网站按发布日期{what}{counts}，但有{after}条发布于期满后一个月内（如{on}的“{posting}”），"
    "所说的可能是刚过去的一期，是否达到每{per}不少于{need}条的要求无法判断，建议打开信息正文核对。",
    "scattered": "{unit}门户网站{what}{counts}，但该类信息未设专栏、散见于其他栏目，是否达到每{per}不少于{need}条"
    "无法判断，建议人工在站内检索。",
    "list_unread": "{unit}门户网站{what}{counts}，但“{title}”栏目（{address}）的信息列表未读全，是否达到每{per}"
    "不少于{need}条无法判断，建议人工翻阅该栏目核对。",
}


class CountParams(TitleParams):
    """So many postings in each period."""

    needs_subject = True

    per: Literal["year", "half_year", "quarter", "month"]
    at_least: int = Field(default=1, ge=1)


PARAMS = CountParams


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    """One period, and what counts in it."""

    stretch: Stretch
    counted: tuple[PostingSeen, ...]

    @property
    def standing(self) -> tuple[PostingSeen, ...]:
        """What counts and was not taken away again."""
        return tuple(each for each in self.counted if not is_withdrawn(each))

    @property
    def doubted(self) -> tuple[PostingSeen, ...]:
        """What counts by a date alone that earlier crawls speak against."""
        return tuple(each for each in self.standing if _is_doubted(self.stretch, each))


def judge(duty: Duty, facts: PortalFacts, as_of: date) -> Verdict:
    """The verdict for one duty; see the module's docstring."""
    need = int(duty.check.params.get("at_least", 1))
    postings = considered(duty, facts, as_of)
    every = [
        _Filled(stretch=each, counted=each.within(postings))
        for each in fair_stretches(duty.plan, str(duty.check.params["per"]))
    ]
    judged = [each for each in every if not is_open(each.stretch.due, as_of) or len(each.standing) >= need]
    short = [each for each in judged if len(each.counted) < need]
    if not judged:
        return _not_due(duty, every, as_of)
    taken = [each for each in judged if len(each.standing) < need]
    if taken and not short:
        gone = next(each for each in taken[0].counted if is_withdrawn(each))
        want = f"{_what(duty)}是否达到每{PERIOD_WORDS[str(duty.check.params['per'])]}{need}条"
        return withdrawn(duty, gone, want, due=_ends(judged))
    if not short:
        return _enough(duty, judged, need)
    return _short(duty, facts, as_of, judged, short, postings)


def _was_within(stretch: Stretch, posting: PostingSeen) -> bool:
    return any(stretch.start <= past.on <= stretch.end for past in posting.past_dates)


def _is_doubted(stretch: Stretch, posting: PostingSeen) -> bool:
    """Whether it counts for the period by its date alone, and was not there, or not dated so, by the period's end."""
    doubt = doubt_of(posting) if posting.suspected else None
    if doubt is None or stretch.is_told_by(posting):
        return False
    redated = Suspicion.REDATED in posting.suspected
    return doubt.until > stretch.end or (redated and doubt.until < stretch.start)


def _what(duty: Duty) -> str:
    test = title_test(duty.check.params)
    name = f"“{duty.subject_name}”" if duty.subject else ""
    return f"{name}标题含{test.words()}的信息" if test.asks else f"{name}信息"


def _values(duty: Duty, judged: Sequence[_Filled], need: int) -> dict[str, object]:
    return {
        "what": _what(duty),
        "counts": listed((f"{each.stretch.label}{len(each.counted)}条" for each in judged), 12),
        "per": PERIOD_WORDS[str(duty.check.params["per"])],
        "need": str(need),
    }


def _ends(judged: Sequence[_Filled]) -> tuple[date, ...]:
    return tuple(each.stretch.end for each in judged)


def _not_due(duty: Duty, every: Sequence[_Filled], as_of: date) -> Verdict:
    end = every[0].stretch.end if every else date(duty.plan.year, 12, 31)
    last = last_day(every[0].stretch.due) if every and as_of > end else end
    values = {"want": _what(duty), "due": day(last), "as_of": day(as_of)}
    return Verdict(
        outcome=Outcome.NOT_APPLICABLE,
        code="not_due",
        timeliness=Timeliness.NOT_DUE,
        values=values,
        due=(end,),
    )


def _enough(duty: Duty, judged: Sequence[_Filled], need: int) -> Verdict:
    counted = [posting for each in judged for posting in each.standing]
    values = _values(duty, judged, need)
    last = counted[-1] if counted else None
    on = last.published_on if last else None
    open_to_doubt = [each for each in judged if len(each.standing) - len(each.doubted) < need]
    doubted = [posting for each in open_to_doubt for posting in each.doubted]
    values |= {"posting": quotable(last.title) if last else "", "on": day(on) if on else ""}
    values |= {"doubt": _doubt_words(doubted[0]) if doubted else ""}
    return Verdict(
        outcome=Outcome.PASSED,
        code="enough",
        timeliness=Timeliness.UNKNOWN if doubted else Timeliness.ON_TIME,
        values=values,
        due=_ends(judged),
        done_on=on,
        cites=(
            *cites(*doubted, *(posting for each in judged for posting in each.standing[:need])),
            *against(*doubted),
        ),
    )


def _doubt_words(posting: PostingSeen) -> str:
    doubt = doubt_of(posting)
    if doubt is None or posting.published_on is None:
        return ""
    title = quotable(posting.title)
    return f"，其中“{title}”标注{day(posting.published_on)}发布，{doubt.words}，是否在该期内公开不作认定"


def _told_after(
    duty: Duty, judged: Sequence[_Filled], postings: Sequence[PostingSeen], need: int, as_of: date
) -> tuple[PostingSeen, ...]:
    """What may be about the period before its date; a year's events are those of the year."""
    if duty.check.params["per"] == "year":
        return ()
    over = [each.stretch for each in judged if not is_open(each.stretch.due, as_of)]
    return told_after(over, postings, need)


def _short(
    duty: Duty,
    facts: PortalFacts,
    as_of: date,
    judged: Sequence[_Filled],
    short: Sequence[_Filled],
    postings: Sequence[PostingSeen],
) -> Verdict:
    need = int(duty.check.params.get("at_least", 1))
    subjects = {duty.subject}
    values, due = _values(duty, judged, need), _ends(judged)
    doubtful = _doubtful(short, need, postings)
    if doubtful:
        values |= {"doubtful": str(len(doubtful))}
        return _untold("undated", values, due, cites(facts.reach, *doubtful[:5]))
    gap = find_gap(duty, facts, subjects, short[0].stretch.due)
    if gap is not None:
        want = f"{_what(duty)}是否达到每{values['per']}{need}条"
        return _untold(gap.code, {**gap.values, "want": want}, due, gap.cites)
    columns = columns_of(facts, subjects)
    lists = readable(columns)
    if lists and not any(_proved(facts, each.stretch, lists) for each in short):
        unread = next(
            (
                each
                for each in lists
                if not complete_from(each, short[-1].stretch.start) or lists_nothing(facts, each)
            ),
            lists[0],
        )
        return _untold("list_unread", values | named(duty, unread), due, cites(facts.reach, unread))
    counted = [posting for each in judged for posting in each.counted]
    if counted and not lists:
        return _untold("scattered", values, due, cites(facts.reach, *counted))
    after = _told_after(duty, judged, postings, need, as_of)
    if after:
        on = after[0].published_on
        words = {"after": str(len(after)), "posting": quotable(after[0].title), "on": day(on) if on else ""}
        return _untold("told_after", values | words, due, cites(facts.reach, *after[:5]))
    empty = blank(columns)
    values |= {"searched": searched(facts, subjects), "visited": visited(facts), "overdue": "判为未落实"}
    values |= named(duty, empty[0]) if empty else {}
    return Verdict(
        outcome=Outcome.FAILED,
        code="short" if lists else "blank" if empty else "missing",
        timeliness=Timeliness.OVERDUE,
        values=values,
        due=due,
        cites=absence_cites(facts, subjects, *counted),
        dossier=dossier_of(duty, facts, subjects),
    )


def _doubtful(
    short: Sequence[_Filled], need: int, postings: Sequence[PostingSeen]
) -> tuple[PostingSeen, ...]:
    """Postings without a reliable date that could make up for a period; empty when they could not."""
    for filled in short:
        counted = {each.id for each in filled.counted}
        unsure = tuple(
            each
            for each in postings
            if (sure_date(each) is None or _was_within(filled.stretch, each))
            and each.id not in counted
            and not seen_before(each.first_seen, filled.stretch.start)
        )
        if len(counted) + len(unsure) < need:
            return ()
        found = unsure
    return found


def _proved(facts: PortalFacts, stretch: Stretch, lists: Sequence[ColumnSeen]) -> bool:
    """Whether every list was read back over the period, and after it was over."""
    crawled = crawled_on(facts)
    read = all(complete_from(each, stretch.start) and not lists_nothing(facts, each) for each in lists)
    return read and (crawled is None or crawled > last_day(stretch.due))


def _untold(code: str, values: dict[str, object], due: tuple[date, ...], seen: tuple[str, ...]) -> Verdict:
    return Verdict(outcome=Outcome.CANT_TELL, code=code, values=values, due=due, cites=seen)
