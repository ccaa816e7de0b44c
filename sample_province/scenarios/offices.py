"""Further departments: commerce, food and drugs, work safety, tourism, education, industry, patents, science."""

from datetime import date
from functools import partial

from domain.units import UnitKind
from sample_province.content import ColumnState, Dates, Delivery, LinkStyle, SiteSearch
from sample_province.families.aspx import SiteFactory
from sample_province.families.boda import Boda
from sample_province.families.hanweb import Hanweb
from sample_province.families.own import CHANNELS, Own
from sample_province.families.shtml import Shtml
from sample_province.families.trs import Trs
from sample_province.scenario import Beside, ColumnPlan, DocumentPlan, Filed, HostKind, PairPlan, PortalPlan

OFFICES: tuple[PortalPlan, ...] = (
    PortalPlan(
        id="swt", name="云南省商务厅", short="省商务厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.bofcom.gov.cn",
        family=partial(Trs, root="info"), refresh_home=True, small=True,
        columns={
            # No page shows a day; the addresses carry that of a migration, the same for dozens.
            "key-areas": ColumnPlan(
                list_dates=Dates.NONE, shown=Dates.NONE, url_on=date(2017, 12, 20), postings=26
            ),
            "interpretation": ColumnPlan(state=ColumnState.BLANK),
            "regulations": ColumnPlan(last=date(2017, 4, 10)),
        },
        documents={"L5": DocumentPlan(absent=True, decoys=(("{p}2016年政务公开工作总结", date(2016, 12, 9)),))},
    ),
    PortalPlan(
        id="spyp", name="云南省食品药品监督管理局", short="省食品药品监管局", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.yp.yn.gov.cn", family=Boda,
        columns={
            "penalty": ColumnPlan(state=ColumnState.ROBOTS),
            "on-request": ColumnPlan(state=ColumnState.SERVER_ERROR),
            "key-areas": ColumnPlan(first=date(2017, 8, 7)),
        },
        documents={"L2": DocumentPlan(on=date(2017, 6, 30))},
        beside=(Beside(slug="spcj", name="食品抽检信息", state=ColumnState.SOFT_404),),
    ),
    PortalPlan(
        id="ajj", name="云南省安全生产监督管理局", short="省安全监管局", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.ynsafety.gov.cn", family=partial(Own, pattern=CHANNELS), small=True, filed=Filed.DEAD,
        search=SiteSearch.WORKS,
        columns={"key-areas": ColumnPlan(absent=True), "news": ColumnPlan(postings=34)},
        beside=(Beside(slug="zdlyzz", name="重点领域安全整治"),),
        headlines=("省安全监管局推进重点领域信息公开工作",),
    ),
    PortalPlan(
        id="lyfzw", name="云南省旅游发展委员会", short="省旅游发展委", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynta.gov.cn",
        family=partial(Shtml, root="ynta", stem="list"),
        columns={"tourism": ColumnPlan(delivery=Delivery.SCRIPT)},
        elements={"L1": ("政务公开",)},
        documents={"L2": DocumentPlan(column="xxgkzd"), "L5": DocumentPlan(column="gzdt")},
    ),
    PortalPlan(
        id="jyt", name="云南省教育厅", short="省教育厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynjy.cn", family=Hanweb,
        columns={
            "key-areas": ColumnPlan(name="重点领域信息公开专栏", link=LinkStyle.TITLE),
            "education": ColumnPlan(name="义务教育招生"),
        },
        documents={"L2": DocumentPlan(column="fdzdgknr"), "L5": DocumentPlan(on=date(2017, 12, 20))},
        # A second column of the subject that holds nothing takes nothing away from the first.
        beside=(Beside(slug="jdhy", name="解读回应", state=ColumnState.BLANK),),
        headlines=("警示教育大会召开",),
    ),
    PortalPlan(
        id="gxw", name="云南省工业和信息化委员会", short="省工业和信息化委", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.ynetc.gov.cn", family=SiteFactory,
        columns={
            # The only links to the column are pictures without words.
            "capacity": ColumnPlan(name="化解过剩产能", link=LinkStyle.IMAGE),
            "on-request": ColumnPlan(state=ColumnState.TO_HOME),
            # Only the site map leads there.
            "services": ColumnPlan(places=frozenset({"map"})),
        },
        pairs=PairPlan(linked=False),
    ),
    PortalPlan(
        id="zscq", name="云南省知识产权局", short="省知识产权局", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynipo.gov.cn",
        family=partial(Own, pattern=CHANNELS), frameset_home=True, site_map=False, small=True,
        search=SiteSearch.NONE,
        columns={
            "on-request": ColumnPlan(absent=True),
            # The list shows no days; the articles do, and their meta tags name another, that of a migration.
            "notices": ColumnPlan(list_dates=Dates.NONE, meta_on=date(2019, 11, 1)),
        },
        documents={48: DocumentPlan(absent=True), "L2": DocumentPlan(on=date(2017, 6, 5))},
        decoys=(("法律援助申请", "http://zwfw.example.invalid/flyz"),),
    ),
    PortalPlan(
        id="kjt", name="云南省科学技术厅", short="省科技厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynstc.gov.cn",
        family=partial(Trs, root="kjgk"), host=HostKind.HTTPS_ONLY, small=True, norms=False,
        successor="云南省科技和创新厅（2018）",
        search=SiteSearch.WORKS,
        # Nothing links to the column; its name stands in the search's results.
        columns={
            "key-areas": ColumnPlan(first=date(2017, 9, 4)),
            "interpretation": ColumnPlan(name="政策解读", places=frozenset({"search"})),
        },
        documents={"L2": DocumentPlan(on=date(2017, 6, 5))},
    ),
)  # fmt: skip
