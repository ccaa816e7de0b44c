"""What does a deadline phrase mean? The use case behind ``mingcha deadline``."""

from datetime import date
from typing import Any

from audit_rules.deadlines import read_deadline
from domain.deadlines import DeadlineKind


def describe_deadline(text: str, *, issued: date | None, year: int | None, today: date) -> dict[str, Any]:
    """The contract's result of ``deadline``: how the phrase is understood, and its due dates in the year.

    ``issued`` is the plan's day of issue, and the day of the event for phrases that name one. The year is the
    one asked for, else that of ``issued``, else that of ``today``; when none was asked for, a span that runs over
    the year's end is given all the same. ``understood`` false means exit status 1. ``fresh_within`` (days) is there only
    where the phrase bounds how old the newest item may be (实时更新).
    """
    wanted = year or (issued or today).year
    reading = read_deadline(text, year=wanted, issued=issued, event=issued)
    if year is None and issued is not None and reading.kind is DeadlineKind.AFTER_EVENT and not reading.dues:
        later = read_deadline(text, year=wanted + 1, issued=issued, event=issued)
        reading = later if later.dues else reading
    fresh = {} if reading.fresh_within is None else {"fresh_within": reading.fresh_within}
    return {
        "text": reading.text,
        "understood": reading.understood,
        "kind": reading.kind.value if reading.kind else None,
        "due": list(dict.fromkeys(due.on.isoformat() for due in reading.dues)),
        "provisional": reading.provisional,
        "note": reading.note,
        **fresh,
    }
