"""FreeCMS, of government procurement sites: ``/freecms/site/…/info/2023/<id>.html``, lists from ``/freecms/rest/v1/notice/….do``.

The interface is asked only where the page writes its whole address out; the rest needs keys that scripts make.
"""

import re

from domain.pages import PageRequest
from spiders.families.json_rows import load_json, number, page_after, part_of, rows_html
from spiders.families.protocol import Answer, Family, Paging, RawPage, query_of
from spiders.markup.absolute import absolute
from spiders.pagers.page_numbers import with_query
from spiders.pagers.paging import unless_told

_ARTICLE = re.compile(r"/freecms[\w-]*/(?:site/)?.*/info/20\d\d/\w+\.html?$", re.IGNORECASE)
_INTERFACE = re.compile(r"['\"]([^'\"\s]*/freecms/rest/v1/notice/\w+\.do\?[^'\"\s]*\bchannel=[^'\"\s]+)['\"]")
_LINKS = ("pageurl", "pageUrl", "htmlpath")
_DATES = ("noticeTime", "addtimeStr", "addtime")


def _fits(page: RawPage) -> bool:
    return page.mentions("/freecms/")


def _paging(page: RawPage, items: int) -> Paging | None:
    interface = _INTERFACE.search(page.script) if "/rest/v1/notice/" in page.script else None
    target = absolute(page.base, interface[1].replace("&amp;", "&")) if interface else None
    if target and items:
        return unless_told(page, items)
    return Paging(data=(PageRequest(url=with_query(target, currPage="1")),)) if target else None


def _answer(url: str, text: str) -> Answer | None:
    if "/freecms/rest/" not in url:
        return None
    body = load_json(text)
    rows = part_of(body, "data")
    html = rows_html(rows, link=_LINKS, date=_DATES)
    if html is None:
        return None
    asked = query_of(url)
    following = page_after(
        number(asked.get("currPage", "1")) or 1,
        held=len(rows),
        size=number(asked.get("pageSize")),
        total=number(part_of(body, "total")),
    )
    wanted = PageRequest(url=with_query(url, currPage=str(following))) if following else None
    return Answer(html=html, next_page=wanted)


FAMILY = Family(
    name="freecms",
    fits=_fits,
    paging=_paging,
    answer=_answer,
    article=lambda path: bool(_ARTICLE.search(path)),
)
