"""Units whose portals no crawler can read: challenged, dead, hanging, broken, closed by robots.txt, or not known."""

from domain.units import UnitKind
from sample_province.scenario import Filed, HostKind, PortalPlan

CLOSED: tuple[PortalPlan, ...] = (
    PortalPlan(
        id="sjt", name="云南省审计厅", short="省审计厅", kind=UnitKind.PROVINCIAL_DEPT, domain="audit.yn.gov.cn",
        host=HostKind.RUISHU,
    ),
    PortalPlan(
        id="gat", name="云南省公安厅", short="省公安厅", kind=UnitKind.PROVINCIAL_DEPT, domain="gat.yn.gov.cn",
        host=HostKind.JSL,
    ),
    PortalPlan(
        id="mzt", name="云南省民政厅", short="省民政厅", kind=UnitKind.PROVINCIAL_DEPT, domain="yunnan.mca.gov.cn",
        host=HostKind.DEAD,
    ),
    PortalPlan(
        id="jtt", name="云南省交通运输厅", short="省交通运输厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynjtt.com",
        host=HostKind.HANGS,
    ),
    PortalPlan(
        id="rst", name="云南省人力资源和社会保障厅", short="省人力资源社会保障厅", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.ynhrss.gov.cn", host=HostKind.GARBAGE,
    ),
    PortalPlan(
        id="gshj", name="云南省工商行政管理局", short="省工商局", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynaic.gov.cn",
        host=HostKind.ROBOTS,
    ),
    PortalPlan(
        id="jrb", name="云南省人民政府金融办公室", short="省金融办", kind=UnitKind.PROVINCIAL_DEPT, domain="",
        host=HostKind.NO_PORTAL, filed=Filed.NOT_GIVEN,
    ),
)  # fmt: skip
