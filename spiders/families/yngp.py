"""Yunnan's government procurement site (云南省政府采购网, yngp.com): lists by POST to ``bulletin.do?method=moreListQuery``.

The form's fields are put into the query too, so that the answer, which names none, can be followed by the next one.
"""

import re
from html import escape
from typing import Any

from domain.pages import PageRequest
from spiders.families.json_rows import load_json, number, part_of
from spiders.families.protocol import Answer, Family, Paging, RawPage, query_of
from spiders.markup.absolute import absolute
from spiders.pagers.page_numbers import with_query

ROWS = 50
_SHELL = re.compile(r"/bulletin\.do\?(?:[^#]*&)?method=moreList\w*", re.IGNORECASE)
_ARTICLE = "/newbulletin_zz.do?method=preinsertgomodify&operator_state=1&flag=view&bulletin_id="
_HOSTS = ("yngp.com", "ccgp-yunnan.gov.cn")


def _fits(page: RawPage) -> bool:
    return page.host.endswith(_HOSTS) or bool(_SHELL.search(page.url))


def _paging(page: RawPage, items: int) -> Paging | None:
    if items or not _SHELL.search(page.url):
        return None
    asked = query_of(page.url)
    sign = asked.get("query_sign") or asked.get("sign") or "1"
    url = absolute(page.url, "/bulletin.do?method=moreListQuery")
    return Paging(data=(_wanted(url, sign, 1),)) if url else None


def _wanted(url: str, sign: str, number_: int) -> PageRequest:
    fields = {"current": str(number_), "rowCount": str(ROWS), "searchPhrase": "", "query_sign": sign}
    return PageRequest(url=with_query(url, **fields), method="POST", form=tuple(fields.items()))


def _answer(url: str, text: str) -> Answer | None:
    if "method=moreListQuery" not in url:
        return None
    body = load_json(text)
    rows = part_of(body, "rows")
    if not isinstance(rows, list):
        return None
    asked = query_of(url)
    at, pages = number(asked.get("current")) or 1, number(part_of(body, "totlePageCount"))
    more = bool(rows) and (pages is None or at < pages)
    html = f"<ul>{''.join(_item(row) for row in rows)}</ul>"
    return Answer(html=html, next_page=_wanted(url, asked.get("query_sign", "1"), at + 1) if more else None)


def _item(row: Any) -> str:
    title, key, day = (
        str(part_of(row, name) or "") for name in ("bulletintitle", "bulletin_id", "finishday")
    )
    if not title or not key:
        return ""
    return (
        f'<li><a href="{escape(_ARTICLE + key)}" title="{escape(title)}">{escape(title)}</a>'
        f"<span>{escape(day[:10])}</span></li>"
    )


FAMILY = Family(name="yngp", fits=_fits, paging=_paging, answer=_answer)
