"""What was found of each duty, in the sentence that pages show of it?"""

from collections.abc import Iterable

from db.audit_reading import load_findings_by_id
from db.database import Database
from db.duty_listing import load_reviews_by_number
from domain.standings import Duty
from evidence.office.audit_report import Reported
from evidence.office.plain_text import plain_lines
from evidence.office.statuses import account_of


def accounts_of(database: Database, duties: Iterable[Duty]) -> dict[int, str]:
    """The sentences by finding: where a review changed the status it comes first, and the rest is 原判.

    Raises:
        StoreError: the database can't be used.
    """
    listed = list(duties)
    found = load_findings_by_id(database, [duty.finding_id for duty in listed])
    reviews = load_reviews_by_number(database, {duty.review_id for duty in listed if duty.review_id})
    return {
        duty.finding_id: account_of(
            Reported(finding=stored.finding, review=reviews.get(duty.review_id or 0)),
            plain_lines(stored.finding.explanation),
        )
        for duty in listed
        if (stored := found.get(duty.finding_id)) is not None
    }
