"""How much speaks for a page being a single article (a document, an answered letter), how much against?

For: what it declares, its address, a date line under an unlinked headline, running text, 上一篇 and 下一篇, a document's
index table, a letter with its answer. Against: lists of publications, less where an article plainly stands beside them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from spiders.articles.article_date import ShownDate
from spiders.families.table import is_article_address
from spiders.lists.find_lists import ItemList

ENOUGH = 5
_TYPE = re.compile(r"article|content|detail|正文|文章")
_LIST_PATH = re.compile(
    r"(?:/|/index(?:_\d+)?\.\w+|/list\w*\.\w+|_list\w*\.\w+|/Index(?:_\d+)?\.aspx)$", re.IGNORECASE
)
# What sites of no known family call a single page: a script that shows one record, a file named by a number or a digest.
_ONE_RECORD = re.compile(
    r"/[\w-]*(?:detail|content|article|view|show|read|info|news|doc|item|pub)[\w-]*\.(?:aspx?|jspx?|php|do|action|s?html?)\?(?:.*&)?\w*id=[\w-]+|"
    r"/(?:[\w-]*_)?(?:content|post|detail|art|show|view|article|info)[_/-]?\d{3,}\b|"
    r"/(?:\d{4,}|[0-9a-f]{24,32}|[0-9a-f]{8}-[0-9a-f-]{27})\.(?:s?html?|jhtml|aspx?|jsp|php)$|"
    r"/20\d\d[-/]?\d{2}(?:[-/]?\d{2})?/[\w-]+\.(?:s?html?|jhtml|aspx?|php)$",
    re.IGNORECASE,
)
_MANY_RECORDS = re.compile(
    r"/(?:channels?|lanmu|lists?|columns?|category|catalog|class|nodes?|tags?)[/_.-]|list\w*\.\w+$|/index(?:_\d+)?\.\w+$",
    re.IGNORECASE,
)
_NEIGHBOURS = ("上一篇", "下一篇", "上一条", "下一条", "上篇：", "下篇：")
_INDEX_TABLE = re.compile(r"索\s*引\s*号")
_INDEX_FIELDS = re.compile(
    r"发文字号|文\s*号|发布机构|发文机关|制发机关|成文日期|主题分类|公开类别|信息名称|主题词"
)
_ASKED = re.compile(r"(?:来信|信件|留言|咨询|投诉|问题|诉求)(?:内容|正文|描述)")
_ANSWERED = re.compile(r"(?:答复|回复|办理|处理)(?:内容|意见|结果)")
_LAST_STEP = re.compile(
    r"^(?:正文|详情|详细(?:信息|内容)?|内容|文章内容|信息内容|信件内容|查看|内容页|信息详情|阅读)$"
)
_MUCH = 400  # characters of running text
_SOME = 4  # items
_MOST_LABELS = 3
_UPDATED = 65  # the rank of 更新时间 among shown dates
_HEADLINE = 8  # characters; what a column is called is shorter


class ArticleMarks:
    """The marks of one page.

    ``headline`` is the text that may be an article's title, empty where it is a link to another page; ``prose`` counts
    the characters of running text; ``loose_dates`` counts the texts of the content that are a date and in no list's item.
    """

    def __init__(
        self,
        *,
        url: str,
        meta: Mapping[str, str],
        crumbs: Sequence[str],
        text: str,
        headline: str,
        prose: int,
        shown: ShownDate | None,
        has_info_line: bool,
        lists: Sequence[ItemList],
        has_next: Callable[[], bool],
        loose_dates: Callable[[], int],
    ) -> None:
        self._shown = shown
        self._prose = prose
        self._headline = len(headline) >= _HEADLINE and headline != meta.get("columnname", "")
        self._loose_dates = loose_dates
        self._line = has_info_line
        self._lists = lists
        self._has_next = has_next
        self._declared = bool(meta.get("articletitle") or meta.get("pubdate"))
        self._typed = bool(_TYPE.search(meta.get("pagetype", "") + meta.get("pagecategory", "")))
        self._address = _address_weight(url)
        self._neighbours = any(mark in text for mark in _NEIGHBOURS)
        self._indexed = "索" in text and _once(_INDEX_TABLE, text) and bool(_INDEX_FIELDS.search(text))
        self._letter = _is_letter(text)
        self._last_step = bool(crumbs) and _LAST_STEP.match(crumbs[-1]) is not None

    @property
    def score(self) -> int:
        """The marks for an article less those against it; ``ENOUGH`` make an article."""
        score = 3 * self._declared + 2 * self._typed + self._address
        score += self._dated() + self._written_out() + self._headline + self._headed
        score += 2 * self._neighbours + 2 * self._indexed + 4 * self._letter + 2 * self._last_step
        if self._line and self._shown is None:
            score += 3
        score -= self._list_weight()
        # Neither an address nor a title makes an article: something must be dated, declared or written out.
        told = self._shown is not None or self._line or self._declared or self._letter or self._indexed
        if not told and self._prose < 150:
            score -= 3
        return score

    @property
    def _headed(self) -> bool:
        """Whether a date line stands under a headline, as it does over an article and nowhere else."""
        shown = self._shown
        if shown is None or not shown.near or not self._headline:
            return False
        # Several bare dates are those of items whose list was not recognised.
        return self._line or (shown.rank > _UPDATED if shown.labelled else self._loose_dates() < _MOST_LABELS)

    def _dated(self) -> int:
        shown = self._shown
        if shown is None:
            return 0
        if not shown.near:
            return 3 if shown.labelled else 1
        # A bare date under a short heading may be the first of a column's items, 更新日期 any table's.
        bare = not shown.labelled and not self._headline
        updated = shown.rank <= _UPDATED and self._prose < 150 and not self._address
        return 4 - 2 * (bare and not self._line) - (updated and not self._line)

    def _written_out(self) -> int:
        return 2 if self._prose >= _MUCH else 1 if self._prose >= 150 else 0

    def _undated_list(self) -> bool:
        """Whether a list without dates stands on a page that shows no date of its own either."""
        return self._shown is None and any(
            len(found.items) >= _SOME and not found.dated for found in self._lists
        )

    def _list_weight(self) -> int:
        """How much the page's lists speak against an article; little where one plainly stands beside them."""
        dated = sum(found.dated for found in self._lists)
        weight = 4 if dated >= 8 or self._has_next() else 2 if dated >= 4 or self._undated_list() else 0
        furnished = self._declared or self._address >= 2 or self._neighbours or self._last_step
        written = self._headline and self._prose >= _MUCH and furnished
        plain = written or (self._headed and (furnished or not self._has_next()))
        return min(weight, 1) if plain or self._letter else weight


def _address_weight(url: str) -> int:
    parts = urlsplit(url)
    if is_article_address(parts.path):
        return 3
    whole = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if _ONE_RECORD.search(whole) and not _MANY_RECORDS.search(parts.path):
        return 2
    # A host's root is what a page is filed under whose address nobody kept.
    return -1 if _LIST_PATH.search(parts.path) and parts.path != "/" and not parts.query else 0


def _once(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a label stands in the text, but not once for each of many records."""
    return 0 < sum(1 for _ in pattern.finditer(text)) < _MOST_LABELS


def _is_letter(text: str) -> bool:
    """Whether the page shows one letter (来信, 咨询) with its answer; a list of letters has no answers' texts."""
    return (
        _once(_ASKED, text[:20_000])
        and _once(_ANSWERED, text[:20_000])
        and ("复内容" in text or "内容" in text)
    )
