"""Was the column there before, though the crawl found none or found it empty? What was opened was opened.

A column may be gone because the site was rebuilt and calls it otherwise, because its page failed for a night, or because
it was taken away. The first two accuse nobody, and the last is for people to look into. Where another column of the subject
stands there, the lost one matters all the same, for what is missing from the one may go on in the other; but not when the
one took the other's place, nor when the other was not met with for a year.
"""

from collections.abc import Collection, Iterator, Mapping, Set
from datetime import datetime, timedelta
from types import MappingProxyType

from audit_rules.absence.gap import Gap
from audit_rules.duty import Duty
from audit_rules.sightings.by_subject import blank, cites, columns_of, readable
from audit_rules.sightings.titles import title_key
from audit_rules.wording import day, place, quotable
from domain.beijing import beijing_day
from domain.columns import ColumnSeen
from domain.observations import PortalFacts

FORMER_MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "column_gone": "{unit}门户网站的“{title}”栏目（{address}）此前巡查时有内容（最近一次为{seen}），本次未查到，"
        "可能已改版、更名或撤除，{want}无法判断，建议核对该栏目现在何处。",
        "column_emptied": "{unit}门户网站的“{title}”栏目（{address}）自{seen}起巡查时曾有内容，本次为空，可能是页面故障、"
        "改版或内容被清空，{want}无法判断，建议人工打开该栏目核对。",
    }
)
"""The sentences of both, which ``audit_rules.absence.proof`` takes over."""


_FORGOTTEN = timedelta(days=366)


def former_gap(duty: Duty, facts: PortalFacts, subjects: Collection[str]) -> Gap | None:
    """The gap that a column leaves which held postings before and now is empty, or not there."""
    emptied = [seen for seen in blank(columns_of(facts, subjects)) if seen.first_ok is not None]
    if emptied:
        return _gap("column_emptied", duty, facts, emptied, emptied[0].first_ok)
    gone = [seen for seen in facts.former_columns if seen.subject in subjects and _is_lost(facts, seen)]
    return _gap("column_gone", duty, facts, gone, gone[0].last_seen) if gone else None


def _is_lost(facts: PortalFacts, gone: ColumnSeen) -> bool:
    """Whether no column of the subject stands for one that was not met with."""
    beside = readable(columns_of(facts, {gone.subject}))
    if not beside:
        return True
    crawled, last = facts.reach.crawled_at, gone.last_seen
    if crawled is not None and last is not None and crawled - last > _FORGOTTEN:
        return False
    held = set(_titles(facts, gone))
    return not any(_took_its_place(facts, each, gone, held) for each in beside)


def _took_its_place(facts: PortalFacts, column: ColumnSeen, gone: ColumnSeen, held: Set[str]) -> bool:
    """Whether a column came when the other went, is called the same, or holds half of what that one held."""
    if column.first_seen is not None and gone.last_seen is not None and column.first_seen > gone.last_seen:
        return True
    if title_key(column.title) == title_key(gone.title):
        return True
    return bool(held) and 2 * len(held & set(_titles(facts, column))) >= len(held)


def _titles(facts: PortalFacts, column: ColumnSeen) -> Iterator[str]:
    return (title_key(each.title) for each in facts.postings if column.id in each.columns)


def _gap(code: str, duty: Duty, facts: PortalFacts, columns: list[ColumnSeen], seen: datetime | None) -> Gap:
    column, on = columns[0], beijing_day(seen)
    values = {
        "title": quotable(column.title) or duty.name_of(column.subject),
        "address": place(column.url, duty.unit.portal_url),
        "seen": day(on) if on else "此前",
    }
    return Gap(code=code, values=values, cites=cites(facts.reach, *columns))
