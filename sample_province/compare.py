"""Does a result agree with the truth? Every difference, and false accusations counted apart."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Key = tuple[str, str, str, str | None]


class CompareError(Exception):
    """A file that can't be compared; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One duty on which result and truth differ. ``got`` is None where the result has no such finding."""

    right: Mapping[str, Any] | None
    got: Mapping[str, Any] | None
    unit: str

    @property
    def false_accusation(self) -> bool:
        """Whether the result calls failed what the truth does not."""
        failed = self.got is not None and self.got.get("outcome") == "failed"
        return failed and (self.right is None or self.right["outcome"] != "failed")

    def __str__(self) -> str:
        """One line (and one for the explanation) for people."""
        known = self.right or self.got or {}
        head = f"{self.unit} task {known.get('task')} {known.get('check')} {known.get('subject') or '-'}"
        right = words(self.right) + (f" ({self.right.get('why')})" if self.right else "")
        mark = "  FALSE ACCUSATION" if self.false_accusation else ""
        got = self.got or {}
        tail = f"\n    {got.get('code')}: {got.get('explanation')}" if self.got else ""
        return f"{head}: truth {right}, got {words(self.got)}{mark}{tail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The outcome of comparing: how many duties there are, and the differences."""

    total: int
    differences: tuple[Difference, ...]

    @property
    def agreed(self) -> int:
        """Duties of the truth on which the result agrees."""
        return self.total - sum(1 for each in self.differences if each.right is not None)

    @property
    def false_accusations(self) -> int:
        """Findings called failed that the truth does not call so."""
        return sum(1 for each in self.differences if each.false_accusation)


def words(finding: Mapping[str, Any] | None) -> str:
    """An outcome and a timeliness in words."""
    if finding is None:
        return "nothing"
    timeliness = finding.get("timeliness")
    return f"{finding.get('outcome')}{f'/{timeliness}' if timeliness else ''}"


def read_json(path: Path) -> Any:  # whatever the file holds
    """The JSON in a file.

    Raises:
        CompareError: no such file, or not JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CompareError(
            f"{path}: {error.strerror}. Give a file that 'audit --json' or 'exec --dir' wrote"
        ) from error
    except ValueError as error:
        raise CompareError(
            f"{path}: not JSON ({error}). Give a file that 'audit --json' or 'exec --dir' wrote"
        ) from error


def group(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[Key, list[Mapping[str, Any]]]:
    """Findings by unit, task, check and subject, in order."""
    grouped: dict[Key, list[Mapping[str, Any]]] = defaultdict(list)
    for unit, row in rows:
        grouped[unit, str(row["task"]), row["check"], row.get("subject")].append(row)
    return grouped


def compare(result: Mapping[str, Any], truth: Iterable[Mapping[str, Any]]) -> Comparison:
    """Set a result of ``audit --json`` beside the truth.

    Raises:
        CompareError: the result has another shape.
    """
    try:
        found = group((unit["id"], finding) for unit in result["units"] for finding in unit["findings"])
        wanted = group((row["unit"], row) for row in truth)
    except (KeyError, TypeError) as error:
        raise CompareError(
            f"not a result of 'audit --json' or not a truth file: {error!r} is missing"
        ) from error
    differences = []
    for key in [*wanted, *(key for key in found if key not in wanted)]:
        right, got = wanted.get(key, []), found.get(key, [])
        for index in range(max(len(right), len(got))):
            want = right[index] if index < len(right) else None
            have = got[index] if index < len(got) else None
            if not agree(want, have):
                differences.append(Difference(right=want, got=have, unit=key[0]))
    return Comparison(total=sum(map(len, wanted.values())), differences=tuple(differences))


def agree(right: Mapping[str, Any] | None, got: Mapping[str, Any] | None) -> bool:
    """Whether a finding is as the truth says; a timeliness that the truth leaves open is not compared, a warning is."""
    if right is None or got is None:
        return False
    timely = right["timeliness"] is None or right["timeliness"] == got.get("timeliness")
    warned = bool(right.get("warning", False)) == bool(got.get("warning", False))
    return bool(right["outcome"] == got.get("outcome") and timely and warned)
