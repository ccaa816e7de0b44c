"""``replies``: what the portal says became of the public's letters."""

from sample_province.conditions import Condition
from sample_province.content import ColumnState
from sample_province.duties import Duty
from sample_province.portal import Portal
from sample_province.scenario import Letters

OF_LETTERS = {
    Letters.ANSWERED: Condition.ENOUGH,
    Letters.WAITING: Condition.NEAR,
    Letters.OVERDUE: Condition.UNANSWERED,
    Letters.IN_WORK: Condition.LETTERS_UNKNOWN,
    Letters.NOT_LISTED: Condition.LETTERS_UNKNOWN,
}


def condition(portal: Portal, duty: Duty) -> Condition:
    """The condition of one duty."""
    assert duty.check is not None
    boxes = [c for c in portal.site.of_subject(duty.subject or "") if c.state is ColumnState.OK]
    if not boxes:
        return Condition.LETTERS_UNKNOWN
    found = OF_LETTERS[portal.plan.letters]
    warned = duty.check.params.get("warn_days") is not None
    return Condition.ENOUGH if found is Condition.NEAR and not warned else found
