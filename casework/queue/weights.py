"""Why does a duty wait for a person, and what comes before what?

The reason counts first (``QueueReason``, the strongest first), then the points at stake, then how near its due day is; equal
ones by the number of the duty. What waits:

- what the unit disputes (申诉), and what came back because the facts of an earlier review changed;
- a suspicion that a date was put back or changed (rules ``backdated`` and ``redated``, never a breach by themselves);
- a problem that nobody has confirmed yet. It was a first-time failure once, and stays one until a person has looked at it: one
  that was not got to on a busy day must not vanish from the queue the night after;
- what could not be told. What hangs on the whole portal (out of reach, blocked) comes after all the rest of it: a hundred duties
  of one portal wait for one remedy, and none for a look at a page;
- what no page can show (人工核查).

What a person settled leaves the queue, and so does what waits for a second person's approval: it has a list of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from domain.duty_standing import PROBLEM_STATUSES, RANK_STEP, RANKS, DutyStatus, QueueReason
from domain.reviews import Decision

OF_THE_PORTAL = frozenset(
    {"not_crawled", "unreachable", "blocked", "partial_reach", "no_portal", "crawl_too_early"}
)
"""The codes by which nothing of a portal could be judged."""

_BY_STATUS: Mapping[DutyStatus, QueueReason] = MappingProxyType(
    {
        **dict.fromkeys(PROBLEM_STATUSES, QueueReason.FIRST_FAILURE),
        DutyStatus.OPEN: QueueReason.CANT_TELL,
        DutyStatus.MANUAL: QueueReason.MANUAL,
    }
)
_SUSPECTED = frozenset({("backdated", "suspected"), ("redated", "suspected")})
_OWN, _POINT = RANK_STEP // 2, 100
_MOST_POINTS, _MOST_DAYS = 49_999, 99


@dataclass(frozen=True, slots=True)
class Waiting:
    """What decides whether a duty waits for a person: how it was judged, how it stands, what people did about it."""

    check_id: str
    code: str
    status: DutyStatus
    decision: Decision | None
    disputed: bool
    returned: bool
    proposed: bool


def reason_of(duty: Waiting) -> QueueReason | None:
    """Why a duty waits; None for one that does not."""
    if duty.disputed:
        return QueueReason.DISPUTED
    if duty.returned and not duty.proposed:
        return QueueReason.RETURNED
    if duty.proposed or duty.decision not in (None, Decision.NEEDS_MORE):
        return None
    if (duty.check_id, duty.code) in _SUSPECTED:
        return QueueReason.BACKDATING
    # A task whose text the source lost is judged by nobody.
    judged = duty.status is not DutyStatus.MANUAL or duty.code == "manual"
    return _BY_STATUS.get(duty.status) if judged else None


def weight_of(duty: Waiting, reason: QueueReason, *, stake: float, days: int | None) -> int:
    """The weight of a duty that waits, less than 2³¹; the greater comes first.

    Args:
        duty: the duty.
        reason: why it waits.
        stake: points that it costs, or would count.
        days: how far the nearest due day lies from the day of judgement, either way; None without one.
    """
    # A person who asked for more waits for others: such a duty comes last among its like.
    own = duty.code not in OF_THE_PORTAL and duty.decision is not Decision.NEEDS_MORE
    points = min(round(stake * 100), _MOST_POINTS)
    near = 0 if days is None else _MOST_DAYS - min(abs(days), _MOST_DAYS)
    return RANKS[reason] * RANK_STEP + own * _OWN + points * _POINT + near


def nearest(as_of: date, *days: date | None) -> int | None:
    """How many days the nearest of these days lies from the day of judgement, either way."""
    return min((abs((day - as_of).days) for day in days if day is not None), default=None)
