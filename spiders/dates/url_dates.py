"""Which day does an address name? Weak evidence: after a migration one day stands in hundreds of addresses."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from spiders.dates.date_text import make_date

SHARED_BY_MANY = 20

_NAMES_A_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = (
    re.compile(r"/t(20\d\d)(\d\d)(\d\d)_\d+\.s?html?", re.IGNORECASE),
    re.compile(r"/art/(20\d\d|19\d\d)/(\d{1,2})/(\d{1,2})/"),
    re.compile(r"/(20\d\d)[-/](\d{1,2})[-/](\d{1,2})/"),
    re.compile(r"/(20\d\d)-?(\d\d)/(\d\d)/"),
    re.compile(r"/(20\d\d)/?(\d\d)(\d\d)/"),
    re.compile(r"/html/(20\d\d)/[a-z0-9]+_(\d\d)(\d\d)/", re.IGNORECASE),
    # A time of day may follow; other digits make it a number (20170602595120 is the 595,120th of June 2017).
    re.compile(
        r"[/_-](20\d\d)(\d\d)(\d\d)(?:[_-]\d*|(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d\d{0,3})?|\d{0,3}|\d{5})\.s?html?",
        re.IGNORECASE,
    ),
)
_MONTH = (
    re.compile(r"/(20\d\d)-?(\d\d)/"),
    re.compile(r"/(20\d\d)/(\d{1,2})/"),
)
_YEAR = re.compile(r"/(20\d\d)/")


@lru_cache(maxsize=8_192)
def url_date(url: str) -> date | None:
    """The day in an address's path, or None."""
    path = urlsplit_path(url)
    if not _NAMES_A_YEAR.search(path):
        return None
    for pattern in _DAY:
        match = pattern.search(path)
        if match:
            on = make_date(int(match[1]), int(match[2]), int(match[3]))
            if on:
                return on
    return None


@lru_cache(maxsize=8_192)
def url_month(url: str) -> tuple[int, int] | None:
    """The year and month in an address's path, or None; month 0 where only the year stands there."""
    on = url_date(url)
    if on:
        return on.year, on.month
    path = urlsplit_path(url)
    if not _NAMES_A_YEAR.search(path):
        return None
    for pattern in _MONTH:
        match = pattern.search(path)
        if match and 1 <= int(match[2]) <= 12:
            return int(match[1]), int(match[2])
    match = _YEAR.search(path)
    return (int(match[1]), 0) if match else None


def void_url_days(urls: Iterable[str]) -> frozenset[date]:
    """The days that a bulk import left in many addresses of one page: they date nothing.

    A day is void when more than 20 addresses share it, or when most of at least eight dated addresses do.
    """
    days = Counter(on for on in map(url_date, urls) if on)
    total = sum(days.values())
    return frozenset(
        on for on, count in days.items() if count > SHARED_BY_MANY or (total >= 8 and count * 2 > total)
    )


def urlsplit_path(url: str) -> str:
    """The path of an address; empty for one that can't be split."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
