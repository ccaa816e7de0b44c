"""What do a page's elements say of its pager in attributes and hidden fields: how many pages or items are there?

``<el-pagination :total="134">``, ``<div class="pagination" data-total="134">``, ``<input id="totalPage" value="9">``.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spiders.families.protocol import RawPage

_PAGES = frozenset(
    {"totalpage", "totalpages", "pagecount", "pagetotal", "countpage", "pages", "maxpage", "allpage"}
)
_ITEMS = frozenset(
    {"totalcount", "totalrecord", "totalrecords", "recordcount", "totalnum", "totalrows", "totalitems"}
)
_EITHER = frozenset({"total", "count"})
_SIZES = frozenset({"size", "pagesize", "limit", "perpage", "itemsperpage"})


def read_pager_attributes(page: "RawPage", items: int) -> bool | None:
    """Whether attributes say that the list of this page goes on; None where they say nothing of it."""
    counts = _fields(page)
    for tag, found in page.tree.by_tag.items():
        if tag in {"pagination", "pager"} or ("-" in tag and "pag" in tag):
            for node in found:
                counts.extend(_counts(node.attrs))
    for node in page.pager_boxes:
        counts.extend(_counts(node.attrs))
    if not counts:
        return None
    pages = [value for kind, value in counts if kind == "pages"]
    if pages:
        return max(pages) > 1
    size = max((value for kind, value in counts if kind == "size"), default=0)
    total = max((value for kind, value in counts if kind in {"items", "either"}), default=0)
    if total == 0:
        return None
    if size:
        return total > max(size, items)
    sure = any(kind == "items" for kind, _ in counts)
    return total > items if sure else total not in {1, items}


def _fields(page: "RawPage") -> list[tuple[str, int]]:
    """What hidden fields of the page say."""
    return [
        (kind, int(value))
        for node in page.tree.find("input")
        if (value := node.attrs.get("value", "").strip()).isdecimal() and len(value) <= 6
        if (kind := _kind_of(node.attrs.get("id", "") or node.attrs.get("name", ""))) in {"pages", "items"}
    ]


def _counts(attrs: dict[str, str]) -> list[tuple[str, int]]:
    return [
        (kind, int(value))
        for name, value in attrs.items()
        if value.isdecimal() and len(value) <= 6 and (kind := _kind_of(name))
    ]


def _kind_of(name: str) -> str:
    plain = name.lower().lstrip(":").removeprefix("data-").replace("-", "").replace("_", "")
    if plain in _PAGES:
        return "pages"
    if plain in _ITEMS:
        return "items"
    return "either" if plain in _EITHER else "size" if plain in _SIZES else ""
