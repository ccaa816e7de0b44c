"""On which day was it in China?"""

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China's one time zone; it has had no summer time since 1991."""


@lru_cache(maxsize=1 << 14)
def beijing_day(moment: datetime | None) -> date | None:
    """The day of a moment in China; a moment without a zone is taken as Chinese time."""
    if moment is None:
        return None
    return moment.date() if moment.tzinfo is None else moment.astimezone(BEIJING).date()
