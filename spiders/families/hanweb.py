"""Hanweb jcms (大汉): lists kept in ``<script type="text/xml"><datastore>``, the rest by ``dataproxy.jsp``.

The proxy (``dataproxy.jsp``, ``morecolumndataproxy.jsp``) takes a POST with the list's fields; they are also put into
the query, so that its answer, which names no column, can be followed by the next one. Some lists are asked for by GET
with ``page=N``. The disclosure catalogue comes from ``/module/xxgk/search.jsp`` and is turned by ``currpage``.
"""

import re
from dataclasses import replace
from urllib.parse import urlencode, urlsplit, urlunsplit

from domain.pages import PageRequest
from spiders.families.json_rows import number
from spiders.families.protocol import Answer, Family, Paging, RawPage, query_of
from spiders.markup.absolute import absolute
from spiders.pagers.page_numbers import with_query
from spiders.pagers.paging import generic_paging, unless_told

PAGES_AT_ONCE = 3
_STORE_SCRIPT = re.compile(
    r"<script[^>]*>\s*(<datastore\b.*?</datastore>)\s*</script>", re.IGNORECASE | re.DOTALL
)
_RECORD = re.compile(r"<record\b[^>]*>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.IGNORECASE | re.DOTALL)
_NEXT_GROUP = re.compile(r"<nextgroup>\s*<!\[CDATA\[.*?href=['\"]([^'\"]+)['\"]", re.IGNORECASE | re.DOTALL)
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)|\btotalRecord['\"]?\s*[:=]\s*['\"]?(\d+)", re.IGNORECASE)
_PER_PAGE = re.compile(r"\bperPage['\"]?\s*[:=]\s*['\"]?(\d{1,3})", re.IGNORECASE)
_PROXY = re.compile(r"['\"]([^'\"\s]*dataproxy\.jsp)(?:\?[^'\"]*)?['\"]", re.IGNORECASE)
_PARAMS = re.compile(r"ajaxParam\s*:\s*\{(.*?)\}", re.IGNORECASE | re.DOTALL)
_PARAM = re.compile(r"['\"]?(\w+)['\"]?\s*:\s*(?:'([^']*)'|\"([^\"]*)\"|(\d+))")
_ANSWER = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:datastore|recordset)\b", re.IGNORECASE)
_LITERAL = re.compile(
    r"['\"]([^'\"\s]*(?:dataproxy\.jsp\?[^'\"\s]*\bcolumnid=|/module/xxgk/search\.jsp\?[^'\"\s]*\binfotypeId=)[^'\"\s]*)['\"]"
)
_TOTAL_PAGES = re.compile(r"<totalpage>\s*(\d+)", re.IGNORECASE)
_XXGK = "/module/xxgk/search.jsp"
_RANGE = ("startrecord", "endrecord", "perpage")
_USED = (
    "dataproxy.jsp",
    "/module/xxgk/",
    "/module/visitcount/",
    "/module/jslib/",
    "/jcms/jcms_files",
    "www.hanweb.com",
)
_ARTICLE = re.compile(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html?$|/art_\d+_\d+\.html?$")
_OWN = re.compile(r"/col/col\d+/|/art_\d+_\d+\.html?$")


def _fits(page: RawPage) -> bool:
    if _OWN.search(page.path) or page.mentions(*_USED):
        return True
    return ("/col/col" in page.addresses or "/art_" in page.addresses) and page.leads(_OWN, at_least=3)


def _rewrite(html: str) -> str:
    if "<datastore" not in html:
        return html
    return _STORE_SCRIPT.sub(lambda match: records_html(match[1]), html)


def records_html(store: str) -> str:
    """The records of a data store as a list."""
    records = [match[1] for match in _RECORD.finditer(store)]
    rows = bool(records) and records[0].lstrip().lower().startswith("<tr")
    return f"<table>{''.join(records)}</table>" if rows else f"<ul>{''.join(records)}</ul>"


def _paging(page: RawPage, items: int) -> Paging | None:
    if page.path.endswith(_XXGK):
        return _catalogue(page, items)
    script = page.script
    blocks = list(_PARAMS.finditer(script)) if "ajaxParam" in script or "ajaxparam" in script else []
    proxy = _PROXY.search(script) if "dataproxy" in script else None
    url = absolute(page.base, proxy[1]) if proxy else None
    if url and blocks:
        # One answer continues one list: with several of them on a page the others stay unread.
        return replace(_stored(page, url, blocks[0][1]), needs_postback=len(blocks) > 1 and items > 0)
    following = _NEXT_GROUP.search(page.html) if "nextgroup" in page.html else None
    if following:
        target = absolute(page.base, following[1].replace("&amp;", "&"))
        if target and items:
            return Paging(next_page=PageRequest(url=target))
        return Paging(data=(PageRequest(url=target),)) if target else None
    literal = _LITERAL.search(page.html) if page.holds("dataproxy.jsp?", "search.jsp?") else None
    target = absolute(page.base, literal[1].replace("&amp;", "&")) if literal else None
    if target and items:
        return unless_told(page, items)
    return Paging(data=(PageRequest(url=target),)) if target else None


def _stored(page: RawPage, url: str, params: str) -> Paging:
    """The paging of a list whose first records stand in the page, or none."""
    fields = {match[1]: match[2] or match[3] or match[4] or "" for match in _PARAM.finditer(params)}
    total, per_page = _number(_TOTAL, page.html), _number(_PER_PAGE, page.script) or 15
    held = len(_RECORD.findall(page.html))
    if held:
        # Without a total only a store that isn't full is the whole list.
        more = held < total if total is not None else held >= per_page
        return Paging(next_page=_wanted(url, fields, held + 1, per_page, total) if more else None)
    if total is None or total > 0:
        # What stands on the page all the same is another list, or the first items again.
        return Paging(data=(_wanted(url, fields, 1, per_page, total),))
    return Paging()


def _catalogue(page: RawPage, items: int) -> Paging:
    """The disclosure catalogue (信息公开目录): a page of its own, turned by ``currpage``, which it takes by POST."""
    asked = query_of(page.url)
    pages = page.pager.pages
    at = number(asked.get("currpage")) or page.pager.at or 1
    if items and pages is None:
        return generic_paging(page, items)
    if not items or pages is None or at >= pages:
        return Paging(total_pages=pages)
    fields = {**asked, "currpage": str(at + 1)}
    request = PageRequest(
        url=with_query(page.url, currpage=str(at + 1)), method="POST", form=tuple(fields.items())
    )
    return Paging(next_page=request, total_pages=pages)


def _wanted(url: str, fields: dict[str, str], start: int, per_page: int, total: int | None) -> PageRequest:
    end = start + per_page * PAGES_AT_ONCE - 1
    if total:
        end = min(end, total)
    pairs = {"startrecord": str(start), "endrecord": str(end), "perpage": str(per_page), **fields}
    parts = urlsplit(url)
    return PageRequest(
        url=urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(pairs), "")),
        method="POST",
        form=tuple(fields.items()),
    )


def _answer(url: str, text: str) -> Answer | None:
    if not _ANSWER.match(text):
        return None
    held = len(_RECORD.findall(text))
    return Answer(html=records_html(text), next_page=_following(url, text, held))


def _following(url: str, text: str, held: int) -> PageRequest | None:
    if not held:
        return None
    asked = query_of(url)
    end, per_page = number(asked.get("endrecord")), number(asked.get("perpage"))
    if end is not None and per_page:
        total = _number(_TOTAL, text)
        fields = {name: value for name, value in asked.items() if name not in _RANGE}
        # Without a total only an answer that isn't full ends the list.
        full = held > end - (number(asked.get("startrecord")) or 1)
        if end < total if total is not None else full:
            return _wanted(url, fields, end + 1, per_page, total)
        return None
    group = _NEXT_GROUP.search(text)
    target = absolute(url, group[1].replace("&amp;", "&")) if group else None
    if target:
        return PageRequest(url=target) if target != url else None
    pages, at = _number(_TOTAL_PAGES, text), number(asked.get("page"))
    if pages is None or at is None or at >= pages:
        return None
    return PageRequest(url=with_query(url, page=str(at + 1)))


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return int(next(value for value in match.groups() if value)) if match else None


FAMILY = Family(
    name="hanweb",
    fits=_fits,
    marks=("Publish by JCms", "<datastore"),
    paging=_paging,
    answer=_answer,
    rewrite=_rewrite,
    article=lambda path: bool(_ARTICLE.search(path)),
)
