"""Which dates does a text hold that name their year last (4/14/2017 9:20:00 AM)? Servers set to another country write so.

Where both numbers may be the month nothing tells them apart, unless AM or PM says that it is the American order.
"""

import re
from collections.abc import Iterator

_YEAR_LAST = re.compile(
    r"(?<![\d./-])(?P<one>\d{1,2})(?P<s>[-/.])(?P<two>\d{1,2})(?P=s)(?P<y>20\d\d)(?![-/.]?\d)"
    r"(?P<us>(?:\s*\d{1,2}:\d\d(?::\d\d)?)?\s?[AP]M)?"
)


def find_year_last(text: str) -> Iterator[tuple[int, int, int, int, int]]:
    """Year, month, day, start and end of each date whose month is beyond doubt; the day may not exist."""
    if "/20" not in text and ".20" not in text and "-20" not in text:
        return
    for match in _YEAR_LAST.finditer(text):
        one, two = int(match["one"]), int(match["two"])
        if match["us"] or two > 12:
            month, day = one, two
        elif one > 12:
            month, day = two, one
        else:
            continue
        if month <= 12:
            yield int(match["y"]), month, day, match.start(), match.end("y")
