"""Which number does a Chinese numeral say? 三十, 廿五, 二〇一七; a run that is no number (三五日, 一两天) stays as it is."""

import re
from typing import Final

_DIGITS: Final = {"〇": 0, "零": 0} | {
    digit: value for value, digit in enumerate("一二三四五六七八九", start=1)
}
_DIGITS["两"] = 2
_RUN: Final = "[〇零一二两三四五六七八九十百廿卅]+"
_UNITS: Final = "个|工作日|自然日|年|月|日|号|天|周|星期|季|旬|次|场|期|篇|条|项|份|批|小时|分钟"
# 六、九月底前: each numeral of a list belongs to the unit at its end.
_JOINT: Final = "(?:[、,和及与至到—–~-]|或)"
_COUNTED: Final = re.compile(rf"{_RUN}(?=(?:{_JOINT}{_RUN})*(?:{_UNITS}))")
_ORDINAL: Final = re.compile(rf"(?<=第){_RUN}")
_DIGIT: Final = "[一二两三四五六七八九]"
_WELL_FORMED: Final = re.compile(
    rf"(?:(?P<hundreds>{_DIGIT})百)?[零〇]?(?:(?P<tens>{_DIGIT})?(?P<ten>十)|(?P<twenty>廿)|(?P<thirty>卅))?(?P<units>{_DIGIT})?"
)
_YEAR: Final = re.compile(r"[〇零一二三四五六七八九]{4}")
_PLAIN: Final = re.compile(rf"{_DIGIT}[〇零]|[〇零]")


def with_digits(text: str) -> str:
    """The text with the numerals that count or order something written as digits."""
    text = _COUNTED.sub(lambda match: number(match[0]) or match[0], text)
    return _ORDINAL.sub(lambda match: number(match[0]) or match[0], text)


def number(numeral: str) -> str | None:
    """The number in digits; None where the run is no single number (三五, 一两, 十三五)."""
    if _YEAR.fullmatch(numeral) or _PLAIN.fullmatch(numeral):
        return "".join(str(_DIGITS[digit]) for digit in numeral)
    match = _WELL_FORMED.fullmatch(numeral)
    if not match:
        return None
    tens = 2 if match["twenty"] else 3 if match["thirty"] else _value(match["tens"], 1) if match["ten"] else 0
    return str(100 * _value(match["hundreds"], 0) + 10 * tens + _value(match["units"], 0))


def _value(digit: str | None, empty: int) -> int:
    return _DIGITS[digit] if digit else empty
