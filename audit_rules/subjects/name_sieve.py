"""Can this text be a column's name at all? A quick no for most of the texts of a page.

A page has a hundred links and more, and few of them name a subject. A text that does ends as some name, suffix or
tail ends (by its last two characters), or is the beginning of one that was cut; and it holds three neighbouring
characters of that name, or is a short one.
"""

import string
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import product
from typing import Final

from audit_rules.subjects.column_names import (
    SUFFIXES,
    bare,
    is_simplified,
    joint_key,
    name_key,
    without_brackets,
)

_SHORT: Final = 2  # characters; longer names are known by three neighbouring ones
_KEPT_WHEN_CUT: Final = 6  # a cut name keeps at least its first six characters
_FIRST_WIDE: Final = "\uff00"
_WIDE: Final = 0xFEE0  # from an ASCII character to its full-width form
_BRACKETS: Final = frozenset("(（[【〔［")
_LED: Final = frozenset(
    "一二三四五六七八九十0123456789０１２３４５６７８９(（更进查点①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
)
_LATIN: Final = string.ascii_lowercase + string.digits
_Triple = tuple[str, str, str]


class NameSieve:
    """Passes every text that is one of the names given, whatever its decoration, and few others."""

    def __init__(self, keys: Collection[str], tails: Iterable[str], cut: Collection[str]) -> None:
        """Take the keys of all names, what may stand after one, and the beginnings that a cut name may have."""
        certain = [joint_key(key[:_KEPT_WHEN_CUT]) for key in keys]
        triples = [_triples(word) for word in certain if len(word) > _SHORT]
        frequency = Counter(triple for each in triples for triple in each)
        # Of equally rare ones the last: names begin with what organs' names hold too (人民政府公报).
        rarest = {min(reversed(each), key=lambda triple: frequency[triple]) for each in triples}
        self._triples = frozenset(form for triple in rarest for form in _forms(triple))
        self._short = frozenset(word for word in certain if len(word) <= _SHORT)
        endings = {word[-_SHORT:] for word in (*keys, *tails, *SUFFIXES)}
        # Latin letters may be a caption or a file's ending.
        single = {form for char in _LATIN for form in _widths(char)}
        self._endings = frozenset(end for end in endings if len(end) == _SHORT)
        self._last = frozenset(single | {end for end in endings if len(end) < _SHORT})
        self._cut = frozenset(cut) | frozenset(
            "".join(_widths(char)[-1] for char in beginning) for beginning in cut
        )

    def passes(self, text: str) -> bool:
        """Whether a link's text must be looked at; one in traditional characters always must."""
        word = bare(text).casefold()
        if self._may_be_name(word):
            return True
        # A name may stand behind an ordinal (一、…), in full width, or before brackets (年度报告（历年）).
        if (text[:1] in _LED or word[-1:] > _FIRST_WIDE) and self._may_be_name(name_key(text)):
            return True
        return (
            len(word) < len(text)
            and not _BRACKETS.isdisjoint(text)
            and self._may_be_name(bare(without_brackets(text)).casefold())
        )

    def _may_be_name(self, word: str) -> bool:
        if word[-_SHORT:] not in self._endings and word[-1:] not in self._last and word not in self._cut:
            return not is_simplified(word)
        word = joint_key(word)
        if not self._triples.isdisjoint(zip(word, word[1:], word[2:])):  # noqa: B905 - the last ones are shorter
            return True
        if self._ends_short(word) or not is_simplified(word):
            return True
        # A short name may have an English caption.
        return word[-1:].isascii() and self._ends_short(word.rstrip(string.ascii_lowercase))

    def _ends_short(self, word: str) -> bool:
        """Whether a text, its suffixes taken off, ends in one of the names too short for three characters."""
        while word.endswith(SUFFIXES):
            word = word[: -next(len(suffix) for suffix in SUFFIXES if word.endswith(suffix))]
        return word[-_SHORT:] in self._short or word[-1:] in self._short


def _triples(word: str) -> list[_Triple]:
    return [(word[at], word[at + 1], word[at + 2]) for at in range(len(word) - 2)]


def _forms(triple: _Triple) -> Iterable[_Triple]:
    """Three characters as they may be written: Latin letters and digits in either width."""
    return ((first, second, third) for first, second, third in product(*map(_widths, triple)))


def _widths(char: str) -> tuple[str, ...]:
    return (char, chr(ord(char) + _WIDE)) if char.isascii() else (char,)
