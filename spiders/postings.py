"""Which postings does the page list, with which dates? From lists found by structure to the domain's postings."""

import re
import sys
from dataclasses import replace
from datetime import date, timedelta

from domain.pages import DateConfidence, DateSource, Posting, ReadDate
from spiders.lists import Item, ItemList
from spiders.page_tree import PageTree
from spiders.sections import sections_of
from spiders.url_dates import url_date, void_url_days
from spiders.whole_titles import plain
from spiders.years import resolve_years

_CUT_END = re.compile(r"[\s.…⋯]+$")
# Lists that choose among the site's postings, or lead away from them.
_NOT_PUBLICATIONS = re.compile(
    r"^(?:最|本[周月日]|今日|一周|24小时)?热(?:点|门|词|搜)?(?:新闻|资讯|文章|信息|内容|推荐|排行|关注|阅读|点击|搜索|标签|链接)?榜?$|"
    r"排行榜?$|点击量|浏览记录|"
    r"^(?:图文|热门|热点|精彩|为[您你]|相关|编辑|小编|本站|站内|头条|今日)?推荐(?:阅读|信息|新闻|文章|内容|资讯|链接)?$|"
    r"猜你|[您你]可能|大家都在|延伸阅读|关联稿件|上一[篇条]|下一[篇条]|友情链接|网站导航|搜索|最新评论|"
    r"^相关(?:政策)?(?:文章|链接|阅读|新闻|信息|文件|内容|附件|报道|解读|稿件|资讯|文档|图片|视频|专题)$"
)
# What citizens wrote, or was done for one of them.
_LETTERS = re.compile(r"来信|信件|信箱|留言|咨询|投诉|建言|网友|最新回复|办件|办事(?:公示|公告|结果)|办结")
_FEW = 6  # dated items: so many stand in the side column of a list without dates
_MANY = 10


def read_postings(tree: PageTree, lists: list[ItemList], *, captured_on: date | None) -> tuple[Posting, ...]:
    """The postings of a page's lists in document order; hot lists and empty lists are left out."""
    kept = list(zip(lists, sections_of(tree, lists), strict=True))
    kept = [(found, section) for found, section in kept if not _is_choice(tree, section, len(kept))]
    least = _least_undated([found for found, _ in kept])
    kept = [(found, section) for found, section in kept if found.dated or len(found.items) >= least]
    void = void_url_days(item.link.url for found, _ in kept for item in found.items)
    postings: list[Posting] = []
    at: dict[str, list[int]] = {}
    for found, section in kept:
        for item, read in zip(found.items, _dates(found, void, captured_on), strict=True):
            posting = Posting(
                title=item.title,
                url=item.link.url,
                published=read,
                date_text=item.date_text.text if item.date_text and read is None else None,
                section=section,
                hidden=item.hidden,
            )
            places = at.setdefault(posting.url, [])
            same = next((place for place in places if _is_same(postings[place], posting)), None)
            if same is None:
                places.append(len(postings))
                postings.append(posting)
            else:
                postings[same] = _merged(postings[same], posting)
    return tuple(postings)


def _is_choice(tree: PageTree, section: str | None, lists: int) -> bool:
    """Whether a section's name says that its list is no publication of its own; a column may be called 热点新闻 itself."""
    if not section or not (_NOT_PUBLICATIONS.search(section) or (lists > 1 and _LETTERS.search(section))):
        return False
    return not any(tree.text_of(node, 100).startswith(section) for node in tree.find("title")[:1])


def _least_undated(lists: list[ItemList]) -> int:
    """How many items a list without dates must have to count on this page.

    Beside dated lists it is a picture strip, a menu of topics or a box of services; beside a few dated items only,
    which may stand in the side column, a long one is the page's own.
    """
    dated = [len(found.items) for found in lists if found.dated]
    if sum(dated) <= 1:
        return 0
    return max(_MANY, 2 * sum(dated)) if sum(dated) <= _FEW else sys.maxsize


def _is_same(one: Posting, other: Posting) -> bool:
    """Whether two items at one address are one posting: the same title, or the beginning of it."""
    first, second = (plain(_CUT_END.sub("", posting.title)) for posting in (one, other))
    return first.startswith(second) or second.startswith(first)


def _merged(one: Posting, other: Posting) -> Posting:
    """One posting of two places of the page: the place that shows its date, the longer title, hidden where both are."""
    shown = other if one.published is None and other.published is not None else one
    title = max(one.title, other.title, key=len)
    return replace(shown, title=title, hidden=one.hidden and other.hidden)


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
