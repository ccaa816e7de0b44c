"""How is a deadline phrase written? Spacing, numerals, and the words around the date that carry no date."""

import re
import unicodedata
from typing import Final

_DIGITS: Final = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_NUMERAL: Final = "[〇零一二两三四五六七八九十百]+"
_COUNTED: Final = re.compile(rf"{_NUMERAL}(?=个|工作日|自然日|年|月|日|号|天|周|星期|季|次|场|期|篇|条|小时)")
_ORDINAL: Final = re.compile(rf"(?<=第){_NUMERAL}")
# 每周二前 names a day; 每周一次 counts.
_WEEKDAY: Final = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天](?![次期篇场条个])")

_BRACKETS: Final = str.maketrans("", "", "()[]【】〔〕「」《》“”\"'")
_ENDS: Final = "。.；;，,、:："

# Words before the date that only lead up to it.
LEAD: Final = r"(?:并|最迟|最晚|原则上|务必|须|应|请|要|分别|各|统一|必须|力争)*(?:分别)?(?:于|在|按)?"
BEFORE: Final = r"(?:之前|以前|前|止|为止|截止)"

_COUNT: Final = re.compile(r"\d+(?:次|个(?!工作日|月|季|星期|周)|项|份|家|条|篇|场|期|位|名)")
_TIME_WORDS: Final = re.compile(
    r"\d|每|按月|按季|按年|按周|季度|半年|月底|年底|月末|年末|月初|年初|年内|周内|旬|之日|日内|天内|起|"
    r"小时|全年|常年|长期|含|不含|除外|顺延|下月|次月|次年|明年|去年|上年"
)

VAGUE: Final = (
    "尽快",
    "尽早",
    "择机",
    "适时",
    "及时",
    "不定期",
    "定期",
    "实时",
    "随时",
    "逐步",
    "立即",
    "按时",
    "近期",
    "即时",
    "按规定",
    "按要求",
    "待定",
    "另行通知",
    "持续",
)


class Refused(Exception):  # noqa: N818 - a reading that is declined, not a fault
    """A phrase that a production knows but must not date; the message says why, in Chinese."""


def normal(text: str) -> str:
    """The phrase without white space, brackets and closing punctuation, numbers as digits.

    次月 5 日前 -> 次月5日前; 三十个工作日内 -> 30个工作日内; 二○一七年 -> 2017年.
    """
    folded = unicodedata.normalize("NFKC", text).replace("○", "〇").replace("◯", "〇")
    folded = "".join(folded.split()).translate(_BRACKETS).strip(_ENDS)
    if _WEEKDAY.search(folded):
        kept = _WEEKDAY.split(folded)
        weekdays = _WEEKDAY.findall(folded)
        parts = [_with_digits(part) for part in kept]
        return "".join(part + day for part, day in zip(parts, [*weekdays, ""], strict=True))
    return _with_digits(folded)


def is_action(tail: str) -> bool:
    """Whether what follows a date only says what is to be done (完成, 报省政府办公厅, 开展1次内容保障普查).

    A tail that holds another time, a start or an exception would change the date, so it is no action.
    """
    rest = _COUNT.sub("", tail)
    return not _TIME_WORDS.search(rest) and not any(word in rest for word in VAGUE)


def vague_word(text: str) -> str | None:
    """The first word in the phrase that names no date (尽快, 适时 …), or None."""
    found = [(text.index(word), -len(word), word) for word in VAGUE if word in text]
    return min(found)[2] if found else None


def _with_digits(text: str) -> str:
    text = _COUNTED.sub(lambda match: _number(match[0]), text)
    return _ORDINAL.sub(lambda match: _number(match[0]), text)


def _number(numeral: str) -> str:
    if "十" not in numeral and "百" not in numeral:
        return "".join(str(_DIGITS[digit]) for digit in numeral)
    hundreds, has_hundred, rest = numeral.rpartition("百")
    tens, has_ten, units = rest.rpartition("十")
    value = _small(hundreds, empty=1) * 100 if has_hundred else 0
    value += _small(tens, empty=1) * 10 if has_ten else 0
    return str(value + _small(units if has_ten else rest, empty=0))


def _small(numeral: str, *, empty: int) -> int:
    digits = [_DIGITS[digit] for digit in numeral if digit in _DIGITS]
    return digits[-1] if digits else empty
