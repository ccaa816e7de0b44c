"""On whose host may a unit's column stand: its own, a service platform, or one that several units share?"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from domain.subjects import Grade, SubjectMatch

_NUMBERED: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_LEAST_OWN: Final = 5  # links
_CENTRAL: Final = (
    "gov.cn"  # the central government's own host, a leading www aside; every other one is under it
)
_SERVICE: Final = re.compile(r"zwfw|zwdt|fwzx|banshi|wsbs|bsdt|ggfw|service|tyrz|login|user", re.IGNORECASE)
# Platforms for the disclosure of all units of a place: xxgk.yn.gov.cn, zfxxgk.beijing.gov.cn, ysqgk.jiangsu.gov.cn.
_DISCLOSURE: Final = re.compile(r"^\w{0,4}(?:xxgk|zwgk|gkml|gkpt)\w{0,4}\.")
# What provinces run for all their units, on hosts and paths of no common name.
_ANYWHERE: Final = frozenset({"power-list", "services", "on-request", "hotline"})
_PLATFORMS: Final = {
    "resource-trading": re.compile(r"^[^/]*(?:ggzy|ggjy|jyzx|ztb|zbtb)"),
    "double-publicity": re.compile(r"^[^/]*credit|^(?:[^/]*\.)?xy|sgs"),
    "penalty": re.compile(r"^[^/]*credit|^(?:[^/]*\.)?xy|sgs"),
    "random-check": re.compile(r"^[^/]*(?:credit|gsxt|ssj)|^(?:[^/]*\.)?xy"),
    "budget": re.compile(r"^[^/]*yjs"),
}
"""By subject, what the host or the path of a platform for several units holds."""


def on_shared_host(match: SubjectMatch, url: str) -> bool:
    """Whether a subject's column may stand at this address of another government host.

    Only a sure name counts: on a foreign host a weak one means that host's own column.
    """
    if match.grade <= Grade.WEAK:
        return False
    host = host_of(url)
    if _NUMBERED.fullmatch(host):  # a server that has no name stands for the platform of some unit
        return match.subject in _ANYWHERE
    if not host.endswith(".gov.cn") or host.endswith(f".www.{_CENTRAL}"):
        return False
    if match.subject in _ANYWHERE or _DISCLOSURE.match(host):
        return True
    platform = _PLATFORMS.get(match.subject)
    return (
        platform is not None
        and platform.search(host.removesuffix(".gov.cn") + urlsplit(url).path) is not None
    )


def own_number(page_url: str, urls: Iterable[str]) -> str:
    """The numbered host (``61.153.144.78``) that a page's own links lead to; empty where they don't.

    Some offices' pages link to themselves by their server's number: then more links lead there than to the page's host.
    """
    counts = Counter(map(host_of, urls))
    own = host_of(page_url)
    numbered = [host for host in counts if _NUMBERED.fullmatch(host)]
    best = max(numbered, key=lambda host: counts[host], default="")
    return best if best and counts[best] >= _LEAST_OWN and counts[best] > counts[own] else ""


def is_service_host(host: str) -> bool:
    """Whether a host is that of services (办事大厅) or of their accounts, by its first label."""
    return _SERVICE.search(host.partition(".")[0]) is not None


def same_site(one: str, two: str) -> bool:
    """Whether two addresses are of one site: the same host, a leading www aside, or one under the other."""
    first, second = host_of(one), host_of(two)
    if not first or not second or second.endswith(".invalid"):
        return bool(first)
    if _CENTRAL in {first, second}:
        return first == second
    return first == second or first.endswith("." + second) or second.endswith("." + first)


def host_of(url: str) -> str:
    """The host in lower case without a leading ``www.``; empty where there is none."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    return host.removeprefix("www.")
