"""What did the site's own search answer: results, that there are none, or something that can't be told from either?"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode, urlsplit

from domain.coverage import SearchBar
from domain.pages import Link, PageReading, SearchBox
from spiders.kinds.search_pages import is_search_address
from spiders.markup.absolute import is_file
from spiders.portal.addresses import Site, clean_url, is_trap, page_key
from spiders.portal.navigation import name_of
from spiders.portal.page_source import Loaded

_MOST_HITS = 50
_MOST_OPENED = 3  # of one question, beside those that name a subject
_NOTHING = re.compile(
    r"(?:没有|未能?|没)(?:能)?(?:搜索|检索|查询|查|找|搜)(?:索|询|找)?到|没有(?:相关|符合|匹配|满足)|无(?:相关|匹配|符合)[^。\n]{0,6}(?:信息|结果|内容|记录|数据|文章)|"
    r"(?:找到|搜索到|检索到|查询到|命中|共|结果)[^。\n\d]{0,12}0\s*(?:条|个|项|篇|件|结果|记录)|"
    r"暂无(?:相关)?(?:数据|信息|结果|内容|记录)|\bno results?\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:找到|搜索到|检索到|查询到|搜到|命中|共有?|结果)[^。\n\d]{0,12}?(\d[\d,]{0,9})\s*(?:条|个|项|篇|件|结果|记录)"
)
_GONE = re.compile(r"(?:页面|网页|地址|网址|链接)[^。\n]{0,8}(?:不存在|未找到|找不到|失效)|\b404\b")
_READ_OF_TEXT = 6_000  # characters: counts and excuses stand above the results


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer. ``bar`` says why it can't be used, ``gone`` that it says there is no such page.

    Else ``hits`` are its results, ``whole`` when these are all.
    """

    hits: tuple[Link, ...] = ()
    whole: bool = False
    bar: SearchBar | None = None
    gone: bool = False


def question(box: SearchBox, words: str, charset: str) -> str:
    """The address that asks a GET form for some words, in the charset of its page as a browser sends it."""
    pairs = [*box.fields, (box.field, words)]
    try:
        query = urlencode(pairs, encoding=charset, errors="xmlcharrefreplace")
    except LookupError:
        query = urlencode(pairs)
    return f"{box.url.partition('#')[0].partition('?')[0]}?{query}"


def answer_of(page: Loaded, words: str, frame: Collection[str]) -> Answer:
    """What a page that was asked for some words answers; ``frame`` are the addresses that every page links to."""
    reading = page.reading
    if page.incomplete is not None or (reading.needs_render and not reading.postings):
        return Answer(bar=SearchBar.SCRIPT)
    hits = tuple(_hits(reading, frame))
    text = reading.text[:_READ_OF_TEXT]
    count = _COUNT.search(text)
    told = int(count.group(1).replace(",", "")) if count else None
    if not hits:
        nothing = told == 0 or (told is None and _NOTHING.search(text) is not None)
        if not nothing and told is None and _GONE.search(text):
            return Answer(gone=True)
        # A count above nothing, and no result to be seen: a script shows them, or they are not recognised.
        return Answer(whole=True) if nothing else Answer(bar=SearchBar.NOT_UNDERSTOOD)
    if not told and not any(_holds(name_of(hit), words) for hit in hits):
        # What stands there may be the same for every question: hot words, the newest items, a home page's boxes.
        nothing = told == 0 or _NOTHING.search(text) is not None
        return Answer(whole=True) if nothing else Answer(bar=SearchBar.NOT_UNDERSTOOD)
    more = reading.next_page is not None or reading.needs_postback or (reading.total_pages or 1) > 1
    whole = not more and len(hits) <= _MOST_HITS and (told is None or told <= len(hits))
    return Answer(hits=hits[:_MOST_HITS], whole=whole)


def as_links(reading: PageReading, hits: tuple[Link, ...]) -> PageReading:
    """The page with its results as plain links, so that each is followed by what it names."""
    plain = tuple(replace(hit, region="") for hit in hits)
    return replace(reading, links=plain, postings=())


def to_open(
    hits: Iterable[Link], words: str, site: Site, taken: Callable[[str], bool]
) -> Iterator[tuple[Link, str]]:
    """The first few results of the portal whose titles hold the words and that were not read: link and address."""
    opened = 0
    for hit in hits:
        url = clean_url(hit.url)
        if url is None or opened >= _MOST_OPENED or not _holds(name_of(hit), words):
            continue
        if site.owns(url) and not (is_file(url) or is_trap(url) or site.is_home(url) or taken(url)):
            opened += 1
            yield hit, url


def _holds(text: str, words: str) -> bool:
    return words.lower() in "".join(text.split()).lower()


def _hits(reading: PageReading, frame: Collection[str]) -> Iterator[Link]:
    """The results: the items of the page's lists, else the links of its content that are not the site's frame."""
    posted = {posting.url for posting in reading.postings}
    own = urlsplit(reading.url).path
    seen: set[str] = set()
    for link in reading.links:
        url = clean_url(link.url)
        if url is None or not name_of(link) or (posted and link.url not in posted):
            continue
        if link.region or page_key(url) in seen or (url in frame and link.url not in posted):
            continue
        if urlsplit(url).path == own or is_search_address(url):
            continue  # pages of the results, other orders of them, hot words
        seen.add(page_key(url))
        yield link
