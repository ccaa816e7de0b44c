"""Can the parts of a phrase stand side by side, each with its own dates? Where one may qualify another, it is not told."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from audit_rules.deadlines.filler import begins_with_verb, names_verb
from audit_rules.deadlines.frame import Part
from audit_rules.deadlines.wording import Refused
from domain.deadlines import DeadlineKind

BODY: Final = "[省市州县区乡镇村]|街道|社区|部门|单位|地区|学校|高校|医院|企业|机关"
_WHO: Final = re.compile(f"[^到至向给、,;。]{{0,6}}?(?:{BODY})(?:{BODY}|[级直属各、和及两三]|人民|政府)*")
_BEGUN: Final = re.compile("启动|开工|动工|试点|动员")
_ENDED: Final = re.compile("完成|建成|结束|完工|竣工|验收")


def together(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts whose dates count.

    每月公布1次，次月10日前 is one monthly duty with its day: the bare frequency gives no dates of its own.

    Raises:
        Refused: a frequency beside dates that may be its own or another duty's (每半年1次，7月底前), or a recurrence
            after a date, which may run up to it or begin with it (6月底前开通，每月更新); a date after a recurrence
            that may stand in for one of its days (每月25日前，12月20日前); dates of which each holds for some units
            only (6月底前县区，9月底前州市); a span beside a date, both perhaps of one thing (印发后30日内，6月底前);
            a beginning after the end; the month after none (下月5日前); spans from several events.
    """
    dated = [part for part in parts if part.kind is not DeadlineKind.CONTINUOUS]
    kept: list[Part] = []
    for place, (part, following) in enumerate(pairwise([*dated, None])):
        if part is None:
            break
        if part.leans and not any(each.frequency == (part.after_unit,) for each in dated[:place]):
            raise Refused("“下月”“下季度”是指印发后的下一期还是每期的下一期不明确")
        if following and following.after_unit and part.frequency == (following.after_unit,):
            continue
        kept.append(part)
    if len(kept) > 1 and any(part.frequency for part in kept):
        raise Refused("既写频次，又写期限，两者是否同一件事不明确")
    spans = [part.event for part in kept if part.kind is DeadlineKind.AFTER_EVENT]
    events = {event for event in spans if event is not None}
    if len(spans) > 1 and (len(events) > 1 or "" in events):
        raise Refused("起算的事件不止一个，各自何时起算不明确")
    if len(kept) > 1 and (whose := next((part.deed for part in kept if _for_some(part.deed)), None)):
        raise Refused(f"“{whose}”只说明其中一个期限，各期限分别适用于谁不明确")
    for earlier, later in pairwise(kept):
        _follow(earlier, later)
    return tuple(part for part in parts if part in kept or part.kind is DeadlineKind.CONTINUOUS)


def _follow(earlier: Part, later: Part) -> None:
    """Raise Refused where the later part may change what the earlier one says."""
    recurs = later.kind is DeadlineKind.RECURRING
    if recurs and earlier.kind is not DeadlineKind.RECURRING:
        raise Refused("先写期限，后写周期，周期自何时起不明确")
    kinds = {earlier.kind, later.kind}
    if kinds == {DeadlineKind.AFTER_EVENT, DeadlineKind.ONCE} and not (earlier.deed and later.deed):
        raise Refused("按起算日推算的期限与固定日期是否同一件事不明确")
    stands_in = not names_verb(later.deed) or later.deed == earlier.deed
    if later.kind is DeadlineKind.ONCE and earlier.kind is DeadlineKind.RECURRING and stands_in:
        raise Refused("先写周期，后写期限，期限是否替代当期的期限不明确")
    turned = earlier.last is not None and later.last is not None and later.last < earlier.last
    if turned and _BEGUN.search(earlier.deed) and _ENDED.search(later.deed):
        raise Refused(f"启动的期限{earlier.last}晚于完成的期限{later.last}，有一处有误")


def _for_some(deed: str) -> bool:
    """Whether the words after a date only say for whom it is (州市), or begin with who is to act (各县区完成)."""
    words = deed.strip("、,;。")
    who = _WHO.match(words)
    if who is None or names_verb(who[0]):
        return False
    return who.end() == len(words) or begins_with_verb(words[who.end() :])
