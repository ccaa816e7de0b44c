"""What do a page's own scripts say about its pager: how many pages and items, and the address of another page?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PAGES = re.compile(
    r"(?:page_?count|count_?pages?|total_?pages?|pages?_?total|page_?num_?total|\bpages)['\"]?\s*[=:]\s*['\"]?(\d{1,5})",
    re.IGNORECASE,
)
_PAGES_HINTS = (
    "pagecount",
    "page_count",
    "countpage",
    "count_page",
    "totalpage",
    "total_page",
    "pagetotal",
    "page_total",
    "pages",
    "numtotal",
    "num_total",
)
_ITEMS = re.compile(
    r"(?:\bcount|total_?(?:count|records?|num|rows?|items?)|record_?count|\btotal)['\"]?\s*[=:]\s*['\"]?(\d{1,6})",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"(?:page_?size|per_?page|\blimit|page_?rows?)['\"]?\s*[=:]\s*['\"]?(\d{1,3})", re.IGNORECASE
)
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
    """What these inline scripts say of a pager. Each is searched only for what a cheap look finds in it."""
    pages: list[int] = []
    items: list[int] = []
    sizes: list[int] = []
    widget = False
    moving: list[str] = []
    for script in scripts:
        if not script or len(script) > _LONGEST or not any(name in script for name in _SPEAKS_OF_PAGES):
            continue
        lower = script.lower()
        if any(hint in lower for hint in _PAGES_HINTS):
            pages.extend(int(found) for found in _PAGES.findall(lower))
        if "count" in lower or "total" in lower:
            items.extend(int(found) for found in _ITEMS.findall(lower))
        if "size" in lower or "limit" in lower or "perpage" in lower or "rows" in lower:
            sizes.extend(int(found) for found in _SIZE.findall(lower))
        if not widget and any(hint in lower for hint in _WIDGET_HINTS):
            widget = bool(_WIDGET.search(lower))
        if "location" in lower:
            moving.append(script)
    return PagerScript(
        pages=tuple(pages), items=tuple(items), sizes=tuple(sizes), widget=widget, moving="\n".join(moving)
    )
