"""What does a ``createPageHTML`` call say about the pages of a list? All its dialects, TRS's and others'.

``(pages, current, "index", "html")`` counts from 0 and names page n ``index_{n-1}``; with a container's id before,
``('page-div', pages, current, 'list', 'shtml', items)`` counts from 1 and names page n ``list_n``.
"""

import re

from domain.pages import PageRequest
from spiders.families.protocol import Paging, RawPage
from spiders.links import absolute

_CALL = re.compile(
    r"createPageHTML\w*\s*\(\s*(?:['\"](?P<box>[^'\"]*)['\"]\s*,\s*)?(?P<pages>\d{1,6})\s*,\s*['\"]?(?P<at>\d{1,6})['\"]?\s*,"
    r"\s*['\"](?P<stem>[\w\-./]+)['\"]\s*,\s*['\"]\.?(?P<ext>s?html?|jsp|aspx?|php)['\"]",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\bcountPage\s*=\s*(\d{1,6})")
_AT = re.compile(r"\bcurrentPage\s*=\s*(\d{1,6})")
_STEM = re.compile(
    r"['\"](?P<stem>index|list|default)['\"]?\s*\+?\s*['\"]?_['\"]\s*\+.{0,60}?['\"]?\.?['\"]?\s*\+?\s*['\"](?P<ext>s?html?)['\"]"
)


def create_page_html(page: RawPage) -> Paging | None:
    """The paging of a page that calls ``createPageHTML``, or sets the same variables itself; None where neither is."""
    if "createPageHTML" not in page.script and "countPage" not in page.script:
        return None
    call = _CALL.search(page.script)
    if call:
        pages, at = int(call["pages"]), int(call["at"])
        from_one = call["box"] is not None
        number = at + 1
        more = at < pages if from_one else at + 1 < pages
        name = f"{call['stem']}_{number}.{call['ext']}"
        return _paging(page, name, pages, more=more)
    count, at_now, stem = _COUNT.search(page.script), _AT.search(page.script), _STEM.search(page.script)
    if count and at_now and stem:
        pages, at = int(count[1]), int(at_now[1])
        return _paging(page, f"{stem['stem']}_{at + 1}.{stem['ext']}", pages, more=at + 1 < pages)
    return None


def _paging(page: RawPage, name: str, pages: int, *, more: bool) -> Paging:
    target = absolute(page.base, name) if more else None
    return Paging(next_page=PageRequest(url=target) if target else None, total_pages=max(pages, 1))
