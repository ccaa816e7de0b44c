"""``columns_blank``: columns of the menu that hold nothing."""

from sample_province.conditions import Condition
from sample_province.duties import Duty
from sample_province.portal import Portal
from sample_province.standing import EMPTY
from sample_province.tallies import against, hidden, is_first_level


def condition(portal: Portal, duty: Duty) -> Condition:
    """The condition of one duty."""
    assert duty.check is not None
    params = duty.check.params
    columns = [
        column
        for column in portal.site.every_column()
        if not params.get("first_level") or is_first_level(column)
    ]
    faulty = sum(column.state in EMPTY for column in columns)
    return against(params, seen=len(columns), faulty=faulty, doubtful=hidden(portal, {}))
