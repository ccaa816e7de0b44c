"""What is said of something that was not found: not due yet, can't tell, or missing?"""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType

from audit_rules.absence.dossiers import dossier_of
from audit_rules.absence.proof import MESSAGES as PROOF_MESSAGES
from audit_rules.absence.proof import absence_cites, find_gap, searched, visited
from audit_rules.duty import Duty
from audit_rules.sightings.by_subject import blank, cites, columns_of, crawled_on, readable
from audit_rules.timing.timeliness import is_open, last_day, overdue_words
from audit_rules.wording import day, place, quotable
from domain.columns import ColumnSeen
from domain.findings import Outcome, Timeliness, Verdict
from domain.observations import PortalFacts

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        **PROOF_MESSAGES,
        "not_due": "就{want}，{unit}的时限为{due}，截至{as_of}尚未届满，暂不判定。",
    }
)
"""Every sentence for what was not found and is not called missing."""

COLUMN_MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        **MESSAGES,
        "blank": "{unit}门户网站虽设有“{title}”栏目（{address}），但{visited}为空白栏目，没有任何信息，{overdue}。",
        "missing": "在{unit}门户网站未查到“{subject}”栏目，{searched}，{overdue}。",
    }
)
"""The same with the sentences for a column that is not there or is blank."""


def not_due(duty: Duty, want: str, as_of: date, *, until: date | None = None) -> Verdict:
    """The verdict while the time still runs, however little could be read: nothing is owed yet.

    ``until`` is the last day of that time, where it is not that of the due date.
    """
    last = until or last_day(duty.due)
    return Verdict(
        outcome=Outcome.NOT_APPLICABLE,
        code="not_due",
        timeliness=Timeliness.NOT_DUE,
        values={"want": want, "due": day(last), "as_of": day(as_of)},
        due=duty.due_dates,
    )


def unless_open(verdict: Verdict, duty: Duty, want: str, as_of: date) -> Verdict:
    """A rule's verdict, but ``not_due`` for what is not known to be done while the time still runs."""
    open_ = verdict.outcome in {Outcome.FAILED, Outcome.CANT_TELL} and is_open(duty.due, as_of)
    return not_due(duty, want, as_of) if open_ else verdict


def missing(
    duty: Duty,
    facts: PortalFacts,
    as_of: date,
    *,
    subjects: Collection[str],
    want: str,
    code: str,
    values: Mapping[str, object],
) -> Verdict:
    """The verdict for something not found in the subjects' columns.

    ``code`` and ``values`` are those of a failure; its words may also use ``searched`` and ``overdue``.
    """
    if is_open(duty.due, as_of):
        return not_due(duty, want, as_of)
    gap = find_gap(duty, facts, subjects, duty.due)
    if gap is not None:
        return gap.verdict(duty, want)
    # What was published since the crawl nobody has seen: it was missing up to the day of the crawl.
    known = min(as_of, crawled_on(facts) or as_of)
    words = {
        "searched": searched(facts, subjects),
        "visited": visited(facts),
        "overdue": overdue_words(
            duty.due,
            known,
            standing=duty.is_standing,
            yearly=duty.has_deadline,
        ),
    }
    return Verdict(
        outcome=Outcome.FAILED,
        code=code,
        timeliness=Timeliness.OVERDUE,
        values={**values, **words},
        due=duty.due_dates,
        cites=absence_cites(facts, subjects),
        dossier=dossier_of(duty, facts, subjects),
    )


def no_column(duty: Duty, facts: PortalFacts, as_of: date, want: str) -> Verdict | None:
    """The verdict when the subject has no readable column: blank, missing or can't tell. None when it has one."""
    columns = columns_of(facts, {duty.subject})
    if readable(columns):
        return None
    empty = blank(columns)
    return missing(
        duty,
        facts,
        as_of,
        subjects={duty.subject},
        want=want,
        code="blank" if empty else "missing",
        values=named(duty, empty[0]) if empty else {},
    )


def cant_tell(
    duty: Duty,
    facts: PortalFacts,
    as_of: date,
    *,
    want: str,
    code: str,
    column: ColumnSeen,
    values: Mapping[str, object] | None = None,
    seen: Collection[object] = (),
) -> Verdict:
    """The verdict when a column was read but does not settle the matter; not due while the time still runs."""
    if is_open(duty.due, as_of):
        return not_due(duty, want, as_of)
    return Verdict(
        outcome=Outcome.CANT_TELL,
        code=code,
        values={**named(duty, column), **(values or {})},
        due=duty.due_dates,
        cites=cites(facts.reach, column, *seen),
    )


def named(duty: Duty, column: ColumnSeen) -> dict[str, object]:
    """A column's name and address for a sentence."""
    return {
        "title": quotable(column.title) or duty.name_of(column.subject),
        "address": place(column.url, duty.unit.portal_url),
    }
