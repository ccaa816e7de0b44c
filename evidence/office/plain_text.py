"""How does a text that a portal sent become harmless in a document, whatever the document's format?

It can't be markup, since the writers of each format escape it; but no format escapes characters that XML does not allow, and
marks that turn the direction of writing would show an address other than it is.
"""

import re
from datetime import date

from domain.quotation import nested

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_ELLIPSIS = "……"
_CLAUSE_ENDS = frozenset("、，；：。")
_OPENING, _CLOSING = frozenset("“‘《〈（【"), frozenset("”’》〉）】")
_SPACES = re.compile(r"\s+")

CELL_LIMIT = 32_767
"""Characters that a cell of a spreadsheet holds."""


def plain_line(text: str, limit: int = CELL_LIMIT) -> str:
    """A text on one line, without control characters, bounded by an ellipsis."""
    return bounded(_SPACES.sub(" ", _FORBIDDEN.sub("", text)).strip(), limit)


def plain_lines(text: str, limit: int = CELL_LIMIT) -> str:
    """The same, but line ends stay."""
    return bounded("\n".join(line for part in text.split("\n") if (line := plain_line(part))), limit)


def quoted(text: str, limit: int = CELL_LIMIT) -> str:
    """A text on one line between “ and ”, its own quotation marks one level further in."""
    return f"“{nested(plain_line(text, limit))}”"


def bounded(text: str, limit: int) -> str:
    """A text no longer than ``limit`` characters, cut with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def shortened(text: str, limit: int) -> str:
    """A text of Chinese prose no longer than ``limit`` characters, cut where a clause ends (、，；：。), with a Chinese ellipsis.

    No quotation or bracket is left open if there is a place that leaves none; a text without any clause is cut where it must be.
    """
    if len(text) <= limit:
        return text
    ends, open_, whole = [], 0, []
    for place, char in enumerate(text[: limit - len(_ELLIPSIS) + 1]):
        open_ += (char in _OPENING) - (char in _CLOSING)
        if char in _CLAUSE_ENDS and place >= limit // 3:
            ends.append(place)
            if open_ <= 0:
                whole.append(place)
    if not ends:
        return text[: limit - len(_ELLIPSIS)] + _ELLIPSIS
    end = (whole or ends)[-1]
    return text[:end] + ("。" if text[end] == "。" and end < limit - len(_ELLIPSIS) else "") + _ELLIPSIS


def day_word(day: date) -> str:
    """A date as offices write it (GB/T 9704-2012 7.3.5.5: Arabic numerals, no leading zero): 2017年6月20日."""
    return f"{day.year}年{day.month}月{day.day}日"
