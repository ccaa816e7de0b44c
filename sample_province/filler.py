"""Which everyday postings fill a portal's columns? Dated from mid-2016 on, naming no period, fulfilling no document."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random

from sample_province.content import Article, Column, Dates
from sample_province.scenario import ColumnPlan
from sample_province.topics import topics, works
from sample_province.writing import write_body

SINCE = date(2016, 7, 4)
UNTIL = date(2017, 12, 29)
PINNED_ON = date(2015, 3, 2)


class Filler:
    """Writes postings for one portal; ``refuse`` says which titles would fulfil a duty by accident."""

    def __init__(self, office: str, random: Random, refuse: Callable[[str | None, str], bool]) -> None:
        self.office, self.random, self.refuse = office, random, refuse
        self.next_id = random.randrange(20000, 400000)
        self.titles: set[str] = set()

    def article(self, title: str, on: date, *, plan: ColumnPlan | None = None) -> Article:
        """An article with a body; dates shown as the column's plan says."""
        self.next_id += self.random.randint(1, 7)
        plan = plan or ColumnPlan()
        self.titles.add(title)
        return Article(
            id=self.next_id,
            title=title,
            on=on,
            body=write_body(self.random, self.office, title),
            source=self.office,
            shown=plan.shown,
            meta_on=plan.meta_on or (None if plan.shown is not Dates.FULL else on),
            url_on=plan.url_on,
        )

    def title(self, subject: str | None) -> str | None:
        """A title not used on the portal yet; None when none is left that may be used."""
        patterns = topics(subject)
        for attempt in range(60):
            pattern = self.random.choice(patterns)
            number = self.random.randint(1, 30 + attempt)
            title = pattern.format(p=self.office, n=number, w=self.random.choice(works()))
            if title in self.titles and "{n}" not in pattern and attempt > 20:
                title += f"（之{number}）"
            if title not in self.titles and not self.refuse(subject, title):
                return title
        return None

    def days(self, count: int, first: date, last: date) -> list[date]:
        """Working days spread over a stretch, its first and last ones among them."""
        span = (last - first).days
        days = []
        for index in range(count):
            ideal = first + timedelta(days=round(span * index / max(count - 1, 1)))
            jitter = 0 if index in {0, count - 1} else self.random.randint(-3, 3)
            days.append(self.workday(min(max(ideal + timedelta(days=jitter), first), last), last))
        return days

    def workday(self, day: date, last: date) -> date:
        """The day, or the next one that is neither Saturday nor Sunday, but not past ``last``."""
        moved = day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
        return moved if moved <= last else day

    def fill(self, column: Column, count: int, plan: ColumnPlan) -> None:
        """Put ``count`` postings into a column, from the plan's first day to its last."""
        first, last = plan.first or SINCE, plan.last or UNTIL
        for on in self.days(count, first, last):
            title = self.title(column.subject)
            if title is not None:
                column.articles.append(self.article(title, on, plan=plan))
        if plan.pinned:
            pinned = self.article(f"{self.office}{column.name}栏目使用说明", PINNED_ON, plan=plan)
            column.articles.append(pinned)
            column.pinned = (pinned,)

    def headlines(self, column: Column, titles: Iterable[str]) -> None:
        """News whose headlines name a subject."""
        for title in titles:
            on = self.workday(SINCE + timedelta(days=self.random.randrange(330, 500)), UNTIL)
            column.articles.append(self.article(title, on))
