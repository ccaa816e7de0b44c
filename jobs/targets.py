"""What each portal is visited for: from the plan's checks to crawl targets."""

from collections.abc import Iterable, Mapping
from datetime import date

from domain.crawl import CrawlTarget
from domain.plans import Check, Plan
from domain.units import Unit

# Looked for on every portal: where documents of any task may stand, and where absence is proved.
EVERYWHERE = frozenset({"key-areas", "statutory", "notices", "news", "regulations"})


def owed_checks(plan: Plan) -> dict[str, list[Check]]:
    """The checks each unit owes, by unit id; a check's own ``units`` win over the task's."""
    owed: dict[str, list[Check]] = {}
    for task in plan.tasks:
        for check in task.checks:
            for unit_id in check.units or task.units:
                owed.setdefault(unit_id, []).append(check)
    return owed


def phrases_of(checks: Iterable[Check]) -> dict[str, tuple[str, ...]]:
    """The phrases that ``elements`` checks look for, by subject."""
    phrases: dict[str, list[str]] = {}
    for check in checks:
        if check.rule == "elements" and check.subject:
            for entry in (*check.params.get("names", ()), *check.params.get("detail", ())):
                phrases.setdefault(check.subject, []).extend([entry] if isinstance(entry, str) else entry)
    return {subject: tuple(dict.fromkeys(words)) for subject, words in phrases.items()}


def subjects_of(checks: Iterable[Check]) -> frozenset[str]:
    """Every subject that a check names, itself or among the columns to be searched."""
    named: set[str] = set()
    for check in checks:
        if check.subject:
            named.add(check.subject)
        named.update(check.params.get("subjects", ()))
    return frozenset(named)


def crawl_targets(plan: Plan, units: Iterable[Unit]) -> tuple[CrawlTarget, ...]:
    """One target for each unit that has a portal and owes something that the web can show."""
    owed: Mapping[str, list[Check]] = owed_checks(plan)
    return tuple(
        CrawlTarget(
            unit=unit,
            subjects=subjects_of(owed[unit.id]) | EVERYWHERE,
            # A year more than the plan's own: a standing duty may rest on an older document.
            since=date(plan.year - 1, 1, 1),
            phrases=phrases_of(owed[unit.id]),
        )
        for unit in units
        if unit.portal_url and unit.id in owed
    )
