"""Does an earlier reading of a list speak against a date, and only where it is known when the posting was first seen?"""

from datetime import UTC, date, datetime

import pytest

from audit_rules.suspicion.history import weighed
from domain.coverage import Coverage
from domain.observations import PortalFacts
from domain.pages import DateConfidence, DateSource, ReadDate
from domain.postings import ListReading, PostingSeen, Suspicion
from domain.reach import Reach, ReachStatus

BLANK, READ = datetime(2017, 7, 1, 2, tzinfo=UTC), datetime(2017, 8, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("first_seen", "suspected"),
    [(datetime(2017, 9, 1, 2, tzinfo=UTC), (Suspicion.BACKDATED,)), (None, ())],
    ids=["seen a month after the reading", "not known when"],
)
def test_a_posting_that_was_not_there_when_it_is_dated(
    first_seen: datetime | None, suspected: tuple[Suspicion, ...]
) -> None:
    posting = PostingSeen(
        id="obs:posting/1",
        title="关于2017年部门预算的说明",
        url="/1.html",
        published=ReadDate(on=date(2017, 3, 1), source=DateSource.LIST, confidence=DateConfidence.HIGH),
        columns=("obs:column/1",),
        first_seen=first_seen,
        absent=ListReading(
            id="obs:reading/1", column="obs:column/1", title="预算公开", url="/", at=READ, blank_since=BLANK
        ),
    )
    facts = PortalFacts(
        unit_id="czt",
        reach=Reach(id="obs:reach", status=ReachStatus.OK),
        coverage=Coverage(home=True),
        postings=(posting,),
    )
    (found,) = weighed(facts, tolerance=20, as_of=date(2017, 12, 31)).postings
    assert found.suspected == suspected
