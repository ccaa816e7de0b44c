"""How does a text that a portal sent become harmless in a document, whatever the document's format?

It can't be markup, since the writers of each format escape it; but no format escapes characters that XML does not allow, and
marks that turn the direction of writing would show an address other than it is.
"""

import re
from datetime import date

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SPACES = re.compile(r"\s+")

CELL_LIMIT = 32_767
"""Characters that a cell of a spreadsheet holds."""


def plain_line(text: str, limit: int = CELL_LIMIT) -> str:
    """A text on one line, without control characters, bounded by an ellipsis."""
    return bounded(_SPACES.sub(" ", _FORBIDDEN.sub("", text)).strip(), limit)


def plain_lines(text: str, limit: int = CELL_LIMIT) -> str:
    """The same, but line ends stay."""
    return bounded("\n".join(line for part in text.split("\n") if (line := plain_line(part))), limit)


def bounded(text: str, limit: int) -> str:
    """A text no longer than ``limit`` characters, cut with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def day_word(day: date) -> str:
    """A date as offices write it (GB/T 9704-2012 7.3.5.5: Arabic numerals, no leading zero): 2017年6月20日."""
    return f"{day.year}年{day.month}月{day.day}日"
