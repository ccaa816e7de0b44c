"""Boda VSB (博达): ``/info/1030/39259.htm`` articles, ``list.jsp?urltype=…``, static pages numbered backwards.

The first page is ``/xxx.htm`` and the second ``/xxx/8.htm`` when there are nine: only the 下页 link is followed.
"""

import re

from spiders.families.protocol import Family, RawPage

_ARTICLE = re.compile(r"/info/(?:\d+/\d+\.htm|egovinfo/.+\.htm)|/content\.jsp$", re.IGNORECASE)
_MARKS = (
    "urltype=tree.TreeTempUrl",
    "urltype=news.NewsContentUrl",
    "/system/resource/",
    "vsb_content",
    "v_news_content",
    "showVsbpdfIframe",
    "wbtreeid=",
)


def _fits(page: RawPage) -> bool:
    if page.holds(*_MARKS) or re.search(r"/info/\d+/\d+\.htm$", page.url):
        return True
    return sum(1 for link in page.links if re.search(r"/info/\d+/\d+\.htm$", link.url)) >= 3


FAMILY = Family(name="boda", fits=_fits, article=lambda path: bool(_ARTICLE.search(path)))
