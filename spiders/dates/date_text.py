"""Which dates does this text hold? Only what a text really shows; a year is never made up here."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from spiders.dates.english_dates import find_english, has_english_month
from spiders.dates.year_last import find_year_last

EARLIEST_YEAR = 1990
LATEST_YEAR = 2099
_LONGEST = 48  # characters of a text that is a date and nothing else

_SIGNS = str.maketrans(
    dict.fromkeys("—–－‐‑‒―−~", "-")
    # A year's zero is written with many a round sign: ring, large circle, Cyrillic and Greek O.
    | {"∶": ":", "：": ":", "／": "/", "．": "."}
    | dict.fromkeys("○◯О〇Ο", "〇")
)
_ANY_SIGN = re.compile("[" + re.escape("".join(map(chr, _SIGNS))) + "]")
_NUMERALS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "O": 0, "o": 0, "0": 0}
_TENS = {"十": 10, "廿": 20, "卅": 30}

# No date begins behind a digit, or within a number cut by signs: 53-2017-04-14 is an index number.
_FULL = re.compile(
    r"(?<!\d)(?<!\d[-/_.])(?P<y>(?:19|20)\d\d)"
    r"(?:\s*年\s*(?P<m1>\d{1,2})\s*月\s*(?P<d1>\d{1,2})\s*[日号]?"
    r"|\s?(?P<s>[-/.·])\s?(?P<m2>\d{1,2})\s?(?P=s)\s?(?P<d2>\d{1,2})(?!\d|\.\d))"
)
_CHINESE = re.compile(
    r"(?P<y>[一二][〇零Oo0一二三四五六七八九]{3})\s*年\s*(?P<m>[一二三四五六七八九十]\s?[一二]?)\s*月\s*"
    r"(?P<d>[一二三四五六七八九十廿卅][一二三四五六七八九十\s]{0,3})[日号]"
)
_TERSE = re.compile(
    r"(?<![\d./-])(?:(?P<y2>[0-3]\d)(?P<s>[-/.])(?P<m2>\d{1,2})(?P=s)(?P<d2>\d{1,2})"
    r"|(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d))(?![\d./-])"
)
_CLOCK = r"(?:[\sT]*\d{1,2}\s?[:时点]\s?\d{1,2}(?:\s?[:分]\s?\d{0,2})?(?:\.\d+)?\s*[秒分]?)?"
_WEEKDAY = r"(?:[\s(]*(?:星期|周)[一二三四五六日天]\)?)?"
_OPEN = r"[\s\[(<【〔『「|·•>,，;；*]*"
_CLOSE = r"[\s\])>】〕』」|·•,，;；*]*"
_LABEL = r"(?:(?P<label>[发公公成生更上录添印编信刊时日创签][\u4e00-\u9fff]{0,5}?(?:时间|日期|于)|时间|日期)\s*:?\s*)?"
_WHOLE_FULL = re.compile(
    rf"^{_OPEN}{_LABEL}(?P<y>(?:19|20)\d\d)\s*[-/.·年]\s*(?P<m>\d{{1,2}})\s*[-/.·月]\s*(?P<d>\d{{1,2}})\s*[日号]?"
    rf"{_WEEKDAY}{_CLOCK}{_CLOSE}$"
)
_WHOLE_COMPACT = re.compile(rf"^{_OPEN}{_LABEL}(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d){_CLOSE}$")
_WHOLE_SHORT_YEAR = re.compile(
    rf"^{_OPEN}{_LABEL}(?P<y>[0-3]\d)(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}}){_CLOCK}{_CLOSE}$"
)
# Day, month and year in boxes of their own, in all orders that name the month beyond doubt.
_SPLIT = tuple(
    re.compile(f"^{_OPEN}{_LABEL}{order}{_CLOCK}{_CLOSE}$")
    for order in (
        r"(?P<d>\d{1,2})日?\s*[/|,]?\s*(?P<y>20\d\d)\s*[-/.年]\s*(?P<m>\d{1,2})月?",
        r"(?P<y>20\d\d)\s*[-/.年]\s*(?P<m>\d{1,2})月?\s*[/|,]?\s+(?P<d>\d{1,2})日?",
        r"(?P<m>\d{1,2})(?:\s?[-/.]\s?|\s*月\s*)(?P<d>\d{1,2})日?\s*[/|,]?\s+(?P<y>20\d\d)年?",
        r"(?P<y>20\d\d)(?:年|年?\s*[/|,]?\s+)(?P<m>\d{1,2})(?:\s?[-/.]\s?|\s*月\s*)(?P<d>\d{1,2})日?",
        r"(?P<d>\d{1,2})日?\s+(?P<m>\d{1,2})(?:\s*月\s*|\s?[-/.]\s?)(?P<y>20\d\d)年?",
        r"(?P<m>\d{1,2})(?:月|[-/.])\s*(?P<y>20\d\d)年?\s+(?P<d>\d{1,2})日?",
        r"(?P<y>20\d\d)\s+(?P<m>\d{1,2})\s+(?P<d>\d{1,2})",
    )
)
# Three numbers, the year behind: a first one above 12 is the day. The other way round they are 月 日 年, or not to be told.
_DAY_FIRST = re.compile(
    rf"^{_OPEN}{_LABEL}(?P<d>1[3-9]|2\d|3[01])\s*[-/.\s]\s*(?P<m>\d{{1,2}})\s*[-/.\s]\s*(?P<y>20\d\d){_CLOCK}{_CLOSE}$"
)
_MONTH_FIRST = re.compile(
    rf"^{_OPEN}{_LABEL}(?P<m>\d{{1,2}})\s+(?P<d>1[3-9]|2\d|3[01])\s+(?P<y>20\d\d){_CLOCK}{_CLOSE}$"
)
_WITHOUT_CENTURY = (_WHOLE_FULL, _WHOLE_SHORT_YEAR)
_WITH_YEAR = (_WHOLE_FULL, _WHOLE_COMPACT, _DAY_FIRST, _MONTH_FIRST, *_SPLIT, _WHOLE_SHORT_YEAR)
_CHINESE_MONTH = re.compile(r"(?<![一二三四五六七八九十〇零])(?:十[一二]?|[一二三四五六七八九])月")
_WHOLE_PARTIAL = re.compile(
    rf"^{_OPEN}{_LABEL}(?P<m>\d{{1,2}})(?:[-/.](?P<d1>\d{{1,2}})|\s*月\s*(?P<d2>\d{{1,2}})\s*日)"
    rf"{_WEEKDAY}{_CLOCK}{_CLOSE}$"
)
# What any of these patterns can match, label aside: most texts with a digit are passed over by this alone.
_SHAPE = re.compile(
    rf"^{_OPEN}(?:[\u4e00-\u9fff]{{0,6}}?(?:时间|日期|于)\s*:?)?[\s\d:/.\-T年月日号时点分秒星期周一二三四五六天,，;；*|·•()\[\]<>【】〔〕『』「」]*$"
)
_BESIDE_WORDS = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}|星期[一二三四五六日天]|[AP]M|[上下中]午"
)
_WORDS_OF_DATES = ("年", "午", "AM", "PM")
_SOME_NUMBER = re.compile(r"\d|年")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A full date in a running text, with where it stands in the normalised text."""

    on: date
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DateText:
    """A short text that is nothing but a date: ``on`` when the year is shown, else month and day.

    ``year``: the year that a heading over the text shows, 0 for none. ``changed``: the other day that is shown beside it
    as that of an update.
    """

    text: str
    on: date | None = None
    month: int = 0
    day: int = 0
    label: str = ""
    year: int = 0
    changed: date | None = None


def normalise(text: str) -> str:
    """Full-width digits, dashes and ratio signs as plain ones; the length may change."""
    if text.isascii():
        return text.replace("~", "-") if "~" in text else text
    plain = unicodedata.normalize("NFKC", text)
    # To translate a text costs more than to see that there is nothing to translate.
    return plain.translate(_SIGNS) if _ANY_SIGN.search(plain) else plain


def make_date(year: int, month: int, day: int) -> date | None:
    """A date, or None where there is no such day or the year can't be a posting's."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_dates(text: str) -> list[FoundDate]:
    """All full dates in a normalised text, in order: Arabic and Chinese numerals, English months."""
    found: list[FoundDate] = []
    for match in _FULL.finditer(text):
        on = make_date(int(match["y"]), int(match["m1"] or match["m2"]), int(match["d1"] or match["d2"]))
        if on:
            found.append(FoundDate(on=on, start=match.start(), end=match.end()))
    known = len(found)
    if "年" in text and ("日" in text or "号" in text):
        for match in _CHINESE.finditer(text):
            on = make_date(_digits(match["y"]), _number(match["m"]), _number(match["d"]))
            if on:
                found.append(FoundDate(on=on, start=match.start(), end=match.end()))
    if has_english_month(text):
        for year, month, day, start, end in find_english(text):
            on = make_date(year, month, day)
            if on:
                found.append(FoundDate(on=on, start=start, end=end))
    for year, month, day, start, end in find_year_last(text):
        on = make_date(year, month, day)
        if on:
            found.append(FoundDate(on=on, start=start, end=end))
    if len(found) > known:
        found.sort(key=lambda item: item.start)
    return found


def find_terse(text: str) -> FoundDate | None:
    """A date as 17-04-14 or 20170414 in a normalised text: a date only where a word calls it one."""
    match = _TERSE.search(text)
    if not match:
        return None
    if match["y"]:
        on = make_date(int(match["y"]), int(match["m"]), int(match["d"]))
    else:
        on = make_date(2000 + int(match["y2"]), int(match["m2"]), int(match["d2"]))
    return FoundDate(on=on, start=match.start(), end=match.end()) if on else None


def first_date(text: str) -> date | None:
    """The first full date of a text (a meta value, a script's string), also as eight digits."""
    plain = normalise(text).strip()
    found = find_dates(plain)
    if found:
        return found[0].on
    compact = re.match(r"(20\d\d)(\d\d)(\d\d)(?:\d{4,6})?$", plain)
    return make_date(int(compact[1]), int(compact[2]), int(compact[3])) if compact else None


def read_date_text(text: str) -> DateText | None:
    """Read a short text that is a date and nothing else (brackets, a label and a clock aside), else None."""
    shown = text.strip()
    return _read_date_text(shown) if 3 <= len(shown) <= _LONGEST and _SOME_NUMBER.search(shown) else None


@lru_cache(maxsize=8_192)
def _read_date_text(shown: str) -> DateText | None:
    plain = normalise(shown)
    if "月" in plain and "20" in plain:
        plain = _CHINESE_MONTH.sub(lambda month: f"{_number(month[0][:-1])}月", plain)
    if not _SHAPE.match(plain):
        return _in_words(plain, shown)
    for pattern in _WITH_YEAR if "20" in plain else _WITHOUT_CENTURY:
        match = pattern.match(plain)
        if match:
            parts = match.groupdict()
            year = int(parts["y"])
            on = make_date(year if year > 99 else 2000 + year, int(parts["m"]), int(parts["d"]))
            return DateText(text=shown, on=on, label=parts["label"] or "") if on else None
    return _partial(plain, shown)


def _in_words(plain: str, shown: str) -> DateText | None:
    """A date in Chinese numerals or with an English month."""
    if not any(word in plain for word in _WORDS_OF_DATES) and not has_english_month(plain):
        return None
    for found in find_dates(plain):
        rest = plain[: found.start] + plain[found.end :]
        if not re.search(r"[^\W_]", _BESIDE_WORDS.sub("", rest)):
            return DateText(text=shown, on=found.on)
    return None


def _partial(plain: str, shown: str) -> DateText | None:
    match = _WHOLE_PARTIAL.match(plain)
    if not match:
        return None
    month, day = int(match["m"]), int(match["d1"] or match["d2"])
    if not make_date(2000, month, day):  # a leap year, so that 02-29 stays
        return None
    return DateText(text=shown, month=month, day=day, label=match["label"] or "")


def _digits(text: str) -> int:
    return int("".join(str(_NUMERALS.get(char, 0)) for char in text))


def _number(text: str) -> int:
    """One of 一 … 三十一 as a number."""
    total = 0
    for char in text:
        if char in _TENS:
            total = (total or 1) * 10 if char == "十" else _TENS[char]
        else:
            total += _NUMERALS.get(char, 0)
    return total
