"""What does a ``createPageHTML`` call say about the pages of a list? All its dialects, TRS's and others'.

``(pages, current, "index", "html")`` counts from 0 and names page n ``index_{n-1}``; with a container's id before,
``('page-div', pages, current, 'list', 'shtml', items)`` counts from 1 and names page n ``list_n``. Templates that write
their pager out set ``countPage`` and ``currentPage``; newer ones call ``Pager({size:25, current:0, prefix:'index',
suffix:'html'})``; older ones set ``m_nRecordCount`` and ``m_nPageSize``.
"""

import re
from dataclasses import replace

from domain.pages import PageRequest
from spiders.families.protocol import Paging, RawPage
from spiders.markup.absolute import absolute

_CALL = re.compile(
    r"createPageHTML\w*\s*\(\s*(?:['\"](?P<box>[^'\"]*)['\"]\s*,\s*)?['\"]?(?P<pages>\d{1,6})['\"]?\s*,"
    r"\s*['\"]?(?P<at>\d{1,6})['\"]?\s*,\s*['\"](?P<stem>[\w\-./]+)['\"]\s*,\s*['\"]\.?(?P<ext>s?html?|jsp|aspx?|php)['\"]"
    r"(?:\s*,\s*['\"]?(?P<items>\d{1,7}))?",
    re.IGNORECASE,
)
_PAGER = re.compile(
    r"\bPager\s*\(\s*\{\s*size\s*:\s*(?P<pages>\d{1,6})\s*,\s*current\s*:\s*(?P<at>\d{1,6})\s*,"
    r"\s*prefix\s*:\s*['\"](?P<stem>[\w\-./]+)['\"]\s*,\s*suffix\s*:\s*['\"]\.?(?P<ext>s?html?)['\"]"
)
_COUNT = re.compile(r"\bcountPage\s*=\s*['\"]?(\d{1,6})")
_AT = re.compile(r"\bcurrentPage\s*=\s*['\"]?(\d{1,6})")
_STEM = re.compile(
    r"['\"](?P<stem>[A-Za-z][\w-]{0,40}?)\\?['\"]?\s*\+?\s*\\?['\"]?_['\"]\s*\+.{0,60}?['\"]?\.?['\"]?\s*\+?\s*['\"](?P<ext>s?html?)\b"
)
_RECORDS = re.compile(r"\bm_nRecordCount\s*=\s*['\"]?(\d{1,7})")
_SIZE = re.compile(r"\bm_nPageSize\s*=\s*['\"]?(\d{1,4})")
_CAP = 500  # items: static lists are cut there, and a search platform holds what is older
_FILE = re.compile(r"/(?P<stem>[^/]*?)(?:_(?P<at>\d{1,5}))?\.(?P<ext>s?html?)$", re.IGNORECASE)


def create_page_html(page: RawPage) -> Paging | None:
    """The paging of a page that calls ``createPageHTML`` or one of its like; None where none is."""
    script = page.script
    if "createPageHTML" in script or "countPage" in script or "createPageHtml" in script:
        return _called(page) or _written(page)
    if "Pager(" in script:
        call = _PAGER.search(script)
        return _following(page, call, zero_based=True) if call else None
    return _counted(page) if "m_nRecordCount" in script else None


def _called(page: RawPage) -> Paging | None:
    for call in _CALL.finditer(page.script):
        line = page.script[page.script.rfind("\n", 0, call.start()) + 1 : call.start()]
        if "//" not in line:  # a call that the template comments out is an old one
            made = _following(page, call, zero_based=call["box"] is None)
            cut = call["items"] is not None and int(call["items"]) > 0 and int(call["items"]) % _CAP == 0
            return replace(made, needs_postback=cut)
    return None


def _following(page: RawPage, call: re.Match[str], *, zero_based: bool) -> Paging:
    pages, at = int(call["pages"]), int(call["at"])
    more = at + 1 < pages if zero_based else at < pages
    file = _FILE.search(page.path)
    named = int(file["at"]) if file and file["at"] and file["stem"] == call["stem"] else 0
    # Where the first page's own file is index_1, files count from one whatever the call says.
    return _paging(page, f"{call['stem']}_{max(at, named) + 1}.{call['ext']}", pages, more=more)


def _written(page: RawPage) -> Paging | None:
    count, at_now, stem = _COUNT.search(page.script), _AT.search(page.script), _STEM.search(page.script)
    if not count or not at_now or not stem:
        return None
    pages, at = int(count[1]), int(at_now[1])
    return _paging(page, f"{stem['stem']}_{at + 1}.{stem['ext']}", pages, more=at + 1 < pages)


def _counted(page: RawPage) -> Paging | None:
    """The pager that only knows its items: its pages are named after this one's own file, counted from 0."""
    records, size = _RECORDS.search(page.script), _SIZE.search(page.script)
    if not records or not size or not int(size[1]):
        return None
    pages = -(-int(records[1]) // int(size[1]))
    file = _FILE.search(page.path)
    at = int(file["at"] or 0) if file else 0
    name = f"{file['stem']}_{at + 1}.{file['ext']}" if file else "index_1.html"
    return _paging(page, name, pages, more=at + 1 < pages)


def _paging(page: RawPage, name: str, pages: int, *, more: bool) -> Paging:
    target = absolute(page.base, name) if more else None
    return Paging(next_page=PageRequest(url=target) if target else None, total_pages=max(pages, 1))
