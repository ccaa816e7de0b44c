"""Which arrays in a script are menus: objects with a short name and an address, and nothing that a publication has?

The data of a list looks much the same (``{title, url, date}``); its dates, its long titles and its dated addresses tell
it apart. In doubt an array is none: its names are then simply not read.
"""

import re
from collections.abc import Iterator

from spiders.dates.url_dates import url_month

# A string literal of a script, on one line, its quotes included; bounded, since one may be left open.
STRING = r"(?:'(?:[^'\\\n]++|\\.){0,150}+'|\"(?:[^\"\\\n]++|\\.){0,150}+\")"
_START = re.compile(r"\[\s*\{")
_TOKEN = re.compile(
    rf"[{{}}\[\]]|(['\"]?)\b([A-Za-z_]\w{{0,30}})\1\s*:\s*(?:({STRING})(\s*\+)?|(-?\d[\d.]*))|{STRING}"
)
_NAMES = ("name", "text", "title", "label")
_ADDRESSES = ("url", "href", "link", "linkurl", "linkhref", "path")
_TIME = re.compile(r"date|time|rq$|sj$")
_DATE = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}")
_MOST_TOKENS = 50_000
_FEW = 3  # fewer entries are two buttons of a dialogue
_LONG = 20  # characters of a headline rather than of a column's name

Fields = dict[str, str]


def may_hold_menu(script: str) -> bool:
    """Whether a script can hold a menu at all, at little cost: few of those that name an address do."""
    addressed = (
        script.count("url") + script.count("href") + script.count("link") + script.count("path") >= _FEW
    )
    named = addressed and any(script.count(name) >= _FEW for name in _NAMES)
    return named and _START.search(script) is not None


def menu_arrays(code: str) -> Iterator[list[tuple[str, str]]]:
    """The menus in a script without comments: (name, address) of each entry, both literals; the address may be empty.

    Entries of a nested array stand after the one that holds them; an outer array is a menu with all that is in it, or none.
    """
    at = 0
    start = _START.search(code)
    while start is not None:
        read = _read_array(code, start.start())
        if read is None:
            return  # what isn't closed can't be told from code
        objects, at = read
        if _is_menu(objects):
            yield [
                (_first(fields, _NAMES), _first(fields, _ADDRESSES))
                for fields in objects
                if _first(fields, _NAMES)
            ]
        start = _START.search(code, at)


def _read_array(code: str, start: int) -> tuple[list[Fields], int] | None:
    """The objects in an array, outer ones first, each with its plain fields by lower-case name, and the array's end."""
    objects: list[Fields] = []
    around: list[Fields | None] = []  # None: an array
    for count, token in enumerate(_TOKEN.finditer(code, start)):
        sign = token[0]
        if count > _MOST_TOKENS:
            return None
        if sign == "{":
            objects.append({})
            around.append(objects[-1])
        elif sign == "[":
            around.append(None)
        elif sign in {"}", "]"}:
            closed = around.pop()
            if (closed is None) != (sign == "]"):
                return None
            if not around:
                return objects, token.end()
            holder = around[-1]
            if closed is not None and holder is not None and not _first(closed, _NAMES):
                # EasyUI keeps the address one level below the name: {text, attributes: {url}}.
                holder.update({name: value for name, value in closed.items() if name not in holder})
        elif token[2] and around and around[-1] is not None and not token[4]:
            around[-1].setdefault(token[2].lower(), token[3] or token[5])
    return None


def _is_menu(objects: list[Fields]) -> bool:
    named = [fields for fields in objects if _first(fields, _NAMES)]
    addressed = [fields for fields in named if len(_first(fields, _ADDRESSES)) > 2]
    if len(addressed) < _FEW or any(_is_dated(fields) for fields in objects):
        return False
    if sum(len(_first(fields, _NAMES)) - 2 > _LONG for fields in named) * 5 > len(named):
        return False
    dated = sum((url_month(_first(fields, _ADDRESSES)[1:-1]) or (0, 0))[1] > 0 for fields in addressed)
    return dated * 3 <= len(addressed)


def _is_dated(fields: Fields) -> bool:
    return any(
        (_TIME.search(name) and len(value) > 2) or (name not in _ADDRESSES and _DATE.search(value))
        for name, value in fields.items()
    )


def _first(fields: Fields, names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if fields.get(name, "").strip("'\" ")), "")
