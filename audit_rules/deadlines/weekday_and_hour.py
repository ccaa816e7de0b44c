"""What does a phrase say of a day beside its date? Which day of the week it is, and an hour: 6月20日（周二）17:00前."""

import re
from datetime import date
from typing import Final

from audit_rules.deadlines.wording import BEFORE, Refused

_WEEKDAYS: Final = "一二三四五六日"
WEEKDAY: Final = re.compile(rf"(?:星期|周|礼拜)(?P<day>[{_WEEKDAYS}天])(?!次|至|到|[—–~-])")
# Pages show days, not hours: 17:00前 is by that day. 0:00前 would be by the day before.
_HOUR: Final = re.compile(
    r"(?:(?:[上下]午|晚上?)?(?!0?0[:时点])(?:[01]?\d|2[0-4])(?:[时点](?:\d{1,2}分?|整|半)?|:[0-5]\d)|下班|中午)"
    rf"(?={BEFORE})"
)


def weekday_and_hour(text: str, pos: int, day: date) -> tuple[str, int]:
    """The hour said right after a date, empty for none, and where what is said of the day ends.

    Raises:
        Refused: the day falls on another day of the week than is said, so that one of the two is an error.
    """
    if weekday := WEEKDAY.match(text, pos):
        if _WEEKDAYS.index(weekday["day"].replace("天", "日")) != day.weekday():
            raise Refused(f"{day}是星期{_WEEKDAYS[day.weekday()]}，与所写的“{weekday[0]}”不符")
        pos = weekday.end()
    hour = _HOUR.match(text, pos)
    return (hour[0], hour.end()) if hour else ("", pos)
