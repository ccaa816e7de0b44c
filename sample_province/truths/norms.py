"""``norms``: true of the portal as a whole. A site map is one of the footer's marks."""

from sample_province.conditions import Condition
from sample_province.duties import Duty
from sample_province.portal import Portal


def condition(portal: Portal, _duty: Duty) -> Condition:
    """The condition of one duty."""
    if not portal.site.norms:
        return Condition.NO_NORMS
    return Condition.ENOUGH if portal.site.site_map else Condition.MARK_UNSEEN
