"""How is the text of a cell written plainly? White space that a layout put between Chinese characters is no text."""

import re
import unicodedata

_HAN = r"[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
_INSIDE = re.compile(rf"(?<={_HAN}) (?={_HAN})")


def tidy(text: str) -> str:
    """The text with white space as one blank, and with none between Chinese characters."""
    return _INSIDE.sub("", " ".join(text.split()))


def bare(text: str) -> str:
    """The text for comparison: no white space, full-width forms as the common ones."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def clip(text: str, most: int = 40) -> str:
    """The beginning of a text, for messages."""
    return text if len(text) <= most else f"{text[:most]}…"
