"""The ``/cNNNNNN/list.shtml`` family (开普/UCAP's shape): ``list_2.shtml``, ``/202509/<32 hex>.shtml`` articles."""

import re

from spiders.families.page_html import create_page_html
from spiders.families.protocol import Family, Paging, RawPage

_ARTICLE = re.compile(
    r"/(?:20\d{4}/[0-9a-f]{32}\.shtml|content/[^/]+/content_\w+\.html)$|_content\.shtml$", re.IGNORECASE
)
_COLUMN = re.compile(
    r"/c\d{5,6}/|/pc/list\.html|/(?:common_)?list\.shtml$|/zfxxgk_\w+\.shtml$|/xxgk_\w+\.shtml$|/nav_list\.shtml$|/redirect_firstChannel\.shtml$",
    re.IGNORECASE,
)


def _fits(page: RawPage) -> bool:
    if _ARTICLE.search(page.url.partition("?")[0]) or re.search(r"/c\d{6}/", page.url):
        return True
    marks = sum(1 for link in page.links if _ARTICLE.search(link.url) or _COLUMN.search(link.url))
    return marks >= 5 or (marks >= 1 and bool(_COLUMN.search(page.url)))


def _paging(page: RawPage, _items: int) -> Paging | None:
    return create_page_html(page)


FAMILY = Family(name="shtml", fits=_fits, paging=_paging, article=lambda path: bool(_ARTICLE.search(path)))
