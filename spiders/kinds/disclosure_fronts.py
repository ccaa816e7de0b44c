"""Is this the front of what a body discloses (信息公开目录, 法定主动公开内容, 重点领域), whatever list of new items it shows?"""

import re
from collections.abc import Sequence

from spiders.markup.links import PageLink
from spiders.markup.regions import CONTENT

# What the whole of it is called; a part of it has a name of its own (信息公开制度).
_WHOLE = re.compile(
    r"^(?:\S{0,20}[市县区州省局厅委府])?(?:政府|政务)?(?:信息|政务)公开(?:目录|平台|网|网站|专栏|专区)$|^(?:法定)?主动公开(?:内容|目录)?$|"
    r"^重点领域(?:政府)?(?:信息)?(?:公开)?(?:专栏)?$|^\S{0,20}[市县区州省局厅委](?:政府|政务)信息公开$"
)
_PARTS_OF_A_NAME = re.compile(r"[-_—–|]+")
_LEAST_COLUMNS = 12
_NEAR_IN_A_MENU = 30  # nodes


def is_disclosure_front(title: str, crumbs: Sequence[str], entries: Sequence[PageLink]) -> bool:
    """Whether a page is called as the whole of what a body discloses, and leads to many columns beside the site's menu.

    ``entries`` are the page's links that are called as columns are, in document order. The newest postings, paged or not,
    stand beside the tree of these columns.
    """
    name = crumbs[-1] if crumbs else _PARTS_OF_A_NAME.split(title)[0]
    if len(entries) < _LEAST_COLUMNS or not _WHOLE.search(name.strip()):
        return False
    return len(_beside_the_menu(entries)) >= _LEAST_COLUMNS


def _beside_the_menu(entries: Sequence[PageLink]) -> list[PageLink]:
    """The entries that stand in no menu of the site: a menu begins with 首页."""
    groups: list[list[PageLink]] = []
    for link in entries:
        last = groups[-1][-1] if groups else None
        if last and last.region == link.region and link.node.index - last.node.end <= _NEAR_IN_A_MENU:
            groups[-1].append(link)
        else:
            groups.append([link])
    beside: list[PageLink] = []
    for group in groups:
        homes = [place for place, link in enumerate(group) if link.name.endswith("首页")]
        if not homes:
            beside += group
        elif group[0].region == CONTENT:
            # What isn't marked as a menu may hold the columns too.
            beside += group[homes[-1] + 1 :]
    return beside
