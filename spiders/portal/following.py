"""Which links of the pages read are followed, for which subjects, and which are passed over with what reason?"""

from collections.abc import Callable
from dataclasses import replace

from audit_rules.subjects.matcher import Vocabulary
from crawler.options import CrawlOptions
from domain.columns import Refusal
from domain.crawl import CrawlTarget
from domain.pages import PageKind, PageReading, Posting
from domain.subjects import Grade, Surface
from spiders.portal.addresses import Site
from spiders.portal.column_book import ColumnBook
from spiders.portal.frontier import Claim, Frontier, Role, Task
from spiders.portal.navigation import NotFollowed, name_of, tasks_of
from spiders.portal.near_names import NearNames
from spiders.portal.passed_over import PassedOver
from spiders.portal.reach import Search
from spiders.portal.records import Record
from spiders.portal.search_answers import Answer, as_links, to_open

_MOST_NAMED = 10  # results of one question that are opened because they name a subject


class Following:
    """The links of one portal's visit."""

    def __init__(
        self,
        target: CrawlTarget,
        *,
        options: CrawlOptions,
        vocabulary: Vocabulary,
        record: Record,
        search: Search,
        columns: ColumnBook,
        frontier: Frontier,
        site: Callable[[], Site],
    ) -> None:
        """Take what is wanted and where it is written down; ``site`` tells the portal's addresses once home was read."""
        self._target = target
        self._options = options
        self._record = record
        self._search = search
        self._columns = columns
        self._frontier = frontier
        self._site = site
        self._near = NearNames(vocabulary, target.subjects)
        self._passed = PassedOver()
        self._hits: set[str] = set()

    def read(self, task: Task, reading: PageReading) -> None:
        """Remember what a page that was read turned out to be."""
        self._near.visited(task.url, reading)
        self._passed.visited(task.url, reading)

    def links_of(self, reading: PageReading, *, depth: int) -> None:
        """Follow the links of a page, for a visit at ``depth``."""
        self._near.look(reading, self._site(), self._options.max_links)
        for found in self._tasks_of(reading, depth):
            if isinstance(found, Task) and depth > self._options.portal_depth:
                self._pass_over(found)
            else:
                self._follow(found)

    def answer(self, subject: str, words: str, reading: PageReading, answer: Answer) -> None:
        """Follow the results of the portal's own search that name a wanted subject, and a few more.

        An article's place on the portal (当前位置) leads to its column; nothing else on it is followed further.
        """
        found = self._tasks_of(as_links(reading, answer.hits), 1)
        named = [each for each in found if isinstance(each, NotFollowed) or each.claims]
        for number, each in enumerate(named):
            if isinstance(each, Task) and number >= _MOST_NAMED:
                self._pass_over(each)
            else:
                self._follow(each)
        claim = Claim(
            subject=subject, grade=Grade.WEAK, surface=Surface.TEXT, text=words, found_on=reading.url
        )
        for hit, url in to_open(answer.hits, words, self._site(), self._frontier.taken):
            task = Task(url=url, role=Role.WEAK, depth=self._options.portal_depth - 1, found_on=reading.url)
            task.claim(replace(claim, text=name_of(hit)))
            self._hits.add(url)
            self._follow(task)

    def hit_of(self, task: Task, reading: PageReading) -> list[Posting]:
        """The posting that a page is, when the portal's search found it and it is a single article."""
        if task.url not in self._hits or reading.kind is not PageKind.ARTICLE:
            return []
        return [Posting(title=reading.title, url=task.url, published=reading.published)]

    def tell_passed_over(self) -> None:
        """Write down the links that may be a column, or named one, and were not looked at for it."""
        found = self._search.subjects_read
        for claim, url in self._near.unsettled(found):
            self._record.refused(claim, url, Refusal.UNCONFIRMED)
        for claim, url in self._near.scripted(found):
            self._record.refused(claim, url, Refusal.SCRIPT)
        for claim, url in self._near.settled(found):
            self._record.refused(claim, url, Refusal.NOT_A_LIST)
        for claim, url, refusal, failure in self._passed.settled(
            self._frontier.taken,
            lambda url, subject: subject in self._columns.subjects_at(url),
            self._columns.failed,
        ):
            self._record.refused(claim, url, refusal, failure)

    def _tasks_of(self, reading: PageReading, depth: int) -> list[Task | NotFollowed]:
        found = tasks_of(
            reading,
            site=self._site(),
            wanted=self._target.subjects,
            depth=depth,
            max_links=self._options.max_links,
        )
        return list(found)

    def _follow(self, found: Task | NotFollowed) -> None:
        if isinstance(found, NotFollowed):
            if found.refusal is Refusal.NOT_FOLLOWED:
                self._passed.beyond(found.claim, found.url)
            else:
                self._record.refused(found.claim, found.url, found.refusal)
            return
        if self._frontier.taken(found.url):
            self._claim_again(found)
        else:
            self._frontier.add(found)
        self._search.found(found)

    def _pass_over(self, task: Task) -> None:
        for claim in task.claims.values():
            self._passed.beyond(claim, task.url)

    def _claim_again(self, task: Task) -> None:
        """A page read before is named as the column of a subject only now: read it once more for that."""
        self._passed.hinted(task)
        taken = self._columns.subjects_at(task.url)
        fresh = {
            claim.subject: claim
            for claim in task.claims.values()
            if claim.grade > Grade.WEAK
            and claim.subject not in taken
            and (task.url, claim.subject) not in self._search.claimed
        }
        if not fresh:
            return
        self._search.claimed.update((task.url, subject) for subject in fresh)
        self._frontier.add(
            Task(url=task.url, role=task.role, depth=task.depth, found_on=task.found_on, claims=fresh),
            again=True,
        )
