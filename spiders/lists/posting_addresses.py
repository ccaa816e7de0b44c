"""Does an address look like a single posting's, or like a column's? By its shape alone, for lists that show no dates."""

import re
from functools import lru_cache

from spiders.dates.url_dates import url_date

_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|ceb|zip|rar|7z|txt|rtf|jpe?g|png|mp4)$", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{3,}|[0-9a-f]{16,}", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_ASKED = re.compile(r"(?:id|no|num|guid|key)=[\w{}-]*\d", re.IGNORECASE)
_SHOWS = re.compile(r"show|view|detail|content|article|read|info|news|item|doc", re.IGNORECASE)
# The names of files and folders that hold lists: index_2.html, common_list.shtml, /col/col7822/, /channels/3125.html.
_LISTING = re.compile(
    r"^(?:index|default|main|more|nav|col|column|channel|category|class|lanmu|node|catalog)(?:[_-]?\d+)?$|list",
    re.IGNORECASE,
)
_HOLDS_LISTS = frozenset({"channel", "channels", "lanmu", "column", "columns", "category", "class", "lists"})


def is_posting_address(url: str) -> bool:
    """Whether an absolute address has the shape of one posting's or one file's."""
    return _shape(url) > 0


def is_column_address(url: str) -> bool:
    """Whether an absolute address has the shape of a column's: a root, a folder, an index, a list, a bare word."""
    return _shape(url) < 0


def is_file_address(url: str) -> bool:
    """Whether an absolute address is that of a file to be downloaded."""
    return _FILE.search(url.partition("?")[0]) is not None


@lru_cache(maxsize=8192)
def _shape(url: str) -> int:
    """1 for a posting's, -1 for a column's, 0 where the shape says neither."""
    path, _, query = url.partition("://")[2].partition("?")
    if _FILE.search(path) or path.startswith("mp.weixin.qq.com/s"):
        return 1
    *folders, name = path.lower().split("/") if "/" in path else [path, ""]
    stem = name.rpartition(".")[0] or name
    if query and _ASKED.search(query):
        return _shape_of_query(stem, query)
    if not name or _LISTING.search(stem):
        # Some systems give every posting a folder of its own: /2188837/index.html.
        return 0 if _NUMBER.fullmatch(folders[-1]) else -1
    if not _HOLDS_LISTS.isdisjoint(folders[1:]):
        return -1
    if _NUMBER.search(stem) or url_date(url) is not None or (folders[-1].isdigit() and _DIGIT.search(stem)):
        return 1
    return 0 if _DIGIT.search(name) else -1


def _shape_of_query(stem: str, query: str) -> int:
    if "list" in query.lower():
        return -1
    return 1 if _SHOWS.search(query) or (_SHOWS.search(stem) and not _LISTING.search(stem)) else -1
