"""truecms: lists by JSONP from ``messageController/getMessage.do``, whose ``result`` is a Hanweb-like data store.

Some of its servers answer 404 to a request without a Referer, so the list's own page is sent as one.
"""

import re
from urllib.parse import urlencode, urlsplit, urlunsplit

from domain.pages import PageRequest
from spiders.families.hanweb import records_html
from spiders.families.json_rows import load_json, number, part_of
from spiders.families.protocol import Answer, Family, Paging, RawPage, query_of
from spiders.markup.absolute import absolute
from spiders.pagers.page_numbers import with_query

AT_ONCE = 20  # the servers refuse larger windows, each its own
_INTERFACE = "messageController/getMessage.do"
_PROXY = re.compile(r"['\"]([^'\"\s]*messageController/getMessage\.do)[^'\"]*['\"]")
_COLUMN = re.compile(r"\bcolumnId\s*['\"]?\s*[:=]\s*['\"]([^'\"]{1,80})['\"]")
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)|totalRecord['\"]?\s*[:=]\s*['\"]?(\d+)", re.IGNORECASE)
_RECORD = "<record>"


def _fits(page: RawPage) -> bool:
    return page.mentions(_INTERFACE)


def _paging(page: RawPage, items: int) -> Paging | None:
    proxy, column = _PROXY.search(page.script), _COLUMN.search(page.script)
    url = absolute(page.base, proxy[1]) if proxy else None
    if not url or not column:
        return None
    total = _number(page.script)
    if items and total is not None and total <= items:
        return Paging()
    request = _window(url, column[1], 1, page.url)
    # What the page itself shows are the first items again.
    return Paging(next_page=request) if items else Paging(data=(request,))


def _window(url: str, column: str, start: int, referer: str) -> PageRequest:
    pairs = {
        "startrecord": str(start),
        "endrecord": str(start + AT_ONCE - 1),
        "perpage": str(AT_ONCE),
        "columnId": column,
        "callback": "list",
    }
    parts = urlsplit(url)
    target = urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(pairs), ""))
    return PageRequest(url=target, headers=(("Referer", referer),))


def _answer(url: str, text: str) -> Answer | None:
    if _INTERFACE not in url:
        return None
    store = part_of(load_json(text), "result")
    if not isinstance(store, str):
        return None
    held = store.count(_RECORD)
    asked = query_of(url)
    start, end = number(asked.get("startrecord")), number(asked.get("endrecord"))
    if not held or start is None or end is None:
        return Answer(html=records_html(store))
    size = end - start + 1
    total = _number(store)
    if end >= total if total is not None else held < size:
        return Answer(html=records_html(store))
    following = with_query(url, startrecord=str(end + 1), endrecord=str(end + size))
    return Answer(html=records_html(store), next_page=PageRequest(url=following, headers=(("Referer", url),)))


def _number(text: str) -> int | None:
    match = _TOTAL.search(text)
    return int(match[1] or match[2]) if match else None


FAMILY = Family(name="truecms", fits=_fits, paging=_paging, answer=_answer)
