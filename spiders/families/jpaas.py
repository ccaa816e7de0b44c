"""Hanweb JPaaS: units of a page filled by ``unitbuild.js`` with HTML that comes as JSON.

The unit's fields stand in ``queryData``, in single quotes; a page of the list is chosen by ``paramJson``.
"""

import json
import re
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from domain.pages import PageRequest
from spiders.families.json_rows import number
from spiders.families.protocol import Answer, Family, Paging, RawPage, query_of
from spiders.markup.absolute import absolute
from spiders.markup.page_node import Node
from spiders.pagers.paging import unless_told, with_older

_API = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_ARTICLE = re.compile(r"/art/20\d\d/art_[0-9a-f]{32}\.html?$", re.IGNORECASE)
_NOT_A_LIST = re.compile(
    r"导航|位置|面包屑|头部|底部|页脚|版权|菜单|栏目树|轮播|footer|header|nav|正文|标题", re.IGNORECASE
)
_LIST = re.compile(r"列表|list|信息", re.IGNORECASE)
_COUNTS = {
    name: re.compile(rf"\b{name}\s*=\s*['\"]?(\d{{1,8}})", re.IGNORECASE)
    for name in ("rows", "count", "pageno")
}
_MOST_UNITS = 3
_PAGE_SIZE = 15


def _fits(page: RawPage) -> bool:
    if _ARTICLE.search(page.path) or page.mentions("unitbuild.js", "jpaas-publish-server"):
        return True
    return "/art/20" in page.addresses and page.leads(_ARTICLE, at_least=3)


def _paging(page: RawPage, items: int) -> Paging | None:
    units = [fields for node in page.tree.find("script") if (fields := _unit(node))]
    lists = [fields for fields in units if not _NOT_A_LIST.search(fields.get("tagId", ""))]
    lists = [fields for fields in lists if fields.get("pageType", "column") != "article"]
    lists.sort(key=lambda fields: not _LIST.search(fields.get("tagId", "")))
    if items:
        # What stands on the page is another list, or the first items of one that a unit goes on with.
        if not lists:
            return None
        found, last = unless_told(page, items), _last_page(page)
        told = last is not None and found.next_page is None
        return with_older(page, items, Paging(total_pages=last)) if told else found
    wanted = []
    for fields in lists[:_MOST_UNITS]:
        target = absolute(page.base, fields.pop("__url", "") or _API)
        if target:
            wanted.append(PageRequest(url=f"{target}?{urlencode(fields)}"))
    return Paging(data=tuple(wanted)) if wanted else None


def _last_page(page: RawPage) -> int | None:
    """The number of the page, where the counts beside its one list say that it is the last."""
    counts = [
        [number(node.attrs.get(name)) or 0 for name in _COUNTS]
        for node in page.tree.find("div")
        if "pageno" in node.attrs
    ]
    if len(counts) != 1:
        return None
    size, count, at = counts[0]
    return at if 0 < count <= at * size else None


def _unit(node: Node) -> dict[str, str] | None:
    """The fields of a unit's script, with its interface's address as ``__url``."""
    attrs = node.attrs
    raw = attrs.get("querydata", "")
    if not raw:
        return None
    values = _loads(raw) or _loads(raw.replace("'", '"'))
    if not isinstance(values, dict):
        return None
    fields = {str(name): "null" if value is None else str(value) for name, value in values.items()}
    fields.setdefault("parseType", attrs.get("parsetype") or "bulidstatic")
    fields["__url"] = attrs.get("url", "")
    return fields


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _answer(url: str, text: str) -> Answer | None:
    if not text.lstrip().startswith("{") or '"data"' not in text[:100_000]:
        return None
    body = _loads(text)
    if not isinstance(body, dict):
        return None
    data = body.get("data")
    html = data.get("html") if isinstance(data, dict) else data if _is_unit(url) else None
    if not isinstance(html, str):
        return Answer(html="", ok=False) if body.get("success") is False else None
    return Answer(html=html, next_page=_following(url, html))


def _is_unit(url: str) -> bool:
    return "/jpaas-publish-server/" in url


def _following(url: str, html: str) -> PageRequest | None:
    """The next page of a list, until it is empty or its counts say that this was the last."""
    if "<a" not in html:
        return None
    asked = query_of(url)
    param = _loads(asked.get("paramJson", ""))
    param = param if isinstance(param, dict) else {}
    counts = {name: int(match[1]) for name, pattern in _COUNTS.items() if (match := pattern.search(html))}
    page = number(param.get("pageNo")) or counts.get("pageno", 1)
    size = counts.get("rows") or number(param.get("pageSize")) or _PAGE_SIZE
    if "count" in counts and page * size >= counts["count"]:
        return None
    asked["paramJson"] = json.dumps({"pageNo": page + 1, "pageSize": size}, separators=(",", ":"))
    parts = urlsplit(url)
    return PageRequest(url=urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(asked), "")))


FAMILY = Family(
    name="jpaas", fits=_fits, paging=_paging, answer=_answer, article=lambda path: bool(_ARTICLE.search(path))
)
