"""How does a value stand in a table (CSV) that people open in a spreadsheet program, and which runs nothing there?"""

from datetime import date

from evidence.office.ledger_rows import Cell

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the system's code page and shows Chinese as rubbish."""

LINE_END = "\r\n"
"""That of RFC 4180."""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet program may take for a formula; the wide forms are read so in East Asia."""

_GUARD = "'"


def csv_field(cell: Cell) -> str:
    """The field of a value; a text that could be taken for a formula begins with an apostrophe."""
    match cell:
        case None:
            return ""
        case str():
            return _GUARD + cell if cell.startswith(_STARTS) else cell
        case date():
            return cell.isoformat()
        case _:
            return f"{cell:g}"
