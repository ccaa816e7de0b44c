"""How do a portal's pages come to be in the condition that the scenario wants for each duty? Writes the postings."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from zlib import crc32

from domain.deadlines import DeadlineKind, Due
from domain.plans import Plan
from sample_province.content import Article, Column, ColumnState, Dates
from sample_province.duties import AS_OF, Duty, fits
from sample_province.filler import Filler
from sample_province.periods import chinese_numerals, in_time, period_words, periods_of_2017, too_late
from sample_province.policies import Policies, interpret, is_dated
from sample_province.scenario import ColumnPlan, DocumentPlan, PeriodPlan, PortalPlan
from sample_province.structure import Tree
from sample_province.titles import document_title, instalment_title

OPENED = 4
"""A visitor in a hurry opens no more than so many of a column's newest postings."""

HALF_YEAR = date(2017, 7, 1)


@dataclass(slots=True, kw_only=True)
class Instalments:
    """What became of each due date of a periodic duty: the day of its posting, or None."""

    done: list[date | None] = field(default_factory=list)
    ahead: bool = False  # what is due later is there already


class Writer:
    """Writes what one unit owes into the columns of its portal."""

    def __init__(self, plan: Plan, portal: PortalPlan, tree: Tree, filler: Filler) -> None:
        self.plan, self.portal, self.tree, self.filler = plan, portal, tree, filler
        self.instalments: dict[tuple[int | str, int], Instalments] = {}
        self.policies = Policies()
        self.told: set[tuple[int | str, int]] = set()

    def write(self, duties: list[Duty]) -> None:
        """Everything that the duties ask for, as far as the scenario lets it be there."""
        for duty in duties:
            if duty.check is None:
                continue
            match duty.rule:
                case "document":
                    self.document(duty)
                case "periodic":
                    self.periodic(duty)
                case "count":
                    self.count(duty)
                case "elements":
                    self.elements(duty)
        regulations, interpretation = (self.tree.by_subject.get(s) for s in ("regulations", "interpretation"))
        if regulations is not None and interpretation is not None:
            plan = self.column_plan(interpretation)
            self.policies = interpret(
                regulations, interpretation, plan, self.portal.pairs, self.filler, self.plan.known_from
            )
        # Last of all: who took part is told by the newest postings of the whole column.
        for duty in duties:
            if duty.rule == "attended":
                self.attended(duty)

    def column_plan(self, column: Column) -> ColumnPlan:
        """The scenario's words about a column."""
        return self.tree.plan_of(column.subject) if column.subject else ColumnPlan()

    def home_of(self, subject: str | None) -> Column | None:
        """The column that a posting of the subject goes to: its own, else notices, else news; one that can take it."""
        for name in (subject, "notices", "news"):
            column = self.tree.by_subject.get(name or "")
            if column is not None and column.state is ColumnState.OK:
                return column
        return None

    def post(self, column: Column, title: str, on: date, plan: ColumnPlan | None = None) -> Article:
        """Put one posting into a column; none lies outside the column's days."""
        plan = plan or self.column_plan(column)
        if column.children and not column.articles:
            column = column.children[0]
        day = min(on, plan.last or on)
        day = max(day, plan.first or day)
        article = self.filler.article(title, day, plan=plan)
        column.articles.append(article)
        return article

    # documents ------------------------------------------------------------------------------------------

    def document(self, duty: Duty) -> None:
        """The document, on the scenario's day or in good time; near misses beside it."""
        wish = self.portal.documents.get(duty.task, DocumentPlan())
        named = [c for top in self.tree.columns for c in top.tree() if c.slug == wish.column]
        target = next(iter(named), None) or self.home_of(duty.subject)
        if target is None:
            return
        for title, on in wish.decoys:
            self.post(target, title.format(p=self.portal.short), on)
        if wish.absent or self.there(duty):
            return
        title = wish.other_name or wish.title or document_title(duty, self.portal.short, len(self.portal.id))
        plan = self.column_plan(target)
        if wish.undated:
            plan = replace(plan, shown=Dates.NONE)
            target = self.undated_column(target)
        self.post(target, title.format(p=self.portal.short), wish.on or self.good_day(duty), plan)

    def there(self, duty: Duty) -> bool:
        """Whether an earlier duty's document does for this one, too."""
        wish = self.portal.documents.get(duty.task)
        return wish is None and any(
            fits(article.title, duty.titles)
            and article.on > self.plan.issued_on
            and article.on <= self.good_day(duty)
            for column in self.tree.by_subject.values()
            for article in column.articles
        )

    def undated_column(self, target: Column) -> Column:
        """A column whose list shows no dates, for a document without a day."""
        for column in self.tree.by_subject.values():
            if column.list_dates is Dates.NONE and column.state is ColumnState.OK:
                return column
        return target

    def good_day(self, duty: Duty) -> date:
        """A day well before the first due date that counts."""
        if (due := duty.first_due) is not None:
            room = (due.on - self.plan.issued_on).days
            spread = crc32(f"{self.portal.id}/{duty.task}".encode()) % max(room - 75, 1)
            return due.on - timedelta(days=min(20, max(room // 3, 1)) + spread)
        return (
            date(2017, 5, 22)
            if duty.kind is DeadlineKind.CONTINUOUS or not duty.past
            else duty.past[-1].on - timedelta(days=9)
        )

    # instalments ----------------------------------------------------------------------------------------

    def periodic(self, duty: Duty) -> None:
        """A posting for each period that the scenario does not leave out."""
        wish = self.portal.periods.get(duty.task, PeriodPlan())
        target = self.home_of(duty.subject)
        record = self.instalments[duty.task, duty.index] = Instalments()
        if target is None:
            return
        count = len(duty.dues)
        late = {n % count for n in wish.late} if count else set()
        missing = {n % count for n in wish.missing} if count else set()
        for number, due in enumerate([*duty.past, *duty.dues, *duty.open], start=1):
            position = number - 1 - len(duty.past)
            judged = 0 <= position < count
            on = None if position in missing else too_late(due) if position in late else in_time(due)
            if judged:
                record.done.append(on)
            elif position >= count and not wish.ahead:
                continue
            record.ahead |= position >= count and on is not None and on <= AS_OF
            if on is None or on > AS_OF:
                continue
            title = instalment_title(duty, self.portal.short, self.words(due, wish), number)
            self.post(target, f"{title}（续）" if title in self.filler.titles else title, on)

    def words(self, due: Due, wish: PeriodPlan) -> str:
        """The period of a due date as the unit's titles name it."""
        text = period_words(due.period, cumulative=wish.cumulative)
        return chinese_numerals(text) if wish.numerals else text

    def count(self, duty: Duty) -> None:
        """As many postings in each period as asked, with one to spare; none where the scenario says too few."""
        check = duty.check
        target = self.home_of(duty.subject)
        if check is None or target is None:
            return
        few = self.portal.counts.get(duty.task, ())
        need = int(check.params.get("at_least", 1))
        for position, period in enumerate(periods_of_2017(str(check.params.get("per", "year")))):
            if position in few:
                continue
            # What comes out in the month after a period may tell of that one.
            first = 35 if position - 1 in few else 3
            for number in range(need + 1):
                room = (period.end - period.start).days
                after = max(min(first, room), (room - 14) * (number + 1) // (need + 2))
                on = period.start + timedelta(days=after)
                title = instalment_title(duty, self.portal.short, "", position * 10 + number + 1)
                self.post(target, title, on)

    # elements -------------------------------------------------------------------------------------------

    def elements(self, duty: Duty) -> None:
        """The names asked for, in the column's introduction or an article, but those that the scenario leaves out."""
        check = duty.check
        target = self.tree.by_subject.get(duty.subject or "")
        if check is None or target is None or target.state is not ColumnState.OK:
            return
        left_out = self.portal.elements.get(duty.task, ())
        for entry in (*check.params.get("names", ()), *check.params.get("detail", ())):
            name = entry if isinstance(entry, str) else entry[0]
            if name in left_out or self.has_element(target, name):
                continue
            if target.subject == "leaders":
                self.say(target, f"负责日常工作，分管办公室、{name}等工作。")
                continue
            target.intro = (*target.intro, name)

    def say(self, column: Column, sentence: str) -> None:
        """Let one of the column's articles say it."""
        article = column.articles[0]
        article.body = (*article.body, sentence)

    def attended(self, duty: Duty) -> None:
        """Who took part, in the newest postings of the column, but for the roles that the scenario leaves out."""
        target = self.tree.by_subject.get(duty.subject or "")
        if duty.check is None or target is None or target.state is not ColumnState.OK:
            return
        if not is_dated(target, self.column_plan(target)):
            return  # nobody can tell which are the newest
        newest = sorted(target.whole(), key=lambda a: (a.on, a.id), reverse=True)[:OPENED]
        fitting = [a for a in newest if fits(a.title, duty.titles) and HALF_YEAR <= a.on <= AS_OF]
        roles = duty.check.params["roles"]
        if any(role["per"] in {"quarter", "month"} for role in roles):
            return  # the newest postings tell of one period alone
        left_out = self.portal.elements.get(duty.task, ())
        if any(role["name"] in left_out for role in roles):
            return
        if len(fitting) < max(role.get("at_least", 1) for role in roles):
            return
        for role in roles:
            for article in fitting[: role.get("at_least", 1)]:
                article.body = (*article.body, f"{self.portal.name}{role['words'][0]}出席并介绍情况。")
        self.told.add((duty.task, duty.index))

    def has_element(self, column: Column, name: str) -> bool:
        """Whether the column names it already."""
        return name in column.intro or any(name == child.name for child in column.children)
