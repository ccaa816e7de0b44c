"""Does a page on which no posting was read show something that may be one, or may hold one?

Then nobody may call it blank, whatever box of it says 暂无数据: a dated line, rows without links, a file, a link to what has
a posting's address, an entry or a document that is only a picture, an embedded file or page, what a click opens, a pager
that counts items, a text that says to wait.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from spiders.dates.url_dates import url_date
from spiders.families.table import is_article_address
from spiders.kinds.data_rows import has_data_rows
from spiders.kinds.ornaments import (
    is_aside,
    is_linked_ornament,
    is_ornament,
    is_small,
    may_be_paper,
    may_be_scan,
)
from spiders.kinds.telling_lines import LEAST, names_document, tells
from spiders.lists.posting_addresses import is_file_address
from spiders.markup.links import CLICKED_TAGS
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.markup.page_tree import PageTree
from spiders.markup.regions import BREADCRUMB, CONTENT

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST_DAY = 200
_UNSEEN = frozenset(
    {"title", "option", "button", "script", "style", "noscript", "textarea", "select", "label"}
)
# A whole day, or a line that is a day or a month and nothing else.
_DAY = re.compile(
    r"(?<![\d：:])(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d)|"
    r"^\W*(?:(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?月?|\d{1,2}\s?[-/月]\s?\d{1,2}\s?日?)\W*$"
)
_CLOCK = re.compile(r"今[天日]|现在|当前|星期|农历|欢迎|时间是|日期[:：是]")
_WAITING = re.compile(
    r"加载中|正在(?:加载|读取|载入|获取)|载入中|读取中|请稍[候等]|数据加载|loading|please\s+wait",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"共\s*(?:计|有)?\s*[1-9]\d*\s*(?:条|篇|项|件|个|则)|总(?:记录|条)数\s*[:：]?\s*[1-9]|"
    r"第?\s*1\s*/\s*(?:[2-9]|[1-9]\d+)\s*页|共\s*(?:[2-9]|[1-9]\d+)\s*页"
)
_PLACEHOLDER = re.compile(r"\{\{|\$\{|<%")
_DATA_ADDRESS = ("data-url", "data-href", "data-link", "data-src", "data-path", "data-uri")
_TOOL = re.compile(
    r"打印|关闭|收藏|首页|分享|字[号体]|[大中小]号?$|^[大中小]$|无障碍|长者|适老|关怀|简体|繁[体體]|语音|登[录陆]|注册|退出|搜索|检索|查询|提交|重置|清空|"
    r"确定|取消|返回|顶部|[上下首尾末前后]一?页|跳转|转到|手机|微信|微博|客户端|二维码|纠错|找错|展开|收起|更多|全部|刷新|English|^\W*\d*\W*$",
    re.IGNORECASE,
)
_WAITING_IMAGE = ("loading", "spinner", "jiazai", "ajax-load", "wait.gif")
_FEW = 2
# Elements of a kind that are looked at closely: a page with more of them than any real one is not searched to its end.
_MOST = 1_000
_BADGES = ("conac", "kaipuyun", "jiucuo", "beian", "12377", "12388", "pucha.")
_HOME_PATHS = frozenset(
    {"", "index.html", "index.htm", "index.shtml", "index.jsp", "index.asp", "index.aspx", "index.php"}
)


def has_traces(tree: PageTree, region_of: Sequence[str], *, noted: bool) -> bool:
    """Whether something on a page without postings may be a posting or hold some.

    ``noted``: the page says that its column is empty; beside that a picture that may be no scan, or a single line of text
    that names no document, proves nothing.
    Meant for the few pages without any posting: it looks at most of their elements.
    """
    content = _Content(tree, region_of)
    if content.is_dated() or content.embeds(frames=noted) or content.waits_or_counts() or content.has_rows():
        return True
    if content.has_picture_entries() or content.opens_by_click() or content.asks():
        return True
    if content.leads_to_postings() or content.names_a_document() or content.has_pictures(scans=noted):
        return True
    return content.telling_lines() >= (_FEW if noted else 1)


class _Content:
    """The content of a page: what stands in no menu, footer, or list of friends, and after the breadcrumb if there is one."""

    def __init__(self, tree: PageTree, region_of: Sequence[str]) -> None:
        self._tree = tree
        self._region_of = region_of
        crumb = next((index for index, region in enumerate(region_of) if region == BREADCRUMB), -1)
        self._begins = crumb + 1

    def _holds(self, node: Node) -> bool:
        return node.index >= self._begins and self._region_of[node.index] == CONTENT

    def _of(self, *tags: str) -> Iterator[Node]:
        return (node for node in self._tree.of(*tags) if self._holds(node))

    def _texts(self) -> Iterator[Node]:
        """Texts of the content outside links and what isn't shown as text."""
        for node in self._tree.texts():
            if self._holds(node) and not (node.parent is not None and node.parent.tag in _UNSEEN):
                yield node

    def is_dated(self) -> bool:
        """Whether a text is or ends with a day that isn't the visitor's."""
        for node in self._tree.numbered():
            text = node.text
            if not self._holds(node) or len(text) > _LONGEST_DAY or not _DAY.search(text):
                continue
            if node.parent is not None and node.parent.tag in _UNSEEN:
                continue
            if not _CLOCK.search(text):
                return True
        return False

    def embeds(self, *, frames: bool) -> bool:
        """Whether another page, a file or a film is shown within the content; a frame that has an address only if ``frames``.

        A crawl reads the frames whose addresses are known.
        """
        for node in islice(self._of("iframe", "embed", "object", "video", "audio"), _MOST):
            if node.tag == "iframe" and not frames and node.attrs.get("src", "").strip():
                continue
            address = node.attrs.get("src") or node.attrs.get("data", "")
            said = f"{address} {node.label}".lower()
            if node.hidden or is_small(node) or is_aside(said):
                continue
            plugged = "flash" in node.attrs.get("type", "") or ".swf" in said or "classid" in node.attrs
            if not plugged or may_be_paper(node, address):
                return True
        return False

    def waits_or_counts(self) -> bool:
        """Whether the page asks to wait for its data, shows its template, or counts items that it doesn't show."""
        for node in self._texts():
            text = node.text
            if len(text) > _LONGEST_DAY:
                continue
            if _WAITING.search(text) or _COUNTED.search(text) or _PLACEHOLDER.search(text):
                return True
        return any(
            mark in image.attrs.get("src", "").lower() for image in self._of("img") for mark in _WAITING_IMAGE
        )

    def has_rows(self) -> bool:
        """Whether a table has a row of data under its first one, or an element carries an address as data."""
        return has_data_rows(self._tree, self._of("tr")) or any(
            any(name in node.attrs for name in _DATA_ADDRESS) and self._tree.texts_within(node)
            for node in self._of("li", "tr", "div", "p", "dd", "dl", "span", "td", "h3", "h4")
            if node.attrs
        )

    def has_picture_entries(self) -> bool:
        """Whether a link of the content has only a picture, no ornament, and leads to no home page or badge of a footer."""
        tree = self._tree
        links = (link for link in self._of("a") if tree.count("img", link) and not tree.texts_within(link))
        for link in islice(links, _MOST):
            if link.attrs.get("title") or not _leads_on(link.attrs.get("href", "").strip()):
                continue
            images = list(islice(tree.elements_in(link, "img"), _FEW))
            if any(image.attrs.get("alt") for image in images):
                continue
            if not all(is_linked_ornament(image) for image in images):
                return True
        return False

    def leads_to_postings(self) -> bool:
        """Whether a link of the content has a name, and the address of a file or of a single posting."""
        return any(
            _is_posting(link.attrs["href"].strip())
            for link in self._of("a")
            if "href" in link.attrs and (self._tree.texts_within(link) or link.attrs.get("title"))
        )

    def opens_by_click(self) -> bool:
        """Whether several things can be clicked that only a script knows the use of: tabs, items, choices."""
        clicked = [node for node in self._of("a") if _leads_nowhere(node)]
        clicked += [node for node in self._tree.clickable if node.tag in CLICKED_TAGS and self._holds(node)]
        names = {self._tree.text_of(node, 40) for node in clicked if not self._tree.count("input", node)}
        return sum(1 for name in names if _HAN.search(name) and not _TOOL.search(name)) >= _FEW

    def asks(self) -> bool:
        """Whether the content is a form to be filled in, more than the few fields of a search."""
        if any(True for _ in self._of("textarea")):
            return True
        kinds = [node.attrs.get("type", "").lower() for node in self._of("input")]
        return "password" in kinds or "file" in kinds or kinds.count("radio") >= _FEW

    def telling_lines(self) -> int:
        """How many texts, up to two, say more than a name, a label, an excuse, or what every page of a site says."""
        telling = (
            node
            for node in self._texts()
            if len(node.text) >= LEAST and tells(fold(node.text[:_LONGEST_DAY]))
        )
        inside = (
            not node.within("a", "h1", "h2", "h3", "h4", "th", "form") for node in islice(telling, _MOST)
        )
        return sum(islice(filter(None, inside), _FEW))

    def names_a_document(self) -> bool:
        """Whether a text is the name of a document (关于…的批复), whatever public body it names."""
        named = (
            node
            for node in self._texts()
            if LEAST <= len(node.text) <= _LONGEST_DAY and names_document(fold(node.text))
        )
        return any(not node.within("a", "h1", "h2", "h3", "h4", "th") for node in islice(named, _MOST))

    def has_pictures(self, *, scans: bool) -> bool:
        """Whether a picture is shown that may be a document or a chart rather than an ornament; if ``scans``, a large one."""
        shown = (image for image in self._of("img") if image.attrs.get("src") and not image.hidden)
        return any(
            not (is_small(image) or is_ornament(image) or image.within("a"))
            for image in islice(shown, _MOST)
            if not scans or may_be_scan(image)
        )


def _leads_on(href: str) -> bool:
    if (
        not href
        or href.startswith(("#", "javascript:", "mailto:"))
        or any(badge in href for badge in _BADGES)
    ):
        return False
    try:
        path = urlsplit(href).path
    except ValueError:
        return False
    return path.strip("/").lower() not in _HOME_PATHS


def _leads_nowhere(link: Node) -> bool:
    href = link.attrs.get("href", "").strip().lower()
    return href.startswith("javascript:") or (href in {"", "#"} and "onclick" in link.attrs)


def _is_posting(href: str) -> bool:
    """Whether a written address, relative or not, has the shape of a file's or of one posting's."""
    if not href or href.startswith(("#", "javascript:", "mailto:")):
        return False
    if is_file_address(href):
        return True
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    path = "/" + parts.path.lstrip("./")
    return is_article_address(f"{path}?{parts.query}" if parts.query else path) or url_date(path) is not None
