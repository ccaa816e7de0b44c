"""``redated``: dates that an earlier crawl saw otherwise; the province is crawled once, so there is none to compare with."""

from sample_province.conditions import Condition
from sample_province.duties import Duty
from sample_province.portal import Portal


def condition(portal: Portal, duty: Duty) -> Condition:  # noqa: ARG001 - one crawl knows nothing of the time before
    """``redated``: nothing can be said after one crawl."""
    return Condition.NO_HISTORY
