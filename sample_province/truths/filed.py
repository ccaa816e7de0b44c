"""``filed``: the address on file leads to the column."""

from sample_province.conditions import Condition
from sample_province.duties import Duty
from sample_province.portal import Portal
from sample_province.scenario import Filed
from sample_province.standing import UNREADABLE


def condition(portal: Portal, duty: Duty) -> Condition:
    """``filed``: the address on file leads to the column."""
    column = next(iter(portal.site.of_subject(duty.subject or "")), None)
    if portal.plan.filed is Filed.RIGHT and column is not None and column.state in UNREADABLE:
        return Condition.COLUMN_UNREADABLE
    return {
        Filed.RIGHT: Condition.FILED_RIGHT, Filed.DEAD: Condition.FILED_DEAD, Filed.OTHER: Condition.FILED_OTHER,
        Filed.NOT_GIVEN: Condition.NOT_FILED,
    }[portal.plan.filed]  # fmt: skip
