"""What does a cell's text look like: a number, units, a deadline, a heading or a sentence?"""

import re
from enum import StrEnum
from functools import lru_cache

from audit_rules.deadlines import read_deadline
from drafting.wording import bare

LEAD_VERB = re.compile(
    r"(?:等(?:有关)?(?:部门|单位))?(?:按照|按|依)?(?:各自)?(?:职责)?(?:分工)?(?:分别|共同)?"
    r"(?:牵头(?:负责)?(?:落实|实施)?|负责(?:落实|实施)?|落实|主办|承办|组织实施|配合(?:落实)?)。?$"
)
_UNIT_END = re.compile(
    r"(?:厅|局|委|办|院|行|室|署|处|会|部|中心|公司|集团|企业|政府|部门|单位|机构|学校|法院|检察院|支队|总队|海关|大队|州|市|县|区)$"
)
_NAMES = re.compile(r"[、，,；;\s]|以及|及|和")
_EVERY = re.compile(r"^(?:各|全省|全市|省直|省级|市直|市级|县直)")
_NUMBER = re.compile(r"^[(]?0*(\d{1,4})[)]?[.、．]?$")
_SENTENCE = re.compile(r"[，,。；;]")
_DEADLINE_END = re.compile(r"(?:前|内|底|末|工作|完成|公布|公开|落实|推进|坚持|实施|办结|更新)$")
_TIME_WORDS = re.compile(r"年|月|日|季|周|旬|及时|适时|实时|随时|尽快|长期|持续|常年|定期")
_LONGEST_LEADS = 300
_LONGEST_DEADLINE = 60
_SHORT_PHRASE = 10
_SHORTEST_SENTENCE = 12
_LONGEST_HEADING = 30
SHORTEST_DUTY = 6
"""Characters: what is shorter is the fragment of a broken cell, no duty."""
_ANY_YEAR = 2017


class Kind(StrEnum):
    """What a cell's text looks like, by itself."""

    EMPTY = "empty"
    NUMBER = "number"
    LEAD = "lead"  # names of units, mostly with 牵头, 负责, 落实
    DEADLINE = "deadline"  # a phrase that the deadline language understands, or one of its shape
    HEADING = "heading"  # short text without punctuation: a heading, or a short duty
    SENTENCE = "sentence"  # text that can be a duty only


def number_of(text: str) -> int | None:
    """The row number that a cell prints (7, 7., （7）), or None."""
    match = _NUMBER.match(bare(text))
    return int(match[1]) if match else None


@lru_cache(maxsize=4096)
def kind_of(text: str) -> Kind:
    """What a cell's text looks like."""
    squeezed = bare(text)
    if not squeezed:
        return Kind.EMPTY
    if number_of(squeezed) is not None:
        return Kind.NUMBER
    if _is_deadline(squeezed):
        return Kind.DEADLINE
    if is_leads(squeezed):
        return Kind.LEAD
    if len(squeezed) > _LONGEST_HEADING or (
        len(squeezed) >= _SHORTEST_SENTENCE and _SENTENCE.search(squeezed)
    ):
        return Kind.SENTENCE
    return Kind.HEADING


def ends_as_leads(text: str) -> bool:
    """Whether the text says what its units do (…牵头落实): a whole lead cell mostly does."""
    return LEAD_VERB.search(bare(text)) is not None


def is_leads(text: str) -> bool:
    """Whether the text is names of units, with or without what they do."""
    squeezed = bare(text)
    if not squeezed or len(squeezed) > _LONGEST_LEADS or "。" in squeezed[:-1]:
        return False
    verb = LEAD_VERB.search(squeezed)
    names = [name for name in _NAMES.split(squeezed[: verb.start()] if verb else squeezed) if name]
    if not names:
        return False
    if verb:
        return _is_unit(LEAD_VERB.sub("", names[0]))
    return all(_is_unit(name) for name in names)


def _is_unit(name: str) -> bool:
    return 1 < len(name) <= 24 and (_EVERY.match(name) is not None or _UNIT_END.search(name) is not None)


def is_bare_deadline(text: str) -> bool:
    """Whether the text is a deadline and can hardly be a duty (全年工作, 2017年7月底前)."""
    squeezed = bare(text)
    if kind_of(text) is not Kind.DEADLINE:
        return False
    return len(squeezed) <= _SHORT_PHRASE or _DEADLINE_END.search(squeezed) is not None


def _is_deadline(squeezed: str) -> bool:
    if len(squeezed) > _LONGEST_DEADLINE:
        return False
    if len(squeezed) <= _SHORT_PHRASE and _TIME_WORDS.search(squeezed) and _DEADLINE_END.search(squeezed):
        return True
    return read_deadline(squeezed, year=_ANY_YEAR).understood
