"""What is a figure of the accuracy table, and which figures must not drop below which floor?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.corpus import PageLabel

OURS = "mingcha"
PLAIN = "plain"
LIBRARIES = ("htmldate", "trafilatura", "gne")
NO_LABELS = "no labels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One labelled page, what ``mingcha read`` says of it, and what the others say.

    ``name`` is what misses call the page, ``base`` is what its addresses are relative to.
    ``days`` has a day (or None) for each comparison library that is installed.
    """

    name: str
    label: PageLabel
    read: Mapping[str, Any]
    base: str
    days: Mapping[str, str | None]
    plain_items: Sequence[Mapping[str, str | None]]
    plain_subjects: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A value to compare with a floor (None: nothing was labelled) and how the table shows it."""

    value: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement: the task, the page, what the label wants, what was read."""

    task: str
    page: str
    wanted: str
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A task's figures, by column (``mingcha``, a library, ``plain``)."""

    task: str
    figures: Mapping[str, Figure]
    misses: Sequence[Miss] = field(default=())


# Issue floors: what a change of the readers must not fall below. The last is a ceiling.
FLOORS: Mapping[str, float] = {
    "postings F1": 0.98,
    "posting dates": 0.99,
    "article dates": 0.98,
    "kinds": 0.95,
    "subjects recall": 0.95,
    "blocked named": 1.0,
}
CEILINGS: Mapping[str, float] = {"subjects false in 100 absent": 1.0}


def share(hits: int, total: int) -> Figure:
    """``hits`` of ``total``, as a count and a share."""
    if not total:
        return Figure(None, NO_LABELS)
    return Figure(hits / total, f"{hits} of {total}  {hits / total:.3f}")


def ratio(value: float | None) -> Figure:
    """A share that is no count of pages."""
    return Figure(None, NO_LABELS) if value is None else Figure(value, f"{value:.3f}")


def harmonic(precision: float | None, recall: float | None) -> float | None:
    """F1 of a precision and a recall."""
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def broken_floors(rows: Sequence[Row]) -> list[str]:
    """A sentence for each figure of ours beyond its floor or ceiling; what has no labels is not judged."""
    broken: list[str] = []
    for row in rows:
        value = row.figures[OURS].value
        floor, ceiling = FLOORS.get(row.task), CEILINGS.get(row.task)
        if value is None:
            continue
        if floor is not None and value < floor:
            broken.append(f"{row.task}: {value:.3f} is less than {floor}")
        if ceiling is not None and value > ceiling:
            broken.append(f"{row.task}: {value:.2f} is more than {ceiling}")
    return broken
