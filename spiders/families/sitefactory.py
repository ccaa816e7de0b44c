"""PowerEasy SiteFactory (动易) shapes: ``/Category_128/Index_2.aspx``, ``/Item/255821.aspx``, and the
``/html/2017/tongzhigonggao_0907/12901.html`` sites that many Yunnan departments moved to.
"""

import re

from domain.pages import PageRequest
from spiders.families.protocol import Family, Paging, RawPage
from spiders.links import absolute
from spiders.paging import generic_paging, total_in_text

_LIST = re.compile(r"/Category_\d+/Index(?:_(\d+))?\.aspx", re.IGNORECASE)
_ARTICLE = re.compile(r"/Item/\d+\.aspx$|/html/\d{4}/[a-z0-9]+_\d{4}/\d+\.html$", re.IGNORECASE)


def _fits(page: RawPage) -> bool:
    if _LIST.search(page.url) or _ARTICLE.search(page.url):
        return True
    return sum(1 for link in page.links if _LIST.search(link.url) or _ARTICLE.search(link.url)) >= 3


def _paging(page: RawPage, items: int) -> Paging | None:
    found = generic_paging(page, items)
    if found.next_page is not None:
        return found
    place = _LIST.search(page.url)
    total = found.total_pages or total_in_text(page)
    at = int(place[1] or 1) if place else 0
    if not place or not total or at >= total:
        return found
    target = absolute(page.base, f"Index_{at + 1}.aspx")
    return Paging(next_page=PageRequest(url=target) if target else None, total_pages=total)


FAMILY = Family(
    name="sitefactory", fits=_fits, paging=_paging, article=lambda path: bool(_ARTICLE.search(path))
)
