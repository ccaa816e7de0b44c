"""What do a page's own scripts say about its pager: how many pages and items, and the address of another page?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Names in lower case, as scripts give them to the number that follows; those of the second group are words of their own.
_PAGES = (
    ("pagecount", "page_count", "countpage", "count_page", "totalpage", "total_page", "pagetotal", "page_total",
     "pagestotal", "pagenumtotal", "pagenum_total", "page_num_total"),
    ("pages",),
)  # fmt: skip
_ITEMS = (
    ("totalcount", "total_count", "totalrecord", "total_record", "totalnum", "total_num", "totalrow", "total_row",
     "totalitem", "total_item", "recordcount", "record_count"),
    ("count", "total"),
)  # fmt: skip
_SIZES = (("pagesize", "page_size", "perpage", "per_page", "pagerow", "page_row"), ("limit",))
_VALUE = re.compile(r"s?['\"]?\s*[=:]\s*['\"]?(\d{1,6})")
_WIDGET = re.compile(
    r"laypage|\.pagination\s*\(|jqpaginator|createpage\w*\s*\(|\bpaging\s*\(|new\s+pag(?:er|ination|ing)\b|"
    r"\.twbspagination|\bpager\s*\("
)
_WIDGET_HINTS = ("laypage", "pagination", "paginator", "createpage", "paging", "pager")
_MOVE = re.compile(
    r"\blocation(?:\s*\.\s*href)?\s*=\s*(['\"])(?P<before>[^'\"\n]{0,200})\1\s*\+\s*\(?\s*(?:parseInt\s*\(\s*)?"
    r"(?P<name>[A-Za-z_$][\w.$]{0,40})\s*\)?\s*(?P<less>-\s*1\b)?\s*\)?"
    r"(?:\s*\+\s*(['\"])(?P<after>[^'\"\n]{0,100})\5)?\s*(?:[;})\n]|$)"
)
_PAGE_VARIABLE = re.compile(r"page|pn|cur|num|idx|index|^[ipn]$", re.IGNORECASE)
_BEFORE = re.compile(r"(?:[_-]|/|(?:page\w*|p|pn|curr?page|current\w*)=)$", re.IGNORECASE)
_SPEAKS_OF_PAGES = ("page", "Page", "PAGE", "pagi", "Pagi")
_MOST = 100_000  # characters of all scripts together
_LONGEST = 30_000  # characters: longer inline scripts are libraries and data


@dataclass(frozen=True, slots=True, kw_only=True)
class PagerScript:
    """What the scripts say: all numbers of pages, of items and of items a page that they set; whether one sets up a pager."""

    pages: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    sizes: tuple[int, ...] = ()
    widget: bool = False
    moving: str = ""  # the scripts that move their reader to another address

    @property
    def total(self) -> int | None:
        """The number of pages, where the scripts name one and only one, or a count of items and their number a page."""
        if self.pages:
            return self.pages[0] if len(set(self.pages)) == 1 else None
        if len(set(self.items)) == 1 and len(set(self.sizes)) == 1 and self.sizes[0] > 0:
            return max(1, -(-self.items[0] // self.sizes[0]))
        return None

    def address(self, number: int) -> str | None:
        """The address, as written, to which a script moves its reader for this page number; None where none plainly does."""
        for match in _MOVE.finditer(self.moving):
            if not _PAGE_VARIABLE.search(match["name"].rpartition(".")[2]) or not _BEFORE.search(
                match["before"]
            ):
                continue
            wanted = number - 1 if match["less"] else number
            return f"{match['before']}{wanted}{match['after'] or ''}"
        return None


def read_pager_script(scripts: Iterable[str]) -> PagerScript:
    """What these inline scripts say of a pager. They are searched only for what a cheap look finds in them."""
    script = "\n".join(text for text in scripts if text and len(text) <= _LONGEST)[:_MOST]
    if not any(word in script for word in _SPEAKS_OF_PAGES):
        return PagerScript()
    lower = script.lower()
    counts = "count" in lower or "total" in lower or "pages" in lower
    return PagerScript(
        pages=_numbers(lower, _PAGES) if counts else (),
        items=_numbers(lower, _ITEMS) if counts else (),
        sizes=_numbers(lower, _SIZES) if counts else (),
        widget=any(hint in lower for hint in _WIDGET_HINTS) and bool(_WIDGET.search(lower)),
        moving=script if "location" in lower else "",
    )


def _numbers(script: str, names: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[int, ...]:
    """The numbers that a script gives to these names. Names are looked for one by one: a pattern of all costs far more."""
    found: list[int] = []
    anywhere, words = names
    for name in (*anywhere, *words):
        at = script.find(name)
        while at >= 0:
            end = at + len(name)
            value = _VALUE.match(script, end)
            if value and (
                name in anywhere or at == 0 or not (script[at - 1].isalnum() or script[at - 1] == "_")
            ):
                found.append(int(value[1]))
            at = script.find(name, end)
    return tuple(found)
