"""Does this link plausibly lead to a disclosure column (公开栏目), or to a service, another site, or an article?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from domain.pages import Link
from domain.subjects import Grade, SubjectMatch, Surface
from spiders.dates.url_dates import url_date, urlsplit_path
from spiders.families.table import is_article_address
from spiders.kinds.search_pages import is_search_address
from spiders.markup.absolute import is_file
from spiders.markup.regions import FOOTER, FRIEND
from spiders.subjects.column_hosts import host_of, is_service_host, on_shared_host, own_number, same_site
from spiders.subjects.service_menus import LIFE_THEMES, in_service_folder, service_themes

# What fills one page on most portals, so that its entry may lead to an article.
_ONE_PAGE: Final = frozenset({"leaders", "on-request", "hotline", "services"})
_ARTICLE: Final = re.compile(
    r"/(?:content|show|detail|view|article|news)[_-]?(?:view|show|detail)?[/_-]?\d{4,}(?:\.\w+)?$"
    r"|/c\d{4,}/content\.s?html?$"
    r"|/(?![\w-]*(?:class|list|column|channel|cat|dir|sort|more))[\w-]*(?:show|view|detail)[\w.-]*\?(?:[^#]*&)?\w*id=\w+"
    r"|[?&]a=show(?:&|$)",
    re.IGNORECASE,
)
_SEARCH_FIELDS: Final = frozenset(
    {
        "q",
        "qt",
        "k",
        "key",
        "keys",
        "keyword",
        "keywords",
        "kw",
        "wd",
        "word",
        "searchword",
        "searchkey",
        "text",
    }
)
_SHORT_SEARCH: Final = re.compile(
    r"/(?:s|so|ss)/?\?(?:[^#]*&)?(?:q|qt|k|wd|kw|key|keywords?)=", re.IGNORECASE
)


def column_links(links: Sequence[Link], page_url: str) -> Iterator[tuple[Link, tuple[SubjectMatch, ...]]]:
    """The links of a page that plausibly lead to a subject's column, each with its subjects.

    Beside what each link says by itself, its neighbours count: 教育 and 医疗卫生 among 婚姻登记 and 证件办理
    are themes of services.
    """
    themes: frozenset[int] | None = None
    number: str | None = None
    for place, link in enumerate(links):
        if not link.matches:
            continue
        if number is None:
            number = own_number(page_url, (other.url for other in links))
        by_number = number and host_of(link.url) == number
        matches = column_matches(link, link.url if by_number else page_url)
        if any(match.subject in LIFE_THEMES for match in matches):
            themes = service_themes(links) if themes is None else themes
            if place in themes:
                matches = tuple(match for match in matches if match.subject not in LIFE_THEMES)
        if matches:
            yield link, matches


def column_matches(link: Link, page_url: str) -> tuple[SubjectMatch, ...]:
    """The subjects whose column of the page's own site this link plausibly leads to, judged by the link alone."""
    url = link.url
    if not link.matches or link.region in {FOOTER, FRIEND} or not host_of(url):
        return ()
    if is_file(url) or _searches(link):
        return ()
    single = (
        is_article_address(urlsplit_path(url))
        or url_date(url) is not None
        or _ARTICLE.search(url) is not None
    )
    own = same_site(url, page_url)
    named = bool(link.text or link.title or link.alt)
    return tuple(
        match
        for match in link.matches
        # An address may hint at a subject only where the link has no name that says otherwise.
        if not (match.surface is Surface.SLUG and named)
        and not (single and not _fills_one_page(match))
        and ((own and _is_no_service(match, url)) or on_shared_host(match, url))
    )


def _fills_one_page(match: SubjectMatch) -> bool:
    return match.subject in _ONE_PAGE and match.grade > Grade.WEAK


def _is_no_service(match: SubjectMatch, url: str) -> bool:
    """Whether an address of the own site is none of a service, or the subject is services themselves."""
    if match.subject == "services":
        return True
    if is_service_host(host_of(url)):
        return False
    return match.subject not in LIFE_THEMES or not in_service_folder(url, match.matched)


def _searches(link: Link) -> bool:
    """Whether a link asks a search for its own text, as hot words do."""
    if "?" not in link.url:
        return is_search_address(link.url)
    if is_search_address(link.url) or _SHORT_SEARCH.search(link.url):
        return True
    names = {name for name in (link.text, link.title) if name}
    return any(name.lower() in _SEARCH_FIELDS and value in names for name, value in _fields(link.url))


def _fields(url: str) -> Iterable[tuple[str, str]]:
    try:
        return parse_qsl(urlsplit(url).query)
    except ValueError:
        return ()
