"""Who owes a duty by its lead cell (牵头落实单位): who leads, who takes part, and which names are of no known unit?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from drafting.collectives import find_collectives, is_open
from drafting.unit_names import UnitNames
from drafting.wording import bare

_VERB = re.compile(
    r"(?:等(?:有关|相关)?(?:省直)?(?:部门|单位|地区)?)?(?:按照|按|依)?(?:各自)?(?:职责)?(?:分工)?(?:分别|共同|联合)?"
    r"(?P<verb>牵头(?:负责)?(?:组织)?(?:落实|实施)?|主办|负责(?:组织)?(?:落实|实施)?|承办|(?:组织)?(?:落实|实施)|配合(?:落实)?|参与(?:落实)?|协助|协办)"
)
_LABEL = re.compile(r"(?P<verb>牵头|主办|责任|落实|配合|参与|协办)(?:落实)?(?:单位|部门)?[:：]")
_TOGETHER = re.compile(r"会同|(?<!商)会商|商(?=省)")
_CLAUSES = re.compile(r"[；。|]")  # the joint ｜ is | once it is bare
_COMMAS = re.compile(r"[、，,\s/]|以及")
_ABREAST = re.compile(r"(?<=[厅局委办行室院])(?=省)")  # names on lines of their own, or between blanks
_AND = re.compile(r"和|及|与|或")
_ENDS = re.compile(r"(?:等(?:有关|相关)?(?:省直)?(?:部门|单位|地区)?|为主)$")


class Part(Enum):
    """What a unit is to do."""

    LEAD = auto()  # 牵头
    OWE = auto()  # 负责, 落实, or named without a verb
    SUPPORT = auto()  # 配合, 参与, 会同


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadReading:
    """The leads, the others who owe a duty and those who only help, as unit ids and ``@groups``.

    ``unknown`` are names of no known unit.
    """

    leads: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def read_leads(text: str, names: UnitNames, support: str | None = None) -> LeadReading:
    """Read a lead cell, and the cell of those who support it where the table has one.

    Where somebody leads (牵头), those who answer for it (负责, 落实) owe it beside them; where nobody does, they are the leads.
    Each of several leads owes the duty. Who is named beside another's duty (配合, 会同) only helps.
    """
    found: dict[Part, dict[str, None]] = {part: {} for part in Part}
    unknown: dict[str, None] = {}
    given = [*_parts(text), *((Part.SUPPORT, words) for _, words in _parts(support or ""))]
    for part, words in given:
        ids, strange = _units(words, names)
        found[part] |= dict.fromkeys(ids)
        unknown |= dict.fromkeys(strange)
    leads, others = found[Part.LEAD] or found[Part.OWE], found[Part.OWE]
    units = [each for each in others if each not in leads]
    supports = [each for each in found[Part.SUPPORT] if each not in leads and each not in units]
    return LeadReading(
        leads=tuple(leads), units=tuple(units), supports=tuple(supports), unknown=tuple(unknown)
    )


def _parts(text: str) -> Iterator[tuple[Part, str]]:
    """The names of a cell, each with what they are to do."""
    for clause in _CLAUSES.split(bare(text).replace(";", "；").replace(",", "，")):
        label = _LABEL.search(clause)
        if label:
            yield from _labelled(clause)
            continue
        start = 0
        for match in _VERB.finditer(clause):
            yield from _together(_part(match["verb"]), clause[start : match.start()])
            start = match.end()
        rest = clause[start:]
        if bare(rest).strip("，、"):
            yield from _together(Part.OWE, rest)


def _labelled(clause: str) -> Iterator[tuple[Part, str]]:
    """The parts of a cell that names them first (牵头单位：…，配合单位：…)."""
    labels = list(_LABEL.finditer(clause))
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        yield _part(label["verb"]), clause[label.end() : following.start() if following else None]


def _together(part: Part, words: str) -> Iterator[tuple[Part, str]]:
    """What stands after 会同 takes part, whatever the verb."""
    match = _TOGETHER.search(words)
    if match is None:
        yield part, words
        return
    yield part, words[: match.start()]
    yield Part.SUPPORT, words[match.end() :]


def _part(verb: str) -> Part:
    if verb.startswith(("牵头", "主办")):
        return Part.LEAD
    if verb.startswith(("配合", "参与", "协")):
        return Part.SUPPORT
    return Part.OWE


def _units(words: str, names: UnitNames) -> tuple[list[str], list[str]]:
    """The ids and groups that names mean, and those that mean none."""
    rest, groups = find_collectives(words)
    ids = [*(f"@{group}" for group in groups if names.members(group))]
    unknown = [f"@{group}" for group in groups if not names.members(group)]
    named: list[str] = []
    for piece in _COMMAS.split(_ABREAST.sub("、", rest)):
        name = _ENDS.sub("", piece).strip("()（）和及与或")
        if not name:
            continue
        unit = names.find(name)
        if unit is not None:
            named.append(unit)
            continue
        parts = [each for each in _AND.split(name) if each]
        found = [names.find(each) for each in parts]
        if len(parts) > 1:
            named += [unit_id for unit_id in found if unit_id is not None]
        if len(parts) == 1 or None in found:
            lost = [each for each, unit_id in zip(parts, found, strict=True) if unit_id is None]
            unknown.append(name if len(parts) == 1 or len(lost) == len(parts) else "".join(lost))
    return [*named, *ids], [f"{each}（未指明）" if is_open(each) else each for each in unknown]
