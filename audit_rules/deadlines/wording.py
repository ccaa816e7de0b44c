"""How is a deadline phrase written? Spacing, width and brackets, and the words that lead up to a date."""

import re
import unicodedata
from typing import Final

from audit_rules.deadlines.numerals import with_digits

# 每周二前 names a day; 每周一次 counts.
_WEEKDAY: Final = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天](?![次期篇场条个])")
# 二O一七年: the letter, or a digit, that is typed for the numeral.
_LETTER_O: Final = re.compile("(?<=[〇零一二三四五六七八九])[Oo0](?=[〇零一二三四五六七八九年])")
_DOCUMENT: Final = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[(]\d{4}[〕\])]第?\d{1,4}号文?件?")
# 将《2009年工作总结》报送: the year is the document's; (格式附后), (见附件1) say where a form stands.
_TITLE: Final = re.compile(r"《[^《》]*\d[^《》]*》")
_ATTACHED: Final = re.compile(r"\((?:[^()\d]{0,8}附后|(?:[^()\d]{0,8}见)?附[件表]\d{0,2})\)")
# 2017.1—4, 2017.5—2018.6: months of a timetable.
_MONTHS: Final = re.compile(
    r"(?<![\d.])(\d{4})\.(\d{1,2})([—–~-]+|至|到)(?:(\d{4})\.)?(\d{1,2})(?=$|[、,;。)\]】〕]|之?前|期?间|内|止|底)"
)
_BRACKETS: Final = "()[]【】〔〕「」《》<>〈〉“”‘’\"'"
# Marks that number items (①3月底前②6月底前, (1)2月底前, 1.3月底前, 1、准备阶段): read on, their number would join the month's
# (12月底前).
_SIGN: Final = re.compile("[①-⒛❶-❿㈠-㈩](?=.)")
_NUMBERED: Final = re.compile(
    r"(?:^|(?<=[;,。、:]))(?:\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)(?![年月日号天周旬季个工小底])|\d{1,2}\.(?=\d{1,2}月))"
    r"|(?:^|(?<=[;。:]))\d{1,2}、(?![\d年月日号天周旬季个上中下一二三四五六七八九十〇零廿])"
)
_BETWEEN: Final = re.compile(
    rf"(?<=[\d一二三四五六七八九十])(?<![周期拜][一二三四五六])[{re.escape(_BRACKETS)}]+(?=[\d一二三四五六七八九十])"
)
# Stands where brackets part two numbers: no expression of time holds it.
_PARTED: Final = "|"
# 6月26日―28日: bars and hyphens that are typed for the dash.
_DASHES: Final = str.maketrans(dict.fromkeys("―‐‑‒−─━", "—"))
_DROPPED: Final = str.maketrans("", "", _BRACKETS)
_AS_COMMAS: Final = str.maketrans(dict.fromkeys("()[]【】〔〕", ","))
_JOINT: Final = r"(?:[、和及与]|[—–~-]+|至|到)"
_SHARED: Final = re.compile(
    rf"(?<![\d.-])(\d{{1,4}})(?={_JOINT}(?:\d{{1,4}}{_JOINT})*\d{{1,4}}(?P<unit>[年月日]|季度?)(?!内))"
)
_HALVES: Final = re.compile("上(?:半年)?[、和及]下半年")
_ITEM: Final = re.compile(r"1、(?=\d{1,2}月)")
_ENDS: Final = "。.；;，,、:："
_LABEL: Final = re.compile(
    r"^(?:完成|截止|落实|公开|公布|更新|报送|办理|工作|任务|时间)*(?:时限|期限|时间|日期|频次|节点)(?:要求)?(?:[均都]?为|:)"
)

SOFT: Final = "力争|争取|原则上"
LEAD: Final = (
    rf"(?:并|且|再|逢|{SOFT}|最迟|最晚|至迟|务必|务(?=于)|确保|保证|必须|应当|须|应|请|要|需|将|分别|各|统一|一律|均|都|"
    r"即日起(?=[至到])|不得迟于|不得晚于|不迟于|不晚于|不超过|不得超过|截止到|截止|截至|止于|其中|同时|"
    r"(?:第\d{1,2}|首)(?:批次?|阶段|步|轮))*(?:于|在|至|到)?"
)
_OUTER: Final = re.compile(
    rf"(?:并|且|但|{SOFT})*(?:确保|保证|务必|必须|最迟|最晚|至迟|最长|不得?[迟晚]于|不得?超过)"
)
_LEAD: Final = re.compile(LEAD)
_SOFT: Final = re.compile(SOFT)
BEFORE: Final = r"(?:之前|以前|前|止|为止|截止)"
WITHIN: Final = "(?:内|以内|之内)"


class Refused(Exception):  # noqa: N818 - a reading that is declined, not a fault
    """A phrase that a production knows but must not date; the message says why, in Chinese."""


def normal(text: str, *, asides: bool = False) -> str:
    """The phrase without white space, brackets and closing punctuation, numbers as digits.

    次月 5 日前 -> 次月5日前; 三十个工作日内 -> 30个工作日内; 二○一七年 -> 2017年. With ``asides``, brackets part
    what they hold from the rest, as commas do: 全年工作（12月底前报送总结） -> 全年工作,12月底前报送总结.
    """
    phrase = folded(_SIGN.sub(";", text)).replace("○", "〇").replace("◯", "〇")
    phrase = _DOCUMENT.sub("该文件", _LETTER_O.sub("〇", phrase)).replace("每逢", "每")
    phrase = _MONTHS.sub(_as_months, _ATTACHED.sub("", _TITLE.sub("该文件", phrase)))
    phrase = _BETWEEN.sub(_PARTED, _NUMBERED.sub(";", phrase))
    if asides:
        phrase = re.sub(",+", ",", phrase.translate(_AS_COMMAS))
        phrase = re.sub(",(?=[、;。])|(?<=[、;。]),", "", phrase)
    phrase = _LABEL.sub("", phrase.translate(_DROPPED).strip(_ENDS)).strip(_ENDS)
    return _spread(_numbered(phrase))


def folded(text: str) -> str:
    """The text without white space, in half width, with one kind of dash."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_DASHES)


def _as_months(match: re.Match[str]) -> str:
    """2017.5—2018.6 -> 2017年5月—2018年6月."""
    year, first, dash, later, last = match.groups()
    return f"{year}年{first}月{dash}{f'{later}年' if later else ''}{last}月"


def _spread(text: str) -> str:
    """6、9月底前 -> 6月、9月底前; 6—9月 -> 6月—9月; 2017—2018年 -> 2017年—2018年. An item's number (1、…) stays."""
    head = _ITEM.match(text)
    start = head.end() if head else 0
    return text[:start] + _HALVES.sub(
        "上半年、下半年", _SHARED.sub(lambda match: match[1] + match["unit"], text[start:])
    )


def _numbered(phrase: str) -> str:
    kept, weekdays = _WEEKDAY.split(phrase), _WEEKDAY.findall(phrase)
    parts = [with_digits(part) for part in kept]
    return "".join(part + day for part, day in zip(parts, [*weekdays, ""], strict=True))


def lead(text: str, pos: int) -> int:
    """Where the words that lead up to a date end (并原则上于 …)."""
    match = _LEAD.match(text, pos)
    return match.end() if match else pos


def outer_limit(text: str, pos: int) -> bool:
    """Whether the words at a place set the outer limit of the date before them (10月底，最迟11月15日; 力争6月底、确保9月底前)."""
    return bool(_OUTER.match(text, pos))


def soft_notes(words: str) -> tuple[str, ...]:
    """What to note of words that make a date a wish (力争, 原则上): it is dated all the same."""
    match = _SOFT.search(words)
    return (f"“{match[0]}”不是硬性要求，仍按所写日期计",) if match else ()
