"""In which columns do a table's rows really stand, when the header's blanks slid to its end?

A table that was taken from a PDF as text often keeps its header's names, but not the columns that they spanned. Each way
to give the nameless columns to a name is tried; the one that the rows contradict least is taken, and what still contradicts
it is told, never put right silently.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from drafting.cells import Kind, is_bare_deadline, kind_of
from drafting.documents import Cell, Row
from drafting.header import Role
from drafting.remarks import Remark

_HELD: Mapping[Role, frozenset[Kind]] = MappingProxyType(
    {
        Role.NUMBER: frozenset(),
        Role.TASK: frozenset({Kind.HEADING}),
        Role.LEAD: frozenset({Kind.LEAD, Kind.HEADING}),
        Role.SUPPORT: frozenset({Kind.LEAD, Kind.HEADING}),
        Role.DEADLINE: frozenset({Kind.DEADLINE, Kind.HEADING}),
        Role.OTHER: frozenset(),
    }
)
"""What a column may hold beside numbers; what nobody named should hold nothing."""
_FEWEST = 3
"""Sentences that a column must hold before it is taken for that of the duties against the header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The roles of a block's columns.

    ``printed`` are those by the header as it stands. ``slid`` when the duties stand in a column that the header gives to
    something else; ``names`` are the header's words by column, for messages.
    """

    roles: tuple[Role, ...]
    printed: tuple[Role, ...]
    names: tuple[str, ...]
    slid: bool = False

    def place(self, column: int, role: Role) -> Remark:
        """Where something of a role stands that should not stand there."""
        name = self.names[column] if column < len(self.names) else ""
        if (
            not name or self.printed[column] is role
        ):  # its header is right, but the rows around it stand otherwise
            return Remark(told=f"in cell {column + 1}", noted=f"第{column + 1}格")
        return Remark(told=f"in column “{name}”", noted=f"“{name}”格")

    def is_named(self, column: int) -> bool:
        """Whether the header names a column."""
        return column < len(self.names) and bool(self.names[column])

    def columns(self, role: Role) -> tuple[int, ...]:
        """The columns of a role."""
        return tuple(column for column, each in enumerate(self.roles) if each is role)


def find_layout(header: Row, named: Sequence[Role | None], rows: Sequence[Row]) -> Layout:
    """The layout that the rows of a block contradict least; with equals, the header as printed."""
    width = max([len(header.cells), *(len(row.cells) for row in rows)])
    names = tuple("" if cell.left else cell.text for cell in header.cells) + ("",) * (
        width - len(header.cells)
    )
    printed = _as_printed(named, width)
    ways = (printed, *_candidates(named, width))  # of equals the first is taken
    best = min(ways, key=lambda roles: _contradictions(roles, rows))
    layout = Layout(roles=best, printed=printed, names=names)
    return _by_sentences(layout, rows)


def _as_printed(named: Sequence[Role | None], width: int) -> tuple[Role, ...]:
    """Blanks between names belong to the name before them, those after the last name to nothing."""
    last = max(column for column, role in enumerate(named) if role is not None)
    roles: list[Role] = []
    for column in range(width):
        role = named[column] if column < len(named) else None
        if role is None:
            role = roles[-1] if roles and column < last else Role.OTHER
        roles.append(role)
    return tuple(roles)


def _candidates(named: Sequence[Role | None], width: int) -> Iterator[tuple[Role, ...]]:
    """The nameless columns at the end, some of them given to one of the names."""
    printed = _as_printed(named, width)
    last = max(column for column, role in enumerate(named) if role is not None)
    trailing = width - last - 1
    for given in range(1, trailing + 1):
        for column in range(last + 1):
            if printed[column] is Role.NUMBER:
                continue
            yield (
                *printed[: column + 1],
                *(printed[column],) * given,
                *printed[column + 1 : last + 1],
                *(Role.OTHER,) * (trailing - given),
            )


def _contradictions(roles: Sequence[Role], rows: Sequence[Row]) -> int:
    return sum(
        contradicts(role, cell)
        for row in rows
        for role, cell in zip(roles, row.cells, strict=False)
        if not cell.above and not cell.left
    )


def contradicts(role: Role, cell: Cell) -> bool:
    """Whether a cell's text can't be what its column holds."""
    kind = kind_of(cell.text)
    if kind in {Kind.EMPTY, Kind.NUMBER}:
        return False
    if role is Role.TEXT:
        return kind is Kind.LEAD or is_bare_deadline(cell.text)
    return kind not in _HELD[role]


def _by_sentences(layout: Layout, rows: Sequence[Row]) -> Layout:
    """The layout with the duties in the column that holds most of the sentences, where the header errs."""
    held = Counter(
        column
        for row in rows
        for column, cell in enumerate(row.cells)
        if not cell.above and not cell.left and kind_of(cell.text) is Kind.SENTENCE
    )
    if not held:
        return layout
    column, most = held.most_common(1)[0]
    role = layout.roles[column]
    if role in {Role.TEXT, Role.NUMBER, Role.TASK} or most < _FEWEST or 2 * most <= held.total():
        return layout
    roles: list[Role] = [Role.TASK if each is Role.TEXT else each for each in layout.roles]
    roles[column] = Role.TEXT
    return replace(layout, roles=tuple(roles), slid=True)
