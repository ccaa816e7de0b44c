"""What is a column about? Graded matches of short texts and addresses against the subject vocabulary.

A text is compared whole, never in parts: measured on real portals, partial and fuzzy matching call headlines
and service links columns. What is allowed beside equality is closed: trailing 专栏/公开/信息 …, a leading place,
organ or year, two names joined by 和/及/与, and names that navigation has cut off.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote, urlsplit

from audit_rules.column_names import is_cut, name_key, plain, without_suffixes
from audit_rules.vocabulary import VocabularyData, VocabularyError, read_vocabulary
from domain.subjects import Grade, SubjectMatch, Surface

__all__ = ["Vocabulary", "VocabularyError", "load_vocabulary"]

_LONGEST_TEXT: Final = 200  # a longer text is no name; also bounds the work a hostile page can cause
_LONGEST_HEAD: Final = 14
_LONGEST_KIN: Final = 20  # columns have short names; a longer text is a headline
_SHORTEST_CUT: Final = 6

_HIGHER: Final = re.compile(r"^(?:国务院|国家|中央|全国|中共)")
_PLACE: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{2,10}?[省市州县区旗盟]|[全本我]?[省市州县区旗盟])(?:级|本级|人民政府|政府)?|本级"
)
_BARE_ORGAN: Final = re.compile(r"(?:[本我]?[省市州县区]?[厅局委办部]|总局|我?单位|机关)")
_ORGAN: Final = re.compile(
    r"[\u4e00-\u9fff]{2,13}(?:厅|局|委|办|委员会|办公室|管委会|人民政府|公司|集团|中心|法院|检察院)"
)
_YEAR: Final = re.compile(r"20\d\d(?:年度?)?")
_JOINTS: Final = re.compile(r"[及与和、/&,，·|]")
_TITLE_PARTS: Final = re.compile(r"[-_—–|>»›]+")
_CRUMB_PARTS: Final = re.compile(r"[>»›→|]+|::|\s/\s")
_SITE_NAME: Final = re.compile(r"(?:网站|门户|政府|[厅局委办]|委员会|网|首页|平台)$")
_PAGE_WORDS: Final = frozenset({"正文", "详情", "内容", "列表", "信息内容", "文章", "文章正文", "查看"})

_Names = Mapping[str, Mapping[str, tuple[Grade, str]]]  # key -> subject -> (grade, the name as written)
_Found = dict[str, tuple[Grade, str]]


def load_vocabulary(path: Path | str | None = None) -> "Vocabulary":
    """Load a vocabulary (default: ``plans/subjects.yaml``) ready for matching.

    Raises:
        VocabularyError: the file can't be used; the message names path, place and reason.
    """
    return Vocabulary(read_vocabulary(Path(path) if path is not None else None))


class Vocabulary:
    """The compiled vocabulary; immutable, so one instance serves every page of a crawl."""

    def __init__(self, data: VocabularyData) -> None:
        self.names: Mapping[str, str] = MappingProxyType({s.id: s.name for s in data.subjects})
        self.internal: frozenset[str] = frozenset(s.id for s in data.subjects if s.internal)
        self._order = {subject: place for place, subject in enumerate(self.names)}
        self._generic = frozenset(name_key(text) for text in data.generic)
        self._refused = {s.id: tuple(name_key(text) for text in s.not_match) for s in data.subjects}
        self._kin = tuple((name_key(word), s.id) for s in data.subjects for word in s.kin)
        self._index = _index(data)
        self._cut = _cut_index(self._index, self._generic)
        slugs: dict[str, list[str]] = {}
        for subject in data.subjects:
            for slug in subject.slugs:
                slugs.setdefault(slug, []).append(subject.id)
        self._slugs = slugs

    def match(self, text: str, surface: Surface) -> tuple[SubjectMatch, ...]:
        """The subjects a text names, surest first; empty for headlines, hubs and confusables. Never raises.

        A page title is read up to its first part that is no site name, a breadcrumb by its last part.
        Context (a heading near the link) names a neighbour's subject at times, so it is never exact.
        """
        if surface is Surface.SLUG:
            return self.match_slug(text)
        if not text or len(text) > _LONGEST_TEXT:
            return ()
        found: _Found = {}
        if surface is Surface.PAGE_TITLE:
            found = self._whole(self._title_part(text))
        elif surface is Surface.BREADCRUMB:
            found = self._whole(_last_crumb(text))
        found = found or self._whole(text)
        cap = Grade.SYNONYM if surface is Surface.CONTEXT else Grade.EXACT
        return self._matches(_capped(found, cap), surface)

    def match_slug(self, url: str) -> tuple[SubjectMatch, ...]:
        """The subjects that a path segment of an address hints at; always weak."""
        try:
            path = urlsplit(url).path
        except ValueError:
            return ()
        found: _Found = {}
        for segment in unquote(path).lower().split("/"):
            stem = segment.partition(".")[0]
            for form in (stem, stem.rstrip("0123456789_-")):
                for subject in self._slugs.get(form, ()):
                    found.setdefault(subject, (Grade.WEAK, segment))
        return self._matches(found, Surface.SLUG)

    def kin(self, text: str) -> tuple[str, ...]:
        """The subjects that a short name may be about though it is none of their names: it holds a word of theirs.

        Never a match; but a column of such a name must not be overlooked when one is called missing.
        """
        if not 2 <= len(text) <= _LONGEST_KIN:
            return ()
        key = name_key(text)
        found = dict.fromkeys(subject for word, subject in self._kin if word in key)
        return tuple(
            subject for subject in found if not any(refused in key for refused in self._refused[subject])
        )

    def _matches(self, found: _Found, surface: Surface) -> tuple[SubjectMatch, ...]:
        ranked = sorted(found.items(), key=lambda item: (-item[1][0], self._order[item[0]]))
        return tuple(
            SubjectMatch(subject=subject, grade=grade, surface=surface, matched=name)
            for subject, (grade, name) in ranked
        )

    def _whole(self, text: str) -> _Found:
        key = name_key(text)
        if not key or key in self._generic:
            return {}
        found = self._named(key) or self._cut_off(text, key) or self._joined(text)
        return {
            subject: hit
            for subject, hit in found.items()
            if not any(refused in key for refused in self._refused[subject])
        }

    def _named(self, key: str) -> _Found:
        forms = without_suffixes(key)
        for form in forms:
            if form in self._generic:
                return {}
            if names := self._index.get(form):
                return dict(names)
        for form in forms:
            if found := self._headed(form):
                return found
        return {}

    def _headed(self, form: str) -> _Found:
        """A known name after a place (云南省…), an organ (局…, 省财政厅…) or a year; the shortest head wins."""
        for length in range(1, min(len(form), _LONGEST_HEAD + 1)):
            names = self._index.get(form[length:])
            if names and (cap := _head_cap(form[:length])):
                return _capped(dict(names), cap)
        return {}

    def _cut_off(self, text: str, key: str) -> _Found:
        if len(key) < _SHORTEST_CUT or not is_cut(text):
            return {}
        return dict(self._cut.get(key, {}))

    def _joined(self, text: str) -> _Found:
        """Two or more names in one (新闻发布会及访谈): each part must be a name, or nothing is said."""
        parts = [name_key(part) for part in _JOINTS.split(plain(text))]
        if len(parts) < 2 or not all(parts):
            return {}
        found: _Found = {}
        for part in parts:
            names = self._named(part)
            if not names:
                return {}
            for subject, hit in _capped(names, Grade.SYNONYM).items():
                _keep_best(found, subject, hit)
        return found

    def _title_part(self, text: str) -> str:
        for part in _TITLE_PARTS.split(plain(text)):
            key = name_key(part)
            if key and key not in self._generic and not _SITE_NAME.search(key):
                return part
        return ""


def _index(data: VocabularyData) -> _Names:
    index: dict[str, _Found] = {}
    for subject in data.subjects:
        for name in subject.names:
            _keep_best(index.setdefault(name_key(name.text), {}), subject.id, (name.grade, name.text))
    return index


def _cut_index(index: _Names, generic: frozenset[str]) -> _Names:
    """What each beginning of a longer name, six characters or more, can stand for."""
    cut: dict[str, _Found] = {}
    for key, names in index.items():
        for length in range(_SHORTEST_CUT, len(key)):
            beginning = key[:length]
            if beginning in index or beginning in generic:
                continue
            for subject, hit in _capped(dict(names), Grade.SYNONYM).items():
                _keep_best(cut.setdefault(beginning, {}), subject, hit)
    return cut


def _keep_best(found: _Found, subject: str, hit: tuple[Grade, str]) -> None:
    if subject not in found or found[subject][0] < hit[0]:
        found[subject] = hit


def _capped(found: _Found, cap: Grade) -> _Found:
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


def _last_crumb(text: str) -> str:
    if "《" not in text:
        text = text.replace("》", ">")  # some templates part crumbs by it
    crumbs: Iterable[str] = (part.strip() for part in _CRUMB_PARTS.split(text))
    named: Iterator[str] = (part for part in crumbs if part and name_key(part) not in _PAGE_WORDS)
    last = ""
    for part in named:
        last = part
    return last.rpartition("：")[2].rpartition(":")[2]
