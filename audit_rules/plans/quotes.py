"""Are all numbers of the document there, and does every quotation stand in it, white space aside?"""

from dataclasses import dataclass
from pathlib import Path

from audit_rules.plans.files import Problem
from audit_rules.plans.source import HEAD
from domain.plans import Plan, Task

SOURCE = "source.txt"
JOINT = "｜"
"""Joins the pieces of a cell that the source broke in two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """How many texts and table cells are quoted, and how many of them stand in the source."""

    texts: int = 0
    texts_found: int = 0
    cells: int = 0
    cells_found: int = 0


def check_numbers(plan: Plan, numbered: int) -> list[Problem]:
    """Numbers that are missing, and rows that stand for none of the document's."""
    present = {task.number for task in plan.tasks}
    missing = [number for number in range(1, numbered + 1) if number not in present]
    problems = []
    if missing:
        listed = ", ".join(str(number) for number in missing)
        remedy = "Add the row; where the source lost its text, mark it 'source: missing'"
        problems.append(Problem(file="tasks", reason=f"no task has the number {listed}", remedy=remedy))
    for number in sorted(present, key=str):
        base = number if isinstance(number, int) else _base(number)
        if base is not None and base > numbered:
            reason = f"{HEAD} says that the document has {numbered} numbered tasks"
            problems.append(
                Problem(file="tasks", task=number, reason=reason, remedy="Mend the number, or 'numbered'")
            )
    return problems


def _base(number: str) -> int | None:
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits) if digits.isdigit() else None


def check_quotations(
    plan: Plan, folder: Path, files: dict[int | str, str]
) -> tuple[Quotations, list[Problem]]:
    """Look up every task's text, lead cell and deadline cell in ``source.txt``."""
    try:
        source = squeeze((folder / SOURCE).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        remedy = "Put the document's text there as UTF-8: quotations are held against it"
        return Quotations(), [Problem(file=SOURCE, reason=f"it cannot be read: {error}", remedy=remedy)]
    problems: list[Problem] = []
    counts = {"text": [0, 0], "cell": [0, 0]}
    for task in plan.tasks:
        for name, kind, quoted in _quotations(task):
            found = all(squeeze(piece) in source for piece in quoted.split(JOINT))
            counts[kind][0] += 1
            counts[kind][1] += found
            if not found:
                reason = f"{name} does not stand in {SOURCE}: {_short(quoted)}"
                remedy = "Quote the document word for word"
                problems.append(
                    Problem(file=files[task.number], task=task.number, reason=reason, remedy=remedy)
                )
    (texts, texts_found), (cells, cells_found) = counts["text"], counts["cell"]
    return Quotations(texts=texts, texts_found=texts_found, cells=cells, cells_found=cells_found), problems


def squeeze(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def _quotations(task: Task) -> list[tuple[str, str, str]]:
    quoted = (
        ("text", "text", task.text),
        ("lead_text", "cell", task.lead_text),
        ("deadline_text", "cell", task.deadline_text),
    )
    return [(name, kind, text) for name, kind, text in quoted if text is not None]


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
