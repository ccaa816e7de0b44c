"""Hanweb jcms (大汉): lists kept in ``<script type="text/xml"><datastore>``, the rest by ``dataproxy.jsp``.

The proxy takes a POST with the list's fields; they are also put into the query, so that its answer, which names no
column, can be followed by the next one.
"""

import re
from urllib.parse import urlencode, urlsplit, urlunsplit

from domain.pages import PageRequest
from spiders.families.protocol import Answer, Family, Paging, RawPage, query_of
from spiders.links import absolute

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
_RANGE = ("startrecord", "endrecord", "perpage")
_MARKS = ("Publish by JCms", "<datastore", "dataproxy.jsp", "/module/xxgk/", "/jcms/jcms_files")
_ARTICLE = re.compile(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html?$|/art_\d+_\d+\.html?$")
_OWN = re.compile(r"/col/col\d+/|/art_\d+_\d+\.html?$")


def _fits(page: RawPage) -> bool:
    if _OWN.search(page.url.partition("?")[0]) or page.holds(*_MARKS):
        return True
    host = urlsplit(page.url).hostname
    return sum(1 for link in page.links if _OWN.search(link.url) and urlsplit(link.url).hostname == host) >= 3


def _rewrite(html: str) -> str:
    if "<datastore" not in html.lower():
        return html
    return _STORE_SCRIPT.sub(lambda match: records_html(match[1]), html)


def records_html(store: str) -> str:
    """The records of a data store as a list."""
    records = [match[1] for match in _RECORD.finditer(store)]
    rows = bool(records) and records[0].lstrip().lower().startswith("<tr")
    return f"<table>{''.join(records)}</table>" if rows else f"<ul>{''.join(records)}</ul>"


def _paging(page: RawPage, items: int) -> Paging | None:
    proxy = _PROXY.search(page.script)
    params = _PARAMS.search(page.script)
    following = _NEXT_GROUP.search(page.html)
    url = absolute(page.base, proxy[1]) if proxy else None
    if url and params:
        fields = {match[1]: match[2] or match[3] or match[4] or "" for match in _PARAM.finditer(params[1])}
        total, per_page = _number(_TOTAL, page.html), _number(_PER_PAGE, page.script) or 15
        held = len(_RECORD.findall(page.html))
        if held:
            wanted = _wanted(url, fields, held + 1, per_page, total) if total and held < total else None
            return Paging(next_page=wanted)
        if not items and (total is None or total > 0):
            wanted = _wanted(url, fields, 1, per_page, total)
            return Paging(data=(wanted,))
        return Paging()
    if following:
        target = absolute(page.base, following[1].replace("&amp;", "&"))
        if target and items:
            return Paging(next_page=PageRequest(url=target))
        return Paging(data=(PageRequest(url=target),)) if target else None
    return None


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
    if asked.get("endrecord", "").isdigit() and asked.get("perpage", "").isdigit():
        total = _number(_TOTAL, text)
        end = int(asked["endrecord"])
        fields = {name: value for name, value in asked.items() if name not in _RANGE}
        if total is not None and end < total:
            return _wanted(url, fields, end + 1, int(asked["perpage"]), total)
        return None
    group = _NEXT_GROUP.search(text)
    target = absolute(url, group[1].replace("&amp;", "&")) if group else None
    return PageRequest(url=target) if target and target != url else None


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return int(next(value for value in match.groups() if value)) if match else None


FAMILY = Family(
    name="hanweb",
    fits=_fits,
    paging=_paging,
    answer=_answer,
    rewrite=_rewrite,
    article=lambda path: bool(_ARTICLE.search(path)),
)
