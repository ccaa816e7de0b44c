"""May this text hold a whole date? So cheap that of a page's texts with numbers nine of ten are passed over by it."""

import re

from spiders.dates.english_dates import has_english_month

# Signs as pages write them, before they are normalised. \d takes full-width digits too.
_SIGN = r"-/.·年—–－‐‑‒―−~～／．﹣﹒"
_DATE = re.compile(
    rf"[\d一二](?:\s*[{_SIGN}]\s*\d{{1,2}}\s*[{_SIGN}月\s]\s*\d|\d{{7}}|[〇零○◯ОΟOo0０一二三四五六七八九]{{3}}\s*年)"
)
_SHORTEST_ENGLISH = 9  # 1May 2017


def may_hold_date(text: str) -> bool:
    """Whether a text as the page shows it may hold a date with year, month and day."""
    return _DATE.search(text) is not None or (len(text) >= _SHORTEST_ENGLISH and has_english_month(text))
