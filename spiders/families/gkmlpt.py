"""gkmlpt, Guangdong's disclosure platform (广东政府信息公开平台): a shell that a script fills from ``/gkmlpt/api/all/<column>``.

The column is the fragment of the address (``/gkmlpt/index#508``), the site is ``SID: '216'`` in the page. A shell whose
column isn't known is not asked for: its interface would answer with the items of all columns.
"""

import re

from domain.pages import PageRequest
from spiders.families.json_rows import load_json, number, page_after, part_of, rows_html
from spiders.families.protocol import Answer, Family, Paging, RawPage, query_of
from spiders.pagers.page_numbers import with_query

PAGE_SIZE = 100
_ARTICLE = re.compile(r"/gkmlpt/content/(?:\d+/)*m?post_\d+\.html?$", re.IGNORECASE)
_OWN = re.compile(r"/gkmlpt/")
_SITE = re.compile(r"\bSID['\"]?\s*:\s*['\"](\d{1,9})['\"]")
_SHELL = re.compile(r"^(?P<root>https?://[^#?]*?/gkmlpt/)(?:index)?(?:#(?P<column>\d{1,9}))?$")
_MENU = re.compile(r"(\bhref\s*=\s*['\"])#(\d{1,9})(?=['\"])")
_COLUMN = re.compile(r'"id":(\d{1,9}),')
_ROOT = re.compile(
    r"['\"]((?:https?://[^'\"\s/]+)?/(?:[\w-]+/)?gkmlpt/)(?:index|guide|policy|annual|annals)\b"
)


def _fits(page: RawPage) -> bool:
    return bool(_OWN.search(page.path))


def _rewrite(html: str) -> str:
    """The page with an address for each bare ``#508`` of its menu: one that the page's tree of columns names."""
    root = _ROOT.search(html) if "gkmlpt/" in html and '"id":' in html else None
    if root is None:
        return html
    columns = set(_COLUMN.findall(html))

    def named(match: re.Match[str]) -> str:
        return f"{match[1]}{root[1]}index#{match[2]}" if match[2] in columns else match[0]

    return _MENU.sub(named, html)


def _paging(page: RawPage, items: int) -> Paging | None:
    shell, site = _SHELL.match(page.url), _SITE.search(page.script)
    if not shell or not site:
        return None
    column = shell["column"]
    if column is None:
        # What such a shell shows is the column that it opens with, one of many.
        return Paging(needs_postback=True) if items else None
    return Paging(data=(PageRequest(url=f"{shell['root']}api/all/{column}?page=1&sid={site[1]}"),))


def _answer(url: str, text: str) -> Answer | None:
    if "/gkmlpt/api/" not in url:
        return None
    body = load_json(text)
    rows = part_of(body, "articles")
    html = rows_html(rows, link=("url", "post_url"), date=("display_publish_time", "created_at"))
    if html is None:
        return None
    at = number(query_of(url).get("page", "1")) or 1
    following = page_after(at, held=len(rows), size=PAGE_SIZE, total=number(part_of(body, "total")))
    wanted = PageRequest(url=with_query(url, page=str(following))) if following else None
    return Answer(html=html, next_page=wanted)


FAMILY = Family(
    name="gkmlpt",
    fits=_fits,
    paging=_paging,
    answer=_answer,
    rewrite=_rewrite,
    article=lambda path: bool(_ARTICLE.search(path)),
)
