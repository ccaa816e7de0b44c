"""What does a cover tell, from its title to its last line? One set of blocks, of which the page and the PDF are layouts.

Who reads no further than the first page knows how the unit stands; who reads on comes to the problems first, and to digests
last.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from evidence.office.statuses import PROBLEMS, Status, status_of
from evidence.package.cover_blocks import Block, Heading
from evidence.package.cover_closing import closing
from evidence.package.cover_findings import finding_blocks
from evidence.package.cover_head import head
from evidence.package.cover_values import Cover, CoveredFinding

_PARTS: Sequence[tuple[str, Collection[Status]]] = (
    ("查实的问题", PROBLEMS),
    ("待核实事项（不是问题）", {Status.OPEN}),
    ("其他结论（不是问题）", set(Status) - PROBLEMS - {Status.OPEN}),
)
"""The parts in which findings are told; each finding falls into one."""


def part_of(status: Status) -> int:
    """In which part of the cover, from 0, a finding of a status is told."""
    return next(place for place, (_, statuses) in enumerate(_PARTS) if status in statuses)


def told(cover: Cover) -> tuple[Block, ...]:
    """All of it. What only people can check is listed and not told of, if there is anything else."""
    findings = tuple(sorted(cover.findings, key=lambda each: part_of(status_of(each.reported))))
    at_length = [each for each in findings if status_of(each.reported) is not Status.MANUAL] or findings
    quoted: dict[int | str, int] = {}
    parts = (_part(name, statuses, at_length, cover, quoted) for name, statuses in _PARTS)
    return (*head(cover, findings), *chain.from_iterable(parts), *closing(cover, findings))


def _part(
    name: str,
    statuses: Collection[Status],
    findings: Sequence[CoveredFinding],
    cover: Cover,
    quoted: dict[int | str, int],
) -> Iterator[Block]:
    own = [each for each in findings if status_of(each.reported) in statuses]
    if own:
        yield Heading(f"{name}：{len(own)}项", 2)
    for each in own:
        yield from finding_blocks(each, cover, quoted)
