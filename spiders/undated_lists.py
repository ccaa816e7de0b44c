"""Are links without dates the postings of a list? Menus, services, leaders, topics and other sites are links too."""

import re

from spiders.links import PageLink
from spiders.posting_addresses import is_column_address, is_posting_address
from spiders.regions import CONTENT

_HEADLINES = 11  # characters on average
_SHORT_HEADLINES = 6  # where the addresses are postings'
_SERVICE = re.compile(r"在线(?:办理|申报|申请|咨询)|网上办理|立即办理|我要办")
_LEADER = re.compile(
    r"(?:书记|省长|州长|市长|县长|区长|镇长|厅长|局长|主任|主席|巡视员|调研员)[\s:：]*[\u4e00-\u9fff×·]{0,5}$"
)


def is_undated_list(links: list[PageLink]) -> bool:
    """Whether title links, one an item, are a list of postings: headlines, or shorter names at postings' addresses."""
    if len(links) < 2 or any(link.region != CONTENT for link in links):
        return False
    length = sum(len(link.name) for link in links) / len(links)
    if length < _SHORT_HEADLINES:
        return False
    urls = [link.url for link in links]
    if sum(map(is_column_address, urls)) * 3 > len(urls) or sum(map(_is_other, links)) * 2 > len(urls):
        return False
    postings = sum(map(is_posting_address, urls))
    if len(links) == 2:
        return postings == 2 and length >= _HEADLINES
    return length >= _HEADLINES or postings * 5 >= len(urls) * 4


def _is_other(link: PageLink) -> bool:
    return bool(_SERVICE.search(link.name) or _LEADER.search(link.name))
