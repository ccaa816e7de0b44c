"""On which pages of a portal does a citation stand, and what of it is to be seen there?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from web.archive.marks import Sought

Shown = Mapping[str, Any]
"""What a citation stands for (``Database.load_citation``)."""

_MOST_COLUMNS = 3
_NOTHING = Sought()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page on which something cited stands. ``word`` says what the page is, ``sought`` what is cited of it."""

    address: str
    word: str
    sought: Sought = _NOTHING


def places_of(
    shown: Shown | None, crawl: int | None, look: Callable[[str], Shown | None]
) -> tuple[Place, ...]:
    """The pages of a citation, the most telling first; none where it rests on no page that a crawl opens.

    Args:
        shown: what the citation stands for.
        crawl: the crawl that the finding rests on: a column may have another name or entrance in a later one.
        look: what another citation stands for.
    """
    if shown is None:
        return ()
    found = {each.address: each for each in reversed(list(_places(shown, crawl, look))) if each.address}
    return tuple(reversed(found.values()))


def _places(shown: Shown, crawl: int | None, look: Callable[[str], Shown | None]) -> Iterator[Place]:
    address, title = str(shown.get("url") or ""), str(shown.get("title") or shown.get("text") or "")
    match shown["kind"]:
        case "reach":
            yield Place(address=str(shown.get("home_url") or shown.get("portal_url") or ""), word="门户首页")
        case "filed":
            yield Place(address=address, word="备案网址打开的网页")
        case "column":
            yield from _column(shown, crawl)
        case "reading":
            yield Place(address=address, word="栏目页面", sought=Sought(text=title))
        case "posting":
            yield Place(address=address, word="信息正文页面", sought=Sought(text=title))
            for column in list(shown.get("columns") or ())[:_MOST_COLUMNS]:
                sought = Sought(text=title, link=address)
                yield Place(address=str(column["url"]), word="信息所在栏目页面", sought=sought)
        case "message":
            column = look(f"obs:column/{shown['column_id']}")
            if column:
                sought = Sought(text=title, link=address)
                yield Place(address=str(column["url"]), word="留言所在页面", sought=sought)
            yield Place(address=address, word="留言页面", sought=Sought(text=title))
        case "candidate" | "link":
            on = str(shown.get("found_on") or shown.get("page_url") or "")
            yield Place(address=on, word="链接所在页面", sought=Sought(text=title, link=address))
            yield Place(address=address, word="链接指向的页面", sought=Sought(text=title))
        # A probe asks an address between crawls: what a crawl kept of it is of another moment.


def _column(shown: Shown, crawl: int | None) -> Iterator[Place]:
    sightings = list(shown.get("sightings") or ())
    seen = next((each for each in sightings if each["crawl_id"] == crawl), sightings[-1] if sightings else {})
    address, title = str(shown["url"]), str(seen.get("title") or "")
    yield Place(address=address, word="栏目页面", sought=Sought(text=title))
    on = str(seen.get("found_on") or "")
    yield Place(address=on, word="栏目入口所在页面", sought=Sought(text=title, link=address))
