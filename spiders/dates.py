"""Which dates does this text hold? Only what a text really shows; a year is never made up here."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

EARLIEST_YEAR = 1990
LATEST_YEAR = 2099

_SIGNS = str.maketrans(
    dict.fromkeys("—–－‐‑‒―−~", "-") | {"∶": ":", "：": ":", "／": "/", "．": ".", "○": "〇", "Ｏ": "〇"}
)
_NUMERALS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "O": 0, "0": 0}
_TENS = {"十": 10, "廿": 20, "卅": 30}

_YEAR = r"(?<!\d)(?P<y>(?:19|20)\d{2})"
_FULL = re.compile(
    _YEAR
    + r"(?:\s*年\s*(?P<m1>\d{1,2})\s*月\s*(?P<d1>\d{1,2})\s*[日号]?"
    + r"|\s?(?P<s>[-/.])\s?(?P<m2>\d{1,2})\s?(?P=s)\s?(?P<d2>\d{1,2})(?!\d|\.\d))"
)
_CHINESE = re.compile(
    r"(?P<y>[一二][〇零O0一二三四五六七八九]{3})\s*年\s*(?P<m>[一二三四五六七八九十]{1,2})\s*月\s*"
    r"(?P<d>[一二三四五六七八九十廿卅]{1,3})\s*日"
)
_CLOCK = r"(?:[\sT]*\d{1,2}\s?[:时点]\s?\d{1,2}(?:\s?[:分]\s?\d{0,2})?(?:\.\d+)?\s*[秒分]?)?"
_WEEKDAY = r"(?:\s*(?:星期|周)[一二三四五六日天])?"
_OPEN = r"[\s\[(<【〔『「|·•>,，;；*]*"
_CLOSE = r"[\s\])>】〕』」|·•,，;；*]*"
_LABEL = r"(?:(?P<label>[发公公成生更上录添印编信刊时日创签][\u4e00-\u9fff]{0,5}?(?:时间|日期|于)|时间|日期)\s*:?\s*)?"
_WHOLE_FULL = re.compile(
    rf"^{_OPEN}{_LABEL}(?P<date>(?:19|20)\d{{2}}\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}\s*[日号]?)"
    rf"{_WEEKDAY}{_CLOCK}{_CLOSE}$"
)
_WHOLE_COMPACT = re.compile(rf"^{_OPEN}{_LABEL}(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d){_CLOSE}$")
_WHOLE_SHORT_YEAR = re.compile(
    rf"^{_OPEN}(?P<y>[0-3]\d)(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}}){_CLOCK}{_CLOSE}$"
)
_SPLIT = (
    re.compile(
        rf"^{_OPEN}(?P<d>\d{{1,2}})日?\s*[/|,]?\s*(?P<y>20\d\d)\s*[-/.年]\s*(?P<m>\d{{1,2}})月?{_CLOSE}$"
    ),
    re.compile(
        rf"^{_OPEN}(?P<y>20\d\d)\s*[-/.年]\s*(?P<m>\d{{1,2}})月?\s*[/|,]?\s+(?P<d>\d{{1,2}})日?{_CLOSE}$"
    ),
    re.compile(rf"^{_OPEN}(?P<m>\d{{1,2}})[-/.月](?P<d>\d{{1,2}})日?\s+(?P<y>20\d\d)年?{_CLOSE}$"),
    re.compile(rf"^{_OPEN}(?P<y>20\d\d)年?\s+(?P<m>\d{{1,2}})[-/.月](?P<d>\d{{1,2}})日?{_CLOSE}$"),
    re.compile(rf"^{_OPEN}(?P<d>\d{{1,2}})\s+(?P<m>\d{{1,2}})月\s+(?P<y>20\d\d){_CLOSE}$"),
)
_WITH_YEAR = (_WHOLE_COMPACT, *_SPLIT, _WHOLE_SHORT_YEAR)
_WHOLE_PARTIAL = re.compile(
    rf"^{_OPEN}{_LABEL}(?P<m>\d{{1,2}})(?:[-/.](?P<d1>\d{{1,2}})|月(?P<d2>\d{{1,2}})日){_CLOCK}{_CLOSE}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A full date in a running text, with where it stands in the normalised text."""

    on: date
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DateText:
    """A short text that is nothing but a date: ``on`` when the year is shown, else month and day."""

    text: str
    on: date | None = None
    month: int = 0
    day: int = 0
    label: str = ""


def normalise(text: str) -> str:
    """Full-width digits, dashes and ratio signs as plain ones; the length may change."""
    return unicodedata.normalize("NFKC", text).translate(_SIGNS)


def make_date(year: int, month: int, day: int) -> date | None:
    """A date, or None where there is no such day or the year can't be a posting's."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_dates(text: str) -> list[FoundDate]:
    """All full dates in a normalised text, in order, Arabic and Chinese numerals."""
    found: list[FoundDate] = []
    for match in _FULL.finditer(text):
        on = make_date(int(match["y"]), int(match["m1"] or match["m2"]), int(match["d1"] or match["d2"]))
        if on:
            found.append(FoundDate(on=on, start=match.start(), end=match.end()))
    if "年" in text and "日" in text:
        for match in _CHINESE.finditer(text):
            on = make_date(_digits(match["y"]), _number(match["m"]), _number(match["d"]))
            if on:
                found.append(FoundDate(on=on, start=match.start(), end=match.end()))
        found.sort(key=lambda item: item.start)
    return found


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
    if not 3 <= len(shown) <= 48 or not (any(map(str.isdigit, shown)) or "年" in shown):
        return None
    plain = normalise(shown)
    whole = _WHOLE_FULL.match(plain)
    if whole:
        found = find_dates(whole["date"])
        return DateText(text=shown, on=found[0].on, label=whole["label"] or "") if found else None
    for pattern in _WITH_YEAR:
        match = pattern.match(plain)
        if match:
            parts = match.groupdict()
            year = int(parts["y"])
            on = make_date(year if year > 99 else 2000 + year, int(parts["m"]), int(parts["d"]))
            return DateText(text=shown, on=on, label=parts.get("label") or "") if on else None
    chinese = _CHINESE.search(plain)
    if chinese and len(plain) - len(chinese[0]) <= 2:
        on = make_date(_digits(chinese["y"]), _number(chinese["m"]), _number(chinese["d"]))
        return DateText(text=shown, on=on) if on else None
    return _partial(plain, shown)


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
