"""How well are links to subject columns recognised? ``yes`` rows must be found, ``absent`` ones must not; ``near`` may."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bench.matching import address_key
from bench.scores import NO_LABELS, OURS, PLAIN, Case, Figure, Miss, Row, ratio, share


@dataclass(slots=True)
class _Count:
    yes: int = 0
    found: int = 0
    at_link: int = 0
    near: int = 0
    near_found: int = 0
    absent: int = 0
    false: int = 0
    misses: list[Miss] = field(default_factory=list)


def subject_rows(cases: Sequence[Case]) -> list[Row]:
    """The rows of the table about subjects."""
    by = {
        OURS: _count(cases, [case.read["subjects"] for case in cases]),
        PLAIN: _count(cases, [case.plain_subjects for case in cases]),
    }
    return [
        Row(
            task="subjects recall",
            figures={name: share(c.found, c.yes) for name, c in by.items()},
            misses=by[OURS].misses,
        ),
        Row(
            task="subjects at the labelled link", figures={n: share(c.at_link, c.yes) for n, c in by.items()}
        ),
        Row(task="subjects precision", figures={name: _precision(c) for name, c in by.items()}),
        Row(task="subjects false in 100 absent", figures={name: _false(c) for name, c in by.items()}),
        Row(
            task="near subjects found", figures={name: share(c.near_found, c.near) for name, c in by.items()}
        ),
    ]


def _precision(count: _Count) -> Figure:
    named = count.found + count.false
    return ratio(count.found / named if named else None)


def _false(count: _Count) -> Figure:
    if not count.absent:
        return Figure(None, NO_LABELS)
    rate = 100 * count.false / count.absent
    return Figure(rate, f"{count.false} of {count.absent}  {rate:.2f}")


def _count(cases: Sequence[Case], readings: Sequence[Sequence[Mapping[str, str]]]) -> _Count:
    count = _Count()
    for case, reading in zip(cases, readings, strict=True):
        for label in case.label.subjects:
            entries = [entry for entry in reading if entry["subject"] == label.subject]
            if label.link == "yes":
                count.yes += 1
                count.found += bool(entries)
                wanted = address_key(case.base, label.href)
                count.at_link += any(address_key(case.base, entry["url"]) == wanted for entry in entries)
                if not entries:
                    link = f"{label.subject}: {label.text} {label.href}"
                    count.misses.append(Miss("subject", case.name, link, "nothing"))
            elif label.link == "near":
                count.near += 1
                count.near_found += bool(entries)
            elif label.link == "absent":
                count.absent += 1
                count.false += bool(entries)
                count.misses.extend(
                    Miss("subject", case.name, f"{label.subject}: absent", f"{entry['text']} {entry['url']}")
                    for entry in entries
                )
    return count
