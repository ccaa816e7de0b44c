"""Prefectures: governments with a gazette, a hotline and a wide range of columns."""

from functools import partial

from domain.units import UnitKind
from sample_province.families.boda import Boda
from sample_province.families.own import KUNMING, YUXI, Own
from sample_province.families.shtml import PcList
from sample_province.families.trs import Trs
from sample_province.scenario import PortalPlan

PREFECTURES: tuple[PortalPlan, ...] = (
    PortalPlan(
        id="pref_km", name="昆明市人民政府", short="昆明市", kind=UnitKind.PREFECTURE, domain="www.km.gov.cn",
        family=partial(Own, pattern=KUNMING),
    ),
    PortalPlan(
        id="pref_cx", name="楚雄彝族自治州人民政府", short="楚雄州", kind=UnitKind.PREFECTURE, domain="www.cxz.gov.cn",
        family=Boda,
    ),
    PortalPlan(
        id="pref_dl", name="大理白族自治州人民政府", short="大理州", kind=UnitKind.PREFECTURE, domain="www.dali.gov.cn",
        family=partial(PcList, root="dlzrmzf"),
    ),
    PortalPlan(
        id="pref_zt", name="昭通市人民政府", short="昭通市", kind=UnitKind.PREFECTURE, domain="www.zt.gov.cn",
        family=partial(Trs, root="infor/open"),
    ),
    PortalPlan(
        id="pref_yx", name="玉溪市人民政府", short="玉溪市", kind=UnitKind.PREFECTURE, domain="www.yuxi.gov.cn",
        family=partial(Own, pattern=YUXI),
    ),
)  # fmt: skip
