"""How long does an address that nobody looked at yet keep a unit from being judged by the one on file?

A mistyped address must judge nobody, and neither should the former one while the office has not looked: so a filing suspends
judgement, but for five working days only, and once. The days run from the first filing since a lead confirmed one
last; a filing that replaces it, or that follows a refused or withdrawn one, begins no new term. Else whoever files something
again and again is never judged.
"""

from collections.abc import Sequence
from datetime import date

from audit_rules.calendar import add_workdays
from domain.beijing import beijing_day
from domain.filings import Filing, FilingState

DAYS = 5
"""Working days after the day of the first filing."""


def suspended_until(filed: Sequence[Filing]) -> date | None:
    """The last day on which an address that awaits suspends judgement; None where none awaits.

    Args:
        filed: all that one unit ever filed for one subject, the oldest first.
    """
    if not any(each.state is FilingState.AWAITING for each in filed):
        return None
    first = _since_confirmed(filed)[0]
    return add_workdays(beijing_day(first.at) or first.at.date(), DAYS)


def last_confirmed(filed: Sequence[Filing]) -> Filing | None:
    """The newest filing that a lead confirmed; None without one."""
    return next((each for each in reversed(filed) if each.state is FilingState.CONFIRMED), None)


def _since_confirmed(filed: Sequence[Filing]) -> Sequence[Filing]:
    confirmed = last_confirmed(filed)
    return filed if confirmed is None else [each for each in filed if each.id > confirmed.id]
