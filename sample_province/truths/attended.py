"""``attended``: told in the newest postings, or not: what is not told may be told elsewhere."""

from sample_province.conditions import Condition
from sample_province.duties import Duty
from sample_province.portal import Portal


def condition(portal: Portal, duty: Duty) -> Condition:
    """The condition of one duty."""
    return Condition.ENOUGH if (duty.task, duty.index) in portal.writer.told else Condition.UNTOLD
