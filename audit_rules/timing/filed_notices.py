"""What does a notice that a unit filed (备案、报送回执) change in a verdict? The earliest proof counts.

A notice proves that a thing was done, and on which day, though not where: it can make in time what the page alone
shows late or undated, and leaves open what the portal does not show. It never makes anything late or missing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from audit_rules.duty import Duty
from audit_rules.timing.timeliness import last_day
from audit_rules.wording import day, plain
from domain.deadlines import DeadlineKind
from domain.findings import Outcome, Timeliness, Verdict
from domain.register import FiledNotice

MESSAGES: Mapping[str, str] = {
    "filed_in_time": "{told}；另据登记的备案报送情况，{unit}已于{filed}完成{note}，不晚于{due}的时限，以最早的证据为准，"
    "判为按时。",
    "filed_only": "登记的备案报送情况载明{unit}已于{filed}完成第{task}项任务{note}，但门户网站未见相应内容，是否已在网上公开"
    "无法判断，建议向该单位核实公开地址。",
}
"""The sentences; ``told`` is what the rule said."""

_ABSENT = frozenset({"missing", "lacking", "blank", "only_earlier", "other_year"})
"""The rules' codes for what the portal does not show at all."""

_UNSETTLED = frozenset({Timeliness.LATE, Timeliness.UNKNOWN})


def notices_of(notices: Iterable[FiledNotice], duty: Duty, as_of: date) -> list[FiledNotice]:
    """What the unit filed for the duty by ``as_of``, the earliest first."""
    number, subject = str(duty.task.number), duty.check.subject
    found = (
        each
        for each in notices
        if (each.unit_id, each.task) == (duty.unit.id, number)
        and each.done_on <= as_of
        and each.subject in {None, subject}
    )
    return sorted(found, key=lambda each: (each.done_on, each.id))


def with_notice(verdict: Verdict, told: str, duty: Duty, filed: list[FiledNotice]) -> Verdict | None:
    """The verdict when what was filed is taken into account; None when it changes nothing.

    Args:
        verdict: the rule's.
        told: the rule's sentence.
        duty: the duty; of one that recurs (每月 …) a notice does not say for which period it is.
        filed: what the unit filed for it, the earliest first.
    """
    if not filed or duty.reading.kind is DeadlineKind.RECURRING:
        return None
    first = filed[0]
    values = {
        **verdict.values,
        "filed": day(first.done_on),
        "note": f"（{plain(first.note)}）" if first.note else "",
        "notice": {"id": first.id, "done_on": first.done_on.isoformat(), "note": first.note},
    }
    if verdict.outcome is Outcome.FAILED and verdict.code in _ABSENT:
        return Verdict(
            outcome=Outcome.CANT_TELL,
            code="filed_only",
            values=values,
            due=verdict.due,
            cites=(*verdict.cites, first.id),
            dossier=verdict.dossier,
        )
    last = last_day(duty.due)
    open_ = verdict.outcome is Outcome.PASSED and verdict.timeliness in _UNSETTLED
    if not open_ or duty.is_standing or first.done_on > last:
        return None
    return replace(
        verdict,
        code="filed_in_time",
        timeliness=Timeliness.ON_TIME,
        values={**values, "told": told.removesuffix("。"), "due": day(last)},
        done_on=first.done_on,
        late_by=(),
        cites=(*verdict.cites, first.id),
    )
