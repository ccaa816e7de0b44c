"""Which postings does the page list, with which dates? From lists found by structure to the domain's postings."""

import re
from datetime import date, timedelta

from domain.pages import DateConfidence, DateSource, Posting, ReadDate
from spiders.lists import Item, ItemList
from spiders.page_tree import PageTree
from spiders.sections import section_of
from spiders.url_dates import url_date, void_url_days
from spiders.years import resolve_years

_NOT_PUBLICATIONS = re.compile(
    r"热点|热门|热词|热搜|排行|点击量|推荐|猜你|相关(?:文章|链接|阅读|新闻|信息|文件|内容|附件|报道|解读|稿件|推荐)|浏览记录|延伸阅读|"
    r"上一[篇条]|下一[篇条]|友情链接|网站导航|搜索|最新评论"
)


def read_postings(tree: PageTree, lists: list[ItemList], *, captured_on: date | None) -> tuple[Posting, ...]:
    """The postings of a page's lists in document order; hot lists and empty lists are left out."""
    kept = [(found, section_of(tree, found.container, lists)) for found in lists]
    kept = [(found, section) for found, section in kept if not _NOT_PUBLICATIONS.search(section or "")]
    if any(found.dated for found, _ in kept):
        # Beside dated lists an undated one is a picture strip, a menu of topics or a box of services.
        kept = [(found, section) for found, section in kept if found.dated]
    void = void_url_days(item.link.url for found, _ in kept for item in found.items)
    postings: list[Posting] = []
    seen: dict[tuple[str, str], int] = {}
    for found, section in kept:
        for item, read in zip(found.items, _dates(found, void, captured_on), strict=True):
            posting = Posting(
                title=item.title,
                url=item.link.url,
                published=read,
                date_text=item.date_text.text if item.date_text and read is None else None,
                section=section,
                hidden=found.hidden,
            )
            key = (posting.url, posting.title)
            if key in seen:
                if postings[seen[key]].published is None and read is not None:
                    postings[seen[key]] = posting
                continue
            seen[key] = len(postings)
            postings.append(posting)
    return tuple(postings)


def _dates(found: ItemList, void: frozenset[date], captured_on: date | None) -> list[ReadDate | None]:
    proved = resolve_years([(item.date_text, item.link.url) for item in found.items], captured_on=captured_on)
    result = []
    for item, entry in zip(found.items, proved, strict=True):
        in_url = url_date(item.link.url)
        if in_url in void:
            in_url = None
        read: ReadDate | None = None
        if entry is not None:
            read = _shown(item, entry, in_url)
        elif item.date_text is None and in_url is not None:
            read = ReadDate(on=in_url, source=DateSource.URL, confidence=DateConfidence.LOW)
        result.append(None if read and later_than(read.on, captured_on) else read)
    return result


def _shown(item: Item, entry: tuple[date, bool], in_url: date | None) -> ReadDate:
    on, certain = entry
    if not certain:
        confidence = DateConfidence.LOW
    elif item.on:
        confidence = DateConfidence.HIGH
    else:
        confidence = DateConfidence.MEDIUM
    differs = in_url is not None and in_url != on
    return ReadDate(
        on=on,
        source=DateSource.LIST,
        confidence=confidence,
        conflict=in_url if differs else None,
        conflict_source=DateSource.URL if differs else None,
    )


def later_than(on: date, captured_on: date | None) -> bool:
    """Whether a date lies after the page was captured: a typing error or a clock, no publication."""
    return captured_on is not None and on > captured_on + timedelta(days=1)
