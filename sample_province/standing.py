"""How do a posting's day and a column's state stand to a duty? What the truths of several rules rest on."""

from datetime import date

from domain.deadlines import Due
from sample_province.conditions import Condition
from sample_province.content import Article, Column, ColumnState, Dates, SiteSearch
from sample_province.duties import AS_OF, Duty
from sample_province.portal import Portal

UNREADABLE = frozenset(
    {
        ColumnState.TO_HOME,
        ColumnState.SOFT_404,
        ColumnState.SERVER_ERROR,
        ColumnState.ROBOTS,
        ColumnState.GONE,
    }
)
CLOSED = frozenset({SiteSearch.SCRIPT, SiteSearch.POST})
"""Searches that a person can ask, and no program: only a list of the whole portal makes up for them."""
EMPTY = frozenset({ColumnState.BLANK, ColumnState.CONSTRUCTION})


def dated(column: Column, article: Article) -> bool:
    """Whether a visitor can tell the posting's day: from the list, or from the article's page."""
    return column.list_dates is Dates.FULL or article.shown is Dates.FULL


def by_due(on: date, duty: Duty) -> Condition:
    """How a day stands to the due date; standing duties know no lateness."""
    return Condition.FULFILLED if duty.first_due is None else against(on, duty.first_due)


def against(on: date, due: Due) -> Condition:
    """In time, in the band, or late."""
    if on <= due.on:
        return Condition.FULFILLED
    return Condition.IN_BAND if on <= due.late_after else Condition.LATE


def still_runs(duty: Duty) -> bool:
    """Whether the time to do it still runs on ``AS_OF``: on its last day nothing is overdue yet."""
    yearly = duty.check is not None and duty.rule == "count" and duty.check.params.get("per") == "year"
    roles = duty.check.params["roles"] if duty.check is not None and duty.rule == "attended" else ()
    yearly |= bool(roles) and all(role["per"] in {"year", "half_year"} for role in roles)
    return yearly or bool(duty.open and not duty.dues)


def missing(duty: Duty, how: Condition) -> Condition:
    """Missing, blank or not to be had; not due yet while the time still runs."""
    return Condition.NOT_DUE if still_runs(duty) else how


def column_state(portal: Portal, duty: Duty) -> Condition:
    """The subject's column: there, reachable, holding postings; its oldest posting tells since when."""
    columns = portal.site.of_subject(duty.subject or "")
    if not columns:
        shut = portal.site.search in CLOSED and not portal.site.site_map
        return missing(duty, Condition.SEARCH_CLOSED if shut else Condition.MISSING)
    column = columns[0]
    if column.state in UNREADABLE:
        return Condition.COLUMN_UNREADABLE
    if column.state in EMPTY:
        return missing(duty, Condition.BLANK)
    postings = [a for a in column.whole() if a.on <= AS_OF]
    need = int(duty.check.params.get("min_postings", 1)) if duty.check and duty.rule == "column" else 1
    if len(postings) < need:
        return missing(duty, Condition.TOO_FEW)
    if not all(dated(column, a) for a in postings):
        return Condition.UNDATED_STANDING if duty.first_due is None else Condition.UNDATED
    return by_due(min(a.on for a in postings), duty)
