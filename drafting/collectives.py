"""Which words name many units at once (各州、市人民政府; 省直各部门), and which leave open whom they mean?"""

import re
from typing import Final

PREFECTURES: Final = "prefectures"
COUNTIES: Final = "counties"
DEPARTMENTS: Final = "departments"

_GOVERNMENT = r"(?:人民)?(?:政府)?"
_COLLECTIVES: Final[tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]] = (
    (re.compile(r"各级(?:人民)?政府和?(?:省直)?(?:各)?部门"), (PREFECTURES, DEPARTMENTS)),
    (re.compile(r"各(?:地区?|级)[、和]?各(?:有关)?(?:部门|单位)"), (PREFECTURES, DEPARTMENTS)),
    (
        re.compile(
            r"各(?:州|市|地市|设区市|市州|州市)[、（(]?(?:州|市)?[)）]?、?(?:县|区)[、（(]?(?:市|区)?[、]?(?:区)?[)）]?"
            + _GOVERNMENT
        ),
        (PREFECTURES, COUNTIES),
    ),
    (
        re.compile(
            r"各(?:州、市|市、州|州[(（]市[)）]|市[(（]州[)）]|州市|市州|设区的?市|地级以?上?市|市[(（]地[)）]|地市|州|市|地区?)"
            + _GOVERNMENT
        ),
        (PREFECTURES,),
    ),
    (re.compile(r"各(?:县、市、区|县[(（]市、?区[)）]|县市区|县区|区县|县|区)" + _GOVERNMENT), (COUNTIES,)),
    (
        re.compile(
            r"(?:省|市)(?:直|级|政府)(?:属)?各(?:委、办、厅、局|委办厅局|部门|单位|厅局)(?:、各?(?:部门|单位))?"
        ),
        (DEPARTMENTS,),
    ),
    (
        re.compile(r"各(?:省直|省级|市直)(?:部门|单位)|省直(?:部门|单位)|(?<!有关)各部门(?:、各单位)?"),
        (DEPARTMENTS,),
    ),
)
_OPEN: Final = re.compile(
    r"(?:各|省|市)?(?:直|级|政府)?(?:各)?(?:有关|相关)(?:省直)?(?:责任)?(?:部门|单位|企业|委办局)?|等$"
)


def find_collectives(names: str) -> tuple[str, tuple[str, ...]]:
    """The names without those that mean many units, and the groups that these are.

    Where a collective stood, a separator is left.
    """
    groups: dict[str, None] = {}
    for pattern, meant in _COLLECTIVES:
        names, found = pattern.subn("、", names)
        if found:
            groups |= dict.fromkeys(meant)
    return names, tuple(groups)


def is_open(name: str) -> bool:
    """Whether a name leaves open which units it means (有关部门)."""
    return _OPEN.fullmatch(name) is not None or name.startswith(("有关", "相关", "其他"))
