"""Which of a portal's postings have a title that passes a test?

All titles are made comparable once and joined to one text, in which each keyword is looked for once: a plan asks some
hundred questions of the same titles.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from audit_rules.sightings.by_subject import until
from audit_rules.sightings.indexed_facts import remembered
from audit_rules.sightings.titles import END, Entry, TitleTest, joined_keys, title_key
from domain.observations import PortalFacts
from domain.postings import PostingSeen


def titled(facts: PortalFacts, test: TitleTest, as_of: date) -> tuple[PostingSeen, ...]:
    """The postings published by ``as_of`` whose title passes the test, in the order of the facts."""
    titles = remembered(facts, ("titles", as_of), lambda: _Titles.of(until(facts, as_of)))
    return titles.passing(test)


@dataclass(frozen=True, slots=True)
class _Titles:
    postings: tuple[PostingSeen, ...]
    text: str
    ends: list[int]
    known: dict[str, frozenset[int]] = field(default_factory=dict)

    @staticmethod
    def of(postings: tuple[PostingSeen, ...]) -> "_Titles":
        text = joined_keys(each.title for each in postings)
        ends = list(accumulate(len(key) + 1 for key in text.split(END)[:-1]))
        return _Titles(postings, text, ends)

    def passing(self, test: TitleTest) -> tuple[PostingSeen, ...]:
        needed = [self._of(entry) for entry in test.every]
        if test.some:
            needed.append(self._any(test.some))
        found = frozenset.intersection(*needed) if needed else frozenset(range(len(self.postings)))
        if found and test.never:
            found -= self._any(test.never)
        return tuple(self.postings[place] for place in sorted(found))

    def _any(self, entries: Iterable[Entry]) -> frozenset[int]:
        return frozenset().union(*(self._of(entry) for entry in entries))

    def _of(self, entry: Entry) -> frozenset[int]:
        """The places of the titles in which the entry occurs, or one of its alternatives."""
        if isinstance(entry, str):
            return self._with(entry)
        return frozenset().union(*(self._with(word) for word in entry))

    def _with(self, word: str) -> frozenset[int]:
        if word not in self.known:
            self.known[word] = frozenset(self._places(title_key(word)))
        return self.known[word]

    def _places(self, key: str) -> Iterable[int]:
        if not key:
            yield from range(len(self.postings))
            return
        at = self.text.find(key)
        while at >= 0:
            place = bisect_right(self.ends, at)
            yield place
            at = self.text.find(key, self.ends[place])
