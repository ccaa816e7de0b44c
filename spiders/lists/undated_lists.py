"""Are links without dates the postings of a list? Menus, services, leaders, attachments and other sites are links too."""

import re

from spiders.lists.posting_addresses import is_column_address, is_file_address, is_posting_address
from spiders.markup.links import PageLink
from spiders.markup.regions import CONTENT

_HEADLINES = 11  # characters on average
_FIRST_LOOK = 3
_SAMPLE = 20
SHORT_HEADLINES = 5  # where the addresses are postings'
_SERVICE = re.compile(r"在线(?:办理|申报|申请|咨询)|网上办理|立即办理|我要办")
_LEADER = re.compile(
    r"(?:书记|省长|州长|市长|县长|区长|镇长|厅长|局长|主任|主席|巡视员|调研员)[\s:：]*[\u4e00-\u9fff×·]{0,5}$"
)

_ATTACHMENT = re.compile(
    r"^\s*附[件表图]?\s*\d*\s*[:：.、．]|\.(?:docx?|xlsx?|pdf|zip|rar|wps)$", re.IGNORECASE
)
_NUMBERED = re.compile(r"^\s*\d{1,2}\s*[.、．]")


def is_undated_list(links: list[PageLink]) -> bool:
    """Whether title links, one an item, are a list of postings: headlines, or shorter names at postings' addresses."""
    if len(links) < 2 or any(link.region != CONTENT for link in links):
        return False
    return are_postings(links, sum(len(link.name) for link in links) / len(links))


def are_postings(links: list[PageLink], length: float) -> bool:
    """The same for two or more links of the content, whose names have so many characters on average."""
    if length < SHORT_HEADLINES:
        return False
    if length < _HEADLINES and not any(is_posting_address(link.url) for link in links[:_FIRST_LOOK]):
        return False
    seen = links if len(links) <= _SAMPLE else links[:: len(links) // _SAMPLE]
    urls = [link.url for link in seen]
    if sum(map(is_column_address, urls)) * 3 > len(urls):
        return False
    postings = sum(map(is_posting_address, urls))
    if postings * 5 < len(urls) * 4 and (length < _HEADLINES or len(links) == 2):
        return False
    if len(links) == 2 and length < _HEADLINES:
        return False
    return sum(map(_is_other, seen)) * 2 < len(seen)


def is_attachment(link: PageLink) -> bool:
    """Whether a link is called what attachments are: 附件1：…, a file's name, a number at a file's address."""
    if _ATTACHMENT.search(link.name):
        return True
    return is_file_address(link.url) and bool(_NUMBERED.match(link.name))


def _is_other(link: PageLink) -> bool:
    return bool(_SERVICE.search(link.name) or _LEADER.search(link.name)) or is_attachment(link)
