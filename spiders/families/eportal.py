"""Easysite/eportal, of the central bank's branches, customs and others: ``/kunming/133736/133760/133767/index.html``.

The pager's links have no target of their own: ``tagname`` bears it (``/144957/21892-2.html``), whose stem can't be told from
anything else on the page. A hidden field says how many pages there are.
"""

import re

from domain.pages import PageRequest
from spiders.families.protocol import Family, Paging, RawPage
from spiders.markup.absolute import absolute
from spiders.markup.page_texts import fold
from spiders.pagers.pager_controls import NEXT_TEXT
from spiders.pagers.paging import generic_paging

_ARTICLE = re.compile(r"/20\d{15,17}/index\.html$")
_FIELDS = frozenset({"article_paging_list_hidden", "eprotalCurrentPageId", "eprotalCurrentArticleId"})
_CALL = re.compile(r"queryArticleByCondition\s*\(\s*this\s*,\s*'([^']{1,300})'")


def _fits(page: RawPage) -> bool:
    return (
        not page.fields.isdisjoint(_FIELDS)
        or bool(_ARTICLE.search(page.path))
        or "/eportal/" in page.addresses
    )


def _paging(page: RawPage, items: int) -> Paging:
    counts = [
        int(node.attrs["totalpage"])
        for node in page.tree.find("input")
        if node.attrs.get("totalpage", "").isdecimal() and len(node.attrs["totalpage"]) < 6
    ]
    total = max(counts, default=None)
    target = _next(page)
    if target:
        return Paging(next_page=PageRequest(url=target), total_pages=total)
    found = generic_paging(page, items)
    if found.next_page is not None or total is None:
        return found
    return Paging(total_pages=total)


def _next(page: RawPage) -> str | None:
    for node in page.tree.find("a"):
        written = node.attrs.get("tagname", "")
        called = _CALL.search(node.attrs.get("onclick", ""))
        href = called[1] if called else written
        if not href or href.startswith("["):
            continue
        target = absolute(page.base, href)
        if target and target != page.url and NEXT_TEXT.match(fold(page.tree.text_of(node, 40))):
            return target
    return None


FAMILY = Family(name="eportal", fits=_fits, paging=_paging, article=lambda path: bool(_ARTICLE.search(path)))
