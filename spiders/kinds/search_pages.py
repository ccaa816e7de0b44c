"""Is this a search's page (站内搜索, 文件库检索): its results, or the form that asks for them?

Results look like a list of publications, but belong to no column. An address says it mostly; where it doesn't, the page
must both call itself a search and count what it found.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

_PATH = re.compile(
    r"/[\w-]{0,12}(?<!re)search[\w-]*(?=[/.?;]|$)|/so/s(?:[./?]|$)|/was5/web/|/(?:\w{0,8}sousuo|ssjg|quanwen|\w{0,8}jiansuo)\w*(?=[/.]|$)",
    re.IGNORECASE,
)
_SHORT_PATH = re.compile(
    r"/(?:ss|so)(?:[/.]|$)", re.IGNORECASE
)  # may as well be the initials of something else
_CATALOGUE = re.compile(r"/module/xxgk/search\.jsp", re.IGNORECASE)
_QUERY = re.compile(
    r"(?:^|&)(?:q|qt|key|keys|keyword|keywords|searchword|searchkey|searchtext|searchcontent|sword|wd|tags|classsql|kw|title|content|lucenenewssearchkey)=",
    re.IGNORECASE,
)
_HOST = re.compile(r"^(?:search|sousuo|so|ss|jsearch|znss)\d*\.", re.IGNORECASE)
_REGISTER = re.compile(r"查询(?:系统|平台|服务)?(?:$|[\s\-_—|·])")
_OF_PAGES = re.compile(r"搜索|检索|站内|全文|文件|信息|政策|公开|法规|新闻|公报|综合查询|高级查询")
_CALLED = re.compile(r"搜索|检索|查询结果|search", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:找到|搜索到|搜到|检索到|查询到|命中)[^。\n]{0,40}?\d[\d,]*[^。\n]{0,6}(?:条|个|项|篇|件|结果|记录)|"
    r"(?:搜索|检索|查询)(?:结果|用时|耗时)|相关结果\D{0,4}\d|没有(?:搜索|检索|查询|找)到[^。\n]{0,40}(?:内容|信息|结果|记录|网页)|按(?:相关度|时间)排序"
)


def is_search_address(url: str) -> bool:
    """Whether an address is that of a search: of its form or of its results."""
    parts = urlsplit(url)
    path = parts.path
    if _CATALOGUE.search(path):
        return False
    if _HOST.match(parts.hostname or ""):
        return True
    asks = bool(_QUERY.search(parts.query))
    return bool(_PATH.search(path)) or (asks and bool(_SHORT_PATH.search(path)))


def asks_a_register(title: str) -> bool:
    """Whether a page is called the query of some register (全国社会组织查询), which finds records, none of the site's pages."""
    return _REGISTER.search(title) is not None and not _OF_PAGES.search(title)


def shows_results(title: str, crumbs: Sequence[str], text: str) -> bool:
    """Whether a page calls itself a search, by its title or in its breadcrumb, and says what it found."""
    named = _CALLED.search(title) or any(_CALLED.search(step[:12]) for step in crumbs[-1:])
    return bool(named) and bool(_COUNTED.search(text[:4_000]))
