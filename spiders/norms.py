"""Which meta and footer norms of 国办发〔2017〕47号 does this page's static text meet?

Meta tags: the guideline's annex on web page tags. Footer: its clause on the bottom functional area (seven things).
"""

import re
from collections.abc import Mapping

from domain.pages import Link, SiteNorms
from spiders.page_tree import PageTree

_ID_CODE = re.compile(r"标识码\s*[:：]?\s*(bm\d{8}|\d{10})", re.IGNORECASE)
_CODE = re.compile(r"^(?:bm\d{8}|\d{10})$", re.IGNORECASE)
_ORGANISER = re.compile(r"主办(?:单位)?\s*[:：]\s*([\u4e00-\u9fffA-Za-z0-9（）()·]{2,40})")
_CONTACT = re.compile(
    r"(?:联系(?:电话|方式|我们)|电\s*话|热线|值班电话)\s*[:：]?\s*((?:\(?0\d{2,3}\)?[-—\s]?)?\d{7,8})"
)
_NUMBER = re.compile(r"0\d{2,3}-\d{7,8}(?!\d)")
_ICP = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滇黔陇]\s?ICP\s?[备证]\s?\d{5,10}\s?号?(?:\s?-\s?\d+)?",
    re.IGNORECASE,
)
_POLICE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滇黔陇]?\s?公网安备\s?(?:\d{11,14})\s?号?"
)
_SITEMAP = re.compile(r"(?:网站|站点)(?:地图|导航)")


def read_norms(
    html: str, tree: PageTree, meta: Mapping[str, str], text: str, links: tuple[Link, ...]
) -> SiteNorms:
    """The norms seen in the static page. What a script writes later isn't seen: None is not absence."""
    tail = text[-6_000:]
    code = meta.get("siteidcode", "").strip()
    shown = _ID_CODE.search(tail)
    names = "\n".join([f"{link.text} {link.title} {link.alt}" for link in links])
    urls = "\n".join([link.url for link in links])
    icp = _ICP.search(tail)
    police = _POLICE.search(tail) if "公网安备" in tail else None
    organiser = _ORGANISER.search(tail)
    contact = _CONTACT.search(tail) or _NUMBER.search(tail)
    images = " ".join(node.attrs.get("src", "") for node in tree.find("img"))
    badge = "conac.cn" in html or "bszs" in images
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
        sitemap=bool(_SITEMAP.search(names)),
    )
