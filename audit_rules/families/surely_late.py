"""Is what came late certainly late? Only where an earlier posting of it would have been seen.

Documents and figures are posted again: in a second column, after a correction, by a rebuilt site. A late posting says that
nothing stood there in time only when the places where it would have stood were read back so far: lateness asks for the same
proof as absence.
"""

from collections.abc import Collection, Sequence
from datetime import date

from audit_rules.absence.proof import find_gap
from audit_rules.duty import Duty
from audit_rules.periods.instalments import Instalment
from audit_rules.sightings.by_subject import columns_of, complete_from, lists_nothing, readable
from audit_rules.timing.timeliness import timeliness_of
from domain.columns import ColumnSeen
from domain.findings import Timeliness
from domain.observations import PortalFacts


def read_back(
    duty: Duty, facts: PortalFacts, subjects: Collection[str], lists: Sequence[ColumnSeen], start: date
) -> bool:
    """Whether the subjects' lists were read back to ``start``, and nothing else stands in the way of a proof of absence."""
    read = bool(lists) and all(
        complete_from(each, start) and not lists_nothing(facts, each) for each in lists
    )
    return read and find_gap(duty, facts, subjects, None) is None


def times_of(duty: Duty, facts: PortalFacts, judged: Sequence[Instalment]) -> list[Timeliness]:
    """How each instalment stands to its due date; late only what is certainly so."""
    lists = readable(columns_of(facts, {duty.subject}))
    return [
        Timeliness.UNKNOWN
        if is_late(each) and not read_back(duty, facts, {duty.subject}, lists, each.period.start)
        else timeliness_of(each.proof, each.due, standing=False)
        for each in judged
    ]


def is_late(each: Instalment) -> bool:
    """Whether the instalment is late by its posting's date."""
    return timeliness_of(each.proof, each.due, standing=False) is Timeliness.LATE
