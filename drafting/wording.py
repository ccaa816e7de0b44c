"""How is the text of a cell written plainly? White space that a layout put between Chinese characters is no text."""

import re
import unicodedata

_HAN = r"[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
_INSIDE = re.compile(rf"(?<={_HAN}) (?={_HAN})")


_RADICALS = dict(
    zip(
        map(ord, "⺎⺟⺠⺝⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳"),
        "兀母民月虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
) | {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_RADICALS |= {0x2F3E: "户", 0x2FAD: "青", 0x2FC8: "黄"}  # their normal forms are those of other countries
"""Radicals (Unicode blocks 2E80 and 2F00) that look like a character and stand for it in the text layer of many PDFs."""


def without_radicals(text: str) -> str:
    """The text with the characters that its radicals stand for: ⼈⺠ is 人民."""
    return text.translate(_RADICALS)


def tidy(text: str) -> str:
    """The text with white space as one blank, and with none between Chinese characters."""
    return _INSIDE.sub("", " ".join(text.split()))


def bare(text: str) -> str:
    """The text for comparison: no white space, full-width forms as the common ones."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def clip(text: str, most: int = 40) -> str:
    """The beginning of a text, for messages."""
    return text if len(text) <= most else f"{text[:most]}…"
