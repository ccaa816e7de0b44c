"""Which postings count for a check that asks for postings per period?"""

from datetime import date

from audit_rules.duty import Duty
from audit_rules.sightings.by_subject import stood_in
from audit_rules.sightings.titled import titled
from audit_rules.sightings.titles import title_key, title_test
from domain.observations import PortalFacts
from domain.postings import PostingSeen


def considered(duty: Duty, facts: PortalFacts, as_of: date) -> list[PostingSeen]:
    """The postings by ``as_of`` that pass the check's keywords: of the portal, without keywords of the subject's columns.

    What stood there once counts, though the column can't be read tonight. One posting under two addresses counts
    once: it is no spare one for a period that has none.
    """
    test = title_test(duty.check.params)
    postings = (
        titled(facts, test, as_of)
        if test.asks
        else [each for each in stood_in(facts, duty.subject, as_of) if test.passes(each.title)]
    )
    # Of two alike the one kept is one that nothing speaks against, where there is one.
    alike = sorted(postings, key=lambda each: not each.suspected)
    once = {(title_key(each.title), each.published_on or each.id): each for each in alike}
    return sorted(once.values(), key=lambda each: each.id)
