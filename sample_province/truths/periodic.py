"""``periodic``: what became of each due date."""

from sample_province.conditions import Condition
from sample_province.duties import Duty
from sample_province.portal import Portal
from sample_province.standing import against, column_state, dated


def condition(portal: Portal, duty: Duty) -> Condition:
    """``periodic``: what became of each due date."""
    state = column_state(portal, duty)
    if state in {Condition.MISSING, Condition.BLANK, Condition.COLUMN_UNREADABLE}:
        return state
    column = portal.site.of_subject(duty.subject or "")[0]
    done = portal.writer.instalments[duty.task, duty.index].done
    if not duty.dues:
        record = portal.writer.instalments[duty.task, duty.index]
        return Condition.FULFILLED if record.ahead else Condition.NOT_DUE
    if any(on is None for on in done):
        return Condition.GAP
    if not all(dated(column, a) for a in column.whole()):
        return Condition.UNDATED
    marks = [against(on, due) for on, due in zip(done, duty.dues, strict=True) if on is not None]
    return Condition.LATE if Condition.LATE in marks else Condition.FULFILLED
