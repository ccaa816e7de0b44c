"""Boda VSB (博达): ``/info/1030/39259.htm`` articles, ``list.jsp?urltype=…``, static pages numbered backwards.

The first page is ``/xxx.htm`` and the second ``/xxx/8.htm`` when there are nine: page k is file N-k+1 (as public
crawlers of such sites read them, and as their 下页 links lead). Where that link is missing, 共123条 1/9 gives N.
"""

import re

from domain.pages import PageRequest
from spiders.families.protocol import Family, Paging, RawPage
from spiders.markup.absolute import absolute
from spiders.pagers.paging import generic_paging

_ARTICLE = re.compile(r"/info/(?:\d+/\d+\.htm|egovinfo/.+\.htm)|/content\.jsp$", re.IGNORECASE)
_ARTICLE_LINK = re.compile(r"/info/\d+/\d+\.htm$|/info/egovinfo/\d+/", re.IGNORECASE)
_USED = (
    "/system/resource/",
    "urltype=tree.TreeTempUrl",
    "urltype=news.NewsContentUrl",
    "wbtreeid=",
    "/_sitegray",
)
_BOXES = ("vsb_content", "v_news_content", "vsb_newscontent")
_NUMBERED = re.compile(r"^(?P<folder>/.*)/(?P<file>\d{1,4})\.htm$")


def _fits(page: RawPage) -> bool:
    if _ARTICLE_LINK.search(page.path) or any(mark in page.addresses for mark in _USED):
        return True
    if any(mark in page.labels for mark in _BOXES) or "showVsbpdfIframe" in page.script:
        return True
    if "/info/" in page.addresses and page.leads(_ARTICLE_LINK, at_least=3):
        return True
    return "wbtreeid" in page.fields


def _paging(page: RawPage, items: int) -> Paging:
    found = generic_paging(page, items)
    pages, at = page.pager.pages, page.pager.at
    if found.next_page is not None or pages is None or at is None or at >= pages:
        return found
    target = _earlier_file(page, pages - at)
    return Paging(next_page=PageRequest(url=target), total_pages=pages) if target else found


def _earlier_file(page: RawPage, number: int) -> str | None:
    """The address of the static page that bears this number; None where the pages aren't static."""
    path = page.path
    if not path.endswith(".htm"):
        return None
    numbered = _NUMBERED.match(path)
    folder = numbered["folder"] if numbered else path.removesuffix(".htm")
    return absolute(page.url, f"{folder}/{number}.htm")


FAMILY = Family(
    name="boda",
    fits=_fits,
    marks=("Visual SiteBuilder",),
    paging=_paging,
    article=lambda path: bool(_ARTICLE.search(path)),
)
