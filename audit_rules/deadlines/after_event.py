"""Does it count from an event? 本通知公布后30个工作日内, 国家指导意见印发后60日内, 文件公开后3个工作日内."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from audit_rules.calendar import add_workdays
from audit_rules.deadlines.filler import is_action
from audit_rules.deadlines.frame import Frame, Part, Read
from audit_rules.deadlines.periods import add_months, days_after
from audit_rules.deadlines.points import match_point
from audit_rules.deadlines.wording import LEAD, WITHIN, Refused, lead
from domain.deadlines import DeadlineKind, Due

_SPAN: Final = re.compile(
    r"(?P<anchor>[^,;。\d]*?)(?:(?<=[后起]),(?:应当?|须|要)?(?:于|在)?)?(?:至迟|最迟|最晚|最长|最多)?(?:不得超过|不超过)?(?P<count>\d{1,3}|半)(?P<unit>个?工作日|个?自然日|日|天|周|个?星期|个?月|年|个?季度|个?小时|分钟)"
    rf"(?P<within>{WITHIN}|(?=$|[、,;。]))"
)
_MARK: Final = re.compile(r"(?:之日起算?|之日后?|当日起|当天起|起算?|之后|以后|后)(?:的|计算)?$")
_DAY: Final = re.compile("之日起|当日起|当天起")
_LED: Final = re.compile(rf"{LEAD}(?:自|从|在)?(?:每(?:次|批次?|期|项|件))?")
_PLAN: Final = re.compile(
    r"(?:本(?:实施|工作|分工)?(?:通知|方案|意见|办法|文件|文|通报|要点|计划|规定|细则)?(?:印发|公布|发布|下发|公开|施行|实施)|印发|即日)"
)
_EVENT_VERB: Final = re.compile(
    r"(?:印发|公布|发布|公开|出台|下发|下达|形成|产生|生成|变更|作出|做出|决定|批准|批复|核准|审批|审定|受理|收到|收文|签发|审签|签订|签署|结束|"
    r"生效|施行|实施|召开|办结|举办|发生|完成|通过|备案|验收|验收合格|申请|登记|立项|成交|中标|确定|修订|更新|调整|制定|获取|制作|会议|会|"
    r"送达|公示|公告|接到|到账|审结|结案|检查|抽查|成文|闭幕|检验|督查|核查|认定|移送|评审|评估|竣工|开工)$|(?:收到|接到|批准|批复|印发|发布|公布|作出|完成|形成|签订).{1,12}$"
)
# Done once, for the plan: only then a span that names no start is taken to run from its issue.
_OF_PLAN: Final = re.compile("制定|制订|出台|印发|报|备案|部署|方案|建成|建立|开通|完成|启动|成立")
# Done for each case that comes up, not once from the plan on: 20个工作日内答复.
_PER_CASE: Final = re.compile(
    "答复|受理|办结|回复|反馈|处理|审批|答辩|补正|告知|转办|核实|回应|解读|整改|录入|举报|投诉|申请"
)
_FROM_DAY: Final = re.compile(r"(?:自|从)")
_FROM_DAY_SPAN: Final = re.compile(
    r"(?:之日)?起的?(?P<count>\d{1,3})(?P<unit>个?工作日|个?自然日|日|天|个?月)"
    rf"{WITHIN}"
)
_STANDS: Final = re.compile("公示|公告|招标|征求")
_HOURS: Final = {"小时", "个小时", "分钟"}
_ISSUE: Final = "文件印发日"
_MOST_YEARS: Final = 10


def after_event(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """Days, working days, weeks, months or years after an event, whose own day is not counted.

    Counted from the plan itself, the span starts at its issue (印发) and runs out for certain only when counted
    from its publication (公布): in between nothing is late. Another event needs its date, else there is no due.

    Raises:
        Refused: a span in hours, which dates on pages can't show, or a start that is no event.
    """
    yield from _from_day(text, pos, frame)
    match = _SPAN.match(text, pos)
    if not match:
        return
    if match["unit"] in _HOURS:
        raise Refused("以小时计的期限，网页上的日期无法核对")
    led = _LED.match(match["anchor"])
    anchor = match["anchor"][led.end() :] if led else match["anchor"]
    mark = _MARK.search(anchor)
    event = anchor[: mark.start()] if mark else anchor
    if mark and not event:
        # 后3个月 counts from nothing: it may be the year's last three.
        return
    of_plan = not event or bool(_PLAN.fullmatch(event))
    if not of_plan and not _names_event(event, mark):
        return
    # 文件公开后3个工作日 is within them; but 公示之日起5个工作日 is how long it stands there, and 20个工作日 says nothing.
    if not _counted(match) or (not match["within"] and (mark is None or _STANDS.search(event))):
        return
    tail = _first_words(text[match.end() :])
    if not event and tail and (_PER_CASE.search(tail) or not _OF_PLAN.search(tail)):
        yield _undated("未写明从何时起算，应逐件起算，不能推算到期日"), match.end()
    elif of_plan:
        yield _from_plan(match, frame, named=bool(event)), match.end()
    else:
        yield _from_event(match, event, frame), match.end()


def _names_event(event: str, mark: re.Match[str] | None) -> bool:
    """Whether the words before 后 or 之日起 are an event and hold no other time."""
    if mark is None or not is_action(event):
        return False
    return bool(_EVENT_VERB.search(event)) or (len(event) > 1 and bool(_DAY.match(mark[0])))


def _first_words(tail: str) -> str:
    """What is to be done within a span: the clause after it, unless that is another time."""
    clause = re.split("[、,;。]", tail.lstrip("、,;。"), maxsplit=1)[0]
    return clause if is_action(clause) else ""


def _counted(match: re.Match[str]) -> bool:
    """Whether the span is one: 半年内 and 半个月内 are, 半日内 is not; 17年内 is more likely the year 2017."""
    if match["count"] == "半":
        return match["unit"] in {"年", "月", "个月"}
    if match["unit"] == "年":
        return 1 <= int(match["count"]) <= _MOST_YEARS
    # 7月内 is July, 1季度内 the first quarter.
    return int(match["count"]) >= 1 and match["unit"] not in {"月", "季度"}


def _from_day(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """自2017年5月1日起30日内: a fixed date."""
    start = lead(text, pos)
    led = _FROM_DAY.match(text, start)
    point = match_point(text, led.end() if led else start, frame)
    if point is None or point.start != point.end:
        return
    match = _FROM_DAY_SPAN.match(text, point.stop)
    if match and int(match["count"]) and match["unit"] != "月":
        on = _after(point.end, match)
        yield (
            Part(
                kind=DeadlineKind.ONCE,
                dues=(Due(on=on, late_after=on, label=text[start : match.end()]),),
                said_year=point.named_year,
                last=on,
            ),
            match.end(),
        )


def _from_plan(match: re.Match[str], frame: Frame, *, named: bool) -> Part:
    start = frame.issued or frame.published
    if start is None:
        return _undated(f"未给出{_ISSUE}，不能推算到期日")
    on = _after(start, match)
    late_after = max(on, _after(frame.published, match)) if frame.published else on
    notes: list[str] = [] if named else [f"未写明从何时起算，按{_ISSUE}起算"]
    if late_after > on:
        notes.append(
            f"自印发日{frame.issued}起算为{on}，自公布日{frame.published}起算为{late_after}；两者之间完成不计逾期"
        )
    due = Due(on=on, late_after=late_after)
    return Part(kind=DeadlineKind.AFTER_EVENT, dues=(due,), notes=tuple(notes), event=None if named else "")


def _from_event(match: re.Match[str], event: str, frame: Frame) -> Part:
    if frame.event is None:
        return _undated(f"“{event}”的日期未给出，不能推算到期日", event)
    on = _after(frame.event, match)
    return Part(kind=DeadlineKind.AFTER_EVENT, dues=(Due(on=on, late_after=on),), event=event)


def _undated(note: str, event: str | None = None) -> Part:
    return Part(kind=DeadlineKind.AFTER_EVENT, notes=(note,), event=event)


def _after(start: date, match: re.Match[str]) -> date:
    """The last day of the span; months and years end on the corresponding day, or on the month's last where there is none.

    Source: 民法典第二百零二条 (before 2021 民法通则第一百五十四条 and its 司法解释).
    """
    unit = match["unit"]
    if match["count"] == "半":
        return add_months(start, 6) if unit == "年" else start + timedelta(days=15)
    count = int(match["count"])
    if unit == "年":
        return add_months(start, 12 * count)
    if "季" in unit:
        return add_months(start, 3 * count)
    if "月" in unit:
        return add_months(start, count)
    if "工作" in unit:
        return add_workdays(start, count)
    return days_after(start, count * 7 if unit in {"周", "星期", "个星期"} else count, workdays=False)
