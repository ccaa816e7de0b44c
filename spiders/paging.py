"""Where is the next page of this list, for any site? Only what the page itself links to is followed."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from urllib.parse import unquote_plus, urlsplit

from domain.pages import PageRequest
from spiders.families.protocol import Paging, RawPage
from spiders.links import absolute, clicked_target
from spiders.more_pages import goes_on
from spiders.page_tree import Node, fold

NEXT_TEXT = re.compile(
    r"^[\s\[【(（<]*(?:下一?[页頁]|后一?页|next(?:\s*page)?|[>›»＞]{1,2}|&gt;|→)[\s\])】）>＞»›]*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"共\s*(\d{1,5})\s*页|(?:第\s*)?(?:当前)?\s*\d{1,5}\s*/\s*(\d{1,5})\s*页|页次\s*[:：]?\s*\d+\s*/\s*(\d{1,5})|总页数\s*[:：]?\s*(\d{1,5})|共\s*\d+\s*条(?:记录)?[，,\s]*\d+\s*/\s*(\d{1,5})"
)
_AT = re.compile(
    r"(?:第|当前(?:第|页)?|页次)\s*[:：]?\s*(\d{1,5})\s*(?:/\s*\d{1,5})?\s*页|(?:共\d+条\s*)?(\d{1,5})\s*/\s*\d{1,5}\s*页?"
)
_BASE64 = re.compile(r"^[A-Za-z0-9+/=\s]{80,40000}$")
_HREF = re.compile(r"<a\b[^>]*?href\s*=\s*['\"]([^'\"]+)['\"][^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_DISABLED = re.compile(r"disabled|\bdis\b|\bno-?more\b|unable")


def generic_paging(page: RawPage, items: int = 0) -> Paging:
    """The next page by ``rel=next``, a 下一页 link, the number after the current one, or a coded pager."""
    total = total_in_text(page)
    for node in page.tree.find("link"):
        if node.attrs.get("rel", "").lower() == "next":
            target = _accepted(page, node.attrs.get("href", ""))
            if target:
                return Paging(next_page=PageRequest(url=target), total_pages=total)
    scripted = False
    for node in page.tree.find("a"):
        name = (
            fold(page.tree.text_of(node, 40)) or fold(node.attrs.get("title", "")) or _image_name(page, node)
        )
        if not name or len(name) > 12 or not NEXT_TEXT.match(name):
            continue
        if "disabled" in node.attrs or _DISABLED.search(node.label):
            continue
        href = node.attrs.get("href", "")
        target = _accepted(page, href) or _accepted(page, clicked_target(node, page.base) or "")
        if target:
            return Paging(next_page=PageRequest(url=target), total_pages=total)
        scripted = scripted or (_is_call(href) or _is_call(node.attrs.get("onclick", "")))
    target = _number_after(page) or _coded_pager(page)
    if target:
        return Paging(next_page=PageRequest(url=target), total_pages=total)
    at = current_page(page)
    last = total is not None and (total <= 1 or (at is not None and at >= total))
    return Paging(total_pages=total, needs_postback=not last and (scripted or goes_on(page, items)))


def total_in_text(page: RawPage) -> int | None:
    """The number of pages that a pager's text names (共 9 页, 1/9页), or None."""
    match = _match_in_pager(page, _TOTAL)
    return int(next(value for value in match.groups() if value)) if match else None


def current_page(page: RawPage) -> int | None:
    """The number of this page as the pager's text names it, or None."""
    match = _match_in_pager(page, _AT)
    return int(next(value for value in match.groups() if value)) if match else None


def _match_in_pager(page: RawPage, pattern: re.Pattern[str]) -> re.Match[str] | None:
    for node in page.tree.texts():
        if "页" not in node.text and "/" not in node.text and "共" not in node.text:
            continue
        if len(node.text) > 80 or node.parent is None:
            continue
        match = pattern.search(node.text)
        if match:
            return match
        around = page.tree.text_of(node.parent, 200)
        match = pattern.search(around) if len(around) <= 120 else None
        if match:
            return match
    return None


def _is_call(text: str) -> bool:
    return bool(re.search(r"\w+\s*\(", text)) and "void(" not in text.replace(" ", "")


def _accepted(page: RawPage, href: str) -> str | None:
    """A target that may be the next page: on the same host, another page, near in the path."""
    if not href or href.lower().startswith(("javascript:", "#")):
        return None
    target = absolute(page.base, href)
    if not target or target == page.url:
        return None
    here, there = urlsplit(page.url), urlsplit(target)
    return target if here.hostname == there.hostname else None


def _number_after(page: RawPage) -> str | None:
    """The link of number n+1 right after the number n that is no link."""
    links = {link.node.index: link for link in page.links if link.text.isdigit() and len(link.text) <= 4}
    if not links:
        return None
    for node in page.tree.find("span", "b", "strong", "em", "i", "li", "a", "font", "td"):
        if node.index in links or node.end - node.index > 4:
            continue
        text = page.tree.text_of(node, 8).strip("[] ")
        if not text.isdigit() or len(text) > 4:
            continue
        for index, link in links.items():
            near = 0 < index - node.index < 12
            if near and int(link.text) == int(text) + 1 and _accepted(page, link.url):
                return link.url
    return None


def _coded_pager(page: RawPage) -> str | None:
    """A pager whose HTML is kept base64-coded in an element and written out by a script."""
    for node in page.tree.nodes:
        if not node.tag or "page" not in node.label or node.end - node.index > 6:
            continue
        text = page.tree.text_of(node, 50_000)
        if not _BASE64.match(text):
            continue
        try:
            html = unquote_plus(b64decode(text, validate=False).decode("utf-8", "replace"))
        except (NotBase64, ValueError):
            continue
        for href, inner in _HREF.findall(html):
            if NEXT_TEXT.match(re.sub(r"<[^>]+>", "", inner).strip()):
                return _accepted(page, href)
    return None


def _image_name(page: RawPage, node: Node) -> str:
    return next((item.attrs.get("alt", "") for item in page.tree.subtree(node) if item.tag == "img"), "")
