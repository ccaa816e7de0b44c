"""Which page of a list does an address name, and what is the address of another page of it?

The shapes are those of the generic candidates: ``index_2.html``, ``list-2.shtml``, ``/2.htm``, ``?page=2``.
"""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from domain.page_addresses import page_fragment

Turn = Callable[[str, int], str | None]
PAGE_NAMES = (
    "page",
    "pageNo",
    "pageno",
    "pageNum",
    "pagenum",
    "pageIndex",
    "pageindex",
    "currpage",
    "currPage",
    "currentPage",
    "curPage",
    "PageNo",
    "p",
)
_FIRST_FILES = frozenset(
    {"", "index.html", "index.htm", "index.shtml", "index.jhtml", "index.aspx", "index.jsp"}
)
_CHINESE = "一二三四五六七八九"
_FILE = re.compile(r"(?P<stem>[^/]*?)(?P<number>[_-]\d{1,4})?\.(?P<ext>[A-Za-z]{3,6})$")


def by_parameter(name: str) -> Turn:
    """Pages are told apart by a parameter of the query: ``?page=2``."""
    return lambda url, number: with_query(url, **{name: str(number)})


def by_suffix(separator: str = "_") -> Turn:
    """Pages are told apart by a number at the end of the file's name, which the first page lacks: ``list_2.shtml``."""

    def turned(url: str, number: int) -> str | None:
        parts = urlsplit(url)
        match = _FILE.search(parts.path)
        if not match:
            return None
        name = f"{match['stem']}{separator}{number}.{match['ext']}"
        path = parts.path[: match.start()] + name
        return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))

    return turned


def with_query(url: str, **changes: str) -> str:
    """The address with these parameters of its query set, in the place where they stand, new ones at the end."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    names = {name for name, _ in pairs}
    kept = [(name, changes.get(name, value)) for name, value in pairs]
    added = [(name, value) for name, value in changes.items() if name not in names]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept + added), ""))


def same_page(one: str, other: str) -> bool:
    """Whether two addresses are a page's own: but for a fragment that names no page, and the name of a folder's first page."""
    return _plain(one) == _plain(other)


def _plain(url: str) -> str:
    plain = url.partition("#")[0]
    folder, _, name = plain.rpartition("/")
    return f"{folder if name.lower() in _FIRST_FILES else plain}#{page_fragment(url)}"


def number_named(text: str) -> int | None:
    """The page number that is all that a control is called: 2, 第2页, 第二页; None for any other name. A year is none."""
    if text[:1] == "第" and 3 <= len(text) <= 5 and text[-1] in "页頁":
        text = text[1:-1]
        if text in _CHINESE:
            return _CHINESE.index(text) + 1
    return int(text) if 1 <= len(text) <= 3 and text.isdecimal() else None


def number_in(url: str) -> int | None:
    """The page number that an address names: a parameter of a known name, or ``_2`` at the end of its file; else None."""
    try:
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query))
    except ValueError:
        return None
    for name in PAGE_NAMES:
        if query.get(name, "").isdecimal() and len(query[name]) <= 4:
            return int(query[name])
    match = _FILE.search(parts.path)
    return int(match["number"][1:]) if match and match["number"] else None
