"""How does a list lead to its other pages?"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Addresses of the pages around one, empty where there is none, and what is shown in words."""

    told: str
    first: str = ""
    before: str = ""
    after: str = ""


def numbered(path: str, asked: Mapping[str, str], *, page: int, rows: int, total: int) -> Pages:
    """Pages by their number, from 1, each of ``rows`` rows."""

    def at(number: int) -> str:
        kept = {name: value for name, value in asked.items() if value}
        return f"{path}?{urlencode({**kept, 'page': number})}"

    last = max(-(-total // rows), 1)
    start = (page - 1) * rows + 1
    told = f"第{start}～{min(page * rows, total)}个，共{total}个" if start <= total else f"共{total}个"
    return Pages(
        told=told,
        first=at(1) if page > 1 else "",
        before=at(page - 1) if page > 1 else "",
        after=at(page + 1) if page < last else "",
    )
