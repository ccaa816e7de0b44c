"""How are the figures shown: as a table for a terminal or as Markdown, with every miss below?"""

from collections.abc import Iterable, Mapping, Sequence

from bench.list_scores import list_rows
from bench.page_scores import page_rows
from bench.scores import LIBRARIES, OURS, PLAIN, Case, Miss, Row
from bench.subject_scores import subject_rows

_COLUMNS = (OURS, *LIBRARIES, PLAIN)
_NOTHING = "–"
# The columns of the tables by family and by corpus: the task, and what its column is called there.
_GROUPED = {
    "kinds": "kinds",
    "families named": "family",
    "article dates": "article dates",
    "postings F1": "postings F1",
    "posting dates": "posting dates",
    "subjects recall": "subjects recall",
    "subjects false in 100 absent": "false subjects",
}


def all_rows(cases: Sequence[Case]) -> list[Row]:
    """Every task's row, lists first."""
    return [*list_rows(cases), *page_rows(cases), *subject_rows(cases)]


def main_table(rows: Sequence[Row]) -> list[list[str]]:
    """A line a task, a column a reader; the first line names the columns."""
    lines = [["", *_COLUMNS]]
    for row in rows:
        shown = (row.figures.get(column) for column in _COLUMNS)
        lines.append([row.task, *(figure.text if figure else _NOTHING for figure in shown)])
    return lines


def grouped_table(name: str, groups: Mapping[str, Sequence[Case]]) -> list[list[str]]:
    """A line a group of pages (a family, a corpus), the chief figures of ours as columns."""
    lines = [[name, "pages", *_GROUPED.values()]]
    for group, cases in groups.items():
        figures = {row.task: row.figures[OURS] for row in all_rows(cases)}
        texts = (figures[task].text if figures[task].value is not None else _NOTHING for task in _GROUPED)
        lines.append([group, str(len(cases)), *texts])
    return lines


def by_family(cases: Iterable[Case]) -> dict[str, list[Case]]:
    """The pages of each labelled family, the largest group first."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(case.label.family or _NOTHING, []).append(case)
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))


def as_text(lines: Sequence[Sequence[str]]) -> str:
    """Columns aligned by spaces."""
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    padded = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
    )
    return "\n".join(line.rstrip() for line in padded) + "\n"


def as_markdown(lines: Sequence[Sequence[str]]) -> str:
    """The same as a Markdown table."""
    head, *body = (f"| {' | '.join(line)} |" for line in lines)
    return "\n".join([head, "|" + "---|" * len(lines[0]), *body]) + "\n"


def told_misses(misses: Sequence[Miss]) -> str:
    """A line a miss: task, page, what was wanted, what was read."""
    width = max((len(miss.task) for miss in misses), default=0)
    return "".join(
        f"{miss.task:<{width}}  {miss.page}  wanted {miss.wanted}  |  read {miss.read}\n" for miss in misses
    )
