"""Departments with large portals: finance, planning, taxes, land, environment, state assets, statistics, farming, health."""

from datetime import date
from functools import partial

from domain.units import UnitKind
from sample_province.content import ColumnState, Dates, Delivery, LinkStyle, SiteSearch
from sample_province.families.aspx import SiteFactory, WebForms
from sample_province.families.boda import Boda
from sample_province.families.hanweb import Hanweb
from sample_province.families.jpaas import Jpaas
from sample_province.families.own import HEALTH, STATISTICS, Own
from sample_province.families.shtml import Shtml
from sample_province.families.trs import Trs
from sample_province.scenario import Beside, ColumnPlan, DocumentPlan, Filed, PairPlan, PeriodPlan, PortalPlan

DEPARTMENTS: tuple[PortalPlan, ...] = (
    PortalPlan(
        id="czt", name="云南省财政厅", short="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynf.gov.cn",
        family=partial(Trs, root="zwgk"), search=SiteSearch.WORKS,
        columns={
            # The list shows the day of publication, the meta tags that of a later migration.
            "ppp": ColumnPlan(name="政府和社会资本合作（PPP）", link=LinkStyle.CUT, meta_on=date(2019, 11, 1)),
            "budget": ColumnPlan(pinned=True),
        },
        documents={
            "L5": DocumentPlan(on=date(2017, 12, 22), decoys=(("{p}2016年政务公开工作总结", date(2016, 12, 12)),)),
            92: DocumentPlan(absent=True),
        },
        periods={4: PeriodPlan(late=(2,), cumulative=True)},
        pairs=PairPlan(late=1),
        headlines=("省财政厅召开政府和社会资本合作（PPP）工作推进会",),
    ),
    PortalPlan(
        id="fgw", name="云南省发展和改革委员会", short="省发展改革委", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.yndpc.yn.gov.cn", family=SiteFactory, index_page="/Index.aspx", search=SiteSearch.NONE,
        columns={
            # Neither list nor articles show a day, and the addresses carry none.
            "key-areas": ColumnPlan(list_dates=Dates.NONE, shown=Dates.NONE),
            "major-projects": ColumnPlan(last=date(2017, 4, 11)),
            "notices": ColumnPlan(postings=36),
        },
        documents={
            "L2": DocumentPlan(on=date(2017, 7, 3), decoys=(("{p}2016年政务公开工作要点任务分解", date(2016, 5, 20)),)),
        },
        counts={97: (2,), "L6": (2,)},
        elements={8: ("收费标准",), 97: ("主要负责同志",)},
        headlines=("省发展改革委调度重大建设项目进展",),
    ),
    PortalPlan(
        id="dsj", name="云南省地方税务局", short="省地税局", kind=UnitKind.PROVINCIAL_DEPT, domain="www.yndsj.example.invalid",
        family=Hanweb, search=SiteSearch.SCRIPT,
        columns={
            "tax-cut": ColumnPlan(name="减税降费信息公开专栏", delivery=Delivery.DATA, first=date(2017, 8, 21), postings=37),
            "notices": ColumnPlan(delivery=Delivery.DATA, postings=24),
        },
        documents={"L2": DocumentPlan(on=date(2017, 6, 2))},
        headlines=("省地税局落实减税降费措施惠及小微企业",),
    ),
    PortalPlan(
        id="gtt", name="云南省国土资源厅", short="省国土资源厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.yndlr.gov.cn",
        family=WebForms, charset="gbk", declared_charset="gb2312", header_charset=False,
        search=SiteSearch.POST,
        # Only the third page, had by postback alone, shows that the column was there in time.
        columns={"land": ColumnPlan(name="征地信息公开专栏", first=date(2017, 6, 21), postings=38)},
        documents={
            "L5": DocumentPlan(absent=True, decoys=(("{p}2016年政务公开工作总结", date(2016, 12, 14)),)),
            91: DocumentPlan(absent=True),
        },
        headlines=("龙喆昇同志到基层调研", "征兵工作站设立咨询点", "省国土资源厅部署征地信息公开工作"),
    ),
    PortalPlan(
        id="hbt", name="云南省环境保护厅", short="省环境保护厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynepb.gov.cn",
        family=partial(Trs, root="hjbh", extension="shtml", quote="'"),
        columns={
            # A migration gave dozens of postings one day in their addresses; only the articles show the true days.
            "environment": ColumnPlan(
                list_dates=Dates.NONE, url_on=date(2019, 11, 1), last=date(2017, 8, 15), postings=30
            ),
            "key-areas": ColumnPlan(first=date(2017, 7, 12)),
        },
        pairs=PairPlan(without=2),
        headlines=("环卫工人慰问活动举行",),
    ),
    PortalPlan(
        id="gzw", name="云南省人民政府国有资产监督管理委员会", short="省国资委", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.yngzw.gov.cn", family=Jpaas, filed=Filed.OTHER,
        columns={
            "soe": ColumnPlan(delivery=Delivery.DATA, postings=22),
            # Printed in the page, a list beside the script of a unit has no end that could be told.
            "regulations": ColumnPlan(delivery=Delivery.DATA),
            "notices": ColumnPlan(delivery=Delivery.DATA, postings=24),
        },
        periods={24: PeriodPlan(missing=(3,))},
        beside=(Beside(slug="qynb", name="企业年报公示"),),
    ),
    PortalPlan(
        id="tjj", name="云南省统计局", short="省统计局", kind=UnitKind.PROVINCIAL_DEPT, domain="www.stats.yn.gov.cn",
        family=partial(Own, pattern=STATISTICS), search=SiteSearch.SCRIPT, site_map=False,
        # Nothing that a program can read lists the whole portal, and a person could still ask its search.
        columns={"statistics": ColumnPlan(delivery=Delivery.FRAME), "on-request": ColumnPlan(absent=True)},
        documents={"L2": DocumentPlan(absent=True)},
        periods={5: PeriodPlan(late=(1, 5), cumulative=True)},
    ),
    PortalPlan(
        id="nyt", name="云南省农业厅", short="省农业厅", kind=UnitKind.PROVINCIAL_DEPT, domain="www.ynagri.gov.cn",
        family=partial(Shtml, root="ynsnyt"), crawl_delay=0, disallowed=("/admin/", "/search"),
        columns={
            "key-areas": ColumnPlan(first=date(2017, 7, 20)),
            "regulations": ColumnPlan(delivery=Delivery.SCRIPT),
        },
        documents={
            "L2": DocumentPlan(absent=True, decoys=(("{p}2016年政务公开工作实施方案", date(2016, 5, 30)),)),
        },
        periods={28: PeriodPlan(missing=(7, 8))},
        headlines=("省农业厅开展强农惠农政策宣传",),
    ),
    PortalPlan(
        id="wjw", name="云南省卫生和计划生育委员会", short="省卫生计生委", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.pbh.yn.gov.cn", family=partial(Own, pattern=HEALTH),
        columns={
            # Month and day over a new year: here the articles show the year …
            "health": ColumnPlan(list_dates=Dates.MONTH_DAY),
            # … and here nothing does.
            "interpretation": ColumnPlan(list_dates=Dates.MONTH_DAY, shown=Dates.MONTH_DAY),
        },
        documents={19: DocumentPlan(absent=True)},
        counts={97: (1, 2)},
        periods={66: PeriodPlan(numerals=True)},
        headlines=("省卫生计生委通报医疗卫生机构作风建设情况",),
    ),
    PortalPlan(
        id="zjt", name="云南省住房和城乡建设厅", short="省住房城乡建设厅", kind=UnitKind.PROVINCIAL_DEPT,
        domain="www.ynjst.gov.cn", family=Boda,
        columns={
            "key-areas": ColumnPlan(state=ColumnState.SOFT_404),
            "interpretation": ColumnPlan(state=ColumnState.TO_HOME),
        },
    ),
)  # fmt: skip
