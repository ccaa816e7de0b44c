"""Xinhua's portal system (新华网集约化平台): ``/20260515/<32 hex>/c.html`` articles, lists filled from ``ds_<id>.json``.

A list's box names its data source (``data="datasource:<id>"``), whose file lies in the page's own folder and holds the
whole list; its addresses are relative to it.
"""

import re

from domain.pages import PageRequest
from spiders.families.json_rows import load_json, part_of, rows_html
from spiders.families.protocol import Answer, Family, Paging, RawPage
from spiders.markup.absolute import absolute
from spiders.pagers.paging import unless_told

_ARTICLE = re.compile(r"/20\d{6}/[0-9a-f]{32}/c\.html?$", re.IGNORECASE)
_SOURCE = re.compile(r"^datasource:([0-9a-f]{32})$")
_FILE = re.compile(r"/ds_[0-9a-f]{32}\.json$")
_USED = ("/xinhua_webdig.js", "news.cn/global/js/pageCore")
_MOST_SOURCES = 3


def _fits(page: RawPage) -> bool:
    if _ARTICLE.search(page.path) or any(mark in page.addresses for mark in _USED):
        return True
    return "/c.html" in page.addresses and page.leads(_ARTICLE, at_least=3)


def _paging(page: RawPage, items: int) -> Paging | None:
    wanted: list[PageRequest] = []
    for node in page.tree.find("ul", "div", "ol", "dl"):
        source = _SOURCE.match(node.attrs.get("data", ""))
        filled = page.tree.count("a", node) > 0
        target = absolute(page.base, f"ds_{source[1]}.json") if source and not filled else None
        if target and all(known.url != target for known in wanted):
            wanted.append(PageRequest(url=target))
    if items:
        return unless_told(page, items) if wanted else None
    return Paging(data=tuple(wanted[:_MOST_SOURCES])) if wanted else None


def _answer(url: str, text: str) -> Answer | None:
    if not _FILE.search(url.partition("?")[0]):
        return None
    rows = part_of(load_json(text), "datasource")
    html = rows_html(rows, link=("publishUrl",), date=("publishTime",))
    return None if html is None else Answer(html=html)


FAMILY = Family(
    name="xinhua",
    fits=_fits,
    paging=_paging,
    answer=_answer,
    article=lambda path: bool(_ARTICLE.search(path)),
)
