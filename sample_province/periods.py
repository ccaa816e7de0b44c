"""What does a posting for a period say in its title, and when is it posted? Periods by their length."""

from datetime import date, timedelta

from domain.deadlines import Due, Period

_NUMERALS = "〇一二三四五六七八九"
_DIGITS = str.maketrans("0123456789", _NUMERALS)


def period_words(period: Period | None, *, cumulative: bool = False) -> str:
    """``2017年4月``, ``2017年第二季度``, ``2017年上半年``, ``2017年``; nothing for weeks and shorter stretches.

    ``cumulative`` speaks of the year so far, as statistics do: ``2017年1-4月``, ``2017年上半年``.
    """
    if period is None:
        return ""
    days = (period.end - period.start).days + 1
    year = f"{period.start.year}年"
    if 27 < days < 32:
        month = period.start.month
        return year + (so_far(month) if cumulative else f"{month}月")
    if 88 < days < 93:
        return f"{year}第{'一二三四'[period.start.month // 3]}季度"
    if 180 < days < 185:
        return f"{year}{'上' if period.start.month == 1 else '下'}半年"
    return year if days > 360 else ""


def so_far(month: int) -> str:
    """The months from January to ``month``, as titles say it."""
    return {1: "1月", 3: "一季度", 6: "上半年", 9: "前三季度", 12: ""}.get(month, f"1-{month}月")


def chinese_numerals(text: str) -> str:
    """``2017年11月`` as ``二〇一七年十一月``."""
    year, mark, rest = text.partition("年")
    month = rest.removesuffix("月")
    if not (mark and year.isdigit() and month.isdigit()):
        return text
    tens, ones = divmod(int(month), 10)
    return f"{year.translate(_DIGITS)}年{'十' if tens else ''}{_NUMERALS[ones] if ones else ''}月"


def in_time(due: Due) -> date:
    """A day on which posting is in time: after the period where there is room, else within it."""
    if due.period is None:
        return due.on - timedelta(days=1)
    if due.on > due.period.end:
        room = (due.on - due.period.end).days
        return due.period.end + timedelta(days=max(1, room - 2))
    if (due.late_after - due.period.end).days > 20:
        return due.period.end + timedelta(days=12)
    return max(due.period.start, due.on - timedelta(days=1))


def too_late(due: Due) -> date:
    """A day on which posting is late."""
    return due.late_after + timedelta(days=9)


def periods_of_2017(per: str) -> list[Period]:
    """The calendar periods of 2017 of a kind: ``month``, ``quarter``, ``half_year``, ``year``."""
    months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[per]
    starts = [date(2017, month, 1) for month in range(1, 13, months)]
    ends = [start - timedelta(days=1) for start in starts[1:]] + [date(2017, 12, 31)]
    return [Period(start=start, end=end) for start, end in zip(starts, ends, strict=True)]
