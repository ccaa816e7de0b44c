"""Which subjects does a name stand for, once what surrounds it is taken off? The vocabulary's names, looked up by key."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from audit_rules.subjects.column_names import JOINTS, joint_key, name_key, without_suffixes
from audit_rules.subjects.vocabulary import VocabularyData
from domain.subjects import Grade

Found = dict[str, tuple[Grade, str]]
"""By subject: the grade, and the vocabulary's name as it is written there."""

_Names = Mapping[str, Mapping[str, tuple[Grade, str]]]

_LONGEST_HEAD: Final = 14
_END: Final = 2  # characters; no name is shorter
_SHORTEST_STEM: Final = (
    3  # characters; shorter names mean other things with a lead or a tail (教育平台, 旅游公告)
)

_HIGHER: Final = re.compile(r"国务院|国家|中央|全国|中共|国新办|国办|上级")
_SEAT: Final = "(?:自治区|开发区|管委会|街道|[省市州县区旗盟镇乡])"
_PLACE: Final = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,10}}?{_SEAT}|[全本我]?{_SEAT})(?:级|本级|人民政府|政府)?(?:直?部门|直?单位)?|本级"
)
_BARE_ORGAN: Final = re.compile(r"(?:[本我]?[省市州县区]?[厅局委办部]|总局|我?单位|机关)")
_ORGAN: Final = re.compile(
    r"[\u4e00-\u9fff]{2,13}(?:厅|局|委|办|委员会|办公室|管委会|人民政府|公司|集团|中心|法院|检察院)"
)
_YEAR: Final = re.compile(r"20\d\d(?:年度?)?")


class KnownNames:
    """The names of all subjects, found by key: as they are, without suffixes and tails, behind leads and heads."""

    def __init__(self, data: VocabularyData) -> None:
        self._generic = frozenset(name_key(text) for text in data.generic)
        self._leads = frozenset(name_key(text) for text in data.leads)
        self.tails = tuple(sorted((name_key(text) for text in data.tails), key=len, reverse=True))
        self._index = _index(data)
        self._joint = _joint_index(self._index)
        self._lengths = _lengths(self._index)

    @property
    def keys(self) -> Collection[str]:
        """The keys of all names."""
        return self._index.keys()

    def is_generic(self, key: str) -> bool:
        """Whether a key is that of a hub, which names no subject by itself."""
        return key in self._generic

    def find(self, key: str) -> Found:
        """The subjects that a key names; empty when it is none of their names."""
        forms = without_suffixes(key, self.tails)
        for form, soft in forms:
            if form in self._generic:
                return {}
            if found := self._found(form, soft=soft):
                return found
        for form, soft in forms:
            if found := self._headed(form, soft=soft):
                return found
        return {}

    def beginnings(self, shortest: int) -> _Names:
        """What each beginning of a longer name, ``shortest`` characters or more, can stand for."""
        cut: dict[str, Found] = {}
        for key, names in self._index.items():
            for length in range(shortest, len(key)):
                beginning = key[:length]
                if beginning in self._index or beginning in self._generic:
                    continue
                for subject, hit in capped(dict(names), Grade.SYNONYM).items():
                    keep_best(cut.setdefault(beginning, {}), subject, hit)
        return cut

    def _found(self, form: str, *, soft: bool) -> Found:
        names = self._index.get(form)
        if names:
            return _as_stem(names, form) if soft else dict(names)
        joint = self._joint.get(joint_key(form))
        if not joint or form[-1] in JOINTS:  # the rest of 行政许可及… was cut off
            return {}
        return _as_stem(joint, form) if soft else capped(dict(joint), Grade.SYNONYM)

    def _headed(self, form: str, *, soft: bool) -> Found:
        """A known name after a lead (落实…), a place (云南省…), an organ (局…, 省财政厅…) or a year; the shortest head wins.

        A lead with a tail, or behind a place, makes a headline (做好安全生产工作, 我市落实减税降费).
        """
        whole = len(form)
        for length in self._lengths.get(form[-_END:], ()):
            if not 0 < whole - length <= _LONGEST_HEAD:
                continue
            head, rest = form[:-length], form[-length:]
            names = self._index.get(rest)
            if not names:
                continue
            if not soft and head in self._leads and (found := _as_stem(names, rest)):
                return found
            if cap := _head_cap(head):
                return capped(_as_stem(names, rest) if soft else dict(names), cap)
        return {}


def _as_stem(names: Mapping[str, tuple[Grade, str]], form: str) -> Found:
    """What names say with a lead or a tail: only sure names of some length keep their meaning then."""
    if len(form) < _SHORTEST_STEM:
        return {}
    sure = {subject: hit for subject, hit in names.items() if hit[0] > Grade.WEAK}
    return capped(sure, Grade.SYNONYM)


def _index(data: VocabularyData) -> _Names:
    index: dict[str, Found] = {}
    for subject in data.subjects:
        for name in subject.names:
            keep_best(index.setdefault(name_key(name.text), {}), subject.id, (name.grade, name.text))
    return index


def _joint_index(index: _Names) -> _Names:
    """The names by their keys without 和, 与, 及."""
    joint: dict[str, Found] = {}
    for key, names in index.items():
        for subject, hit in names.items():
            keep_best(joint.setdefault(joint_key(key), {}), subject, hit)
    return joint


def _lengths(index: _Names) -> Mapping[str, tuple[int, ...]]:
    """How long the names are that end in these two characters, longest first."""
    lengths: dict[str, set[int]] = {}
    for key in index:
        lengths.setdefault(key[-_END:], set()).add(len(key))
    return {end: tuple(sorted(found, reverse=True)) for end, found in lengths.items()}


def keep_best(found: Found, subject: str, hit: tuple[Grade, str]) -> None:
    """Enter a subject's hit unless a surer one is there."""
    if subject not in found or found[subject][0] < hit[0]:
        found[subject] = hit


def capped(found: Found, cap: Grade) -> Found:
    """What was found, no surer than ``cap``."""
    return {subject: (min(grade, cap), name) for subject, (grade, name) in found.items()}


def _head_cap(head: str) -> Grade | None:
    """The surest grade that a name after this head may have; None when the head is no place, organ or year."""
    if _HIGHER.match(head):
        return None
    if _PLACE.fullmatch(head) or _BARE_ORGAN.fullmatch(head):
        return Grade.SYNONYM
    if _ORGAN.fullmatch(head) or _YEAR.fullmatch(head):
        # Another organ's column, or one year's document, as often as the column itself.
        return Grade.WEAK
    return None
