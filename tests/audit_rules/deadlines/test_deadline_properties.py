"""What holds of every reading: dues in order and inside the year, nothing late before it is due, no exception."""

import re
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from audit_rules.deadlines import read_deadline
from audit_rules.deadlines.periods import Unit, add_months, month_end, periods
from audit_rules.deadlines.wording import normal

PIECES = st.sampled_from(
    ["全年工作", "次月5日前", "每月底前", "每周二前", "每月第一周内", "按月度、季度公布", "7月底前", "2017年11月底前", "年内",
     "30个工作日内", "文件公开后3个工作日内", "每年3月底前", "每季度后15个工作日内", "每半年至少1次",
     "8月", "2016年12月5日"]
)  # fmt: skip
# No bare 每旬 or 按月 here: such a part takes the next one's ending for its own (每月、每季度后20日内).
PHRASES = st.lists(PIECES, min_size=1, max_size=3).map("、".join)
LOOSE = st.text(
    alphabet="年月日前后内底末每按周季度半旬次下第一二三十百〇0123456789个工作、，和及本通知印发公布 尽快于在起",
    max_size=24,
)
HELD_OUT = st.sampled_from(
    [
        line.rpartition(" | ")[0]
        for file in sorted((Path(__file__).parent / "phrases").glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
)
UNKNOWN = st.sampled_from(["囍", "某某", "重点", "龘龘龘"])
ANY = st.one_of(st.text(max_size=40), LOOSE, PHRASES, HELD_OUT)
DAYS = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2040, 12, 31)))


@given(ANY, st.integers(1, 9999), DAYS, DAYS, DAYS)
def test_every_reading_is_sound(
    text: str, year: int, issued: date | None, published: date | None, event: date | None
) -> None:
    reading = read_deadline(text, year=year, issued=issued, published=published, event=event)
    assert reading.text == text
    assert reading.understood == (reading.kind is not None)
    if not reading.understood:
        assert reading.note
        assert not reading.dues
    assert [due.on for due in reading.dues] == sorted(due.on for due in reading.dues)
    for due in reading.dues:
        assert due.on.year == year
        assert due.late_after >= due.on
        assert due.period is None or due.period.start <= due.period.end
    assert reading.provisional == any(due.provisional for due in reading.dues)


@given(PHRASES, st.integers(2005, 2025))
def test_phrases_joined_are_the_union_of_their_dates(text: str, year: int) -> None:
    if re.search("20..年", text):
        return  # what follows a year that is named is of that year, 年内 too
    whole = read_deadline(text, year=year, issued=date(year, 4, 17))
    if not whole.understood:
        return
    parts = [read_deadline(piece, year=year, issued=date(year, 4, 17)) for piece in text.split("、")]
    if all(part.understood for part in parts):
        apart = {due.on for part in parts for due in part.dues}
        assert {due.on for due in whole.dues} == apart


Dates = list[tuple[date, date]]


def dates(text: str, year: int = 2017) -> Dates | None:
    """The dues of a phrase with their bands; None where it is not understood."""
    reading = read_deadline(text, year=year, issued=date(2017, 4, 17), event=date(2017, 4, 17))
    return [(due.on, due.late_after) for due in reading.dues] if reading.understood else None


@given(st.one_of(PHRASES, HELD_OUT), st.integers(2016, 2020))
def test_white_space_width_and_brackets_change_nothing(text: str, year: int) -> None:
    full = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    other = text.translate(str.maketrans("（）“”", "【】「」"))
    plain = text if re.search("[①-⒛]", text) else unicodedata.normalize("NFKC", text)
    for odd in (" ".join(text), full, other, plain):
        assert dates(odd, year) == dates(text, year)


@given(st.one_of(PHRASES, HELD_OUT))
def test_chinese_numerals_change_nothing(text: str) -> None:
    words = re.sub(
        r"(?<![\d.:/+-])\d{1,2}(?=个|日|号|月|天|周|次|年)", lambda match: chinese(int(match[0])), text
    )
    if "三月内" not in words:
        assert dates(words) == dates(text)


@given(st.one_of(PHRASES, HELD_OUT), UNKNOWN, st.data())
def test_an_unknown_word_never_makes_another_date(text: str, word: str, data: st.DataObject) -> None:
    """It is not understood, or it stands where it only says what is to be done; then the dates are the same or none."""
    place = data.draw(st.integers(0, len(text)))
    known, changed = dates(text), dates(text[:place] + word + text[place:])
    if known is not None and changed:
        assert set(changed) <= set(known)  # a span loses its date where it is no longer the plan's


def chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, units = divmod(number, 10)
    if not tens:
        return digits[units]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[units] if units else "")


@given(st.integers(1, 399))
def test_chinese_numbers_are_read(number: int) -> None:
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words = digits[hundreds] + "百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and units:
        words += "零"
    words += digits[units] if units else ""
    assert normal(f"{words}个工作日内") == f"{number}个工作日内"


@given(st.sampled_from(Unit), st.integers(1990, 2060))
def test_periods_of_a_year_follow_each_other_without_a_gap(unit: Unit, year: int) -> None:
    stretches = [named.period for named in periods(unit, year)]
    for earlier, later in pairwise(stretches):
        assert (later.start - earlier.end).days == 1
    assert all(stretch.end.year == year for stretch in stretches)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 36))
def test_months_added_keep_the_day_or_end_the_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == min(day.day, month_end(later.year, later.month).day)


def test_a_sentence_of_a_plan_costs_no_more_than_its_length() -> None:
    """Tried in every way, words without a time would take longer than anybody waits."""
    sentence = "各地各部门要加强对新形势下全面推进政务公开工作重要性的认识和有关单位各级政府办公厅职责"
    for end in range(1, len(sentence)):
        assert not read_deadline(sentence[:end], year=2017).understood
