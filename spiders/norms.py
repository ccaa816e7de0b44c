"""Which meta and footer norms of 国办发〔2017〕47号 does this page's static text meet?

Meta tags: the guideline's annex on web page tags. Footer: its clause on the bottom functional area (seven things).
"""

import re
from collections.abc import Mapping

from domain.pages import Link, SiteNorms
from spiders.markup.page_tree import PageTree

_ID_CODE = re.compile(r"标识码\s*[:：]?\s*(bm\d{8}|\d{10})", re.IGNORECASE)
_CODE = re.compile(r"^(?:bm\d{8}|\d{10})$", re.IGNORECASE)
_ORGANISER = re.compile(r"主办(?:单位)?\s*[:：]\s*([\u4e00-\u9fffA-Za-z0-9（）()·]{2,40})")
_CONTACT = re.compile(
    r"(?:联系电话|联系方式|联系我们|电\s*话|热线)\s*[:：]?\s*((?:\(?0\d{2,3}\)?[-—\s]?)?\d{7,8})"
)
_NUMBER = re.compile(r"0\d{2,3}-\d{7,8}(?!\d)")
_ICP = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滇黔陇]\s?ICP\s?[备证]\s?\d{5,10}\s?号?(?:\s?-\s?\d+)?",
    re.IGNORECASE,
)
_POLICE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滇黔陇]?\s?公网安备\s?(?:\d{11,14})\s?号?"
)
_SITEMAP = ("网站地图", "网站导航", "站点地图", "站点导航")
_SEARCH = ("站内搜索", "站内检索", "全站搜索", "智能搜索", "高级搜索")
_SEARCH_FIELD = re.compile(r"搜索|检索|关键[字词]|search|keyword", re.IGNORECASE)
_BEFORE = 3  # characters that may stand before a sign: a province's, a space
_TAIL = 6_000  # characters in which a footer stands


def read_norms(
    html: str, tree: PageTree, meta: Mapping[str, str], text: str, links: tuple[Link, ...]
) -> SiteNorms:
    """The norms seen in the static page. What a script writes later isn't seen: None is not absence."""
    tail = text[-_TAIL:]
    code = meta.get("siteidcode", "").strip()
    shown = _near(_ID_CODE, tail, "标识码")
    names = _names(links)
    urls = "\n".join([link.url for link in links])
    icp = _near(_ICP, tail, "ICP", "icp", "Icp")
    police = _near(_POLICE, tail, "公网安备")
    organiser = _near(_ORGANISER, tail, "主办")
    contact = _CONTACT.search(tail) or (_NUMBER.search(tail) if "-" in tail else None)
    images = " ".join([node.attrs.get("src", "") for node in tree.find("img")])
    badge = "bszs" in images or "conac.cn" in html
    return SiteNorms(
        site_name=meta.get("sitename") or None,
        site_domain=meta.get("sitedomain") or None,
        site_id_code=(code if _CODE.match(code) else None) or (shown[1] if shown else None) or code or None,
        organiser=organiser[1] if organiser else None,
        contact=(contact[1] if contact.re is _CONTACT else contact[0]) if contact else None,
        icp=re.sub(r"\s", "", icp[0]) if icp else None,
        police=re.sub(r"\s", "", police[0]) if police else None,
        party_badge=badge,
        report_errors="网站找错" in names
        or "pucha.kaipuyun" in urls
        or "zfwzzc.www.gov.cn/check_web" in urls
        or "jiucuo" in images,
        sitemap=any(name in names for name in _SITEMAP),
        search=any(name in names for name in _SEARCH) or _searches(tree),
    )


def _searches(tree: PageTree) -> bool:
    """Whether the page has a box to search the site: a field beside which, or on which, it is called so."""
    for node in tree.find("input", "button"):
        said = " ".join(
            node.attrs.get(name, "") for name in ("placeholder", "value", "title", "name", "id", "class")
        )
        if _SEARCH_FIELD.search(said):
            return True
    return False


def _near(pattern: re.Pattern[str], text: str, *signs: str) -> re.Match[str] | None:
    """What a pattern finds from the first of its signs on, which costs a tenth of a search from the start."""
    places = [at for at in map(text.find, signs) if at >= 0]
    return pattern.search(text, max(0, min(places) - _BEFORE)) if places else None


def _names(links: tuple[Link, ...]) -> str:
    """All that the links call their targets."""
    names = [link.text for link in links]
    names += [link.title for link in links if link.title]
    names += [link.alt for link in links if link.alt]
    return "\n".join(names)
