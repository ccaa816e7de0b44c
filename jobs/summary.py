"""What of a result does the league table tell? Little enough to be held for every unit of a country."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from domain.findings import Outcome, Timeliness
from evidence.office.statuses import Status, judged_status

COUNTED = (Status.FAILED, Status.LATE, Status.OPEN, Status.MANUAL)
"""The statuses that the table counts, in its order."""


def unit_summary(unit: Mapping[str, Any]) -> dict[str, Any]:
    """A unit's object of the contract without its findings: how many of each status, as office documents count them."""
    counts = Counter(map(_status, unit["findings"]))
    kept = ("id", "name", "score", "reach", "inspection")
    return {
        **{name: unit[name] for name in kept if name in unit},
        "counts": {status: counts[status] for status in COUNTED},
        "since": _since_summary(unit["since"]),
    }


def summary_of(result: Mapping[str, Any]) -> dict[str, Any]:
    """The same of a whole result."""
    return {**result, "units": [unit_summary(unit) for unit in result["units"]]}


def _status(finding: Mapping[str, Any]) -> Status:
    return judged_status(
        Outcome(finding["outcome"]),
        Timeliness(finding["timeliness"]),
        finding["code"],
        advice=finding["advice"],
    )


def _since_summary(since: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if since is None:
        return None
    causes = Counter(cause for change in since["changes"] for cause in change["causes"])
    return {"as_of": since["as_of"], "changes": len(since["changes"]), "causes": dict(causes)}
