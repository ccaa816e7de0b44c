"""Does this link plausibly lead to a disclosure column (公开栏目), or to a service, another site, or an article?"""

import re
from urllib.parse import urlsplit

from domain.pages import Link
from domain.subjects import Grade
from spiders.families.table import is_article_address
from spiders.regions import FOOTER, FRIEND
from spiders.url_dates import url_date, urlsplit_path

_SERVICE_HOST = re.compile(r"zwfw|zwdt|fwzx|banshi|wsbs|bsdt|ggfw|service|tyrz|login|user", re.IGNORECASE)
_SERVICE_PATH = re.compile(
    r"/(?:bsfw|wsbs|bszn|grbs|frbs|qybs|bmfw|zwfw|ggfw|fwzn|bsdt|login)\b", re.IGNORECASE
)


def is_column_link(link: Link, page_url: str) -> bool:
    """Whether the target may be a column of the page's own site, judged by the link alone."""
    if link.region in {FOOTER, FRIEND}:
        return False
    if not same_site(link.url, page_url):
        return False
    path = urlsplit_path(link.url)
    if is_article_address(path) or url_date(link.url) is not None:
        return False
    if _SERVICE_HOST.search(host_of(link.url)) or _SERVICE_PATH.search(path):
        return False
    return any(match.grade >= Grade.WEAK for match in link.matches)


def same_site(one: str, two: str) -> bool:
    """Whether two addresses are of one site: the same host, a leading www aside, or one under the other."""
    first, second = host_of(one), host_of(two)
    if not first or not second or second.endswith(".invalid"):
        return bool(first)
    return first == second or first.endswith("." + second) or second.endswith("." + first)


def host_of(url: str) -> str:
    """The host in lower case without a leading ``www.``; empty where there is none."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    return host.removeprefix("www.")
