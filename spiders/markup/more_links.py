"""What does a 更多 (more) link lead to? It has no name of its own: the heading of its box names its target."""

import re

from spiders.dates.date_text import read_date_text
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.markup.page_tree import PageTree

_MORE = re.compile(
    r"^[\s\[【(（<>＞»·|+\-…]*(?:(?:查看)?(?:更多|全部|more))?(?:信息|内容|[.…\s+>＞»›\])】）-])*$",
    re.IGNORECASE,
)
_MORE_OF = re.compile(
    r"^(?:点击)?(?:查看|浏览)?(?:更多|全部)([^.…\s+>＞»›\])】）-]{1,8})[.…\s+>＞»›\])】）-]*$"
)
_NO_POSTINGS = re.compile(r"链接|网站|专题|服务|分享|功能|栏目|频道|部门|应用|选项|条件")
_BOXES = 5
_LONGEST_HEADING = 20
_EDGES = " :：>》»【】[]|·-—_/"


def is_more(text: str) -> bool:
    """Whether a link's text only says that there is more: 更多, more, >>, +."""
    return bool(text) and _MORE.match(text) is not None


def is_more_of(text: str) -> bool:
    """Whether a link's text says that there are more postings of a kind that it names: 查看更多通知公告>>, 全部公告."""
    found = _MORE_OF.match(text) if "更多" in text or "全部" in text else None
    return found is not None and _NO_POSTINGS.search(found[1]) is None


def box_heading(tree: PageTree, link: Node) -> str:
    """The text that the smallest box around a 更多 link begins with, when it is short and no date; else empty.

    A box that holds another 更多 link is no longer this link's own.
    """
    for above in list(link.ancestors())[:_BOXES]:
        if above.tag in {"body", "html", "form"} or _others(tree, above, link):
            return ""
        place = tree.place_of(above)
        first = tree.texts()[place] if tree.texts_within(above) else None
        if first is None or link.index <= first.index < link.end:
            continue
        text = fold(first.text).strip(_EDGES)
        named = 2 <= len(text) <= _LONGEST_HEADING and read_date_text(text) is None
        return text if named else ""
    return ""


def _others(tree: PageTree, box: Node, link: Node) -> bool:
    return any(node is not link and is_more(tree.text_of(node, 30)) for node in tree.elements_in(box, "a"))
