"""``elements``: the column's state, then the names that the scenario left out."""

from sample_province.conditions import Condition
from sample_province.duties import Duty
from sample_province.portal import Portal
from sample_province.standing import column_state


def condition(portal: Portal, duty: Duty) -> Condition:
    """``elements``: the column's state, then the names that the scenario left out."""
    state = column_state(portal, duty)
    if state in {Condition.MISSING, Condition.BLANK, Condition.COLUMN_UNREADABLE}:
        return state
    left_out = len(portal.plan.elements.get(duty.task, ()))
    names = duty.check.params.get("names", ()) if duty.check else ()
    need = int(duty.check.params.get("need", len(names))) if duty.check else 0
    return Condition.LACKING if len(names) - left_out < need else Condition.ENOUGH
