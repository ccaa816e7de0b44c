"""``also_on``: what the unit published since the plan stands on the second site, where the scenario copied it."""

from sample_province.conditions import Condition
from sample_province.duties import Duty
from sample_province.portal import Portal, published_for
from sample_province.standing import column_state


def condition(portal: Portal, duty: Duty) -> Condition:
    """The condition of one duty."""
    state = column_state(portal, duty)
    if state is Condition.COLUMN_UNREADABLE:
        return state
    if not published_for(portal, duty):
        return Condition.NOTHING_OWED
    return Condition.UNPAIRED if portal.plan.uncopied else Condition.ENOUGH
