"""``dead_links``: addresses in the menu that the server calls non-existent, or that open for nobody."""

from sample_province.conditions import Condition
from sample_province.content import ColumnState
from sample_province.duties import Duty
from sample_province.portal import Portal
from sample_province.standing import UNREADABLE


def condition(portal: Portal, _duty: Duty) -> Condition:
    """The condition of one duty."""
    menu = [column for column in portal.site.every_column() if {"nav", "home", "banner"} & set(column.places)]
    if any(column.state is ColumnState.GONE for column in menu):
        return Condition.DEAD_LINKS
    doubtful = any(column.state in UNREADABLE for column in menu)
    return Condition.DOUBTFUL_LINKS if doubtful else Condition.ENOUGH
