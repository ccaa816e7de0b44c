"""Which dates does a text hold that name their month in English? Foreign versions of portals, and dates by servers."""

import re
from collections.abc import Iterator

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)\.?"
)
_SOME_MONTH = re.compile(
    r"Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JU[NL]|AUG|SEP|OCT|NOV|DEC"
)
_ENGLISH = re.compile(
    r"(?<![A-Za-z\d])(?:"
    # Apr 14, 2017; also as Java writes it: Fri Apr 14 10:20:30 CST 2017
    + _MONTH.format("month1")
    + r"\s?(?P<day1>\d{1,2})(?:st|nd|rd|th)?(?:\s\d\d:\d\d:\d\d\s[A-Z]{2,4})?[,\s]\s*(?P<year1>20\d\d)"
    # 14 Apr 2017, 14-Apr-2017
    + r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?:\s?of\s)?[\s,/-]*"
    + _MONTH.format("month2")
    + r"[\s,/-]*(?P<year2>20\d\d)"
    # 2017 Apr 14
    + r"|(?P<year3>20\d\d)[\s,/-]*"
    + _MONTH.format("month3")
    + r"[\s,/-]*(?P<day3>\d{1,2}))(?!\d)"
)


def has_english_month(text: str) -> bool:
    """Whether an English month may be named: cheap, so that most texts are passed over."""
    return _SOME_MONTH.search(text) is not None


def find_english(text: str) -> Iterator[tuple[int, int, int, int, int]]:
    """Year, month, day, start and end of each date; the day may not exist."""
    for match in _ENGLISH.finditer(text):
        parts = match.groupdict()
        order = next(n for n in "123" if parts[f"month{n}"])
        month = _MONTHS[parts[f"month{order}"][:3].lower()]
        yield int(parts[f"year{order}"]), month, int(parts[f"day{order}"]), match.start(), match.end()
