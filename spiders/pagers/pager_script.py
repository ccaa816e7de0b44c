"""What do a page's own scripts say about its pager: how many pages and items, and the address of another page?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Names in lower case, as scripts give them to the number that follows; those of the second group are words of their own.
_PAGES = (
    ("pagecount", "page_count", "countpage", "count_page", "totalpage", "total_page", "pagetotal", "page_total",
     "pagestotal", "pagenumtotal", "pagenum_total", "page_num_total", "maxpage", "max_page", "pagemax", "allpage",
     "pagesum", "page_sum", "sumpage", "numpages", "num_pages"),
    ("pages", "lastpage", "last_page"),
)  # fmt: skip
_ITEMS = (
    ("totalcount", "total_count", "totalrecord", "total_record", "totalnum", "total_num", "totalnumber", "totalrow",
     "total_row", "totalitem", "total_item", "totaldata", "totalelement", "totalsize", "recordcount", "record_count",
     "recordtotal", "datatotal", "datacount", "allcount", "itemcount", "rowcount"),
    (),
)  # fmt: skip
# What counts items in one pager counts pages in another.
_EITHER = ((), ("count", "total", "items"))
_SIZES = (
    ("pagesize", "page_size", "perpage", "per_page", "pagerow", "page_row", "itemsonpage", "pageamount", "showdata"),
    ("limit",),
)  # fmt: skip
_STEMS = ("total", "count", "record", "sum", "max", "size", "data", "item")
_VALUE = re.compile(r"s?['\"]?\s*[=:]\s*['\"]?(\d{1,6})(?!\d|\s*[*+])")
_FROM_DATA = re.compile(r"s?\s*=\s*[a-z_$(]")
_WIDGET = re.compile(
    r"laypage|\.pagination\s*\(|jqpaginator|createpage\w*\s*\(|\bpaging\s*\(|new\s+pag(?:e|er|ination|ing)\b|"
    r"\.twbspagination|\bpager\s*\(|\bkkpager\s*\.|\.mypagination\s*\(|\.bootstrappaginator"
)
_WIDGET_HINTS = ("laypage", "pagination", "paginator", "createpage", "paging", "pager", "new page")
_COUNT_GIVEN = re.compile(r"\.pagination\s*\(\s*['\"]?(\d{1,6})['\"]?\s*[,)]")
# What loads the rest of a list as its reader scrolls or asks for more.
_LOADERS = (
    "dropload(",
    "flow.load(",
    "mescroll",
    "minirefresh",
    "infinitescroll",
    "infinite-scroll",
    "scrollpagination",
    "scrollload",
)
_ON_SCROLL = re.compile(
    r"\.scroll\s*\(\s*(?:function|\(|\w)|onscroll\s*=|['\"]scroll['\"]|intersectionobserver|load_?more|more\s*\("
)
_ASKS = re.compile(r"\$\.(?:ajax|get|post|getjson)\b|\bfetch\s*\(|\baxios\b|\.load\s*\(|xmlhttprequest")
_NO_VISITS = "(?!_?(?:view|visit|hit|click|read))"
_COUNTS_UP = re.compile(
    rf"\b\w{{0,20}}page{_NO_VISITS}\w{{0,10}}\s*(?:\+\+|\+=\s*1\b)|\+\+\s*\w{{0,20}}page{_NO_VISITS}|"
    rf"\b(\w{{0,20}}page{_NO_VISITS}\w{{0,10}})\s*=\s*(?:parseint\s*\()?\s*\1\)?\s*\+\s*1\b"
)
_MOVE = re.compile(
    r"\blocation(?:\s*\.\s*href)?\s*=\s*(['\"])(?P<before>[^'\"\n]{0,200})\1\s*\+\s*\(?\s*(?:parseInt\s*\(\s*)?"
    r"(?P<name>[A-Za-z_$][\w.$]{0,40})\s*\)?\s*(?P<less>-\s*1\b)?\s*\)?"
    r"(?:\s*\+\s*(['\"])(?P<after>[^'\"\n]{0,100})\5)?\s*(?:[;})\n]|$)"
)
_PAGE_VARIABLE = re.compile(r"page|pn|cur|num|idx|index|^[ipn]$", re.IGNORECASE)
_BEFORE = re.compile(r"(?:[_-]|/|(?:page\w*|p|pn|curr?page|current\w*)=)$", re.IGNORECASE)
_SPEAKS_OF_PAGES = ("page", "Page", "PAGE", "pagi", "Pagi", "limit", "flow.load", "dropload", "crollLoad")
_MOST = 100_000  # characters of all scripts together
_LONGEST = 30_000  # characters: longer inline scripts are libraries and data


@dataclass(frozen=True, slots=True, kw_only=True)
class PagerScript:
    """What the scripts say: all numbers of pages, of items and of items a page that they set; whether one sets up a pager.

    ``either`` are counts of items in some pagers and of pages in others. ``loads`` says that a script asks for the
    next items as the reader scrolls or asks for more.
    """

    pages: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    either: tuple[int, ...] = ()
    sizes: tuple[int, ...] = ()
    widget: bool = False
    loads: bool = False
    moving: str = ""  # the scripts that move their reader to another address

    def total(self, shown: int) -> int | None:
        """The number of pages, where the scripts name one and only one, or a count of items and their number a page.

        A count below the number of items ``shown`` is none of theirs: the start value of a variable, say.
        """
        if self.pages:
            return self.pages[0] if len(set(self.pages)) == 1 else None
        counts = set(self.items or self.either)
        if len(counts) == 1 and len(set(self.sizes)) == 1 and self.sizes[0] > 0 and max(counts) >= shown:
            return max(1, -(-max(counts) // self.sizes[0]))
        return None

    def sets_more(self, shown: int) -> bool:
        """Whether a script sets up a pager, and doesn't say that the items ``shown`` are all there are."""
        if not self.widget:
            return False
        if self.items:
            return max(self.items) > shown
        return not self.either or max(self.either) not in {1, shown}

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
    texts = [text for text in scripts if text and len(text) <= _LONGEST]
    script = "\n".join(texts)[:_MOST]
    if not any(word in script for word in _SPEAKS_OF_PAGES):
        return PagerScript()
    lower = script.lower()
    counts = any(word in lower for word in ("count", "total", "page", "items"))
    widget = any(hint in lower for hint in _WIDGET_HINTS)
    given = tuple(int(value) for value in _COUNT_GIVEN.findall(lower)) if "pagination" in lower else ()
    return PagerScript(
        pages=_numbers(lower, _PAGES) if counts else (),
        items=given + (_numbers(lower, _ITEMS) if counts else ()),
        either=_numbers(lower, _EITHER) if counts else (),
        sizes=_numbers(lower, _SIZES) if counts else (),
        widget=widget and bool(_WIDGET.search(lower)),
        loads=_loads(texts, lower),
        moving=script if "location" in lower else "",
    )


def _loads(texts: list[str], lower: str) -> bool:
    """Whether one script counts the page up and asks for it as its reader scrolls: others show a button then, or count visits."""
    if any(name in lower for name in _LOADERS):
        return True
    if "scroll" not in lower and "more" not in lower and "intersection" not in lower:
        return False
    for text in texts:
        script = text.lower()
        if _ON_SCROLL.search(script) and _ASKS.search(script) and _COUNTS_UP.search(script):
            return True
    return False


def _numbers(script: str, names: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[int, ...]:
    """The numbers that a script gives to these names. Names are looked for one by one: a pattern of all costs far more.

    None is told of a name that a script gives a value from elsewhere too, and naught is only where a count begins.
    """
    found: list[int] = []
    anywhere, words = names
    absent = [stem for stem in _STEMS if stem not in script]
    for name in (*anywhere, *words):
        if any(stem in name for stem in absent):
            continue
        given: list[int] = []
        at = script.find(name)
        while at >= 0:
            end = at + len(name)
            if name in anywhere or at == 0 or not (script[at - 1].isalnum() or script[at - 1] == "_"):
                value = _VALUE.match(script, end)
                if value and int(value[1]):
                    given.append(int(value[1]))
                elif value is None and _FROM_DATA.match(script, end):
                    given.clear()
                    break
            at = script.find(name, end)
        found.extend(given)
    return tuple(found)
