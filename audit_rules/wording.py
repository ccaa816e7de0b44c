"""How do dates, addresses, titles and lists read in a Chinese sentence?"""

import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from domain.quotation import nested

TITLE_LENGTH = 60
"""Longer titles are cut with an ellipsis: a sentence must stay readable."""


@lru_cache(maxsize=1 << 12)
def day(value: date) -> str:
    """A date as an inspector writes it: 2017年6月20日."""
    return f"{value.year}年{value.month}月{value.day}日"


@lru_cache(maxsize=1 << 12)
def plain(text: str, limit: int = TITLE_LENGTH) -> str:
    """A text of a portal made fit for one sentence: one line, no control characters, no full stop, bounded."""
    kept = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    line = " ".join(kept.replace("。", " ").split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


@lru_cache(maxsize=1 << 12)
def quotable(text: str, limit: int = TITLE_LENGTH) -> str:
    """The same, made fit to stand between “ and ” (``domain.quotation``)."""
    return nested(plain(text, limit))


@lru_cache(maxsize=1 << 12)
def place(url: str, portal_url: str | None = None) -> str:
    """An address in short: its path on the unit's own portal, host and path elsewhere."""
    parts = urlsplit(url)
    path = unquote(parts.path) or "/"
    if parts.query:
        path = f"{path}?{parts.query}"
    own = portal_url is not None and urlsplit(portal_url).hostname == parts.hostname
    return plain(path if own else f"{parts.netloc.rpartition('@')[2]}{path}", 90)


def listed(words: Iterable[str], limit: int = 5) -> str:
    """Words joined as 甲、乙、丙; after ``limit`` of them only their number (等N项)."""
    every = list(words)
    shown = "、".join(every[:limit])
    return shown if len(every) <= limit else f"{shown}等{len(every)}项"


def task_name(number: int | str, group: str) -> str:
    """How a task is called: 第19项任务; a duty of the covering letter, which numbers none, by what it belongs to."""
    numbered = isinstance(number, int) or number[:1].isdigit()
    return f"第{number}项任务" if numbered else f"印发通知中“{quotable(group)}”的要求（{number}）"
