"""``count``: the column's state, then the periods that the scenario left short."""

from sample_province.conditions import Condition
from sample_province.duties import Duty
from sample_province.portal import Portal
from sample_province.standing import column_state, dated, missing


def condition(portal: Portal, duty: Duty) -> Condition:
    """``count``: the column's state, then the periods that the scenario left short."""
    state = column_state(portal, duty)
    if state in {Condition.MISSING, Condition.BLANK, Condition.COLUMN_UNREADABLE, Condition.NOT_DUE}:
        return missing(duty, state)
    column = portal.site.of_subject(duty.subject or "")[0]
    if not all(dated(column, a) for a in column.whole()):
        return missing(duty, Condition.UNDATED_FRESH)
    return missing(duty, Condition.TOO_FEW) if portal.plan.counts.get(duty.task) else Condition.ENOUGH
