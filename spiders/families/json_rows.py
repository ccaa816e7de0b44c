"""How do the rows of a JSON interface become a list that is read like any other? As plain HTML items."""

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

_TITLES = ("title", "showTitle", "bulletintitle", "realtitle")
_LONGEST = 20_000_000


def load_json(text: str) -> Any:
    """The value of a JSON text, or of the one argument of a JSONP call; None where it is neither."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if text[0] not in "{[":
        start, end = text.find("("), text.rfind(")")
        name = text[:start]
        if (
            start < 1
            or end < start
            or len(name) > 100
            or not name.replace(".", "").replace("_", "").isalnum()
        ):
            return None
        text = text[start + 1 : end]
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def part_of(value: Any, *names: str) -> Any:
    """What stands under these names, one inside the other; None where something else stands there."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def number(value: Any) -> int | None:
    """A count that comes as a number or as its digits."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 9 else None


def page_after(at: int, *, held: int, size: int | None, total: int | None) -> int | None:
    """The number of the page after this one; None after the last, by the total or by a page that holds nothing.

    ``held`` is what this page holds, ``size`` what a page may hold. Without a total only an empty page ends a list.
    """
    if not held or (total is not None and at * (size or held) >= total):
        return None
    return at + 1


def rows_html(rows: Any, *, link: Iterable[str], date: Iterable[str]) -> str | None:
    """Rows as a list of links, each with its date; ``link`` and ``date`` name the keys to try in turn.

    None where these are no rows of a list, or none has a title and an address. A title that is a link keeps its address.
    """
    if not isinstance(rows, list):
        return None
    items = [_item(row, tuple(link), tuple(date)) for row in rows if isinstance(row, dict)]
    if rows and not any(items):
        return None
    return f"<ul>{''.join(items)}</ul>"


def _item(row: Mapping[str, Any], link: tuple[str, ...], date: tuple[str, ...]) -> str:
    title, href, day = _first(row, _TITLES), _first(row, link), _first(row, date)[:10]
    if "<a " in title:
        return f"<li>{title}<span>{escape(day)}</span></li>"
    if not title or not href:
        return ""
    if "<" in title:
        return f'<li><a href="{escape(href)}">{title}</a><span>{escape(day)}</span></li>'
    return f'<li><a href="{escape(href)}" title="{escape(title)}">{escape(title)}</a><span>{escape(day)}</span></li>'


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""
