"""``fresh``: the newest posting is recent enough."""

from sample_province.conditions import Condition
from sample_province.duties import AS_OF, Duty
from sample_province.portal import Portal
from sample_province.standing import column_state, dated


def condition(portal: Portal, duty: Duty) -> Condition:
    """``fresh``: the newest posting is recent enough."""
    state = column_state(portal, duty)
    if state in {
        Condition.MISSING,
        Condition.BLANK,
        Condition.COLUMN_UNREADABLE,
        Condition.SEARCH_CLOSED,
        Condition.NOT_DUE,
    }:
        return state
    column = portal.site.of_subject(duty.subject or "")[0]
    if not all(dated(column, a) for a in column.whole()):
        return Condition.UNDATED_FRESH
    newest = max(a.on for a in column.whole() if a.on <= AS_OF)
    limit = int(duty.check.params["max_age_days"]) if duty.check else 0
    return Condition.FRESH if (AS_OF - newest).days <= limit else Condition.STALE
