"""Does a title speak of what is looked for, and of which year?"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_SHORT_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=(?:政务公开|年报|工作要点))")
_YEAR_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)年?[-—–－~～至到]+((?:19|20)\d\d)年")
_EDITION = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?:版|修订|修正|本(?=[)\]】》]|$))")
_CHINESE_YEAR = re.compile(r"[一二][〇零○Ｏ一二三四五六七八九]{3}年")
_DIGITS = str.maketrans("〇零○Ｏ一二三四五六七八九", "00001" + "23456789")

Entry = str | tuple[str, ...]
"""A keyword, or alternatives of which one is enough."""


class _Kept(dict[int, int | None]):
    """What ``str.translate`` makes of a character: white space, punctuation, symbols and controls are dropped."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.category(chr(code))[0] in "CZPS" else code
        self[code] = kept
        return kept


_KEPT = _Kept()


@lru_cache(maxsize=1 << 14)
def title_key(text: str) -> str:
    """A text made comparable: compatibility forms folded, white space, punctuation and letter case dropped."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_KEPT)


END = "\n"
"""Ends each title in a joined text; no comparable title holds it."""

_KEPT_WITH_END = _Kept({ord(END): ord(END)})


def joined_keys(texts: Iterable[str]) -> str:
    """The ``title_key`` of each text, each followed by ``END``, made in one go."""
    # No composition reaches over a line's end, so what is folded together is folded as each alone.
    joined = "".join(text.replace(END, " ") + END for text in texts)
    return unicodedata.normalize("NFKC", joined).casefold().translate(_KEPT_WITH_END)


def entries(value: object) -> tuple[Entry, ...]:
    """The keywords of a check's parameter: a text, or a list of texts and of lists of alternatives.

    Raises:
        TypeError: the parameter has another shape.
    """
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple):
        raise TypeError(f"keywords must be a text or a list, not {value!r}")
    return tuple(_entry(each) for each in value)


def _entry(value: object) -> Entry:
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and value and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise TypeError(f"a keyword must be a text or a list of texts, not {value!r}")


def _occurs(entry: Entry, key: str) -> bool:
    alternatives = (entry,) if isinstance(entry, str) else entry
    return any(title_key(each) in key for each in alternatives)


def first_word(entry: Entry) -> str:
    """The keyword by which an entry is named to people: the first of its alternatives."""
    return entry if isinstance(entry, str) else entry[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleTest:
    """Keywords a title must have: one of ``some``, each of ``every``, none of ``never``."""

    some: tuple[Entry, ...] = ()
    every: tuple[Entry, ...] = ()
    never: tuple[Entry, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether any title at all is refused for what it lacks."""
        return bool(self.some or self.every)

    def passes(self, title: str) -> bool:
        """Whether the title meets the test."""
        key = title_key(title)
        return (
            (not self.some or any(_occurs(each, key) for each in self.some))
            and all(_occurs(each, key) for each in self.every)
            and not any(_occurs(each, key) for each in self.never)
        )

    def words(self) -> str:
        """The keywords as people read them: （“政务公开”或“信息公开”）和“实施方案”."""
        parts = [self.some] if self.some else []
        parts += [(each,) for each in self.every]
        words = [_alternatives(part) for part in parts]
        if len(words) > 1:
            words = [f"（{each}）" if "或" in each else each for each in words]
        return "和".join(words)


def _alternatives(some: Iterable[Entry]) -> str:
    flat = [word for each in some for word in ((each,) if isinstance(each, str) else each)]
    return "或".join(f"“{word}”" for word in flat[:4]) + ("等" if len(flat) > 4 else "")


def title_test(params: Mapping[str, Any]) -> TitleTest:
    """The test that a check's ``title_any``, ``title_all`` and ``title_not`` describe."""
    return TitleTest(
        some=entries(params.get("title_any")),
        every=entries(params.get("title_all")),
        never=entries(params.get("title_not")),
    )


def missing_entries(wanted: Iterable[Entry], present: Iterable[str]) -> tuple[Entry, ...]:
    """The entries that none of the texts contains."""
    keys = [title_key(text) for text in present]
    return tuple(entry for entry in wanted if not any(_occurs(entry, key) for key in keys))


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedYears:
    """The years that a title names: single ones, and those inside a range (2016—2020年).

    The year of a document number (国办发〔2016〕80号) is not one that the title is about. That of an edition (2016年版) is one
    of ``editions``: it is in force until the next one comes.
    """

    single: frozenset[int] = frozenset()
    ranges: tuple[tuple[int, int], ...] = ()
    editions: frozenset[int] = frozenset()

    def excludes(self, year: int) -> bool:
        """Whether the title is about other years only."""
        about = self.single - {each for each in self.editions if each < year}
        if not about and not self.ranges:
            return False
        return year not in about and not any(first <= year <= last for first, last in self.ranges)


@lru_cache(maxsize=1 << 12)
def named_years(title: str) -> NamedYears:
    """The years that a title names."""
    text = unicodedata.normalize("NFKC", title)
    text = _CHINESE_YEAR.sub(lambda found: found.group().translate(_DIGITS), text)
    text = "".join(text.split())
    ranges = tuple((int(first), int(last)) for first, last in _YEAR_RANGE.findall(text))
    rest = _YEAR_RANGE.sub("", text)
    editions = frozenset(map(int, _EDITION.findall(rest)))
    single = frozenset(int(year) for year in (*_YEAR.findall(rest), *_SHORT_YEAR.findall(rest)))
    return NamedYears(single=single | editions, ranges=ranges, editions=editions)
