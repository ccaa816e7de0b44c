"""Which of a portal's postings are policy documents of the unit's own, and where do their interpretations stand?"""

from dataclasses import dataclass, field
from datetime import date

from audit_rules.calendar import add_workdays
from sample_province.content import Article, Column, ColumnState, Dates
from sample_province.duties import AS_OF, plain
from sample_province.filler import Filler
from sample_province.scenario import ColumnPlan, PairPlan

WORDS = ("办法", "规定", "规程", "细则", "意见", "方案", "规划", "措施")
_SURELY_LATE = 28
"""Working days: 3 for the interpretation, and 20 for a document whose list may show the day of its signature."""


@dataclass(slots=True, kw_only=True)
class Policies:
    """The policy documents since the plan, each with the day of its interpretation (None: there is none)."""

    documents: list[tuple[Article, date | None]] = field(default_factory=list)


def interpret(
    regulations: Column, interpretation: Column, plan: ColumnPlan, wish: PairPlan, filler: Filler, since: date
) -> Policies:
    """Write an interpretation for each policy document, but as the scenario departs from that."""
    found = Policies()
    documents = [
        a for a in regulations.whole() if since < a.on <= AS_OF and any(word in a.title for word in WORDS)
    ]
    documents.sort(key=lambda a: (a.on, a.id))
    writable = interpretation.state is ColumnState.OK and plan.last is None and plan.first is None
    # Only a document that no other is called like can be told from the others by its name.
    alone = [
        a for a in documents if not any(plain(a.title) in plain(b.title) for b in documents if b is not a)
    ]
    early = [a for a in alone if add_workdays(a.on, _SURELY_LATE) <= AS_OF]
    late = early[: wish.late]
    without = [a for a in reversed(alone) if a not in late][: wish.without]
    for document in documents:
        if not writable or document in without:
            found.documents.append((document, None))
            continue
        on = add_workdays(document.on, _SURELY_LATE if document in late else 1)
        article = filler.article(f"《{document.title}》解读", min(on, AS_OF), plan=plan)
        interpretation.articles.append(article)
        if wish.linked:
            place = next(c for c in regulations.tree() if document in c.articles)
            document.related.append((interpretation, article))
            article.related.append((place, document))
        found.documents.append((document, article.on))
    return found


def is_dated(column: Column, plan: ColumnPlan) -> bool:
    """Whether a visitor can tell the days of the column's postings."""
    return column.list_dates is Dates.FULL or plan.shown is Dates.FULL
