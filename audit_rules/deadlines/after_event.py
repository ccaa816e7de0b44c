"""Does it count from an event? 本通知公布后30个工作日内, 国家指导意见印发后60日内, 文件公开后3个工作日内."""

import re
from datetime import date, timedelta
from typing import Final

from audit_rules.calendar import add_workdays
from audit_rules.deadlines.frame import Frame, Part
from audit_rules.deadlines.periods import add_months
from audit_rules.deadlines.wording import LEAD, Refused, is_action
from domain.deadlines import DeadlineKind, Due

_SPAN: Final = re.compile(
    r"(?P<anchor>[^、,;。]*?)(?:至迟|最迟|最晚|不超过)?(?P<count>\d{1,3})(?P<unit>个?工作日|个?自然日|日|天|周|个星期|个月|个?小时)"
    r"(?:内|以内|之内)(?P<tail>.*)"
)
_MARK: Final = re.compile(r"(?:之日起算?|之日后?|当日起|起算?|之后|以后|后)的?$")
_LED: Final = re.compile(LEAD)
_PLAN: Final = re.compile(
    r"(?:并|自|从|在|于)*本(?:实施|工作|分工)?(?:通知|方案|意见|办法|文件|文|通报|要点|计划)?"
    r"(?:印发|公布|发布|下发|公开|施行|实施)"
)
_EVENT_VERB: Final = re.compile(
    r"(?:印发|公布|发布|公开|出台|下发|形成|变更|作出|做出|决定|批准|批复|受理|收到|收文|签发|审签|结束|生效|施行|实施|"
    r"召开|办结|举办|发生|完成|通过|备案|验收|验收合格|申请|之)$"
)
_ISSUE: Final = "文件印发日"


def after_event(phrase: str, frame: Frame) -> Part | None:
    """Days, working days, weeks or months after an event, whose own day is not counted; None for other kinds.

    Counted from the plan itself, the span starts at its issue (印发) and runs out for certain only when counted
    from its publication (公布): in between nothing is late. Another event needs its date, else there is no due.

    Raises:
        Refused: a span in hours, which dates on pages can't show, or a start that is no event.
    """
    match = _SPAN.fullmatch(phrase)
    if not match or not is_action(match["tail"]):
        return None
    anchor = match["anchor"]
    mark = _MARK.search(anchor)
    event = anchor[: mark.start()] if mark else anchor
    if event and (mark is None or not (_PLAN.fullmatch(event) or _EVENT_VERB.search(event))):
        if "小时" in match["unit"]:
            raise Refused("以小时计的期限，网页上的日期无法核对")
        return None
    if "小时" in match["unit"]:
        raise Refused("以小时计的期限，网页上的日期无法核对")
    if not event or _PLAN.fullmatch(event):
        return _from_plan(match, frame)
    return _from_event(match, event, frame)


def _from_plan(match: re.Match[str], frame: Frame) -> Part:
    start = frame.issued or frame.published
    if start is None:
        return _undated(f"未给出{_ISSUE}，不能推算到期日")
    on = _after(start, match)
    late_after = max(on, _after(frame.published, match)) if frame.published else on
    notes: tuple[str, ...] = ()
    if late_after > on:
        notes = (
            f"自印发日{frame.issued}起算为{on}，自公布日{frame.published}起算为{late_after}；两者之间完成不计逾期",
        )
    return Part(kind=DeadlineKind.AFTER_EVENT, dues=(Due(on=on, late_after=late_after),), notes=notes)


def _from_event(match: re.Match[str], event: str, frame: Frame) -> Part:
    if frame.event is None:
        return _undated(f"“{_LED.sub('', event, count=1)}”的日期未给出，不能推算到期日")
    on = _after(frame.event, match)
    return Part(kind=DeadlineKind.AFTER_EVENT, dues=(Due(on=on, late_after=on),))


def _undated(note: str) -> Part:
    return Part(kind=DeadlineKind.AFTER_EVENT, notes=(note,))


def _after(start: date, match: re.Match[str]) -> date:
    count, unit = int(match["count"]), match["unit"]
    if "工作" in unit:
        return add_workdays(start, count)
    if "月" in unit:
        return add_months(start, count)
    return start + timedelta(days=count * 7 if unit in {"周", "个星期"} else count)
