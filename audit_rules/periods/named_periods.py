"""Which stretch of time does a title name (2017年4月, 一季度, 1-4月份, 4、5月, 上半年), and does it cover a period owed?"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from domain.deadlines import Period

_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_CHINESE |= {"十一": 11, "十二": 12}
_CHINESE_YEAR = re.compile(r"[一二][〇零○一二三四五六七八九]{3}(?=年)")
_YEAR_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CHINESE_NUMBER = re.compile(
    r"(十[一二]|[一二三四五六七八九十])(?=(?:月|个月|[-至到、,和与及/]第?[一二三四五六七八九十\d]|季度))"
)
_UNIT = r"(?:月份?|季度?)"
_YEAR_AGAIN = re.compile(rf"(20\d\d年)(第?\d+{_UNIT}[、,和与及/])\1")
_LISTED = re.compile(
    rf"(?<!\d)(?:0?[1-9]|1[0-2]){_UNIT}?(?:[、,和与及/]第?(?:0?[1-9]|1[0-2]){_UNIT}?)*"
    r"[、,和与及/]第?(?:0?[1-9]|1[0-2])(?P<unit>月|季)(?!份?\d)"
)
_DASHES = re.compile(r"[—–―－~～至到]+|-{2,}")
_YEAR = r"(?:(?P<year>20\d\d)年度?)?"
_NUMBER = r"(?<!\d)(?P<{}>0?[1-9]|1[0-2])"

_DAYS = re.compile(
    rf"{_YEAR}(?<!\d)(?P<m1>0?[1-9]|1[0-2])月(?P<d1>[0-3]?\d)日?"
    r"-(?:(?:20\d\d年)?(?P<m2>0?[1-9]|1[0-2])月)?(?P<d2>[0-3]?\d)日"
)
_DAY = re.compile(rf"{_YEAR}(?<!\d)(?P<m1>0?[1-9]|1[0-2])月(?P<d1>[0-3]?\d)日")
_FROM_JANUARY = re.compile(rf"{_YEAR}前{_NUMBER.format('to')}个月")
_MONTHS = re.compile(rf"{_YEAR}{_NUMBER.format('from')}月?份?-(?:20\d\d年)?(?P<to>0?[1-9]|1[0-2])月")
_MONTH = re.compile(rf"{_YEAR}{_NUMBER.format('to')}月")
_QUARTERS = re.compile(
    rf"{_YEAR}第?(?<!\d)(?:前(?P<to>[2-4])个?季度|(?P<from>[1-3])季?度?-第?(?P<until>[2-4])季度?)"
)
_QUARTER = re.compile(rf"{_YEAR}第?(?<!\d)(?P<q>[1-4])季度?")
_HALF = re.compile(rf"{_YEAR}(?P<half>[上下])半年")
_WHOLE = re.compile(r"(?P<year>20\d\d)年?(?:全年|年度)|(?P<bare>全年)")

_SHORT = timedelta(days=16)


def _folded(title: str) -> str:
    text = "".join(unicodedata.normalize("NFKC", title).split())
    text = _CHINESE_YEAR.sub(lambda found: found.group().translate(_YEAR_DIGITS), text)
    text = text.replace("首季度", "1季度").replace("两个季度", "2个季度").replace("前三季", "前3季")
    text = _DASHES.sub("-", text)
    text = _CHINESE_NUMBER.sub(lambda found: str(_CHINESE[found.group(1)]), text)
    return _LISTED.sub(_joined, _YEAR_AGAIN.sub(r"\1\2", text))


def _joined(listed: re.Match[str]) -> str:
    """Neighbours told one by one (4、5月; 第三季度和第四季度) as one stretch; what is no row of neighbours as it stands."""
    numbers = [int(each) for each in re.findall(r"\d+", listed.group())]
    if numbers != list(range(numbers[0], numbers[-1] + 1)):
        return listed.group()
    return f"{numbers[0]}-{numbers[-1]}{listed['unit']}"


def named_period(title: str, *, published: date | None) -> Period | None:
    """The stretch that a title names; None when it names none, or no year and there is no date to tell the year.

    A title without a year speaks of the last such stretch that lay before its publication (or ends within the
    same month: lists of a month appear before it ends).
    """
    span = _span(title)
    return None if span is None else _placed(*span, published)


_Span = tuple[int | None, tuple[int, int], tuple[int, int]]
"""A year, if named; first and last day as (month, day); day 0 = the month's last."""


@lru_cache(maxsize=1 << 12)
def _span(title: str) -> _Span | None:
    """What a title names, whenever it was published: several checks ask it of the same postings."""
    text = _folded(title)
    for read in (_read_days, _read_months, _read_quarters, _read_half, _read_month, _read_whole):
        span = read(text)
        if span is not None:
            return span
    return None


def _year(found: re.Match[str]) -> int | None:
    return int(found["year"]) if found["year"] else None


def _read_days(text: str) -> _Span | None:
    if found := _DAYS.search(text):
        first = int(found["m1"]), int(found["d1"])
        return _year(found), first, (int(found["m2"] or found["m1"]), int(found["d2"]))
    if found := _DAY.search(text):
        only = int(found["m1"]), int(found["d1"])
        return _year(found), only, only
    return None


def _read_months(text: str) -> _Span | None:
    if found := _MONTHS.search(text):
        return _year(found), (int(found["from"]), 1), (int(found["to"]), 0)
    if found := _FROM_JANUARY.search(text):
        return _year(found), (1, 1), (int(found["to"]), 0)
    return None


def _read_quarters(text: str) -> _Span | None:
    if found := _QUARTERS.search(text):
        first = int(found["from"] or 1)
        return _year(found), (3 * first - 2, 1), (3 * int(found["to"] or found["until"]), 0)
    if found := _QUARTER.search(text):
        quarter = int(found["q"])
        return _year(found), (3 * quarter - 2, 1), (3 * quarter, 0)
    return None


def _read_half(text: str) -> _Span | None:
    if found := _HALF.search(text):
        return (_year(found), (1, 1), (6, 0)) if found["half"] == "上" else (_year(found), (7, 1), (12, 0))
    return None


def _read_month(text: str) -> _Span | None:
    if found := _MONTH.search(text):
        return _year(found), (int(found["to"]), 1), (int(found["to"]), 0)
    return None


def _read_whole(text: str) -> _Span | None:
    if found := _WHOLE.search(text):
        return _year(found), (1, 1), (12, 0)
    return None


def _placed(
    year: int | None, first: tuple[int, int], last: tuple[int, int], published: date | None
) -> Period | None:
    if year is not None:
        return _period(year, first, last)
    if published is None:
        return None
    month_end = date(published.year, published.month, monthrange(published.year, published.month)[1])
    recent = _period(published.year, first, last)
    if recent is not None and recent.end > month_end:
        return _period(published.year - 1, first, last)
    return recent


def _period(year: int, first: tuple[int, int], last: tuple[int, int]) -> Period | None:
    try:
        start = date(year, *first)
        end_day = last[1] or monthrange(year, last[0])[1]
        end = date(year + (last < first and last[1] != 0), last[0], end_day)
    except ValueError:
        return None  # a 31st of February is no date: the title then names nothing
    return Period(start=start, end=end) if start <= end else None


def covers(named: Period, owed: Period) -> bool:
    """Whether a posting about ``named`` does for the period owed.

    It does when it is the same stretch, when it runs up to the same end from before (1-4月 for April), when it
    lies inside (a monthly posting where a quarterly one is owed), when it joins several periods (4-5月; from
    January on it is rather a running total, 1-5月, but for 1-2月: those two months are published together all over
    the country), and, for short periods such as weeks, when a short stretch overlaps it.
    """
    if named.end == owed.end and named.start <= owed.start:
        return True
    if owed.start <= named.start and named.end <= owed.end:
        return True
    joins = named.start.month != 1 or (named.end.month == 2 and named.start.year == named.end.year)
    if joins and named.start <= owed.start and owed.end <= named.end:
        return not is_short(owed)
    return is_short(owed) and is_short(named) and named.start <= owed.end and owed.start <= named.end


def is_short(period: Period) -> bool:
    """Whether a period is a matter of days or a week or two.

    A few days named in a title (5月3日全省财政收支情况) say nothing about which month it is for.
    """
    return period.end - period.start < _SHORT
