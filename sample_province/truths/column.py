"""``column``: there, reachable, holding postings; its oldest posting tells since when."""

from sample_province.conditions import Condition
from sample_province.duties import Duty
from sample_province.portal import Portal
from sample_province.standing import column_state

STANDS = {Condition.FULFILLED, Condition.UNDATED_STANDING}


def condition(portal: Portal, duty: Duty) -> Condition:
    """The condition of one duty."""
    state = column_state(portal, duty)
    if duty.check is None or not duty.check.params.get("on_home") or state not in STANDS:
        return state
    places = portal.site.of_subject(duty.subject or "")[0].places
    return state if places & {"nav", "home", "banner"} else Condition.NOT_ON_HOME
