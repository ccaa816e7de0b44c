"""Do postings older than this list's stand elsewhere? Archives of years, 往年 and 历史 links, a 更多 (more) of the list.

A list that is read to its end holds all that it shows, and yet not all that was published in its column.
"""

import re
from itertools import islice
from typing import TYPE_CHECKING

from spiders.markup.absolute import absolute
from spiders.markup.more_links import is_more, is_more_of
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.pagers.beside import in_menu, is_beside
from spiders.pagers.page_numbers import same_page
from spiders.pagers.pager_choice import years_to_choose
from spiders.pagers.pager_places import has_no_address

if TYPE_CHECKING:
    from spiders.families.protocol import RawPage

_YEAR = re.compile(r"^[\s\[【(（·|•>-]*((?:19|20)\d\d)\s*(?:年度?)?[\s\])】）|>-]*$")
_ARCHIVE = re.compile(
    r"^[\s\[【(（<>·•|]*(?:点击)?(?:查看|查询|浏览|进入)?(?:更多)?(?:往年|往期|历年|以往|更早|早期|历史)(?:的|年度)?"
    r"(?:公告|公示|信息|公开|公文|数据|文件|通知|记录|资料|内容|目录|回顾|存档|归档|栏目|列表|文章|新闻|动态|发布|年份)*(?:信息|查询|回顾|列表)?[\s\])】）>＞»]*$|"
    r"^\W*(?:20\d\d\s*年(?:度)?|此)(?:及|\(含\))?(?:以|之)前\w{0,8}\W*$|^\W*(?:历史)?(?:归档|存档)\w{0,4}\W*$"
)
_BEGINS = re.compile(r"往年|往期|历年|以往|更早|早期|历史|归档|存档|[以之]前")
_NAMES_NOTHING = frozenset({"历史", "历年", "以往", "早期"})
_NOTE = re.compile(
    r"(?:以前|之前|往年|历史)[^。]{0,16}(?:请|可)[^。]{0,12}(?:查|看|访问|登录|点击|浏览|进入|移步)"
)
_NOTED = re.compile("以前|之前|往年|历史")
_WORD = re.compile(r"\w")
_CAPTIONS = frozenset({"年份", "年度", "按年份", "按年度", "选择年份", "年", "查询", "全部"})
_MOST_CHOICES = 20
_LONGEST = 16
_LONGEST_NOTE = 80


def older_elsewhere(page: "RawPage", items: int) -> bool:
    """Whether beside the list something leads to older postings; ``items`` is the number of items read from this page."""
    return items > 0 and (_by_years(page, items) or _by_archive(page, items) or _by_note(page, items))


def more_elsewhere(page: "RawPage", items: int) -> bool:
    """Whether the list ends with a 更多 (more): what it shows is then only the newest of it.

    One in its heading makes the page a column's, whose parts are read one by one.
    """
    for link in page.links:
        if len(link.text) > _LONGEST or not _says_more(link.text) or same_page(link.url, page.url):
            continue
        # 全部 alone is a choice above the list: all of its years, or of its kinds.
        if (
            link.text != "全部"
            and page.is_own(link.url)
            and is_beside(page, link.node, items, below=True, alike=_leads_back)
        ):
            return True
    for node in page.pager_parts.words:
        text = fold(node.text)
        if "更多" not in text or len(text) > _LONGEST or not _says_more(text):
            continue
        above = next(
            (up for up in islice(node.ancestors(), 2) if up.tag == "a" or "onclick" in up.attrs), None
        )
        if (
            above is not None
            and has_no_address(above)
            and is_beside(page, above, items, below=True, alike=_leads_back)
        ):
            return True
    return False


def _says_more(text: str) -> bool:
    return is_more(text) or is_more_of(text)


def _by_years(page: "RawPage", items: int) -> bool:
    """Links, buttons or choices that are called by years of which no date of this page is."""
    shown: list[tuple[str, Node]] = []
    for node in page.tree.numbered():
        text = node.text
        if len(text) > _LONGEST or not (found := _YEAR.match(text)):
            continue
        control = next(
            (up for up in islice(node.ancestors(), 3) if up.tag == "a" or "onclick" in up.attrs), None
        )
        if control is None or control.end - control.index > 4:
            continue
        if not _is_here(page, control):
            shown.append((found[1], control))
    shown.extend(
        (year, node)
        for node in page.tree.find("select")[:_MOST_CHOICES]
        if is_beside(page, node, items, alike=_leads_back)
        for year in years_to_choose(page, node)
    )
    if not shown:
        return False
    dated = re.compile("|".join(rf"{year}\s*[-/.年]\s*\d" for year in {year for year, _ in shown}))
    covered = {
        found[0][:4] for node in page.tree.numbered() for found in dated.finditer(node.text[:_LONGEST_NOTE])
    }
    return any(
        year not in covered and is_beside(page, control, items, alike=_leads_back) for year, control in shown
    )


def _by_archive(page: "RawPage", items: int) -> bool:
    for link in page.links:
        name = link.text or link.title
        if not 2 <= len(name) <= _LONGEST or not _BEGINS.search(name):
            continue
        if name in _NAMES_NOTHING or not _ARCHIVE.match(name) or same_page(link.url, page.url):
            continue
        # 历史文件 among the names of columns is one of them.
        if "历史" in name and in_menu(page, link.node):
            continue
        if is_beside(page, link.node, items, alike=_leads_back):
            return True
    return False


def _by_note(page: "RawPage", items: int) -> bool:
    """A sentence beside the list that sends its reader elsewhere: 2016年以前的信息请查看旧网站."""
    for node in page.tree.texts_with(_NOTED):
        box = node.parent
        if box is None or len(node.text) > _LONGEST_NOTE or box.tag == "a":
            continue
        text = page.tree.text_of(box, 2 * _LONGEST_NOTE)
        if (
            len(text) <= 2 * _LONGEST_NOTE
            and _NOTE.search(text)
            and is_beside(page, box, items, alike=text.__contains__)
        ):
            return True
    return False


def _leads_back(text: str) -> bool:
    """Whether a text is a name of what leads to older postings, or no word at all."""
    if not _WORD.search(text) or text.strip(" :：") in _CAPTIONS:
        return True
    return len(text) <= _LONGEST and bool(_YEAR.match(text) or _ARCHIVE.match(text) or _says_more(text))


def _is_here(page: "RawPage", control: Node) -> bool:
    """Whether a control leads to this very page."""
    href = control.attrs.get("href", "")
    target = absolute(page.base, href) if href and not has_no_address(control) else None
    return target is not None and same_page(target, page.url)
