"""Departments with large portals: finance, planning, taxes, land, environment, state assets, statistics, farming, health."""

from functools import partial

from domain.units import UnitKind
from sample_province.families.aspx import SiteFactory, WebForms
from sample_province.families.boda import Boda
from sample_province.families.hanweb import Hanweb
from sample_province.families.jpaas import Jpaas
from sample_province.families.own import HEALTH, STATISTICS, Own
from sample_province.families.shtml import Shtml
from sample_province.families.trs import Trs
from sample_province.scenario import PortalPlan

DEPARTMENTS: tuple[PortalPlan, ...] = (
    PortalPlan(
        id="czt", name="云南省财政厅", short="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynf.gov.cn",
        family=partial(Trs, root="zwgk"),
    ),
    PortalPlan(
        id="fgw", name="云南省发展和改革委员会", short="省发展改革委", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.yndpc.yn.gov.cn", family=SiteFactory,
    ),
    PortalPlan(
        id="dsj", name="云南省地方税务局", short="省地税局", kind=UnitKind.PROVINCIAL_DEPT, domain="www.yndsj.example.invalid",
        family=Hanweb,
    ),
    PortalPlan(
        id="gtt", name="云南省国土资源厅", short="省国土资源厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.yndlr.gov.cn",
        family=WebForms, charset="gbk", declared_charset="gb2312", header_charset=False,
    ),
    PortalPlan(
        id="hbt", name="云南省环境保护厅", short="省环境保护厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynepb.gov.cn",
        family=partial(Trs, root="hjbh", extension="shtml", quote="'"),
    ),
    PortalPlan(
        id="gzw", name="云南省人民政府国有资产监督管理委员会", short="省国资委", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.yngzw.gov.cn", family=Jpaas,
    ),
    PortalPlan(
        id="tjj", name="云南省统计局", short="省统计局", kind=UnitKind.PROVINCIAL_DEPT, domain="www.stats.yn.gov.cn",
        family=partial(Own, pattern=STATISTICS),
    ),
    PortalPlan(
        id="nyt", name="云南省农业厅", short="省农业厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynagri.gov.cn",
        family=partial(Shtml, root="ynsnyt"),
    ),
    PortalPlan(
        id="wjw", name="云南省卫生和计划生育委员会", short="省卫生计生委", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.pbh.yn.gov.cn", family=partial(Own, pattern=HEALTH),
    ),
    PortalPlan(
        id="zjt", name="云南省住房和城乡建设厅", short="省住房城乡建设厅", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.ynjst.gov.cn", family=Boda,
    ),
)  # fmt: skip
