"""How does a workbook come about that holds texts, numbers and dates only, and whose bytes depend on the audit alone?

Nothing that a portal wrote may become a formula, a link or a number: texts are written as texts, whatever they begin with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date
from typing import BinaryIO, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evidence.office.audit_report import AuditReport
from evidence.office.plain_text import CELL_LIMIT, bounded, day_word, plain_line
from evidence.office.statuses import Status

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_COLOURS = {
    Status.FAILED: "#C00000",
    Status.LATE: "#C65911",
    Status.DONE: "#375623",
    Status.OPEN: "#1F4E79",
    Status.MANUAL: "#595959",
    Status.NOT_DUE: "#595959",
    Status.NOT_APPLICABLE: "#7F7F7F",
    Status.ADVICE: "#7F6000",
    Status.CLEARED: "#375623",
}
_BORDER = {"border": 1, "border_color": "#BFBFBF"}
_FONT = {"font_name": "宋体", "font_size": 10, "valign": "top"}


@dataclass(frozen=True, slots=True)
class Share:
    """A share between 0 and 1, shown in percent."""

    value: float


Shown: TypeAlias = "str | float | int | date | Share | None"


class LedgerBook:
    """A workbook with the formats of the ledger. Rows of a sheet are written in order, and leave the memory."""

    def __init__(self, file: BinaryIO, report: AuditReport) -> None:
        self._book = Workbook(file, dict(_OPTIONS))
        self._book.set_properties(
            {
                "title": f"政务公开工作台账（截至{day_word(report.as_of)}）",
                "subject": plain_line(report.plan.title, 200),
                "comments": f"核查编号 {report.audit_id}",
                "created": report.judged_at.astimezone(UTC).replace(tzinfo=None),
            }
        )
        self._text = self._format(text_wrap=True, **_BORDER)
        self._number = self._format(num_format="0.00", align="center", **_BORDER)
        self._whole = self._format(num_format="0", align="center", **_BORDER)
        self._percent = self._format(num_format="0.0%", align="center", **_BORDER)
        self._day = self._format(num_format="yyyy-mm-dd", align="center", **_BORDER)
        self._heading = self._format(
            bold=True, bg_color="#DCE6F1", align="center", text_wrap=True, **_BORDER, valign="vcenter"
        )
        self._title = self._format(font_name="黑体", font_size=16, valign="vcenter")
        self._note = self._format(font_color="#595959")
        self._statuses = {
            status: self._format(
                align="center", font_color=colour, bold=status in (Status.FAILED, Status.LATE), **_BORDER
            )
            for status, colour in _COLOURS.items()
        }

    def sheet(self, name: str, widths: Sequence[float]) -> Worksheet:
        """A sheet for A4 across, as wide as one page, with columns of these widths."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        return sheet

    def head(self, sheet: Worksheet, title: str, notes: Sequence[str]) -> int:
        """A title with notes under it; returns the row that follows."""
        sheet.set_row(0, 28)
        sheet.write_string(0, 0, bounded(title, 200), self._title)
        for row, note in enumerate(notes, 1):
            sheet.write_string(row, 0, plain_line(note, 1_000), self._note)
        return len(notes) + 1

    def headings(self, sheet: Worksheet, row: int, headings: Sequence[str]) -> None:
        """The headings of a table, which stay in view when the sheet is scrolled and stand on every page printed."""
        sheet.set_row(row, 32)
        for place, heading in enumerate(headings):
            sheet.write_string(row, place, heading, self._heading)
        sheet.repeat_rows(row)

    def row(self, sheet: Worksheet, row: int, cells: Sequence[Shown]) -> None:
        """One row of a table."""
        for place, cell in enumerate(cells):
            match cell:
                case None | "":
                    sheet.write_blank(row, place, None, self._text)
                case Status():
                    sheet.write_string(row, place, cell.value, self._statuses[cell])
                case str():
                    sheet.write_string(row, place, bounded(cell, CELL_LIMIT), self._text)
                case Share():
                    sheet.write_number(row, place, cell.value, self._percent)
                case date():
                    sheet.write_datetime(row, place, cell, self._day)
                case int():
                    sheet.write_number(row, place, cell, self._whole)
                case float():
                    sheet.write_number(row, place, cell, self._number)

    def close(self) -> None:
        """Put the workbook together."""
        self._book.close()

    def _format(self, **properties: object) -> Format:
        return self._book.add_format({**_FONT, **properties})
