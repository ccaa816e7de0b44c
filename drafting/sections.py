"""To which section and group does each row belong, when headings are printed once for many rows?"""

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.remarks import Unread
from drafting.rows import ReadRow
from drafting.wording import bare

NO_SECTION = "（未分节）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The section (以政务公开助力稳增长) and the group (加强预期引导) of a row."""

    section: str
    group: str


def place_rows(blocks: Sequence[Sequence[ReadRow]]) -> tuple[list[list[Place]], list[Unread]]:
    """The place of each row of each block; a heading goes on until the next, also over a page break."""
    finder = _Finder(blocks)
    return [finder.block(rows) for rows in blocks], finder.unread


class _Finder:
    def __init__(self, blocks: Sequence[Sequence[ReadRow]]) -> None:
        self.unread: list[Unread] = []
        rows = [row for block in blocks for row in block]
        self._two_levels = any(len(row.headings) > 1 for row in rows)
        self._sections = {bare(row.headings[0]) for row in rows if len(row.headings) > 1}
        self._section: str | None = None
        self._group: str | None = None
        self._outside = False

    def block(self, rows: Sequence[ReadRow]) -> list[Place]:
        places = []
        for index, row in enumerate(rows):
            section, group = self._printed(row)
            if index == 0 and section is None and row.headings:
                section = self._further_down(rows)
            if section is not None and (index == 0 or bare(section) != bare(self._section or "")):
                self._section, self._group = section, None
            if group is not None:
                self._group = group
            elif section is not None and index == 0 and self._two_levels and row.headings:
                told = (
                    "under this header the section is printed, but not the group: the section stands for it"
                )
                self.unread.append(Unread(place=row.place, reason=told))
            section = self._section or NO_SECTION
            places.append(Place(section=section, group=self._group or section))
        return places

    def _printed(self, row: ReadRow) -> tuple[str | None, str | None]:
        """The section and the group that the row itself prints."""
        if row.section is not None:  # a heading over the rows, or over the table
            self._outside = True
            return row.section, row.headings[-1] if row.headings else None
        if len(row.headings) > 1:
            return row.headings[0], row.headings[-1]
        if not row.headings:
            return None, None
        heading = row.headings[0]
        if self._outside:
            return None, heading
        if self._two_levels and bare(heading) not in self._sections:
            return None, heading
        return heading, None

    def _further_down(self, rows: Sequence[ReadRow]) -> str | None:
        """The one section that a block prints below its first row, in the middle of a merged cell."""
        found = {section for row in rows if (section := self._printed(row)[0]) is not None}
        if len(found) != 1:
            return None
        section = found.pop()
        told = f"the section is printed only further down under this header; “{section}” was taken"
        self.unread.append(Unread(place=rows[0].place, reason=told))
        return section
