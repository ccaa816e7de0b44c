"""What is a column about? Graded matches of short texts and addresses against the subject vocabulary.

A text is compared whole, never in parts: measured on real portals, partial and fuzzy matching call headlines
and service links columns. What is allowed beside equality is closed: trailing 专栏/公开/信息 …, the vocabulary's
leads and tails, a leading place, organ or year, two names joined by 和/及/与, and names that navigation has cut off.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from audit_rules.subjects.column_names import LONGEST_NAME, is_cut, name_key, other_readings, plain
from audit_rules.subjects.known_names import Found, KnownNames, capped, keep_best
from audit_rules.subjects.name_sieve import NameSieve
from audit_rules.subjects.vocabulary import VocabularyData, VocabularyError, read_vocabulary
from domain.subjects import Grade, SubjectMatch, Surface, surest

__all__ = ["Vocabulary", "VocabularyError", "load_vocabulary"]

_LONGEST_TEXT: Final = 200  # a longer text is no name; also bounds the work a hostile page can cause
_LONGEST_URL: Final = 2_000
_LONGEST_KIN: Final = 20  # columns have short names; a longer text is a headline
_SHORTEST_CUT: Final = 6
_REMEMBERED: Final = 16_384  # texts; the frame of a site shows the same ones on every page

_JOINTS: Final = re.compile(r"[及与和、/&,，·|]")
_TITLE_PARTS: Final = re.compile(r"[-_—–|>»›]+")
_CRUMB_PARTS: Final = re.compile(r"[>»›→|]+|::|\s/\s")
_SITE_NAME: Final = re.compile(r"(?:网站|门户|政府|[厅局委办]|委员会|网|首页|平台)$")
_PAGE_WORDS: Final = frozenset({"正文", "详情", "内容", "列表", "信息内容", "文章", "文章正文", "查看"})
_ADDRESS: Final = re.compile(
    r"^(?:[a-z][a-z0-9+.-]*:)?//[^/?#\[\]]*(?P<path>/[^?#]*)|^(?P<local>/[^?#]*)", re.IGNORECASE
)
_IN_PARTS: Final = frozenset({Surface.PAGE_TITLE, Surface.BREADCRUMB})
_FILE_PARTS: Final = re.compile(r"[-_.]")
_SHORTEST_INITIALS: Final = 4  # shorter ones are those of something else as often (fw, gb, xx)
_NUMBERING: Final = "0123456789_-"


def load_vocabulary(path: Path | str | None = None) -> "Vocabulary":
    """Load a vocabulary (default: the one that the program goes by) ready for matching.

    Raises:
        VocabularyError: the file can't be used; the message names path, place and reason.
    """
    return Vocabulary(read_vocabulary(Path(path) if path is not None else None))


class Vocabulary:
    """The compiled vocabulary; immutable, so one instance serves every page of a crawl."""

    def __init__(self, data: VocabularyData) -> None:
        self.names: Mapping[str, str] = MappingProxyType({s.id: s.name for s in data.subjects})
        self.terms: Mapping[str, int] = MappingProxyType({s.id: len(s.names) for s in data.subjects})
        self.internal: frozenset[str] = frozenset(s.id for s in data.subjects if s.internal)
        self._order = {subject: place for place, subject in enumerate(self.names)}
        self._refused = {s.id: tuple(name_key(text) for text in s.not_match) for s in data.subjects}
        self._kin = tuple((name_key(word), s.id) for s in data.subjects for word in s.kin)
        self._known = KnownNames(data)
        self._cut = self._known.beginnings(_SHORTEST_CUT)
        self._sieve = NameSieve(self._known.keys, self._known.tails, self._cut)
        slugs: dict[str, list[str]] = {}
        for subject in data.subjects:
            for slug in subject.slugs:
                slugs.setdefault(slug, []).append(subject.id)
        self._slugs = slugs
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._find)
        self._remembered_names = lru_cache(maxsize=_REMEMBERED)(self._find_names)
        self._remembered_slugs = lru_cache(maxsize=_REMEMBERED)(self._find_slugs)

    def match(self, text: str, surface: Surface) -> tuple[SubjectMatch, ...]:
        """The subjects a text names, surest first; empty for headlines, hubs and confusables. Never raises.

        A page title is read up to its first part that is no site name, a breadcrumb by its last part.
        Context (a heading near the link) names a neighbour's subject at times, so it is never exact.
        """
        if surface is Surface.SLUG:
            return self.match_slug(text)
        if not text or len(text) > _LONGEST_TEXT:
            return ()
        return self._remembered(text, surface)

    def match_names(self, title: str, text: str, alt: str) -> tuple[SubjectMatch, ...]:
        """The subjects that a link's names match, surest first: its title attribute, its text, its pictures' names."""
        return self._remembered_names(title, text, alt)

    def match_slug(self, url: str) -> tuple[SubjectMatch, ...]:
        """The subjects that a path segment of an address hints at; always weak."""
        return self._remembered_slugs(url) if len(url) <= _LONGEST_URL else ()

    def match_image(self, source: str) -> tuple[SubjectMatch, ...]:
        """The subjects that an image's own file name hints at, for a link that has no other name; always weak.

        A name may be worded (重点领域信息公开.jpg) or be initials among others (btn_zdlyxxgk_2.png).
        """
        if len(source) > _LONGEST_URL or source.startswith("data:"):
            return ()
        name = unquote(source).partition("?")[0].rpartition("/")[2]
        stem = name.rpartition(".")[0] or name
        found: Found = {
            match.subject: (Grade.WEAK, name)
            for match in self.match(stem, Surface.ALT)
            if match.grade > Grade.WEAK
        }
        for part in _FILE_PARTS.split(stem.lower()):
            if len(part) >= _SHORTEST_INITIALS:
                for subject in self._slugs.get(part.rstrip(_NUMBERING), ()):
                    found.setdefault(subject, (Grade.WEAK, name))
        return self._matches(found, Surface.SLUG)

    def kin(self, text: str) -> tuple[str, ...]:
        """The subjects that a short name may be about though it is none of their names: it holds a word of theirs.

        Never a match; but a column of such a name must not be overlooked when one is called missing.
        """
        if not 2 <= len(text) <= _LONGEST_KIN:
            return ()
        key = name_key(text)
        found = dict.fromkeys(subject for word, subject in self._kin if word in key)
        return tuple(subject for subject in found if not self._is_refused(subject, key))

    def _find(self, text: str, surface: Surface) -> tuple[SubjectMatch, ...]:
        if surface not in _IN_PARTS and not self._sieve.passes(text):
            return ()
        found: Found = {}
        if surface is Surface.PAGE_TITLE:
            found = self._titled(text)
        elif surface is Surface.BREADCRUMB:
            found = self._whole(_last_crumb(text))
        found = found or self._whole(text)
        if not found:
            return ()
        if surface is Surface.CONTEXT:
            found = capped(found, Grade.SYNONYM)
        return self._matches(found, surface)

    def _find_names(self, title: str, text: str, alt: str) -> tuple[SubjectMatch, ...]:
        found: tuple[SubjectMatch, ...] = ()
        for name, surface in ((title, Surface.TITLE_ATTRIBUTE), (text, Surface.TEXT), (alt, Surface.ALT)):
            if name and len(name) <= LONGEST_NAME and not (surface is Surface.TEXT and name == title):
                found += self.match(name, surface)
        return surest(found)

    def _find_slugs(self, url: str) -> tuple[SubjectMatch, ...]:
        address = _ADDRESS.match(url)
        if address is None:
            return ()
        path = address["path"] or address["local"]
        found: Found = {}
        for segment in (unquote(path) if "%" in path else path).lower().split("/"):
            stem = segment.partition(".")[0]
            subjects = self._slugs.get(stem)
            if subjects is None and stem[-1:] in _NUMBERING:
                subjects = self._slugs.get(stem.rstrip(_NUMBERING))
            for subject in subjects or ():
                found.setdefault(subject, (Grade.WEAK, segment))
        return self._matches(found, Surface.SLUG) if found else ()

    def _matches(self, found: Found, surface: Surface) -> tuple[SubjectMatch, ...]:
        ranked = sorted(found.items(), key=lambda item: (-item[1][0], self._order[item[0]]))
        return tuple(
            SubjectMatch(subject=subject, grade=grade, surface=surface, matched=name)
            for subject, (grade, name) in ranked
        )

    def _whole(self, text: str) -> Found:
        key = name_key(text)
        if not key or self._known.is_generic(key):
            return {}
        if found := self._known.find(key) or self._cut_off(text, key):
            return self._kept(found, key)
        if found := self._joined(text):
            return found
        for reading in other_readings(text, key):
            if found := self._known.find(reading):
                return self._kept(capped(found, Grade.SYNONYM), key)
        return {}

    def _kept(self, found: Found, key: str) -> Found:
        return {subject: hit for subject, hit in found.items() if not self._is_refused(subject, key)}

    def _is_refused(self, subject: str, key: str) -> bool:
        return any(refused in key for refused in self._refused[subject])

    def _cut_off(self, text: str, key: str) -> Found:
        names = self._cut.get(key)
        return dict(names) if names and is_cut(text) else {}

    def _joined(self, text: str) -> Found:
        """Two or more names in one (新闻发布会及访谈): each part must be a name, or nothing is said."""
        whole = plain(text)
        if not _JOINTS.search(whole):
            return {}
        parts = [name_key(part) for part in _JOINTS.split(whole)]
        if not all(parts):
            return {}
        found: Found = {}
        for part in parts:
            names = self._kept(self._known.find(part), part)
            if not names:
                return {}
            for subject, hit in capped(names, Grade.SYNONYM).items():
                keep_best(found, subject, hit)
        return found

    def _titled(self, text: str) -> Found:
        """What the first part of a page's title that is no site's name is about."""
        for part in _TITLE_PARTS.split(plain(text)):
            key = name_key(part)
            if not key or self._known.is_generic(key):
                continue
            if (found := self._whole(part)) or not _SITE_NAME.search(key):
                return found
        return {}


def _last_crumb(text: str) -> str:
    if "《" not in text:
        text = text.replace("》", ">")  # some templates part crumbs by it
    crumbs: Iterable[str] = (part.strip() for part in _CRUMB_PARTS.split(text))
    named: Iterator[str] = (part for part in crumbs if part and name_key(part) not in _PAGE_WORDS)
    last = ""
    for part in named:
        last = part
    return last.rpartition("：")[2].rpartition(":")[2]
