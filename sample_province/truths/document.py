"""``document``: the earliest posting with such a title since the plan's issue (any, for a standing duty)."""

from sample_province.conditions import Condition
from sample_province.content import ColumnState
from sample_province.duties import AS_OF, Duty, fits
from sample_province.portal import Portal
from sample_province.standing import UNREADABLE, by_due, dated, missing


def condition(portal: Portal, duty: Duty) -> Condition:
    """``document``: the earliest posting with such a title since the plan's issue (any, for a standing duty)."""
    standing = duty.first_due is None
    found = [
        (column, article)
        for column, article in portal.site.every_article()
        if column.state is ColumnState.OK and fits(article.title, duty.titles) and article.on <= AS_OF
        and (standing or article.on >= portal.writer.plan.issued_on) and "2016年" not in article.title
    ]  # fmt: skip
    wish = portal.plan.documents.get(duty.task)
    if not found and wish is not None and wish.other_name:
        return Condition.OTHER_NAME
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
