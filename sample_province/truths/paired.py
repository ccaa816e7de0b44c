"""``paired``: the unit's policy documents since the plan, and when each was interpreted."""

from audit_rules.calendar import add_workdays
from sample_province.conditions import Condition
from sample_province.content import ColumnState
from sample_province.duties import Duty
from sample_province.policies import is_dated
from sample_province.portal import Portal


def condition(portal: Portal, duty: Duty) -> Condition:
    """The condition of one duty."""
    regulations = portal.site.of_subject("regulations")
    if not regulations or regulations[0].state is not ColumnState.OK:
        return Condition.COLUMN_UNREADABLE
    documents = portal.writer.policies.documents
    if not documents:
        return Condition.NOTHING_OWED
    interpretation = portal.site.of_subject(duty.subject or "")[0]
    if not is_dated(interpretation, portal.writer.column_plan(interpretation)):
        return Condition.UNDATED_FRESH
    if any(on is not None and on > add_workdays(document.on, 3) for document, on in documents):
        return Condition.LATE
    return Condition.UNPAIRED if any(on is None for _, on in documents) else Condition.FULFILLED
