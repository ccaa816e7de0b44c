"""What is left of a column's name once decoration is taken off? Normal forms of short texts on portals."""

import re
import unicodedata
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
_SUFFIXES: Final = (
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


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text in simplified characters and compatible forms (NFKC), without ordinal, count or file ending."""
    text = _ORDINAL.sub("", text)
    text = unicodedata.normalize("NFKC", text)
    try:
        # What the simplified character set can write needs no conversion; this spares nearly every text it.
        text.encode("gb2312")
    except UnicodeEncodeError:
        text = _TO_SIMPLIFIED.convert(text)
    text = _IMAGE.sub("", text.strip())
    text = _COUNT.sub("", text)
    return _LEAD.sub("", text)


def name_key(text: str) -> str:
    """What two names are compared by: letters, digits and characters only, lower case."""
    return _NOT_WORD.sub("", plain(text)).casefold()


def is_cut(text: str) -> bool:
    """Whether a name may have been cut off: it ends in an ellipsis, or is eight characters or longer.

    Navigation of a widespread kind cuts names at eight characters without a sign (减税降费降低要素).
    """
    shown = plain(text)
    return bool(_ELLIPSIS.search(shown)) or len("".join(shown.split())) >= 8


def without_suffixes(key: str) -> tuple[str, ...]:
    """The key, and each shorter form with one more trailing 专栏, 公开, 信息 … taken off."""
    forms = [key]
    while True:
        last = forms[-1]
        suffix = next((suffix for suffix in _SUFFIXES if last.endswith(suffix)), None)
        if suffix is None or len(last) == len(suffix):
            return tuple(forms)
        forms.append(last[: -len(suffix)])
