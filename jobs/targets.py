"""What each portal is visited for: from the plan's checks to crawl targets."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from audit_rules.duties.owed import second_sites
from audit_rules.registry import all_rules
from domain.crawl import CrawlTarget
from domain.plans import EVERY_UNIT, Check, Plan, Scoring
from domain.units import Unit

# Looked for on every portal: where documents of any task may stand, and where absence is proved.
EVERYWHERE = frozenset({"key-areas", "statutory", "notices", "news", "regulations"})

LOOK_BACK = timedelta(days=400)
"""The longest span that an inspection table asks of a column is a year; the rest is for a crawl on an earlier day."""

_NO_ABSENCE = frozenset({"filed", "paired", "attended", "also_on"})


def owed_checks(plan: Plan) -> dict[str, list[Check]]:
    """The checks each unit owes, by unit id (``EVERY_UNIT``: all do); a check's own ``units`` win over the task's."""
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


def articles_of(checks: Iterable[Check]) -> dict[str, tuple[str, ...]]:
    """The subjects whose postings are to be opened, each with the words looked for in them (none: only the links)."""
    words: dict[str, dict[str, None]] = {}
    for check in checks:
        if check.rule == "paired":
            words.setdefault(str(check.params.get("documents", "regulations")), {})
            words.setdefault(check.subject or "", {})
        elif check.rule == "attended":
            asked = words.setdefault(check.subject or "", {})
            asked.update(
                dict.fromkeys(word for role in check.params.get("roles", ()) for word in role["words"])
            )
    return {subject: tuple(some) for subject, some in words.items()}


def subjects_of(checks: Iterable[Check]) -> frozenset[str]:
    """Every subject that a check names, itself or among the columns to be searched, and what its rule needs read."""
    named: set[str] = set()
    for check in checks:
        if check.subject:
            named.add(check.subject)
        named.update(check.params.get("subjects", ()))
        named.update(check.params.get("kinds", ()))
        rule = all_rules().get(check.rule)
        named.update(rule.params.reads if rule else ())
    return frozenset(named)


def sought_by(checks: Iterable[Check]) -> tuple[str, ...]:
    """The subjects whose absence one of the checks would call a failure, in order.

    Not those that an ``excuse`` covers; ``filed`` asks about an address, not for a column, and some rules never fail.
    """
    named = (each.subject for each in checks if each.rule not in _NO_ABSENCE and "excuse" not in each.params)
    return tuple(dict.fromkeys(subject for subject in named if subject))


def crawl_targets(plan: Plan, units: Iterable[Unit], as_of: date | None = None) -> tuple[CrawlTarget, ...]:
    """One target for each unit that has a portal and owes something that the web can show, or is a second site.

    ``as_of`` is the day of judgement: an inspection looks back from it for a year.
    """
    owed: Mapping[str, list[Check]] = owed_checks(plan)
    every = owed.get(EVERY_UNIT, [])
    sites = second_sites(plan)
    since = _since(plan, as_of)
    targets = []
    for unit in units:
        checks = [*every, *owed.get(unit.id, ())]
        if not unit.portal_url or not (checks or unit.id in sites):
            continue
        targets.append(
            CrawlTarget(
                unit=unit,
                subjects=subjects_of(checks) | sites.get(unit.id, frozenset()) | EVERYWHERE,
                since=since,
                phrases=phrases_of(checks),
                sought=sought_by(checks),
                articles=articles_of(checks),
                articles_since=plan.known_from,
            )
        )
    return tuple(targets)


def _since(plan: Plan, as_of: date | None) -> date:
    if plan.scoring is Scoring.DEDUCTIONS and as_of is not None:
        return as_of - LOOK_BACK
    # A year more than the plan's own: a standing duty may rest on an older document.
    return date(plan.year - 1, 1, 1)
