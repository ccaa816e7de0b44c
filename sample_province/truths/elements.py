"""``elements``: the column's state, then the names that the scenario left out."""

from sample_province.conditions import Condition
from sample_province.duties import Duty
from sample_province.portal import Portal
from sample_province.standing import column_state


def condition(portal: Portal, duty: Duty) -> Condition:
    """``elements``: the column's state, then the names that the scenario left out."""
    state = column_state(portal, duty)
    if state in {
        Condition.MISSING,
        Condition.BLANK,
        Condition.COLUMN_UNREADABLE,
        Condition.SEARCH_CLOSED,
        Condition.NOT_DUE,
    }:
        return state
    params = duty.check.params if duty.check else {}
    names, left_out = params.get("names", ()), portal.plan.elements.get(duty.task, ())
    there = [entry for entry in names if first(entry) not in left_out]
    if len(there) < int(params.get("need", len(names))):
        # Under sub-columns of their own names a part that is not there is seen; in a plain list its postings may tell of it.
        parted = any(column.children for column in portal.site.of_subject(duty.subject or ""))
        return Condition.LACKING if parted else Condition.UNSORTED
    unseen = any(first(entry) in left_out for entry in params.get("detail", ()))
    if unseen:
        return Condition.DETAIL_UNSEEN
    return Condition.ENOUGH if duty.first_due is None else Condition.UNDATED


def first(entry: str | list[str]) -> str:
    """The first of a part's names: the one that is written, or left out."""
    return entry if isinstance(entry, str) else entry[0]
