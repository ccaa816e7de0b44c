"""Do the dates of a list tell when its postings were published, or only on which day all of them were put there?

A site that moves to another system often gives everything in a list the day of the move. Such a day shows that the posting is
there, and no longer when it first was: it makes nothing late, and nothing missing.
"""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date

from domain.observations import PortalFacts
from domain.pages import DateConfidence
from domain.postings import PostingSeen

_MANY = 10
_SHARE = 0.8


def without_import_days(facts: PortalFacts) -> PortalFacts:
    """The facts with a date of low confidence where at least ten postings, and four fifths of a column, bear the same one."""
    days: dict[str, Counter[date]] = defaultdict(Counter)
    for posting in facts.postings:
        if posting.published is not None:
            for column in posting.columns:
                days[column][posting.published.on] += 1
    imported = {
        (column, day)
        for column, counted in days.items()
        for day, count in counted.most_common(1)
        if count >= _MANY and count >= _SHARE * counted.total()
    }
    if not imported:
        return facts
    return replace(facts, postings=tuple(_doubted(each, imported) for each in facts.postings))


def _doubted(posting: PostingSeen, imported: set[tuple[str, date]]) -> PostingSeen:
    """The posting, its date of low confidence when every list that it stands in was put there on that day."""
    read = posting.published
    if (
        read is None
        or not posting.columns
        or any((column, read.on) not in imported for column in posting.columns)
    ):
        return posting
    return replace(posting, published=replace(read, confidence=DateConfidence.LOW))
