"""Which parts of a document are the plan's table? Blocks of rows under a header, also over page breaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.cells import Kind, kind_of, number_of
from drafting.documents import Cell, Document, Paragraph, Row, Table
from drafting.header import Role, joined_header, read_header
from drafting.layout import Layout, find_layout
from drafting.wording import clip

HEADING = re.compile(
    r"^(?:第[一二三四五六七八九十]+[章节部分、]+|[一二三四五六七八九十]+[、.．])\s*(.{2,60})$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows that stand under one header: on paper, mostly, a page.

    ``heading`` is the numbered heading (一、…) that stands right over the table. ``goes_on`` when it has no header
    of its own and continues the block before it.
    """

    layout: Layout
    rows: tuple[Row, ...]
    place: str
    exact: bool
    heading: str | None = None
    goes_on: bool = False


@dataclass(slots=True)
class _Gathering:
    """The rows gathered under one header so far."""

    header: Row
    named: tuple[Role | None, ...]
    rows: list[Row]
    place: str
    exact: bool
    heading: str | None
    goes_on: bool = False

    def block(self) -> Block:
        layout = find_layout(self.header, self.named, self.rows)
        return Block(
            layout=layout,
            rows=tuple(self.rows),
            place=self.place,
            exact=self.exact,
            heading=self.heading,
            goes_on=self.goes_on,
        )


def find_blocks(document: Document) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of the plan's table in order, and which tables were left out."""
    blocks: list[Block] = []
    left_out: list[str] = []
    heading: str | None = None
    for part in document.blocks:
        if isinstance(part, Paragraph):
            match = HEADING.match(part.text)
            heading = match[1] if match else None
            continue
        found = list(_blocks_of(part, blocks[-1] if blocks else None, heading))
        if not found and any(cell.text for row in part.rows for cell in row.cells):
            words = next(cell.text for row in part.rows for cell in row.cells if cell.text)
            left_out.append(f"{part.place}: a table whose header is not that of a plan ({clip(words, 20)})")
        blocks += found
        heading = None
    return tuple(blocks), tuple(left_out)


def _blocks_of(table: Table, before: Block | None, heading: str | None) -> Iterator[Block]:
    gathering = _continued(table, before, heading)
    rows = iter(table.rows)
    for row in rows:
        named = read_header(row)
        if named is None:
            joined = None
            if gathering and not gathering.rows and not gathering.goes_on:
                joined = joined_header(gathering.named, row)
            if joined and gathering:
                gathering.named = joined
            elif gathering and any(cell.text for cell in row.cells):
                gathering.rows.append(row)
            continue
        if gathering and gathering.rows:
            yield gathering.block()
        gathering = _Gathering(row, named, [], row.place, table.exact, heading)
    if gathering and gathering.rows:
        yield gathering.block()


def _continued(table: Table, before: Block | None, heading: str | None) -> _Gathering | None:
    """A table without a header that goes on as the one before it: as wide, and with a row number where that has them."""
    if before is None or read_header(table.rows[0]) is not None:
        return None
    width = max(len(row.cells) for row in table.rows)
    columns = before.layout.columns(Role.NUMBER)
    numbered = any(
        number_of(row.cells[column].text) is not None
        for row in table.rows
        for column in columns
        if column < len(row.cells)
    )
    told = any(kind_of(cell.text) in {Kind.LEAD, Kind.SENTENCE} for row in table.rows for cell in row.cells)
    if width != len(before.layout.printed) or not (numbered if columns else told):
        return None
    header = Row(cells=tuple(Cell(text=name) for name in before.layout.names), place=table.place)
    return _Gathering(header, before.layout.printed, [], table.place, table.exact, heading, goes_on=True)
