"""What does one row of the plan's table say, and which of its cells stand where they should not?"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from drafting.cells import SHORTEST_DUTY, Kind, ends_as_leads, is_bare_deadline, kind_of, number_of
from drafting.documents import Cell, Row
from drafting.header import Role
from drafting.layout import Layout
from drafting.remarks import Remark
from drafting.tables import HEADING, Block
from drafting.wording import bare, clip

_LONGEST_NAME = 15
_WHAT = {
    Role.LEAD: ("a lead", "牵头单位"),
    Role.DEADLINE: ("a deadline", "时限"),
    Role.TEXT: ("the duty", "要求文字"),
}


@dataclass(slots=True, kw_only=True)
class ReadRow:
    """One row as it is printed: nothing carried down yet.

    ``headings`` are its heading cells, the widest first. ``above`` names the roles whose cell is merged with the row
    above. ``slips`` say what stands in the wrong cell; ``strays`` are texts that belong to no cell of the row.
    """

    place: str
    number: int | None = None
    headings: list[str] = field(default_factory=list)
    text: str | None = None
    lead: str | None = None
    support: str | None = None
    deadline: str | None = None
    above: set[Role] = field(default_factory=set)
    slips: list[Remark] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    lead_slid: bool = False
    section: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the row prints nothing of a task."""
        return not (self.text or self.lead or self.deadline or self.strays or self.number is not None)


def read_rows(block: Block, headings: Collection[str]) -> list[ReadRow]:
    """A block's rows. ``headings`` are texts (bare) that are headings elsewhere in the document."""
    read: list[ReadRow] = []
    section = block.heading
    for row in block.rows:
        title = _section_title(row)
        if title is not None:
            section = title
            continue
        one = _Reader(row, block.layout, headings).read()
        one.section = section
        if not one.is_empty or one.headings:
            read.append(one)
    return read


def sure_headings(block: Block) -> set[str]:
    """The heading cells (bare) of rows whose duty stands in its own column: they are headings elsewhere too."""
    found = set()
    for row in block.rows:
        cells = _by_role(row, block.layout)
        duty = any(kind_of(cell.text) is Kind.SENTENCE for _, cell in cells.get(Role.TEXT, ()))
        if duty:
            found |= {
                bare(cell.text) for _, cell in cells.get(Role.TASK, ()) if kind_of(cell.text) is Kind.HEADING
            }
    return found


def _by_role(row: Row, layout: Layout) -> dict[Role, list[tuple[int, Cell]]]:
    """The row's own filled cells by their column's role."""
    found: dict[Role, list[tuple[int, Cell]]] = {}
    for column, (role, cell) in enumerate(zip(layout.roles, row.cells, strict=False)):
        if cell.text and not cell.left:
            found.setdefault(role, []).append((column, cell))
    return found


def _section_title(row: Row) -> str | None:
    """The heading that a row holds which is nothing but one."""
    own = [cell for cell in row.cells if cell.text and not cell.left and not cell.above]
    if len(own) != 1:
        return None
    match = HEADING.match(own[0].text)
    if match:
        return match[1]
    wide = sum(cell.left for cell in row.cells) >= max(2, len(row.cells) - 2)
    return own[0].text if wide and kind_of(own[0].text) is Kind.HEADING else None


def _may_be_duty(text: str) -> bool:
    """Whether a short text without punctuation, which is no name of a unit, is long enough for a duty."""
    return kind_of(text) is Kind.HEADING and len(bare(text)) > _LONGEST_NAME


class _Reader:
    """Reads one row."""

    def __init__(self, row: Row, layout: Layout, headings: Collection[str]) -> None:
        self._row = row
        self._layout = layout
        self._known = headings
        self._read = ReadRow(place=row.place)
        self._own = [
            (column, role, cell.text)
            for column, (role, cell) in enumerate(zip(layout.roles, row.cells, strict=False))
            if cell.text and not cell.left and not cell.above
        ]
        self._taken: set[int] = set()

    def read(self) -> ReadRow:
        """The row as printed."""
        self._merged()
        self._number()
        self._leads()
        self._deadline()
        self._headings()
        self._duty()
        for column, role, text in self._own:
            if column not in self._taken and role is not Role.NUMBER:
                self._stray(column, text)
        return self._read

    def _merged(self) -> None:
        """Cells merged with the row above: what they hold is carried down by whoever reads the block."""
        for role, cells in _by_role(self._row, self._layout).items():
            if any(cell.above for _, cell in cells):
                self._read.above.add(role)
        if Role.TEXT in self._read.above:
            self._read.text = next(
                cell.text for _, cell in _by_role(self._row, self._layout)[Role.TEXT] if cell.above
            )
            self._read.slips.append(
                Remark(
                    told="its duty is one merged cell with the row above",
                    noted="本行的要求与上一行是同一个合并单元格",
                )
            )

    def _free(self, *kinds: Kind) -> Iterator[tuple[int, Role, str]]:
        for column, role, text in self._own:
            if column not in self._taken and kind_of(text) in kinds:
                yield column, role, text

    def _slip(self, column: int, role: Role, text: str) -> None:
        place = self._layout.place(column, role)
        english, chinese = _WHAT.get(role, ("a text", "文字"))
        words = clip(text, 30)
        self._read.slips.append(
            Remark(
                told=f"{english} stands {place.told} (“{words}”)",
                noted=f"{chinese}“{words}”印在{place.noted}",
            )
        )

    def _stray(self, column: int, text: str) -> None:
        if self._layout.roles[column] is Role.OTHER and self._layout.is_named(column):
            return  # 备注 and other columns that the header names, but no task has a place for
        self._taken.add(column)
        self._read.strays.append(text)
        self._slip(column, Role.OTHER, text)

    def _number(self) -> None:
        columns = self._layout.columns(Role.NUMBER)
        for column, _, text in self._free(Kind.NUMBER):
            if column in columns or (column == 0 and not columns):
                self._read.number = number_of(text)
                self._taken.add(column)
                return
        for column, _, text in self._own:
            if column in columns and kind_of(text) is not Kind.SENTENCE:
                self._taken.add(column)
                self._read.headings.append(text)

    def _leads(self) -> None:
        """The lead and support cells; units in another column are told."""
        duty = any(role is Role.TEXT for _, role, _ in self._own)
        for role in (Role.SUPPORT, Role.LEAD):
            for column, found, text in self._own:
                wrong = kind_of(text) in {Kind.SENTENCE, Kind.DEADLINE} or (not duty and _may_be_duty(text))
                if found is role and column not in self._taken and not wrong:
                    self._take_lead(role, column, text)
        for column, role, text in list(self._free(Kind.LEAD)):
            if role is Role.TEXT and not ends_as_leads(text) and self._read.lead:
                continue  # a duty that reads as names of units: 省政府门户网站
            if role is Role.TASK and not ends_as_leads(text):
                continue
            if self._read.lead is None:
                self._take_lead(Role.LEAD, column, text)
                self._read.lead_slid = True
                self._slip(column, Role.LEAD, text)

    def _take_lead(self, role: Role, column: int, text: str) -> None:
        self._taken.add(column)
        if role is Role.SUPPORT:
            self._read.support = text
        else:
            self._read.lead = text if self._read.lead is None else f"{self._read.lead}｜{text}"

    def _deadline(self) -> None:
        for column, role, text in self._own:
            if role is Role.DEADLINE and column not in self._taken and kind_of(text) is not Kind.SENTENCE:
                self._taken.add(column)
                self._read.deadline = (
                    text if self._read.deadline is None else f"{self._read.deadline}｜{text}"
                )
        for column, role, text in list(self._free(Kind.DEADLINE)):
            if self._read.deadline is not None or (role is Role.TEXT and not is_bare_deadline(text)):
                continue
            self._taken.add(column)
            self._read.deadline = text
            self._slip(column, Role.DEADLINE, text)

    def _headings(self) -> None:
        for column, role, text in self._own:
            if role is Role.TASK and column not in self._taken and kind_of(text) is not Kind.SENTENCE:
                self._taken.add(column)
                self._read.headings.append(text)

    def _duty(self) -> None:
        """The duty: in its own column, or else the sentence that slid to another."""
        own = [
            (column, text)
            for column, role, text in self._own
            if role is Role.TEXT and column not in self._taken
        ]
        slid = [
            (column, text)
            for column, role, text in self._free(Kind.SENTENCE, Kind.HEADING)
            if role is not Role.TEXT
            and (kind_of(text) is Kind.SENTENCE or (role is not Role.TASK and _may_be_duty(text)))
        ]
        if own:
            column, text = own[-1]
            for other, words in own[:-1]:
                self._taken.add(other)
                self._read.headings.append(words)
            self._taken.add(column)
            if kind_of(text) is Kind.HEADING and slid:
                self._read.headings.append(text)
            elif len(bare(text)) < SHORTEST_DUTY or bare(text) in self._known:
                words = clip(text, 30)
                self._read.slips.append(
                    Remark(
                        told=f"its duty's cell holds a heading or a fragment only (“{words}”)",
                        noted=f"要求格内只有标题或残字“{words}”",
                    )
                )
                self._read.headings.append(text)
            else:
                self._read.text = text
                return
        if slid:
            column, text = slid[-1]
            self._taken.add(column)
            self._read.text = text
            self._slip(column, Role.TEXT, text)
        elif self._layout.slid and not own:
            self._as_the_header_says()

    def _as_the_header_says(self) -> None:
        """In a block whose duties slid, a row may still stand as the header says, then with its lead beside it."""
        printed = self._layout.printed
        own = {printed[column]: (column, text) for column, _, text in self._own if column < len(printed)}
        if Role.TEXT not in own or Role.LEAD not in own or kind_of(own[Role.LEAD][1]) is not Kind.LEAD:
            return
        if any(
            role is Role.TASK for role in own
        ):  # beside the widest heading stands the next one, not a duty
            return
        column, text = own[Role.TEXT]
        if text in self._read.headings:
            self._read.headings.remove(text)
            self._taken.add(column)
            self._read.text = text
            self._slip(column, Role.TEXT, text)
