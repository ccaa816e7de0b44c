"""Can the parts of a phrase stand side by side, each with its own dates? Where one may qualify another, it is not told."""

from collections.abc import Sequence
from itertools import pairwise

from audit_rules.deadlines.frame import Part
from audit_rules.deadlines.wording import Refused
from domain.deadlines import DeadlineKind


def together(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts whose dates count.

    每月公布1次，次月10日前 is one monthly duty with its day: the bare frequency gives no dates of its own.

    Raises:
        Refused: a frequency beside dates that may be its own or another duty's (每半年1次，7月底前), or a recurrence
            after a date, which may run up to it or begin with it (6月底前开通，每月更新); spans from several events.
    """
    dated = [part for part in parts if part.kind is not DeadlineKind.CONTINUOUS]
    kept: list[Part] = []
    for part, following in pairwise([*dated, None]):
        if part is None:
            break
        if following and following.after_unit and part.frequency == (following.after_unit,):
            continue
        kept.append(part)
    if len(kept) > 1 and any(part.frequency for part in kept):
        raise Refused("既写频次，又写期限，两者是否同一件事不明确")
    spans = [part.event for part in kept if part.kind is DeadlineKind.AFTER_EVENT]
    events = {event for event in spans if event is not None}
    if len(spans) > 1 and (len(events) > 1 or "" in events):
        raise Refused("起算的事件不止一个，各自何时起算不明确")
    for earlier, later in pairwise(kept):
        recurs = later.kind is DeadlineKind.RECURRING
        if recurs and earlier.kind is not DeadlineKind.RECURRING:
            raise Refused("先写期限，后写周期，周期自何时起不明确")
    return tuple(part for part in parts if part in kept or part.kind is DeadlineKind.CONTINUOUS)
