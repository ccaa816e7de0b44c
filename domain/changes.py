"""What became of a finding since the last audit, and why?"""

from dataclasses import dataclass
from enum import StrEnum

from domain.findings import Outcome, Timeliness


class Cause(StrEnum):
    """Why a finding is another than it was."""

    RULES = "rules"  # the plan, the judging code or the vocabulary was changed
    REGISTER = "register"  # the operator's register of notices and events was changed
    OTHERS = "others"  # what other portals show is another: who did a shared duty, an event, the second site
    TIME = "time"  # a due date passed, or a freshness ran out
    SITE = "site"  # what the crawl saw of the portal is another


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How a duty stood in one audit."""

    outcome: Outcome
    timeliness: Timeliness
    code: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One duty of one unit that stands otherwise than in the audit before.

    ``before`` is None for a duty that is new, ``after`` for one that is owed no more.
    """

    task: int | str
    check: str
    subject: str | None
    before: Judged | None
    after: Judged | None
    causes: tuple[Cause, ...]
