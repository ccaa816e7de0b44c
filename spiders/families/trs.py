"""TRS WCM (拓尔思): directories, ``createPageHTML`` pagers, ``./201704/t20170421_144306.html`` articles."""

import re

from spiders.families.page_html import create_page_html
from spiders.families.protocol import Family, Paging, RawPage

_ARTICLE = re.compile(r"/t(?:20\d{6}|\d{5,})_?\d*\.s?html?$", re.IGNORECASE)
_ARTICLE_LINK = re.compile(r"/20\d{4}/t20\d{6}_\d+\.s?html?$", re.IGNORECASE)
_MARKS = (
    "TRS_Editor",
    "trs_editor_view",
    "TRS_AUTOADD",
    "TRSDesignMode",
    "trs_ta_js",
    "WCM置标",
    "TRSCrsEditor",
)
_UPLOAD = re.compile(r"[/\"'][PWpw]02\d{17,}[._]")


def _fits(page: RawPage) -> bool:
    if page.holds(*_MARKS) or _ARTICLE_LINK.search(page.url):
        return True
    # The call with a container's id is other makers' too.
    if re.search(r"createPageHTML\s*\(\s*\d+\s*,\s*\d+\s*,", page.script):
        return True
    if sum(1 for link in page.links if _ARTICLE_LINK.search(link.url)) >= 5:
        return True
    return page.holds("/P02", "/W02", "/p02", "/w02") and bool(_UPLOAD.search(page.html))


def _paging(page: RawPage, _items: int) -> Paging | None:
    return create_page_html(page)


FAMILY = Family(name="trs", fits=_fits, paging=_paging, article=lambda path: bool(_ARTICLE.search(path)))
