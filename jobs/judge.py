"""What do the stored facts say of the units under a plan, as of a day? Stores the audit and writes the result. No network.

Units are judged in parts, which are stored and written as they come: memory does not grow with their number.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from itertools import islice
from typing import Any, TextIO

from audit_rules.digests import register_digest, rules_digest
from audit_rules.duties.events import Event, earliest_of, event_units
from audit_rules.duties.owed import all_owed, second_sites
from audit_rules.duties.shared import Doers, unregistered, with_doers
from audit_rules.subjects.versions import program_vocabulary
from casework.reports.kept_sources import keep_plan, keep_vocabulary
from casework.standing.renewing import work_in
from db.database import Database
from domain.findings import Digests, Score
from domain.units import Unit
from evidence.seals.sealing import sealing_with
from evidence.signing.keys import SigningKey
from jobs.inputs import AuditInput
from jobs.judges import Judges, judges, processes_for
from jobs.known_facts import known_facts
from jobs.known_json import Context, context_text
from jobs.result import head_of, ranking_of
from jobs.result_file import ResultFile
from jobs.unit_judge import Asked, JudgedPart, Known, Order, UnitJudge

AT_ONCE = 32
"""Units in a part: few queries for each, and few findings in memory."""


def judge_stored(given: AuditInput, database: Database, *, as_of: date) -> dict[str, Any]:
    """Judge in this process; returns the contract's result whole. For a few units: see ``judge_into``."""
    file = StringIO()
    judge_into(given, database, as_of=as_of, file=file, processes=1)
    return dict(json.loads(file.getvalue()))


def judge_into(
    given: AuditInput,
    database: Database,
    *,
    as_of: date,
    file: TextIO | None,
    processes: int = 0,
    at_once: int = AT_ONCE,
    key: SigningKey | None = None,
) -> dict[str, Any]:
    """Judge, store the audit, write the contract's result; returns what the league table tells (``jobs.summary``).

    The plan and the vocabulary are kept as they are now: what they become later changes nothing of what is shown of the audit.

    Args:
        given: plan, units, register.
        database: where the facts are, and where the audit goes.
        as_of: the day of judgement.
        file: where the result is written to, if anywhere.
        processes: how many processes judge; 0: as many as there are cores. It changes no byte of the result.
        at_once: units in a part; nor does this.
        key: seals the audit; without one it is not sealed.

    Raises:
        EvidenceError: the chain of seals goes on with another key.
    """
    vocabulary = program_vocabulary()
    keep_vocabulary(database, vocabulary)
    if given.source is not None:
        keep_plan(database, given.source)
    digests = Digests(
        plan=given.plan.digest,
        rules=rules_digest(),
        vocabulary=vocabulary.digest,
        register=register_digest(given.register),
    )
    sealing = sealing_with(database, key) if key else None
    order = Order(
        plan=given.plan,
        as_of=as_of,
        register=given.register,
        digests=digests,
        vocabulary=vocabulary,
        sealed=sealing is not None,
    )
    scores: dict[str, Score] = {}
    summaries: list[dict[str, Any]] = []
    with (
        judges(order, database, processes_for(len(given.units), processes)) as bench,
        database.writing_audit(plan_id=given.plan.id, digests=digests, as_of=as_of, sealing=sealing) as audit,
    ):
        head = head_of(given.plan, digests=digests, as_of=as_of, run_id=audit.id)
        result = ResultFile(file, head) if file else None
        events, of_events = _events(bench, given, at_once)
        doers, of_doers = _doers(bench, given, events, at_once)
        known = Known(events=events, doers=doers)
        # They may be no part of this audit: what is said of others rests on them all the same.
        sites = known_facts(database, sorted(second_sites(given.plan)), vocabulary)
        audit.rest_on([*(facts.reach.id for facts in sites.values()), *of_events, *of_doers])
        audit.keep_context(context_text(Context(known=known, register=given.register)))
        for judged in bench.each(_judge, ((part, known) for part in _parts(given.units, at_once))):
            audit.add([each.audited for each in judged.units], judged.rows)
            for each in judged.units:
                if result:
                    result.add(each.text)
                scores[each.audited.unit_id] = each.audited.score
                summaries.append(each.summary)
        ranking = ranking_of(given.plan, scores)
        if result:
            result.end(ranking)
    # The audit is stored: should this be cut short, it is made good by ``mingcha serve`` or ``mingcha console rebuild``.
    work_in(database, audit.id, plan=given.plan)
    return {**head, "units": summaries, "ranking": ranking}


def _events(bench: Judges, given: AuditInput, at_once: int) -> tuple[dict[str, Event], tuple[str, ...]]:
    """The events that deadlines run from, each by the earliest posting on any portal, and the reaches that they rest on.

    On the portals of all units that are known: one that is judged alone has the deadlines that it has among all.
    """
    named = event_units(given.plan)
    units = [unit for unit in given.known if unit.id in named]
    asked = list(bench.each(UnitJudge.events, _parts(units, at_once)))
    events = earliest_of(each.known.events for each in asked)
    return events, tuple(reach for each in asked for reach in each.reaches)


def _doers(
    bench: Judges, given: AuditInput, events: dict[str, Event], at_once: int
) -> tuple[Doers, tuple[str, ...]]:
    """Who did what several units owe together, and the reaches that it rests on; no more portals are looked at than it takes.

    Of all units that are known, as far as it matters to those that are judged: whoever is judged alone is not accused of what
    another did, nor left open where another is known to have done it.
    """
    shared = [
        owed
        for owed in all_owed(given.plan, given.register, events)
        if owed.is_shared and any(owed.owes(unit.id) for unit in given.units)
    ]
    places = {owed.place for owed in shared}
    units = sorted(
        (unit for unit in given.known if any(owed.owes(unit.id) for owed in shared)), key=lambda unit: unit.id
    )
    doers = unregistered(shared, [unit.id for unit in given.known])
    reaches: list[str] = []
    for found in bench.each(_find_doers, ((part, events) for part in _parts(units, at_once))):
        own = {place: doer for place, doer in found.known.doers.items() if place in places}
        doers = with_doers(doers, own)
        reaches += found.reaches
        if sum(doer.settles for doer in doers.values()) == len(shared):
            break
    return doers, tuple(reaches)


def _parts(units: Sequence[Unit], at_once: int) -> Iterator[list[Unit]]:
    every = iter(units)
    while part := list(islice(every, at_once)):
        yield part


def _find_doers(judge: UnitJudge, part: tuple[list[Unit], dict[str, Event]]) -> Asked:
    return judge.doers(*part)


def _judge(judge: UnitJudge, part: tuple[list[Unit], Known]) -> JudgedPart:
    return judge.judge(*part)
