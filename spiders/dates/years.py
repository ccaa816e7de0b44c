"""In which year is an item that shows only month and day? Answered only where the page proves it.

Proof is a day or month in the item's own address, a year that heads the list, or the order of the list between items
whose year is proved. The day of the crawl is an upper bound, never a year: a list may have stood still for years.
"""

from datetime import date, timedelta
from itertools import pairwise

from spiders.dates.date_text import DateText, make_date
from spiders.dates.url_dates import url_date, url_month, void_url_days

Proved = tuple[date, bool]  # the day, and whether it is certain (False: likely by the order alone)


def by_address(month: int, day: int, url: str) -> date | None:
    """The date when the address names the same day, or a month at most one after the shown one."""
    on = url_date(url)
    if on is not None:
        for year in (on.year, on.year - 1, on.year + 1):
            near = make_date(year, month, day)
            if near and abs((near - on).days) <= 45:
                return near
        return None
    parts = url_month(url)
    if parts is None or not parts[1]:
        return None
    year, url_month_number = parts
    behind = (url_month_number - month) % 12
    if behind > 1:
        return None
    return make_date(year if month <= url_month_number else year - 1, month, day)


def resolve_years(
    shown: list[tuple[DateText | None, str]], *, captured_on: date | None
) -> list[Proved | None]:
    """The dates of the items of one list, each given as its date text and address; None where nothing proves one."""
    named = _by_addresses(shown)
    proved = [
        (text.on or _headed(text) or on) if text else None for (text, _), on in zip(shown, named, strict=True)
    ]
    result: list[Proved | None] = [(on, True) if on else None for on in proved]
    anchors = [index for index, on in enumerate(proved) if on]
    if not anchors:
        return _by_url_years(shown, captured_on) or result
    if len(anchors) == len(shown) or not _falls(shown, proved):
        return result
    for index, (text, _) in enumerate(shown):
        if result[index] is not None or text is None:
            continue
        above = max((a for a in anchors if a < index), default=None)
        below = min((a for a in anchors if a > index), default=None)
        upper = proved[above] if above is not None else captured_on
        lower = proved[below] if below is not None else None
        if upper is not None and lower is not None:
            on = _only_between(text, lower, upper)
            result[index] = (on, True) if on else None
        elif upper is not None and len(anchors) * 2 >= len(shown):
            on = _latest_until(text, upper)
            result[index] = (on, False) if on else None
    return result


def _by_addresses(shown: list[tuple[DateText | None, str]]) -> list[date | None]:
    """The dates of the items without a year that their addresses name.

    Addresses that a migration gave are those of one day or month for many items: they prove nothing but the very day
    shown, which is seen by the items whose days they contradict.
    """
    result: list[date | None] = [None] * len(shown)
    open_items = [
        (at, text, url) for at, (text, url) in enumerate(shown) if text is not None and text.on is None
    ]
    if not open_items:
        return result
    void = void_url_days(url for _, url in shown)
    against = 0
    for at, text, url in open_items:
        on = by_address(text.month, text.day, url)
        in_url = url_date(url)
        if in_url is not None and in_url in void and in_url != on:
            on = None
        result[at] = on
        month = url_month(url)
        against += on is None and month is not None and month[1] > 0
    if against * 4 > len(open_items):
        for at, _, url in open_items:
            if result[at] != url_date(url):
                result[at] = None
    return result


def _headed(text: DateText) -> date | None:
    """The date in the year that stands over the item."""
    return make_date(text.year, text.month, text.day) if text.year else None


def _by_url_years(
    shown: list[tuple[DateText | None, str]], captured_on: date | None
) -> list[Proved | None] | None:
    """The dates when every address names a year and all together run from new to old: likely, not certain."""
    days: list[date] = []
    for text, url in shown:
        parts = url_month(url)
        on = make_date(parts[0], text.month, text.day) if text and parts else None
        if on is None or (captured_on and on > captured_on):
            return None
        days.append(on)
    falls = all(one >= two for one, two in pairwise(days))
    return [(on, False) for on in days] if falls and len(days) >= 3 else None


def _falls(shown: list[tuple[DateText | None, str]], proved: list[date | None]) -> bool:
    """Whether the list runs from new to old, a pinned item or two aside."""
    days = [on for on in proved if on]
    rises = sum(1 for one, two in pairwise(days) if two > one)
    return rises <= len(days) // 8 and len(shown) >= 2


def _only_between(text: DateText, lower: date, upper: date) -> date | None:
    """The one date of this month and day between two days, or None when none or several are."""
    fits = [
        on
        for year in range(lower.year, upper.year + 1)
        if (on := make_date(year, text.month, text.day)) and lower <= on <= upper
    ]
    return fits[0] if len(fits) == 1 else None


def _latest_until(text: DateText, upper: date) -> date | None:
    for year in (upper.year, upper.year - 1):
        on = make_date(year, text.month, text.day)
        if on and on <= upper and upper - on < timedelta(days=200):
            return on
    return None
