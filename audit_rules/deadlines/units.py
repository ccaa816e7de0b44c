"""Which periods do the words name? 每月、每季度; 按月度、季度; 逐月."""

import re
from typing import Final

from audit_rules.deadlines.periods import Unit

EACH: Final = "(?:每1?个?|按照?|逐|分)"
_NAMES: Final[tuple[tuple[str, Unit], ...]] = (
    ("半年度", Unit.HALF_YEAR),
    ("半年", Unit.HALF_YEAR),
    ("季度", Unit.QUARTER),
    ("季", Unit.QUARTER),
    ("年度", Unit.YEAR),
    ("年", Unit.YEAR),
    ("月度", Unit.MONTH),
    ("月份", Unit.MONTH),
    ("月", Unit.MONTH),
    ("星期", Unit.WEEK),
    ("周", Unit.WEEK),
    ("旬", Unit.TEN_DAYS),
)
ONE: Final = "(?:" + "|".join(name for name, _ in _NAMES) + ")"
UNITS: Final = rf"(?:{EACH}{ONE}|(?:月度|季度|半年度)(?=[、和及与,公发]))(?:[、和及与,]{EACH}?{ONE})*"
_ONE: Final = re.compile(ONE)


def units_of(words: str) -> tuple[Unit, ...]:
    """The units that the words name, in order: 每月、每季度 -> month, quarter."""
    names = dict(_NAMES)
    return tuple(names[match[0]] for match in _ONE.finditer(words))
