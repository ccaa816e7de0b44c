"""``alive``: a portal that could be built answers."""

from sample_province.conditions import Condition
from sample_province.duties import Duty
from sample_province.portal import Portal


def condition(_portal: Portal, _duty: Duty) -> Condition:
    """The condition of one duty."""
    return Condition.ENOUGH
