"""``home_stale``: the newest of what the home page shows, and whether the columns have anything newer."""

from datetime import timedelta

from sample_province.conditions import Condition
from sample_province.content import ColumnState, Delivery
from sample_province.duties import AS_OF, Duty
from sample_province.portal import Portal
from sample_province.standing import dated

SHOWN = 5
"""So many items of each column stand on the home page."""


def condition(portal: Portal, duty: Duty) -> Condition:
    """The condition of one duty."""
    assert duty.check is not None
    params = duty.check.params
    start = AS_OF - timedelta(days=int(params.get("days", 14)))
    shown = [
        (column, article)
        for column in portal.site.every_column()
        if "home" in column.places and column.state is ColumnState.OK and column.delivery is Delivery.STATIC
        for article in column.listed()[:SHOWN]
    ]
    days = [article.on for column, article in shown if dated(column, article) and article.on <= AS_OF]
    if days and max(days) >= start:
        warn = params.get("warn_days")
        return Condition.NEAR if warn and (AS_OF - max(days)).days >= int(warn) else Condition.FRESH
    if not all(dated(column, article) for column, article in shown):
        return Condition.UNDATED_FRESH
    elsewhere = any(start <= article.on <= AS_OF for _, article in portal.site.every_article())
    return Condition.HOME_BEHIND if elsewhere else Condition.STALE
