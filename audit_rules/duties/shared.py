"""Where one of several units is enough (由有关单位共同承担): who did it, and what is then said of the others?

Nobody is accused of lacking what another of them may have done: where one of them can't be told, or is not in the registry, what
the others lack or did late is left open.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from audit_rules.duties.owed import Owed
from audit_rules.wording import task_name
from domain.findings import Finding, Outcome, Points, Timeliness
from domain.plans import EVERY_UNIT, Task
from domain.units import Unit

MESSAGES: Mapping[str, str] = {
    "met_by_other": "{named}由有关单位共同承担，{other}已经落实，对{unit}不再单独评判。",
    "other_open": "{named}由有关单位共同承担，一家落实即可；{unit}门户网站未见相应内容，但{other}是否已经落实无法判断，"
    "对{unit}不作认定，建议先核实{other}的落实情况。",
    "other_open_late": "{named}由有关单位共同承担，一家落实即可；{unit}门户网站已有相应内容但晚于时限，{other}是否已"
    "按时落实无法判断，对{unit}是否逾期不作认定，建议先核实{other}的落实情况。",
}

_UNREGISTERED = "名册以外的责任单位"
_UNTOLD = frozenset({Outcome.CANT_TELL, Outcome.ERROR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """The unit that did what several owe together, and the facts that show it; ``in_time``: not called late.

    ``name`` is empty while nobody is known to have done it; ``unsure`` names one of them that can't be told, if any.
    """

    name: str = ""
    cites: tuple[str, ...] = ()
    in_time: bool = True
    unsure: str = ""

    @property
    def settles(self) -> bool:
        """Whether it was done in time, whatever the others did."""
        return bool(self.name) and self.in_time


Doers = Mapping[int, Doer]
"""Of each shared duty that somebody did, or may have done, by its place in the plan: the first such unit in order of ids, in
time if any was."""


def doer_of(finding: Finding, unit: Unit) -> Doer | None:
    """What a unit's own finding says of the duty: it did it, it may have done it, or (None) it did not."""
    if finding.outcome is Outcome.PASSED:
        in_time = finding.timeliness is not Timeliness.LATE
        return Doer(name=unit.name, cites=finding.cites, in_time=in_time)
    return Doer(unsure=unit.name) if finding.outcome in _UNTOLD else None


def with_doers(known: Doers, found: Doers) -> dict[int, Doer]:
    """What both say, the earlier first: who did it in time before who did it late before nobody."""
    both = dict(known)
    for place, doer in found.items():
        former = known.get(place, Doer())
        best = max(former, doer, key=lambda each: (each.settles, bool(each.name)))
        both[place] = replace(best, unsure=former.unsure or doer.unsure)
    return both


def unregistered(shared: Sequence[Owed], unit_ids: Collection[str]) -> dict[int, Doer]:
    """The shared duties that a unit owes which is not in the registry: it may have done them."""
    known = {*unit_ids, EVERY_UNIT}
    return {owed.place: Doer(unsure=_UNREGISTERED) for owed in shared if not owed.units <= known}


def relieved(finding: Finding, task: Task, unit: Unit, doer: Doer) -> Finding:
    """The finding of a unit that owes together with one who did it, or may have: what the unit lacks is not held against it.

    Nor is that it came after its time, where the other was in time: nothing was owed any more.
    """
    late = finding.timeliness is Timeliness.LATE
    open_ = finding.outcome in {Outcome.FAILED, Outcome.CANT_TELL}
    if doer.name and (open_ or (late and doer.in_time)):
        return _met(finding, task, unit, doer)
    if not doer.unsure or not (late or finding.outcome is Outcome.FAILED):
        return finding
    return _left_open(finding, task, unit, doer, late=late)


def _met(finding: Finding, task: Task, unit: Unit, doer: Doer) -> Finding:
    words = {"unit": unit.name, "other": doer.name, "named": task_name(task.number, task.group)}
    return replace(
        finding,
        outcome=Outcome.NOT_APPLICABLE,
        timeliness=Timeliness.UNKNOWN,
        code="met_by_other",
        explanation=MESSAGES["met_by_other"].format(**words),
        done_on=None,
        late_by=(),
        points=Points(),
        cites=doer.cites,
        values={"other": doer.name},
        dossier=None,
    )


def _left_open(finding: Finding, task: Task, unit: Unit, doer: Doer, *, late: bool) -> Finding:
    code = "other_open_late" if late else "other_open"
    words = {"unit": unit.name, "other": doer.unsure, "named": task_name(task.number, task.group)}
    worth = finding.points.possible
    return replace(
        finding,
        outcome=finding.outcome if late else Outcome.CANT_TELL,
        timeliness=Timeliness.UNKNOWN,
        code=code,
        explanation=MESSAGES[code].format(**words),
        late_by=(),
        points=Points(earned=worth, possible=worth) if late else Points(unmeasured=worth),
        values={**finding.values, "other": doer.unsure},
        dossier=None,
    )
