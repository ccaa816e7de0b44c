"""What becomes of a verdict when the history of its evidence is suspect (``audit_rules.suspicion.history``)?

It is never passed in time silently, and never failed for it: a date in doubt leaves the timeliness unknown where it
would have decided, and what was withdrawn is for people to look into unless another posting does.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from audit_rules.duty import Duty
from audit_rules.sightings.by_subject import cites
from audit_rules.suspicion.history import date_before
from audit_rules.timing.timeliness import Doubt, Proof, posting_proof
from audit_rules.wording import day, place, quotable
from domain.beijing import beijing_day
from domain.findings import Outcome, Verdict
from domain.postings import PostingSeen, Suspicion

WITHDRAWN_MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "withdrawn": "{unit}门户网站曾公开“{posting}”（{address}），{shown}，{first}至{last}的巡查均见到该信息，但{gone}起巡查"
        "“{column}”栏目时已不在其中而其前后的信息仍在，可能已撤下或移至别处，{want}无法判断，建议打开原地址并向发布单位核实。"
    }
)
"""The sentence for what was published and is no longer there."""

_SET_BACK = frozenset({Suspicion.BACKDATED, Suspicion.IMPORTED})


def is_withdrawn(posting: PostingSeen) -> bool:
    """Whether the posting is suspected to have been taken away."""
    return Suspicion.REMOVED in posting.suspected


def proof_of(posting: PostingSeen, as_of: date) -> Proof:
    """Since when the posting is proved to have been there, with what earlier crawls saw to the contrary.

    A posting dated later than it was before is held by neither date alone: nothing is late by the one while in time by
    the other.
    """
    proof = posting_proof(posting.published, posting.first_seen, as_of)
    if not posting.suspected or proof.on is None or proof.on != posting.published_on:
        return proof
    before = date_before(posting)
    if Suspicion.REDATED in posting.suspected and before is not None and before.on < proof.on:
        return replace(proof, conflict=proof.conflict or before.on)
    return replace(proof, doubt=doubt_of(posting))


def doubt_of(posting: PostingSeen) -> Doubt | None:
    """What earlier crawls saw that speaks against the posting's date, as a clause; None when nothing does."""
    before, reading, seen = date_before(posting), posting.absent, beijing_day(posting.first_seen)
    if Suspicion.REDATED in posting.suspected and before is not None:
        until = beijing_day(before.last_seen)
        return Doubt(
            until=before.on,
            words=f"但{day(until or before.on)}以前巡查所见日期为{day(before.on)}，日期曾被改动",
        )
    if _SET_BACK.isdisjoint(posting.suspected) or reading is None or seen is None:
        return None
    read = beijing_day(reading.at) or seen
    likely = "疑似倒填日期" if Suspicion.BACKDATED in posting.suspected else "或系集中补录、迁移"
    words = f"但{day(read)}巡查“{quotable(reading.title, 30)}”栏目时尚无此条、{day(seen)}才首次见到，{likely}"
    return Doubt(until=read, words=words)


def against(*postings: PostingSeen | None) -> tuple[str, ...]:
    """The ids of the readings that speak against these postings."""
    told: list[object] = []
    for posting in postings:
        if posting is None or not posting.suspected:
            continue
        if not _SET_BACK.isdisjoint(posting.suspected):
            told.append(posting.absent)
        if is_withdrawn(posting):
            told.append(posting.gone)
    return cites(*told)


def withdrawn(duty: Duty, posting: PostingSeen, want: str, *, due: Collection[date]) -> Verdict:
    """The verdict when all that did for a duty was taken away again."""
    reading = posting.gone
    first, last = beijing_day(posting.first_seen), beijing_day(posting.last_seen)
    assert reading is not None
    on = posting.published_on
    return Verdict(
        outcome=Outcome.CANT_TELL,
        code="withdrawn",
        values={
            "posting": quotable(posting.title),
            "address": place(posting.url, duty.unit.portal_url),
            "shown": f"标注{day(on)}发布" if on else "未注明发布日期",
            "first": day(first) if first else "",
            "last": day(last) if last else "",
            "gone": day(beijing_day(reading.at) or reading.at.date()),
            "column": quotable(reading.title, 30),
            "want": want,
        },
        due=tuple(due),
        cites=(*cites(posting), *against(posting)),
    )
