"""Further departments: commerce, food and drugs, work safety, tourism, education, industry, patents, science."""

from functools import partial

from domain.units import UnitKind
from sample_province.families.aspx import SiteFactory
from sample_province.families.boda import Boda
from sample_province.families.hanweb import Hanweb
from sample_province.families.own import CHANNELS, Own
from sample_province.families.shtml import Shtml
from sample_province.families.trs import Trs
from sample_province.scenario import HostKind, PortalPlan

OFFICES: tuple[PortalPlan, ...] = (
    PortalPlan(
        id="swt", name="云南省商务厅", short="省商务厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.bofcom.gov.cn",
        family=partial(Trs, root="info"), refresh_home=True,
    ),
    PortalPlan(
        id="spyp", name="云南省食品药品监督管理局", short="省食品药品监管局", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.yp.yn.gov.cn", family=Boda,
    ),
    PortalPlan(
        id="ajj", name="云南省安全生产监督管理局", short="省安全监管局", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.ynsafety.gov.cn", family=partial(Own, pattern=CHANNELS),
    ),
    PortalPlan(
        id="lyfzw", name="云南省旅游发展委员会", short="省旅游发展委", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynta.gov.cn",
        family=partial(Shtml, root="ynta", stem="list"),
    ),
    PortalPlan(
        id="jyt", name="云南省教育厅", short="省教育厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynjy.cn", family=Hanweb,
    ),
    PortalPlan(
        id="gxw", name="云南省工业和信息化委员会", short="省工业和信息化委", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.ynetc.gov.cn", family=SiteFactory,
    ),
    PortalPlan(
        id="zscq", name="云南省知识产权局", short="省知识产权局", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynipo.gov.cn",
        family=partial(Own, pattern=CHANNELS), frameset_home=True,
    ),
    PortalPlan(
        id="kjt", name="云南省科学技术厅", short="省科技厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynstc.gov.cn",
        family=partial(Trs, root="kjgk"), host=HostKind.HTTPS_ONLY,
    ),
)  # fmt: skip
