"""What is the right verdict for each duty? Conditions are told from what was written; verdicts stand in one table."""

from datetime import date
from typing import Any

from domain.deadlines import Due
from sample_province.conditions import RIGHT, Condition
from sample_province.content import Article, Column, ColumnState, Dates
from sample_province.duties import AS_OF, Duty, fits
from sample_province.portal import Portal
from sample_province.province import Model
from sample_province.scenario import Filed, HostKind

UNREADABLE = frozenset(
    {
        ColumnState.TO_HOME,
        ColumnState.SOFT_404,
        ColumnState.SERVER_ERROR,
        ColumnState.ROBOTS,
    }
)
ABSENT = frozenset({Condition.MISSING, Condition.TOO_FEW, Condition.LACKING, Condition.GAP})
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
    return yearly or bool(duty.open and not duty.dues)


def missing(duty: Duty, how: Condition) -> Condition:
    """Missing, blank or not to be had; not due yet while the time still runs."""
    return Condition.NOT_DUE if still_runs(duty) else how


def column_condition(portal: Portal, duty: Duty) -> Condition:
    """``column``: there, reachable, holding postings; its oldest posting tells since when."""
    columns = portal.site.of_subject(duty.subject or "")
    if not columns:
        return missing(duty, Condition.MISSING)
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


def fresh_condition(portal: Portal, duty: Duty) -> Condition:
    """``fresh``: the newest posting is recent enough."""
    state = column_condition(portal, duty)
    if state in {Condition.MISSING, Condition.BLANK, Condition.COLUMN_UNREADABLE, Condition.NOT_DUE}:
        return state
    column = portal.site.of_subject(duty.subject or "")[0]
    if not all(dated(column, a) for a in column.whole()):
        return Condition.UNDATED_FRESH
    newest = max(a.on for a in column.whole() if a.on <= AS_OF)
    limit = int(duty.check.params["max_age_days"]) if duty.check else 0
    return Condition.FRESH if (AS_OF - newest).days <= limit else Condition.STALE


def document_condition(portal: Portal, duty: Duty) -> Condition:
    """``document``: the earliest posting with such a title since the plan's issue (any, for a standing duty)."""
    standing = duty.first_due is None
    found = [
        (column, article)
        for column, article in portal.site.every_article()
        if column.state is ColumnState.OK and fits(article.title, duty.titles) and article.on <= AS_OF
        and (standing or article.on >= portal.writer.plan.issued_on) and "2016年" not in article.title
    ]  # fmt: skip
    if not found:
        asked = (
            duty.check.params.get("subjects", ("notices", "regulations", "key-areas")) if duty.check else ()
        )
        unread = any(c.state in UNREADABLE for c in portal.site.every_column() if c.subject in asked)
        return missing(duty, Condition.COLUMN_UNREADABLE if unread else Condition.MISSING)
    known = [article.on for column, article in found if dated(column, article)]
    if len(known) < len(found) and not any(by_due(on, duty) is Condition.FULFILLED for on in known):
        return Condition.UNDATED_STANDING if standing else Condition.UNDATED
    return by_due(min(known), duty) if not standing else Condition.FULFILLED


def periodic_condition(portal: Portal, duty: Duty) -> Condition:
    """``periodic``: what became of each due date."""
    state = column_condition(portal, duty)
    if state in {Condition.MISSING, Condition.BLANK, Condition.COLUMN_UNREADABLE}:
        return state
    column = portal.site.of_subject(duty.subject or "")[0]
    done = portal.writer.instalments[duty.task, duty.index].done
    if not duty.dues:
        return Condition.NOT_DUE
    if any(on is None for on in done):
        return Condition.GAP
    if not all(dated(column, a) for a in column.whole()):
        return Condition.UNDATED
    marks = [against(on, due) for on, due in zip(done, duty.dues, strict=True) if on is not None]
    return Condition.LATE if Condition.LATE in marks else Condition.FULFILLED


def count_condition(portal: Portal, duty: Duty) -> Condition:
    """``count``: the column's state, then the periods that the scenario left short."""
    state = column_condition(portal, duty)
    if state in {Condition.MISSING, Condition.BLANK, Condition.COLUMN_UNREADABLE, Condition.NOT_DUE}:
        return missing(duty, state)
    column = portal.site.of_subject(duty.subject or "")[0]
    if not all(dated(column, a) for a in column.whole()):
        return missing(duty, Condition.UNDATED_FRESH)
    return missing(duty, Condition.TOO_FEW) if portal.plan.counts.get(duty.task) else Condition.ENOUGH


def elements_condition(portal: Portal, duty: Duty) -> Condition:
    """``elements``: the column's state, then the names that the scenario left out."""
    state = column_condition(portal, duty)
    if state in {Condition.MISSING, Condition.BLANK, Condition.COLUMN_UNREADABLE}:
        return state
    left_out = len(portal.plan.elements.get(duty.task, ()))
    names = duty.check.params.get("names", ()) if duty.check else ()
    need = int(duty.check.params.get("need", len(names))) if duty.check else 0
    return Condition.LACKING if len(names) - left_out < need else Condition.ENOUGH


def filed_condition(portal: Portal, duty: Duty) -> Condition:
    """``filed``: the address on file leads to the column."""
    column = next(iter(portal.site.of_subject(duty.subject or "")), None)
    if portal.plan.filed is Filed.RIGHT and column is not None and column.state in UNREADABLE:
        return Condition.COLUMN_UNREADABLE
    return {
        Filed.RIGHT: Condition.ENOUGH, Filed.DEAD: Condition.FILED_DEAD, Filed.OTHER: Condition.FILED_OTHER,
        Filed.NOT_GIVEN: Condition.NOT_FILED,
    }[portal.plan.filed]  # fmt: skip


def portal_condition(portal: Portal, duty: Duty) -> Condition:
    """``alive`` and ``norms``: true of the portal as a whole. A site map is one of the footer's marks."""
    if duty.rule == "alive":
        return Condition.ENOUGH
    if not portal.site.norms:
        return Condition.NO_NORMS
    return Condition.ENOUGH if portal.site.site_map else Condition.MARK_UNSEEN


CONDITIONS = {
    "column": column_condition, "fresh": fresh_condition, "document": document_condition, "periodic": periodic_condition,
    "count": count_condition, "elements": elements_condition, "filed": filed_condition, "alive": portal_condition,
    "norms": portal_condition,
}  # fmt: skip


def condition(model: Model, duty: Duty, host: HostKind) -> Condition:
    """The condition of one duty."""
    if duty.check is None:
        return Condition.MANUAL
    if duty.past and duty.first_due is None:
        return Condition.PAST
    if host is HostKind.NO_PORTAL:
        return Condition.NO_PORTAL
    if duty.unit_id not in model.built:
        return missing(duty, Condition.HOST_UNREADABLE)
    state = CONDITIONS[duty.rule](model.built[duty.unit_id], duty)
    return Condition.EXCUSED if duty.check.params.get("excuse") and state in ABSENT else state


def truth(model: Model) -> list[dict[str, Any]]:
    """The right verdict for every duty: unit, task, check, subject, outcome, timeliness, why."""
    rows: list[dict[str, Any]] = []
    for portal in model.portals:
        for duty in model.duties[portal.id]:
            state = condition(model, duty, portal.host)
            right = RIGHT[state]
            rows.append({
                "unit": portal.id, "task": duty.task, "check": duty.rule, "subject": duty.subject,
                "outcome": str(right.outcome), "timeliness": str(right.timeliness) if right.timeliness else None,
                "why": right.why, "condition": str(state),
            })  # fmt: skip
    return rows
