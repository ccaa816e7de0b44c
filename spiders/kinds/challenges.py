"""Which challenge answered instead of the page asked for? Named, never worked around.

A challenge hands out a script that sets a cookie and asks again; it carries next to no text and no site's frame. Pages
that refuse outright, or ask for a captcha, are told by ``spiders.kinds.firewalls``. Fingerprints are those that the products'
own scripts bear: 瑞数 ``$_ts``, 加速乐 ``__jsl_clearance``, 阿里云 ``acw_sc__v2``, 网站卫士 ``WZWSREL``.
"""

import re
from collections.abc import Mapping

from spiders.kinds.firewalls import is_refusal

_MOST_HEAD = 200_000
_MOST_LINKS = 12  # a page of a site has a frame of links; what refuses has a handful
_MOST_ENDS = 300  # end tags: even those that carry a picture or a game to solve have few
_SMALL = 5_000  # bytes
_MIDDLING = 60_000

_JSL = re.compile(r"__jsl_clearance|__jsluid|\bgo\(\s*\{\s*['\"]?(?:bts|ct|chars|ha|tn|is|vt|wt)['\"]?\s*:")
_JSL_RELOAD = re.compile(r"location\.href\s*=\s*location\.pathname\s*\+\s*location\.search")
_RUISHU_COOKIE = re.compile(r"\b(?:FSSBBIl1UgzbN7N80|4hP44ZykCTt5|\w{13,24}(?:8[01]|44))[ST]=")
_RUISHU_MARKS = ("$_ts", "FSSBBIl1UgzbN7N", "4hP44ZykCTt5", ' r="m"', " r='m'")
_ACW = re.compile(r"acw_sc__v[23]|var\s+arg1\s*=\s*['\"][0-9A-F]{20,}")
_WZWS = re.compile(r"wzwsrel|wzwsid|wzws_|wzwschallenge|hxxttkkllppp\d")
_SETS_COOKIE = re.compile(r"document\s*(?:\.\s*cookie|\[\s*['\"]cookie['\"]\s*\])\s*=|\.cookie\s*=")
_ASKS_AGAIN = re.compile(
    r"location\s*\.\s*reload\s*\(|location(?:\s*\.\s*href)?\s*=\s*(?:(?:window|document|self|top)\s*\.\s*)?location\b|"
    r"location\s*\.\s*(?:replace|assign)\s*\(\s*(?:(?:window|document|self)\s*\.\s*)?location\b"
)
_WRITTEN = re.compile(
    r"<(script|style|noscript|title)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL
)


def blocked_by(html: str, *, status: int, headers: Mapping[str, str]) -> str | None:
    """The name of the challenge or firewall that answered (``ruishu, jsl, acw, wzws, waf``), or None.

    ``status`` is 200 where it isn't known. A page with a site's frame, or with a text of its own, is never called
    refused by words alone: an article may report on firewalls.
    """
    lower = {key.lower(): value for key, value in headers.items()}
    head = html if len(html) <= _MOST_HEAD else html[:_MOST_HEAD]
    framed = _has_frame(html)
    named = _named(head, status, lower.get("set-cookie", ""), framed=framed)
    if named:
        return named
    if is_refusal(head, status=status, headers=lower, framed=framed):
        return "waf"
    return "waf" if not framed and _is_cookie_challenge(head) else None


def _has_frame(html: str) -> bool:
    """Whether a page has the links, or the markup, of a site's page; what most pages show at their beginning."""
    return (
        _holds_links(html, "<a ")
        or (len(html) > _SMALL and html.count("</", 0, _MIDDLING) > _MOST_ENDS)
        or _holds_links(html, "<A ")
    )


def _holds_links(html: str, link: str) -> bool:
    at = -1
    for _ in range(_MOST_LINKS + 1):
        at = html.find(link, at + 1)
        if at < 0:
            return False
    return True


def _named(head: str, status: int, cookies: str, *, framed: bool) -> str | None:
    bare = not framed and len(head) < _MIDDLING
    small = len(head) < _SMALL and len(head.encode("utf-8", "replace")) < _SMALL
    reloads = small and ("__jsl_clearance" in cookies or _JSL_RELOAD.search(head))
    if status in {521, 512} or reloads or (bare and ("__jsl" in head or "go(" in head) and _JSL.search(head)):
        return "jsl"
    if not framed and ("wzws" in cookies.lower() or (bare and _WZWS.search(head.lower()))):
        return "wzws"
    if bare and ("acw_sc" in head or "arg1" in head) and _ACW.search(head):
        return "acw"
    # Most pages have a frame, and are not searched for marks that stand on none such.
    asked = status == 202 or not (framed or "<a " in head)
    if (
        (asked and any(mark in head for mark in _RUISHU_MARKS))
        or status == 412
        or (status == 202 and _RUISHU_COOKIE.search(cookies))
    ):
        return "ruishu"
    return None


def _is_cookie_challenge(head: str) -> bool:
    """Whether the page shows nothing, sets a cookie and asks for itself again."""
    if len(head) > _MIDDLING or "cookie" not in head or not _SETS_COOKIE.search(head):
        return False
    return bool(_ASKS_AGAIN.search(head)) and not _WRITTEN.sub("", head).strip()
