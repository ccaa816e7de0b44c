"""What is left of a column's name once decoration is taken off? Normal forms of short texts on portals."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from opencc import OpenCC

_TO_SIMPLIFIED: Final = OpenCC("t2s")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_ORDINAL: Final = re.compile(
    r"^\s*(?:[①-⑳⑴-⒇㈠-㈩]\s*|[(（]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）]|"
    r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[、.．])"
)
_COUNT: Final = re.compile(r"\s*[(\[]\s*\d{1,4}\s*[篇条项]?\s*[)\]]\s*$")
_IMAGE: Final = re.compile(r"\.(?:jpe?g|png|gif|bmp|svg|webp)$", re.IGNORECASE)
_LEAD: Final = re.compile(r"^\s*(?:点击进入|点击查看|更多|进入|查看)(?=.)")
_ELLIPSIS: Final = re.compile(r"(?:\.{2,}|⋯+)\s*$")
_BRACKETED: Final = re.compile(r"[(\[【〔（［][^()\[\]【】〔〕（）［］]{1,20}[)\]】〕）］]")
_CAPTION: Final = re.compile(r"^([\u4e00-\u9fff]{2,})[a-z]+$")
LONGEST_NAME: Final = 40  # characters: a column's name is short; longer texts of links are headlines
JOINTS: Final = "和与及暨"
SUFFIXES: Final = (
    "政府信息",
    "政务信息",
    "专题",
    "专栏",
    "专区",
    "栏目",
    "公开",
    "信息",
    "领域",
    "更多",
    "列表",
    "more",
)
_SHORTEST_CORE: Final = 2
_MOST_SUFFIXES: Final = 6


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text in simplified characters and compatible forms (NFKC), without ordinal, count or file ending."""
    if text.isalpha() and is_simplified(text) and unicodedata.is_normalized("NFKC", text):
        return _LEAD.sub("", text)  # no ordinal, count or ending is of letters alone; most names are
    text = _ORDINAL.sub("", text)
    text = unicodedata.normalize("NFKC", text)
    if not is_simplified(text):
        text = _TO_SIMPLIFIED.convert(text)
    text = _IMAGE.sub("", text.strip())
    text = _COUNT.sub("", text)
    return _LEAD.sub("", text)


def is_simplified(text: str) -> bool:
    """Whether the simplified character set can write the text, so that it needs no conversion; nearly every text is."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def bare(text: str) -> str:
    """The letters, digits and characters of a text, everything else left out."""
    return text if text.isalnum() else _NOT_WORD.sub("", text)


def without_brackets(text: str) -> str:
    """A text without what stands in its brackets, and without them."""
    return _BRACKETED.sub("", text)


def name_key(text: str) -> str:
    """What two names are compared by: letters, digits and characters only, lower case."""
    return bare(plain(text)).casefold()


def joint_key(key: str) -> str:
    """A key without its 和, 与, 及: names differ in them freely (行政许可与行政处罚, 房屋征收和补偿)."""
    for joint in JOINTS:
        key = key.replace(joint, "")
    return key


def other_readings(text: str, key: str) -> Iterator[str]:
    """Keys of what else a text may say: without what stands in brackets, said once instead of twice, without a caption.

    Portals put a scope or a second name into brackets (政府信息公开年报（历年）), give a name twice for two widths
    of the screen, and an English caption below it (政策解读 Policy).
    """
    if len(key) < len(text) and (rest := bare(without_brackets(plain(text))).casefold()) != key and rest:
        yield rest
    half, odd = divmod(len(key), 2)
    if not odd and half >= _SHORTEST_CORE and key[:half] == key[half:]:
        yield key[:half]
    if key[-1:].isascii() and (caption := _CAPTION.match(key)):
        yield caption[1]


def is_cut(text: str) -> bool:
    """Whether a name may have been cut off: it ends in an ellipsis, or is eight characters or longer.

    Navigation of a widespread kind cuts names at eight characters without a sign (减税降费降低要素).
    """
    shown = plain(text)
    return bool(_ELLIPSIS.search(shown)) or len("".join(shown.split())) >= 8


def without_suffixes(key: str, tails: tuple[str, ...] = ()) -> tuple[tuple[str, bool], ...]:
    """The key, and each shorter form with one more trailing 专栏, 公开, 信息 … or one of ``tails`` taken off.

    Returns:
        pairs of a form and whether a tail had to be taken off for it; ``tails`` are tried longest first
        when they are given so.
    """
    forms = [(key, False)]
    while len(forms) <= _MOST_SUFFIXES:
        last, soft = forms[-1]
        suffix = _ending(last, SUFFIXES)
        if suffix is None:
            suffix = _ending(last, tails)
            soft = True
        if suffix is None:
            break
        forms.append((last[: -len(suffix)], soft))
    return tuple(forms)


def _ending(key: str, suffixes: tuple[str, ...]) -> str | None:
    # One test for all of them spares nearly every key the search.
    if not key.endswith(suffixes):
        return None
    return next((each for each in suffixes if key.endswith(each) and len(key) > len(each)), None)
