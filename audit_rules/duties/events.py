"""On which day was the event that a deadline runs from (国家指导意见印发后60日内)?

A check's ``event`` is the day itself, the name of an event in the operator's register, or the title of a posting to
be found on some unit's portal (``title_all`` …, ``units``): then it is the earliest such posting by its date. A date in
doubt is no event.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from audit_rules.sightings.by_subject import sure_date, until
from audit_rules.sightings.titles import title_test
from audit_rules.suspicion.history import weighed
from domain.observations import PortalFacts
from domain.plans import Check, Plan
from domain.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The day of an event, and what proves it; a day that the plan itself gives has no proof to cite."""

    on: date
    cites: tuple[str, ...] = ()


def event_of(check: Check, register: Register, found: Mapping[str, Event]) -> Event | None:
    """The event that the check's deadline runs from; None when it has none, or nobody knows its day.

    Args:
        check: the check; ``params.event`` names its event.
        register: what the operator registered.
        found: the events found on portals, by ``event_key``.
    """
    given = check.params.get("event")
    if isinstance(given, date):
        return Event(on=given)
    if isinstance(given, Mapping):
        return found.get(event_key(given))
    if not isinstance(given, str):
        return None
    if given in register.events:
        day = register.events[given]
        return Event(on=day.on, cites=(day.id,))
    try:
        return Event(on=date.fromisoformat(given))
    except ValueError:
        return None


def event_key(given: Mapping[str, Any]) -> str:
    """By which an event to be found is known: its description."""
    return repr(sorted((name, repr(value)) for name, value in given.items()))


def event_units(plan: Plan) -> frozenset[str]:
    """The ids of the units on whose portals events are to be found."""
    return frozenset(unit for given in _wanted(plan).values() for unit in given.get("units", ()))


def found_events(plan: Plan, facts: Mapping[str, PortalFacts], as_of: date) -> dict[str, Event]:
    """The events that the plan wants found, by ``event_key``: the earliest posting that bears such a title."""
    events = {key: _found(given, plan, facts, as_of) for key, given in _wanted(plan).items()}
    return {key: event for key, event in events.items() if event is not None}


def earliest_of(found: Iterable[Mapping[str, Event]]) -> dict[str, Event]:
    """The events found on portals one after the other, as ``found_events`` finds them on all at once."""
    earliest: dict[str, Event] = {}
    for events in found:
        for key, event in events.items():
            known = earliest.get(key, event)
            earliest[key] = min(known, event, key=lambda each: (each.on, each.cites))
    return earliest


def _wanted(plan: Plan) -> dict[str, Mapping[str, Any]]:
    return {
        event_key(given): given
        for task in plan.tasks
        for check in task.checks
        if isinstance(given := check.params.get("event"), Mapping)
    }


def _found(
    given: Mapping[str, Any], plan: Plan, facts: Mapping[str, PortalFacts], as_of: date
) -> Event | None:
    test = title_test(given)
    dated = [
        (on, posting.id)
        for unit_id in given.get("units", ())
        if unit_id in facts
        for posting in until(weighed(facts[unit_id], tolerance=plan.doubt_days, as_of=as_of), as_of)
        if not posting.suspected and test.passes(posting.title) and (on := sure_date(posting)) is not None
    ]
    if not dated:
        return None
    on, posting_id = min(dated)
    return Event(on=on, cites=(posting_id,))
