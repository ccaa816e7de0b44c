"""Lonsun (龙讯): disclosure columns ``/public/column/6602161?type=4&catId=…&action=list``, lists ``…/page_1.html``.

A script fills the columns with HTML from ``/site/label/8888?labelName=publicInfoList&…``; both are turned by ``pageIndex``.
"""

import re

from domain.pages import PageRequest
from spiders.families.protocol import Family, Paging, RawPage
from spiders.markup.absolute import absolute
from spiders.pagers.page_numbers import by_parameter, by_suffix, with_query
from spiders.pagers.paging import paging_by, unless_told

_ARTICLE = re.compile(
    r"/public/\d+/\d+\.html$|/(?:News|XxgkContent)/show/\d+\.html$|/content/article/\d+$", re.IGNORECASE
)
_COLUMN = re.compile(r"/public/(?:column|organIndex)/\d+|/(?:News|XxgkContent)/showList/", re.IGNORECASE)
_ANY = re.compile(rf"{_ARTICLE.pattern}|{_COLUMN.pattern}", re.IGNORECASE)
_LABEL = re.compile(
    r"['\"]([^'\"\s]*/site/label/\d+\?[^'\"\s]*\blabelName=public(?:InfoList|Content)[^'\"\s]*)['\"]"
)
_by_index = by_parameter("pageIndex")
_by_file = by_suffix()


def _fits(page: RawPage) -> bool:
    if _COLUMN.search(page.path) or page.mentions("/site/label/8888"):
        return True
    return ("/public/" in page.addresses or "/XxgkContent/" in page.addresses) and page.leads(
        _ANY, at_least=2
    )


def _turned(url: str, number: int) -> str | None:
    if "/public/column/" in url or "/site/label/" in url:
        return _by_index(url, number)
    return _by_file(url, number) if "/showList/" in url else None


_numbered = paging_by(_turned)


def _paging(page: RawPage, items: int) -> Paging:
    label = _LABEL.search(page.script) if "/site/label/" in page.script else None
    target = absolute(page.base, label[1].replace("&amp;", "&")) if label else None
    if target and items:
        return unless_told(page, items, _numbered)
    if target:
        return Paging(data=(PageRequest(url=with_query(target, pageIndex="1")),))
    return _numbered(page, items)


FAMILY = Family(name="lonsun", fits=_fits, paging=_paging, article=lambda path: bool(_ARTICLE.search(path)))
