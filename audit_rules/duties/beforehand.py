"""What is said of a duty before any rule is asked: out of force, no portal, no facts, no due date to judge by?"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from audit_rules.duties import successors
from audit_rules.duty import Duty
from audit_rules.wording import day, plain, quotable, task_name
from domain.deadlines import DeadlineKind, DeadlineReading
from domain.findings import Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.plans import Plan

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "no_portal": "名册中没有{unit}的门户网站地址，{named}无法判断，建议补录网址后重新巡查。",
        "deadline_unread": "{named}的时限“{phrase}”未能解读（{reason}），对{unit}暂不评判，建议校核方案数据。",
        "event_unknown": "{named}的时限“{phrase}”自{event}之日起算，起算日期尚未登记，{unit}是否按时无法判断，"
        "建议补录起算日期。",
        "before_plan": "{named}在本年度的时限（{due}）早于方案印发日，对{unit}不溯及既往、不作评判。",
        "out_of_force": "《{norm}》自{start}起施行{until}，截至{as_of}不适用，第{task}项指标对{unit}不作评判。",
    }
)
"""The sentences; that of ``not_crawled`` is the rules' own."""


def out_of_force(plan: Plan, as_of: date) -> Verdict:
    """What is said of every check of a norm on a day on which it was not in force."""
    until = f"、{day(plan.in_force_until)}止" if plan.in_force_until else ""
    values = {"norm": plan.title, "start": day(plan.issued_on), "until": until, "as_of": day(as_of)}
    return Verdict(
        outcome=Outcome.NOT_APPLICABLE,
        code="out_of_force",
        timeliness=Timeliness.NOT_DUE,
        values=values,
    )


def beforehand(duty: Duty, reading: DeadlineReading, facts: PortalFacts | None) -> Verdict | None:
    """What can be said without the rule: no portal, no facts, no due date to judge by."""
    phrase = {"phrase": quotable(reading.text)}
    if not reading.understood:
        reason = plain(reading.note or "不识别的表述")
        values = {**phrase, "reason": reason}
        return Verdict(outcome=Outcome.CANT_TELL, code="deadline_unread", values=values)
    if reading.dues and not duty.dues:
        due = tuple(due.on for due in reading.dues)
        return Verdict(
            outcome=Outcome.NOT_APPLICABLE,
            code="before_plan",
            timeliness=Timeliness.NOT_DUE,
            values={"due": day(due[-1])},
            due=due,
        )
    if duty.unit.portal_url is None:
        return successors.without_portal(duty.unit)
    if facts is None:
        want = task_name(duty.task.number, duty.task.group)
        return Verdict(outcome=Outcome.CANT_TELL, code="not_crawled", values={"want": want})
    if not reading.dues and reading.kind is not DeadlineKind.CONTINUOUS:
        named = duty.check.params.get("event")
        event = f"“{quotable(named)}”" if isinstance(named, str) else "有关事件"
        return Verdict(outcome=Outcome.CANT_TELL, code="event_unknown", values={**phrase, "event": event})
    return None
