"""``home_marks``: the marks stand in the footer of portals that follow the guideline; all have a search box."""

from sample_province.conditions import Condition
from sample_province.duties import Duty
from sample_province.portal import Portal


def condition(portal: Portal, duty: Duty) -> Condition:
    """The condition of one duty."""
    assert duty.check is not None
    marks = set(duty.check.params["marks"]) - {"search"}
    if portal.site.norms or not marks:
        return Condition.ENOUGH
    return Condition.MARK_UNSEEN
