"""Is this 教育 or 医疗卫生 a theme of services (个人办事) rather than a column of disclosure?

Portals sort their services by themes of life that are called like the areas of disclosure. Two things tell them apart:
the folder they stand in, and the themes beside them that are nobody's column.
"""

import re
from collections.abc import Sequence
from typing import Final

from domain.pages import Link
from domain.subjects import Grade, SubjectMatch
from spiders.dates.url_dates import urlsplit_path

LIFE_THEMES: Final = frozenset(
    {
        "education",
        "health",
        "housing",
        "social-relief",
        "environment",
        "work-safety",
        "tourism",
        "land",
        "food-drug",
        "quality-check",
    }
)

_FOLDER: Final = re.compile(
    r"/(?:fw|bsfw|zxfw|zxbs|wsbs|bsdt|wsfw|ggfw|bmfw|msfw|fwdt|ztfw|zwfw|gmfw|lmfw|shfw|grbs|grfw|frbs|qybs|qyfw|bszn|bszt|bszx|fwzx|fuwu|banshi|service)"
    r"\d*[/_]",
    re.IGNORECASE,
)
_DISCLOSED: Final = re.compile(r"/\w{0,6}(?:zdly|xxgk|zwgk|gkml|zfgk|zdgk|zfxx)\w{0,6}[/.]", re.IGNORECASE)
_SAYS_SO: Final = re.compile(r"公开|公示|领域|名单|资金")

# Themes of services and events of life; those that are areas of disclosure too are left out (就业创业, 户籍管理).
_THEME: Final = re.compile(
    "生育收养|户籍办理|户籍身份|户籍证件|入伍服役|兵役|服兵役|参军|设立变更|准营准办|职业资格|婚姻登记|结婚|离婚|婚育|婚育收养|婚姻|生育|收养|"
    "优待抚恤|死亡殡葬|殡葬|丧葬|身后事|证件办理|证照办理|身份证件|交通出行|驾驶|驾车|出境入境|出入境|公安户政|司法公证|离职退休|退休|退休养老|"
    "求职|职业培训|求职就业|购房|买房|租房|移居|纳税缴费|缴费|抵押质押|年检年审|投资审批|企业开办|开办企业|企业注销|资质认证|融资信贷|"
    "破产注销|立项审批|人力资源|婴幼儿|出生|入学|升学|就医|看病|水电气|生活缴费|天气|违章查询|护照|身份证|居住证|驾驶证"
)
_AROUND: Final = 5  # links to each side
_ENOUGH: Final = 3  # themes beside it; one or two may be columns of their own


def in_service_folder(url: str, name: str) -> bool:
    """Whether an address stands in a folder of services; never for a name that speaks of disclosure (教育信息公开)."""
    if _SAYS_SO.search(name):
        return False
    path = urlsplit_path(url)
    return _FOLDER.search(path) is not None and _DISCLOSED.search(path) is None


def service_themes(links: Sequence[Link]) -> frozenset[int]:
    """The places of links that stand among themes of services: three more of them than columns within five links."""
    themed = [place for place, link in enumerate(links) if _THEME.fullmatch(link.text)]
    if len(themed) < _ENOUGH:
        return frozenset()
    beside: dict[int, int] = {}
    for place in themed:
        _count(beside, place, 1)
    for place, link in enumerate(links):
        if place in beside and any(_is_column(match) for match in link.matches):
            _count(beside, place, -1)
    return frozenset(place for place, count in beside.items() if count >= _ENOUGH)


def _count(beside: dict[int, int], place: int, by: int) -> None:
    for near in range(place - _AROUND, place + _AROUND + 1):
        beside[near] = beside.get(near, 0) + by


def _is_column(match: SubjectMatch) -> bool:
    """Whether a match is surely of a column: of a subject that services have no theme of."""
    return match.grade > Grade.WEAK and match.subject not in LIFE_THEMES and match.subject != "services"
