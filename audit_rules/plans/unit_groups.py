"""Which units does a list of ids and ``@groups`` of a plan stand for?"""

from collections.abc import Iterable, Mapping

from audit_rules.plans.files import Problem
from audit_rules.plans.plan_bounds import MOST_EXPANDED
from audit_rules.plans.source import HEAD
from domain.plans import EVERY_UNIT


class UnitGroups:
    """The groups of a plan with the groups they name laid open; one may only name those before it.

    ``problems`` takes what is wrong. A few lines can stand for more ids than any memory holds (each group names the one before
    it, many times), so what is laid open is counted, and nothing is from ``MOST_EXPANDED`` on.
    """

    def __init__(self, groups: Mapping[str, Iterable[str]], problems: list[Problem]) -> None:
        self._groups: dict[str, tuple[str, ...]] = {}
        # One text for all problems: it names every group, and a hostile plan has thousands of unknown ones.
        self._remedy = "Groups known here: none"
        self._problems = problems
        self._count = 0
        # A hundred tasks of the same thousands of units share one tuple of them.
        self._shared: dict[tuple[str, ...], tuple[str, ...]] = {}
        for name, tokens in groups.items():
            self._groups[name] = self.expand(tokens, HEAD)
            known = ", ".join(f"@{each}" for each in self._groups)
            self._remedy = f"Groups known here: {known}"

    def expand(self, tokens: Iterable[str], file: str, task: int | str | None = None) -> tuple[str, ...]:
        """Unit ids in the order given, each once; ``file`` and ``task`` say where the tokens stand."""
        ids: dict[str, None] = {}
        for token in tokens:
            known = token.startswith("@") and token != EVERY_UNIT
            named = self._groups.get(token[1:]) if known else (token,)
            if named is None:
                self._tell(file, task, f"unknown group {token}", self._remedy)
            elif self._fits(len(named), file, task):
                ids |= dict.fromkeys(named)
        expanded = tuple(ids)
        return self._shared.setdefault(expanded, expanded)

    def _fits(self, count: int, file: str, task: int | str | None) -> bool:
        before = self._count
        self._count += count
        if before <= MOST_EXPANDED < self._count:  # told once
            reason = f"up to here, groups and tasks stand for more than {MOST_EXPANDED} units in all"
            self._tell(file, task, reason, "Name each group once, and use '@all' for every unit")
        return self._count <= MOST_EXPANDED

    def _tell(self, file: str, task: int | str | None, reason: str, remedy: str) -> None:
        self._problems.append(Problem(file=file, task=task, reason=reason, remedy=remedy))
