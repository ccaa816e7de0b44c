"""When did an exchange begin and end, among the others of its visit and by the clock?"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """``began`` and ``ended`` are places among all beginnings and ends of the visit; ``at`` is when it was sent.

    It took ``seconds``. Both are in whole milliseconds, so that whoever keeps them can give them back as they were.
    """

    began: int
    ended: int
    at: datetime
    seconds: float


def to_the_millisecond(moment: datetime) -> datetime:
    """The last whole millisecond before a moment."""
    return moment - timedelta(microseconds=moment.microsecond % 1000)
