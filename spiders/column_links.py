"""Does this link plausibly lead to a disclosure column (公开栏目), or to a service, another site, or an article?"""

import re
from urllib.parse import urlsplit

from domain.pages import Link
from domain.subjects import Grade, SubjectMatch, Surface
from spiders.families.table import is_article_address
from spiders.regions import FOOTER, FRIEND
from spiders.url_dates import url_date, urlsplit_path

_SERVICE_HOST = re.compile(r"zwfw|zwdt|fwzx|banshi|wsbs|bsdt|ggfw|service|tyrz|login|user", re.IGNORECASE)
# Power lists stand on the government service platform of the province, for all its units.
_ON_SHARED_PLATFORMS = frozenset({"power-list"})


def column_matches(link: Link, page_url: str) -> tuple[SubjectMatch, ...]:
    """The subjects whose column of the page's own site this link plausibly leads to, judged by the link alone."""
    if link.region in {FOOTER, FRIEND}:
        return ()
    path = urlsplit_path(link.url)
    if is_article_address(path) or url_date(link.url) is not None:
        return ()
    host = host_of(link.url)
    own = same_site(link.url, page_url) and not _SERVICE_HOST.search(host.partition(".")[0])
    named = bool(link.text or link.title or link.alt)
    return tuple(
        match
        for match in link.matches
        # An address may hint at a subject only where the link has no name that says otherwise.
        if not (match.surface is Surface.SLUG and named)
        and (
            own
            or (
                match.subject in _ON_SHARED_PLATFORMS
                and match.grade > Grade.WEAK
                and host.endswith(".gov.cn")
            )
        )
    )


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
