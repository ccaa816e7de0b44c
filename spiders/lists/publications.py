"""Which of a page's lists are publications of its own, and under which headings do they stand?"""

import re
import sys

from spiders.lists.find_lists import ItemList
from spiders.lists.headlines import TITLE_OF_POSTING
from spiders.lists.posting_addresses import is_posting_address
from spiders.lists.sections import sections_of
from spiders.markup.page_tree import PageTree

# Lists that choose among the site's postings, or lead away from them.
_NOT_PUBLICATIONS = re.compile(
    r"^(?:最|本[周月日]|今日|一周|24小时)?热(?:点|门|词|搜)?(?:新闻|资讯|文章|信息|内容|推荐|排行|关注|阅读|点击|搜索|标签|链接)?榜?$|"
    r"排行榜?$|点击量|浏览记录|"
    r"^(?:图文|热门|热点|精彩|为[您你]|相关|编辑|小编|本站|站内|头条|今日)?推荐(?:阅读|信息|新闻|文章|内容|资讯|链接)?$|"
    r"猜你|[您你]可能|大家都在|延伸阅读|关联稿件|上一[篇条]|下一[篇条]|最新评论|"
    r"^相关(?:政策)?(?:文章|链接|阅读|新闻|信息|文件|内容|附件|报道|解读|稿件|资讯|文档|图片|视频|专题)$"
)
# What holds no postings; a heading of a menu beside a dated list may seem to be the list's.
_NOT_DATED = re.compile(r"友情链接|网站导航|搜索")
# What citizens wrote, or was done for one of them.
_LETTERS = re.compile(r"来信|信件|信箱|留言|咨询|投诉|建言|网友|最新回复|办件|办事(?:公示|公告|结果)|办结")
# What every page of a site shows beside its list.
_NEWEST = re.compile(
    r"^(?:本站)?最新(?:公开|发布|更新)?(?:信息|动态|文章|资讯|公开|发布|更新|内容|消息|新闻|公告|文件)?$"
)
_HIDES_REST = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)
_LEAST_HEADED = 3  # items
_OF_A_LIST_PAGE = 2  # lists: its own, and one that every page shows
_LONG = 10  # items
_FEW = 6  # dated items: so many stand in the side column of a list without dates
_MANY = 10


def publications(tree: PageTree, lists: list[ItemList]) -> list[tuple[ItemList, str | None]]:
    """The lists of publications with the names of their sections; hot lists, letters and side lists are left out."""
    named = list(zip(lists, sections_of(tree, lists), strict=True))
    longest = max((found.dated for found in lists), default=0)
    kept = [
        (found, section)
        for found, section in named
        if not section
        or not (_is_choice(found, section, len(named)) or _is_aside(found, section, longest))
        or _is_own(tree, section)
    ]
    if len(kept) == _OF_A_LIST_PAGE:
        # What runs through the head of every page of a site, beside the one list of this page.
        kept = [(found, section) for found, section in kept if not (_runs(found) and found.dated < longest)]
    least = _least_undated([found for found, _ in kept])
    return [
        (found, section)
        for found, section in kept
        if found.dated or len(found.items) >= least or (section and _is_headed_list(tree, found))
    ]


def _runs(found: ItemList) -> bool:
    """Whether a list runs through a box: a ``marquee``, or what shows a part of itself and stops under the pointer."""
    around = (found.container, *found.container.ancestors())
    return any(
        node.tag == "marquee"
        or ("onmouseover" in node.attrs and _HIDES_REST.search(node.attrs.get("style", "")))
        for node in around
    )


def _is_choice(found: ItemList, section: str, lists: int) -> bool:
    """Whether a section's name says that its list chooses among other postings, or that others wrote what it lists."""
    if _NOT_PUBLICATIONS.search(section) or (not found.dated and _NOT_DATED.search(section)):
        return True
    return lists > 1 and bool(_LETTERS.search(section))


def _is_aside(found: ItemList, section: str, longest: int) -> bool:
    """Whether a list is the site's newest postings in the side column of a long list."""
    return longest >= _LONG and len(found.items) * 2 <= longest and bool(_NEWEST.match(section))


def _is_own(tree: PageTree, section: str) -> bool:
    """Whether the page itself is called like a section: a column may be called 热点新闻."""
    return any(tree.text_of(node, 100).startswith(section) for node in tree.find("title")[:1])


def _is_headed_list(tree: PageTree, found: ItemList) -> bool:
    """Whether the items of a list under a heading of its own are postings by their addresses, none of them a picture."""
    container = found.container
    if len(found.items) < _LEAST_HEADED or tree.count("img", container):
        return False
    titles = [item.link for item in found.items]
    headlines = sum(len(link.name) for link in titles) >= TITLE_OF_POSTING * len(titles)
    return headlines and all(is_posting_address(link.url) for link in titles)


def _least_undated(lists: list[ItemList]) -> int:
    """How many items a list without dates must have to count on this page.

    Beside dated lists it is a picture strip, a menu of topics or a box of services; beside a few dated items only,
    which may stand in the side column, a long one is the page's own.
    """
    dated = [len(found.items) for found in lists if found.dated]
    if sum(dated) <= 1:
        return 0
    return max(_MANY, 2 * sum(dated)) if sum(dated) <= _FEW else sys.maxsize
