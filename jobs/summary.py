"""What of a result does the league table tell? Little enough to be held for every unit of a country."""

from collections import Counter
from collections.abc import Mapping
from typing import Any


def unit_summary(unit: Mapping[str, Any]) -> dict[str, Any]:
    """A unit's object of the contract without its findings: how many failed, were late, could not be told."""
    scored = [finding for finding in unit["findings"] if not finding["advice"]]
    outcomes = Counter(finding["outcome"] for finding in scored)
    kept = ("id", "name", "score", "reach", "inspection")
    return {
        **{name: unit[name] for name in kept if name in unit},
        "counts": {
            "failed": outcomes["failed"],
            "late": sum(finding["timeliness"] == "late" for finding in scored),
            "cant_tell": outcomes["cant_tell"] + outcomes["error"],
            "manual": outcomes["manual"],
        },
        "since": _since_summary(unit["since"]),
    }


def summary_of(result: Mapping[str, Any]) -> dict[str, Any]:
    """The same of a whole result."""
    return {**result, "units": [unit_summary(unit) for unit in result["units"]]}


def _since_summary(since: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if since is None:
        return None
    causes = Counter(cause for change in since["changes"] for cause in change["causes"])
    return {"as_of": since["as_of"], "changes": len(since["changes"]), "causes": dict(causes)}
