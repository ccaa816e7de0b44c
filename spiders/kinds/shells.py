"""Is this only a shell: a redirect, a frame, a page that scripts fill, a column under construction?"""

import re

from spiders.kinds.own_words import OwnWords
from spiders.markup.absolute import absolute
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree

_REFRESH = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*[;,]?\s*(?:url\s*=\s*)?['\"]?([^'\"]*)", re.IGNORECASE)
_MOVE = re.compile(
    r"\blocation(?:\s*\.\s*href)?\s*=\s*['\"]([^'\"]{1,500})['\"]\s*;?|"
    r"\blocation\s*\.\s*(?:replace|assign)\s*\(\s*['\"]([^'\"]{1,500})['\"]\s*\)"
)
_SKIPPED_FRAME = re.compile(
    r"visitcount|login|share|footer|foot\.|bottom|counter|tongji|weather|tianqi|tree\.jsp|jiathis|bdshare|map\.baidu|player|video|"
    r"search|top\.|header|head\.|bdimg|count\.|advert|piaochuang|calendar",
    re.IGNORECASE,
)
_MOUNTS = frozenset({"app", "root", "__nuxt", "main-app", "appcontainer", "app-root", "__next"})
# Said of the page itself, in a line of its own: a road may be 正在建设 in any news item.
_BUILDING = re.compile(
    r"(?:栏目|网站|网页|页面|内容|本栏|该栏|本页|系统|信息|平台|模块|功能|频道|专题|数据)[\u4e00-\u9fff，,\s]{0,6}(?:建设|改版|升级|维护|完善|整理|更新|筹备|制作|调试)中(?![的之心央存出遇])|"
    r"(?:栏目|网站|网页|页面|内容|本栏|该栏|本站|本页|系统|平台|模块|频道)[\u4e00-\u9fff，,\s]{0,4}(?:正在|尚在|处于)[\u4e00-\u9fff]{0,4}(?:建设|改版|升级|维护|完善|整理|筹备|制作|调试)|"
    r"^\W*(?:正在|努力|升级)?(?:建设|改版|升级|维护|完善|施工)(?:中|$)|^\W*正在(?:建设|改版|升级|维护|完善|加载内容)|敬请期待|under\s+construction|coming\s+soon",
    re.IGNORECASE | re.MULTILINE,
)
# Said of a list; what stands behind a label of its own (附件：暂无信息, 最新评论：暂无内容) is said of that.
_NOTHING = re.compile(
    r"^(?![\u4e00-\u9fff]{2,6}[:：]).{0,24}?(?:暂无(?:相关|此类|任何|公开|最新)?的?(?:数据|信息|内容|文章|记录|资料)|"
    r"(?:暂时|暂)?没有(?:相关|任何)?的?(?:数据|信息|内容|文章|记录)(?![\u4e00-\u9fff])|查无(?:相关)?(?:数据|信息|记录)|"
    r"^\W*无(?:相关)?(?:数据|记录|内容|信息)\W*$|没有找?到?匹配的(?:记录|结果)|表中数据为空|^\W*no\s+(?:data|records?|matching\s+records)\b)",
    re.IGNORECASE,
)
# A part of a page that has a note of its own (最新评论 暂无数据), in the same text or the one before.
_PART = re.compile(
    r"\W*(?:(?![无没未])[\u4e00-\u9fff]){0,4}(?:评论|留言|回复|[跟回]帖|附件|下载|提问|咨询|相关(?:信息|内容|阅读|链接|文章|新闻))"
    r"(?:列表|专?区|内容|信息)?[^\u4e00-\u9fff]{0,8}"
)
_MOST_WORDS = 600
_LONGEST_NOTE = 60
_FETCHES = re.compile(
    r"\$\.(?:ajax|post|get(?:JSON)?)\s*\(|\bfetch\s*\(|\baxios\b|XMLHttpRequest|\bnew\s+Vue\b|createApp|\blaypage\b|layui\.use|"
    r"[dD]ataTable\s*\(|bootstrapTable\s*\(|datagrid\s*\(|\.load\s*\(\s*['\"]"
)
_PAGE_FRAME = re.compile(
    r"head|foot|top|nav|menu|bottom|login|search|weather|share|logo|banner|crumb|hits|count|date|time|page|slide|swiper|play|qr|code"
)
_MOST_FRAMES = 20
_MOST_SCRIPT = 200_000
_PLACEHOLDER = re.compile(r"\{\{[^{}]{1,80}\}\}")
_FILLED_BY_SCRIPT = ("v-for=", "ng-repeat=", "ng-app", "data-reactroot", "<router-view")
# A script without one of these fetches nothing: sought letter by letter before the pattern.
_FETCH_WORDS = (
    *("$.", "fetch", "axios", "XMLHttpRequest", "Vue", "createApp", "laypage", "layui.use"),
    *("ataTable", "bootstrapTable", "datagrid", ".load("),
)
# Scripts that every page of a site has.
_COMMON_SCRIPT = re.compile(
    r"jquery|swiper|superslide|bootstrap|layui|vue|tongji|hm\.js|jiathis|share|analytics|monitor|wza|common|base|main|pub|nav|menu",
    re.IGNORECASE,
)
_WAITING = (
    "加载中",
    "正在加载",
    "载入中",
    "正在载入",
    "正在读取",
    "数据读取中",
    "Loading",
    "loading...",
    "loading…",
)
_LISTS = frozenset({"ul", "ol", "dl", "table", "tbody"})
_LONGEST_PLACEHOLDER = 20
_MOST_OF_A_PLACEHOLDER = 6  # nodes
_MOST_OF_AN_EMPTY = 3


def refresh_target(tree: PageTree, base: str, url: str, text: str) -> str | None:
    """Where the page sends its reader at once: a meta refresh, or a script on a page that shows next to nothing."""
    for node in tree.find("meta"):
        if node.attrs.get("http-equiv", "").strip().lower() != "refresh":
            continue
        match = _REFRESH.match(node.attrs.get("content", ""))
        # A long delay reloads a page that is meant to be read.
        if match and match[2].strip() and float(match[1]) <= 10:
            target = absolute(base, match[2].strip())
            if target and not _same(target, url):
                return target
    if len(text) > 120 or len(tree.nodes) > 150:
        return None
    for _, script in tree.scripts:
        match = _MOVE.search(script)
        if match:
            target = absolute(base, match[1] or match[2])
            if target and not _same(target, url):
                return target
    return None


def _same(one: str, two: str) -> bool:
    return one.partition("#")[0].rstrip("/") == two.partition("#")[0].rstrip("/")


def frames(tree: PageTree, base: str, url: str) -> tuple[str, ...]:
    """The frames that may hold content; counters, logins, footers and the like are left out."""
    found: dict[str, None] = {}
    for node in tree.find("frame", "iframe"):
        if len(found) >= _MOST_FRAMES:
            break
        source = node.attrs.get("src", "").strip()
        if not source or source.lower().startswith(("javascript:", "about:", "#")):
            continue
        target = absolute(base, source)
        if not target or target in found or _same(target, url):
            continue
        if node.tag == "iframe" and (_SKIPPED_FRAME.search(target) or _tiny(node.attrs)):
            continue
        if node.tag == "frame" and re.search(r"footer|bottom|visitcount|login", target, re.IGNORECASE):
            continue
        found[target] = None
    return tuple(found)


def _tiny(attrs: dict[str, str]) -> bool:
    sizes = [re.match(r"\d+", attrs.get(name, "")) for name in ("width", "height")]
    return any(
        size and int(size[0]) <= 40 and not attrs.get(name, "").endswith("%")
        for name, size in zip(("width", "height"), sizes, strict=True)
    )


def under_construction(words: OwnWords, *, postings: int) -> bool:
    """Whether a page without postings says that its column is being built, or that there is nothing in it.

    What it says isn't believed where it shows something that may be a posting: the note may be that of a box.
    """
    return (
        not postings
        and (_notes(words, _BUILDING) or _notes(words, _NOTHING, of_parts=False))
        and not words.traces(noted=True)
    )


def being_built(words: OwnWords) -> bool:
    """Whether a page says of itself that it is being built, changed or maintained (建设中, 改版, 升级维护)."""
    return _notes(words, _BUILDING)


def _notes(words: OwnWords, pattern: re.Pattern[str], *, of_parts: bool = True) -> bool:
    """Whether a page that says little else says so in a short text; unless ``of_parts``, not of comments and the like."""
    if words.size > _MOST_WORDS:
        return False
    return any(
        len(text) <= _LONGEST_NOTE
        and pattern.search(text)
        and (of_parts or not (_PART.match(text) or (before and _PART.fullmatch(before))))
        for before, text in zip(("", *words.said), words.said, strict=False)
    )


def needs_render(tree: PageTree, html: str, *, links: int, text: str, postings: int) -> bool:
    """Whether only scripts fill this page: it has them, and shows nothing without them."""
    if postings or not tree.scripts:
        return False
    mounted = any(
        node.attrs.get("id", "").lower() in _MOUNTS and not tree.text_of(node, 50)
        for node in tree.of("div", "main")
    )
    if mounted and len(text) < 400:
        return True
    if links <= 3 and len(text) < 200:
        return True
    if links < 15 and _is_template(html):
        return True
    return asks_to_wait(text) or _waits_for_data(tree)


def _is_template(html: str) -> bool:
    return any(mark in html for mark in _FILLED_BY_SCRIPT) or (
        "{{" in html and bool(_PLACEHOLDER.search(html))
    )


def asks_to_wait(text: str) -> bool:
    """Whether what a page shows asks to wait for what a script brings (加载中); to be asked of pages without postings."""
    return any(word in text for word in _WAITING)


def _waits_for_data(tree: PageTree) -> bool:
    """Whether an empty container of the content is filled by a script that fetches: no blank column, an unread one.

    A container that only says 暂无数据 is empty: a script that fills it takes that away.
    """
    script = "\n".join([text for _, text in tree.scripts])[:_MOST_SCRIPT]
    fetches = any(word in script for word in _FETCH_WORDS) and bool(_FETCHES.search(script))
    # Where a script of the page's own is kept elsewhere, a call that names the list is all that one sees.
    if not fetches and not any(src and not _COMMON_SCRIPT.search(src) for src, _ in tree.scripts):
        return False
    for node in tree.of("ul", "ol", "dl", "table", "tbody", "div", "section"):
        if node.end - node.index > _MOST_OF_A_PLACEHOLDER or not (fetches or node.tag in _LISTS):
            continue
        named = node.parent if node.tag == "tbody" and not node.attrs else node
        if named is None or not named.attrs or not _is_unfilled(tree, node):
            continue
        names = [named.attrs.get("id", ""), *named.attrs.get("class", "").split()]
        names = [name for name in names if len(name) >= 3 and name in script]
        if not names or _PAGE_FRAME.search(named.label):
            continue
        if any(re.search(rf"['\"#.]{re.escape(name)}['\" ]", script) for name in names):
            return True
    return False


def _is_unfilled(tree: PageTree, node: Node) -> bool:
    """Whether a container holds nothing, or a placeholder's text only."""
    texts = tree.texts_in(node)
    if not texts:
        return node.end - node.index <= _MOST_OF_AN_EMPTY
    if len(texts) > 1 or len(texts[0].text) > _LONGEST_PLACEHOLDER or tree.count("a", node):
        return False
    return _NOTHING.search(texts[0].text.strip()) is not None or asks_to_wait(texts[0].text)
