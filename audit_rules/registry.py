"""Which rules are there? Every module in ``audit_rules/rules`` is one; its name is the rule's id."""

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from types import MappingProxyType

from audit_rules import rules
from audit_rules.duty import Duty
from audit_rules.params import Params
from domain.findings import Verdict
from domain.observations import PortalFacts

Judge = Callable[[Duty, PortalFacts, date], Verdict]
"""A rule: a duty, the portal's facts and the day of judgement in, a verdict out; no clock, network or store."""


class RuleError(Exception):
    """A module in the folder that is not a rule; the message names it and what it lacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its id, its judging function, its sentences by code, the shape of its params, its documentation."""

    id: str
    judge: Judge
    messages: Mapping[str, str]
    params: type[Params]
    page: str


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by its id, in order of ids.

    Raises:
        RuleError: a module lacks its docstring, ``MESSAGES``, ``PARAMS`` or ``judge``.
    """
    names = sorted(found.name for found in pkgutil.iter_modules(rules.__path__))
    return MappingProxyType({name: _load(name) for name in names})


def _load(name: str) -> Rule:
    module = import_module(f"{rules.__name__}.{name}")
    judge, messages = getattr(module, "judge", None), getattr(module, "MESSAGES", None)
    params = getattr(module, "PARAMS", None)
    if (
        not module.__doc__
        or not callable(judge)
        or not isinstance(messages, Mapping)
        or not isinstance(params, type)
        or not issubclass(params, Params)
    ):
        raise RuleError(
            f"audit_rules/rules/{name}.py: a rule needs a docstring, MESSAGES, PARAMS and judge()"
        )
    sentences = MappingProxyType(dict(messages))
    return Rule(id=name, judge=judge, messages=sentences, params=params, page=module.__doc__)
