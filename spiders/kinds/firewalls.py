"""Does this page refuse its reader: a firewall's page (WAF), an address ban, a captcha before the page is shown?

What refuses looks alike everywhere: a sentence to the visitor (您的请求…已被拦截), an event number, no site's frame
and no text beside. Products are recognised by what only their own pages bear (script names, error images, help
addresses); wording alone counts only on a page so short that it can be nothing else, without a site's footer or
declarations. An article that reports on attacks speaks of others, and stands in a frame.
"""

import html
import re
from collections.abc import Mapping

from spiders.kinds.firewall_words import (
    BARE,
    DOCUMENT,
    HEADING,
    HINTS,
    NOT_ON_FILE,
    PRODUCT_MARKS,
    PRODUCT_PATH,
    SIGN_IN,
    STATUS_PAGE,
    TO_VISITOR,
)

_MOST_TEXT = 700  # characters a refusal shows, its advice to the site's owner included
_MOST_PRODUCT_TEXT = 2_000
_MOST_PAGE = 120_000
_LEAD = 400
_TINY = 2_000
_MOST_OF_A_SIGN_IN = 36
_MOST_BARE = 250  # characters of a page that says one line of refusal

# A page of the site itself: its breadcrumb or an article's line; its footer, which a refusal dressed by the site bears too.
_SITES_OWN = re.compile(
    r"当前位置|您所在的?位置|发布(?:时间|日期)\s*[:：]|来源\s*[:：]|责任编辑|责编\s*[:：]"
)
_FOOTER = re.compile(r"ICP\s?[备证]|公网安备|网站标识码|版权所有|主办单位|主办\s*[:：]")
_MOST_DRESSED = 350
# What only a site's own pages declare.
_DECLARED = ("ArticleTitle", "SiteIDCode", "ColumnName")
_SIGNED_IN = re.compile(r"type\s*=\s*['\"]?password", re.IGNORECASE)
# What shows nothing: from, to.
_UNSEEN = (
    ("<!--", "-->"),
    ("<script", "</script"),
    ("<style", "</style"),
    ("<noscript", "</noscript"),
    ("<textarea", "</textarea"),
    ("<svg", "</svg"),
    ("<!doctype", ">"),
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h\d|li|br|tr|td|title|ul|ol|table|body|section|hr|dt|dd)\b[^>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")
_HEADERS = ("x-safe-firewall", "x-waf", "x-cloudwaf", "x-yxlink")
_SERVER = re.compile(
    r"waf|yxlink|WS-web-server|safe3|yunsuo|firewall|bws-?shield|nsfocus|chaitin|sangfor|venus|safedog|360wzb",
    re.IGNORECASE,
)
_REFUSING = frozenset({403, 405, 406, 418, 468, 493, 501})


def is_refusal(head: str, *, status: int, headers: Mapping[str, str], framed: bool) -> bool:
    """Whether the answer is a firewall's own page, a ban or a captcha.

    ``head`` are the first 200,000 characters, ``headers`` have lower-case names, ``framed`` says that the page has
    more links than any such page. A 404 is what it says, whoever wrote its page.
    """
    if framed:
        return False
    if any(name in headers for name in _HEADERS) and (status in _REFUSING or len(head) < 5_000):
        return True
    if status in _REFUSING and _SERVER.search(headers.get("server", "")) and len(head) < 5_000:
        return True
    return status != 404 and len(head) <= _MOST_PAGE and _reads_as_refusal(head, plain=status == 200)


def _reads_as_refusal(head: str, *, plain: bool) -> bool:
    if any(name in head for name in _DECLARED):
        return False
    marked = any(mark in head for mark in PRODUCT_MARKS) or PRODUCT_PATH.search(head)
    if not marked and len(head) > _TINY:
        lower = head.lower()
        if not any(word in lower for word in HINTS):
            return False
    shown = shown_text(head)
    if marked and len(shown) <= _MOST_PRODUCT_TEXT:
        return not (_SITES_OWN.search(shown) or _FOOTER.search(shown))
    first = shown.partition("\n")[0]
    if plain and len(shown) <= _MOST_PRODUCT_TEXT and STATUS_PAGE.search(first):
        # The long pages of application servers quote the standard.
        return not (_SITES_OWN.search(shown) or _FOOTER.search(shown))
    if not shown or len(shown) > _MOST_TEXT or (len(shown) > _MOST_DRESSED and _FOOTER.search(shown)):
        return False
    return not (_SITES_OWN.search(shown) or _SIGNED_IN.search(head)) and _refuses(shown, plain=plain)


def _refuses(shown: str, *, plain: bool) -> bool:
    """Whether a short page's words refuse: to the visitor, or by what heads it. ``plain``: no status says it."""
    if TO_VISITOR.search(shown[:_LEAD]):
        return True
    if plain and len(shown) <= 200 and STATUS_PAGE.search(shown):
        return True
    lines = shown.split("\n")
    if not DOCUMENT.search(lines[0]) and refuses_barely(shown):
        return True
    heads = [line for line in lines[:3] if len(line) <= 40]
    return any(HEADING.search(line) and not DOCUMENT.search(line) for line in heads)


def refuses_barely(shown: str) -> bool:
    """Whether a page that says next to nothing else refuses in a line of its own, a line for each text."""
    if len(shown) <= _MOST_BARE and BARE.search(shown):
        return True
    if len(shown) <= _MOST_OF_A_SIGN_IN and SIGN_IN.search(shown):
        return True
    return NOT_ON_FILE.search(shown) is not None


def shown_text(page: str) -> str:
    """What a short page shows, a line for each block, its title first: without parsing it."""
    for begin, end in _UNSEEN:
        page = _without(page, begin, end)
    text = html.unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", page)))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _without(page: str, begin: str, end: str) -> str:
    """A page without what stands between two marks: by plain search, which costs a tenth of a lazy pattern."""
    lower = page.lower()
    if len(lower) != len(page):  # a few letters change their length with their case
        return page
    pieces = []
    at = 0
    while (start := lower.find(begin, at)) >= 0:
        pieces.append(page[at:start])
        close = lower.find(end, start + len(begin))
        if close < 0:
            return "".join(pieces)
        at = close + len(end)
    pieces.append(page[at:])
    return "".join(pieces)
