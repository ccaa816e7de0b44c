"""The ``/cNNNNNN/list.shtml`` family (开普/UCAP's shape): ``list_2.shtml``, ``/202509/<32 hex>.shtml`` articles.

Lists that scripts fill come from ``/common/search/<channel>`` (or ``/searchList/``, ``/search/``), which answers in JSON
with ``_isJson=true`` and is turned by ``page``.
"""

import re

from domain.pages import PageRequest
from spiders.families.json_rows import load_json, number, page_after, part_of, rows_html
from spiders.families.page_html import create_page_html
from spiders.families.protocol import Answer, Family, Paging, RawPage, query_of
from spiders.markup.absolute import absolute
from spiders.pagers.page_numbers import by_suffix, with_query
from spiders.pagers.paging import generic_paging, paging_by, unless_told

_ARTICLE = re.compile(
    r"/(?:20\d{4}/[0-9a-f]{32}\.shtml|content/[^/]+/content_\w+\.html|20\d\d-\d\d/\d\d/content_\w+\.shtml)$|_content\.shtml$",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"/c\d{5,6}/|/pc/list\.html|/(?:common_)?list\.shtml$|/zfxxgk_\w+\.shtml$|/xxgk_\w+\.shtml$|/nav_list\.shtml$|/redirect_firstChannel\.shtml$",
    re.IGNORECASE,
)
_OWN = re.compile(r"/c\d{6}/|/pc/list\.html|/zfxxgk_\w+\.shtml$", re.IGNORECASE)
_ANY = re.compile(rf"{_ARTICLE.pattern}|{_COLUMN.pattern}", re.IGNORECASE)
_INTERFACE = re.compile(
    r"['\"]([^'\"\s]*/(?:common/search|searchList|search)/[0-9a-f]{32}(?:\?[^'\"\s]*)?)['\"]"
)
_ASKED = re.compile(r"/(?:common/search|searchList|search)/[0-9a-f]{32}$")
_numbered = paging_by(by_suffix())


def _fits(page: RawPage) -> bool:
    if _ARTICLE.search(page.path) or _OWN.search(page.path):
        return True
    if ".shtml" not in page.addresses and "/pc/" not in page.addresses and "/c1" not in page.addresses:
        return False
    return page.leads(_ANY, at_least=5) or (bool(_COLUMN.search(page.path)) and page.leads(_ANY, at_least=1))


def _paging(page: RawPage, items: int) -> Paging | None:
    if create_page_html(page) is not None:
        return generic_paging(page, items)
    interface = _INTERFACE.search(page.script) if "earch" in page.script else None
    target = absolute(page.base, interface[1]) if interface else None
    if target and items:
        return unless_told(page, items, _numbered)
    if target:
        return Paging(data=(PageRequest(url=with_query(target, _isJson="true", page="1")),))
    return _numbered(page, items)


def _answer(url: str, text: str) -> Answer | None:
    if "/search" not in url or not _ASKED.search(url.partition("?")[0]):
        return None
    data = part_of(load_json(text), "data")
    html = rows_html(part_of(data, "results"), link=("url",), date=("publishedTimeStr", "publishedTime"))
    if html is None:
        return None
    following = page_after(
        number(query_of(url).get("page", "1")) or 1,
        held=len(part_of(data, "results")),
        size=number(part_of(data, "rows")),
        total=number(part_of(data, "total")),
    )
    wanted = PageRequest(url=with_query(url, page=str(following))) if following else None
    return Answer(html=html, next_page=wanted)


FAMILY = Family(
    name="shtml",
    fits=_fits,
    paging=_paging,
    answer=_answer,
    article=lambda path: bool(_ARTICLE.search(path)),
)
