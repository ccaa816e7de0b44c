"""``column``: there, reachable, holding postings; its oldest posting tells since when."""

from sample_province.conditions import Condition
from sample_province.duties import Duty
from sample_province.portal import Portal
from sample_province.standing import column_state


def condition(portal: Portal, duty: Duty) -> Condition:
    """The condition of one duty."""
    return column_state(portal, duty)
