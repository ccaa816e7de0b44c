"""Where one of several units is enough (由有关单位共同承担): who did it, and what is then said of the others?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.findings import Finding, Outcome, Points, Timeliness
from domain.units import Unit

MESSAGES: Mapping[str, str] = {
    "met_by_other": "第{task}项任务由有关单位共同承担，{other}已经落实，对{unit}不再单独评判。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """The unit that did what several owe together, and the facts that show it; ``in_time``: not called late."""

    name: str
    cites: tuple[str, ...]
    in_time: bool = True


Doers = Mapping[int, Doer]
"""Of each shared duty that somebody did, by its place in the plan: the first such unit in order of ids, in time if any was."""


def relieved(finding: Finding, unit: Unit, doer: Doer) -> Finding:
    """The finding of a unit that owes together with one who did it: what the unit lacks is not held against it.

    Nor is that it came after its time, where the other was in time: nothing was owed any more.
    """
    needless = doer.in_time and finding.timeliness is Timeliness.LATE
    if finding.outcome not in {Outcome.FAILED, Outcome.CANT_TELL} and not needless:
        return finding
    words = {"unit": unit.name, "other": doer.name, "task": finding.task}
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
