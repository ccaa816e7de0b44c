"""Epoint EWB (新点), of public resource trading platforms: ``/jyxx/001001/20170912/<uuid>.html`` articles, ``2.html`` lists.

Its catalogue is filled by a POST of JSON to ``/rest/lightfrontaction/getgovinfolist`` with a ``siteGuid`` that stands in a
script file, which the page doesn't give; such a page is left to the browser.
"""

import re

from spiders.families.protocol import Family, RawPage
from spiders.pagers.paging import paging_by

_ARTICLE = re.compile(r"/20\d{6}/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.html?$", re.IGNORECASE)
_HINT = re.compile(r"/20\d{6}/[0-9a-f]{8}-")
_USED = ("/webBuilderCommon", "/EWB-FRONT/", "EpointWebBuilder", "lightfrontaction")
_LIST = re.compile(r"^(?P<folder>.*/)(?:\d{1,4}|about|list|moreinfo\w*|sub\w*)\.html$")


def _fits(page: RawPage) -> bool:
    if _ARTICLE.search(page.path) or page.mentions(*_USED):
        return True
    return bool(_HINT.search(page.addresses)) and page.leads(_ARTICLE, at_least=3)


def _turned(url: str, number: int) -> str | None:
    match = _LIST.match(url)
    return f"{match['folder']}{number}.html" if match else None


FAMILY = Family(
    name="epoint", fits=_fits, paging=paging_by(_turned), article=lambda path: bool(_ARTICLE.search(path))
)
