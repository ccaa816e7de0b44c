"""``columns_stale``: columns whose newest posting is older than their kind allows; undated ones may be newer."""

from datetime import timedelta

from sample_province.conditions import Condition
from sample_province.duties import AS_OF, Duty
from sample_province.portal import Portal
from sample_province.standing import EMPTY, UNREADABLE, dated
from sample_province.tallies import against, hidden, is_first_level


def condition(portal: Portal, duty: Duty) -> Condition:
    """The condition of one duty."""
    assert duty.check is not None
    params = duty.check.params
    kinds = params["kinds"]
    seen, faulty, doubtful = 0, 0, hidden(portal, kinds)
    for column in portal.site.every_column():
        if column.subject not in kinds or (params.get("first_level") and not is_first_level(column)):
            continue
        seen += 1
        start = AS_OF - timedelta(days=kinds[column.subject])
        postings = [a for a in column.whole() if a.on <= AS_OF]
        if column.state in UNREADABLE:
            doubtful += 1
        elif column.state in EMPTY or any(dated(column, a) and a.on >= start for a in postings):
            continue
        elif all(dated(column, a) for a in postings):
            faulty += 1
        else:
            doubtful += 1
    return against(params, seen=seen, faulty=faulty, doubtful=doubtful)
