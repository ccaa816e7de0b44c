"""Was it done in time? The one place that compares days done with days due, and puts it in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from audit_rules.wording import day
from domain.beijing import beijing_day
from domain.deadlines import Due
from domain.findings import Outcome, Timeliness
from domain.pages import DateConfidence, ReadDate

PROVISIONAL_GRACE = timedelta(days=14)
"""A due date past the published holiday calendar (暂估) may still move by a long holiday: nothing is late before."""


def last_day(due: Due) -> date:
    """The last day on which doing it is not called late."""
    return due.late_after + PROVISIONAL_GRACE if due.provisional else due.late_after


def is_open(due: Due, as_of: date) -> bool:
    """Whether the time still runs: what is missing on its last day is not overdue yet."""
    return as_of <= last_day(due)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What speaks against a day proved: by other proof it was not there before ``until``; ``words`` say that proof."""

    until: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Since when a thing is proved to have been there.

    ``on`` is the earliest day proved, None when no day is known. ``firm``: it was certainly not there before
    ``on``, so ``on`` may be called late. ``conflict`` is another source's date for the same posting. ``doubt`` is
    what earlier crawls saw to the contrary.
    """

    on: date | None = None
    firm: bool = False
    conflict: date | None = None
    doubt: Doubt | None = None


def posting_proof(published: ReadDate | None, first_seen: datetime | None, as_of: date) -> Proof:
    """The proof that one posting gives: its date, or the day a crawl first saw it when that is earlier.

    A day of first sight is never firm: the posting may have stood there before the crawler came.
    """
    seen = beijing_day(first_seen)
    if seen is not None and seen > as_of:
        seen = None
    if published is None or published.on > as_of:
        return Proof(on=seen)
    if seen is not None and seen < published.on:
        return Proof(on=seen, conflict=published.on)
    firm = published.confidence > DateConfidence.LOW
    return Proof(on=published.on, firm=firm, conflict=published.conflict)


def earliest(proofs: Iterable[Proof], due: Due | None = None) -> Proof:
    """The best of several proofs: the earliest day; firm only when none of them could lie before it.

    With ``due``, one in time that nothing speaks against is better than an earlier one that is in doubt.
    """
    every = list(proofs)
    dated = [proof for proof in every if proof.on is not None]
    if not dated:
        return Proof()
    clear = [
        proof for proof in dated if due and proof.doubt is None and (proof.on or date.max) <= last_day(due)
    ]
    first = min(
        clear or dated, key=lambda proof: (proof.on or date.max, not proof.firm, proof.conflict or date.min)
    )
    firm = len(dated) == len(every) and all(proof.firm for proof in every)
    return Proof(on=first.on, firm=firm, conflict=first.conflict, doubt=first.doubt)


def is_doubted(proof: Proof, due: Due) -> bool:
    """Whether it is in time by its own date, but not by what earlier crawls saw: nobody can tell, then."""
    last = last_day(due)
    return proof.on is not None and proof.on <= last and proof.doubt is not None and proof.doubt.until > last


def timeliness_of(proof: Proof, due: Due, *, standing: bool) -> Timeliness:
    """How what was done stands to its due date. A standing duty knows no lateness.

    Nothing is called late while another date of the same posting says that it was in time, and nothing in time while
    an earlier crawl says that it was not there yet.
    """
    if not standing and is_doubted(proof, due):
        return Timeliness.UNKNOWN
    if standing or (proof.on is not None and proof.on <= last_day(due)):
        return Timeliness.ON_TIME
    if proof.on is None or not proof.firm:
        return Timeliness.UNKNOWN
    if proof.conflict is not None and proof.conflict <= last_day(due):
        return Timeliness.UNKNOWN
    return Timeliness.LATE


def late_by(proof: Proof, due: Due, *, standing: bool) -> tuple[int, ...]:
    """The days by which it came after its last day, as a verdict carries them: empty when it is not called late."""
    if timeliness_of(proof, due, standing=standing) is not Timeliness.LATE or proof.on is None:
        return ()
    return ((proof.on - last_day(due)).days,)


def timing_words(proof: Proof, due: Due, *, standing: bool) -> str:
    """The clause that says how it stands to the due date, after a comma and without a full stop."""
    match timeliness_of(proof, due, standing=standing):
        case Timeliness.ON_TIME if standing:
            words = "符合全年落实的要求"
        case Timeliness.ON_TIME:
            words = _in_time(proof.on or due.on, due)
        case Timeliness.LATE:
            words = _late(proof.on or due.on, due)
        case _ if proof.doubt is not None and is_doubted(proof, due):
            return f"{proof.doubt.words}，是否在{day(due.on)}的时限前公开不作认定"
        case _ if proof.firm and proof.on is not None and proof.conflict is not None:
            return f"页面日期{day(proof.on)}与另一处记载的{day(proof.conflict)}不一致，是否在{day(due.on)}的时限前公开不作认定"
        case _:
            words = f"公开日期无法确认，是否在{day(due.on)}的时限前公开不作认定"
    return words if standing else words + conflict_words(proof, due)


def timeliness_of_state(outcome: Outcome) -> Timeliness:
    """What the verdict on a state that was measured on a day says of its timeliness: no single act was in time or late."""
    states = {Outcome.PASSED: Timeliness.ON_TIME, Outcome.FAILED: Timeliness.OVERDUE}
    return states.get(outcome, Timeliness.UNKNOWN)


def not_late_words(due: Due) -> str:
    """The clause for what came late where nobody can tell that nothing stood elsewhere in time."""
    return f"晚于{day(last_day(due))}，但网站未能读全，在此之前是否已在别处公开不能断定，是否按时不作认定"


def conflict_words(proof: Proof, due: Due) -> str:
    """What to add when another date of the same posting would have changed the judgement; else nothing."""
    if proof.on is None or proof.conflict is None or proof.conflict == proof.on:
        return ""
    if (proof.conflict <= last_day(due)) == (proof.on <= last_day(due)):
        return ""
    return f"（另有日期记载为{day(proof.conflict)}，与此不一致，以较可靠的{day(proof.on)}为准）"


def _in_time(on: date, due: Due) -> str:
    if on < due.on:
        return f"早于{day(due.on)}的时限，判为按时公开"
    if on == due.on:
        return f"恰在{day(due.on)}的时限当日，判为按时公开"
    return f"晚于{day(due.on)}但不晚于从宽计算的{day(last_day(due))}，不认定为逾期，判为按时公开"


def _late(on: date, due: Due) -> str:
    last = last_day(due)
    lenient = "" if last == due.on else f"（从宽计算至{day(last)}）"
    return f"晚于{day(due.on)}的时限{lenient}{(on - last).days}天，判为逾期公开"


def overdue_words(due: Due, as_of: date, *, standing: bool, yearly: bool = True) -> str:
    """The clause that says that it is missing although its time is over.

    A ``standing`` duty is due all the time; ``yearly`` says whether the plan itself calls it the work of the year (全年工作).
    """
    if standing and not yearly:
        return f"截至{day(as_of)}仍未落实"
    if standing:
        return f"截至{day(as_of)}仍未落实全年工作要求"
    last = last_day(due)
    lenient = "" if last == due.on else f"（从宽计算至{day(last)}）"
    return f"截至{day(as_of)}已超过{day(due.on)}的时限{lenient}{(as_of - last).days}天，判为逾期未公开"
