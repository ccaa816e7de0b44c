"""Prefectures: governments with a gazette, a hotline and a wide range of columns."""

from datetime import date
from functools import partial

from domain.units import UnitKind
from sample_province.content import ColumnState, LinkStyle, SiteSearch
from sample_province.families.boda import Boda
from sample_province.families.own import KUNMING, YUXI, Own
from sample_province.families.shtml import PcList
from sample_province.families.trs import Trs
from sample_province.scenario import Beside, ColumnPlan, DocumentPlan, Filed, PortalPlan

PREFECTURES: tuple[PortalPlan, ...] = (
    PortalPlan(
        id="pref_km", name="昆明市人民政府", short="昆明市", kind=UnitKind.PREFECTURE, domain="www.km.gov.cn",
        family=partial(Own, pattern=KUNMING), calendar=True, robots_html=True,
        search=SiteSearch.WORKS,
        columns={
            "key-areas": ColumnPlan(first=date(2017, 10, 12)),
            "budget": ColumnPlan(name="财政预决算", hub=("政府预决算", "部门预决算")),
            "regulations": ColumnPlan(pinned=True),
            "gazette": ColumnPlan(places=frozenset({"search"})),
        },
        counts={107: (2,)},
        documents={"L5": DocumentPlan(title="{p}２０１７年度政务公开工作总结")},
    ),
    PortalPlan(
        id="pref_cx", name="楚雄彝族自治州人民政府", short="楚雄州", kind=UnitKind.PREFECTURE, domain="www.cxz.gov.cn",
        family=Boda, search=SiteSearch.WORKS, disallowed=("/search",),
        columns={
            "gazette": ColumnPlan(first=date(2017, 12, 8)),
            "hotline": ColumnPlan(absent=True),
            "interpretation": ColumnPlan(last=date(2017, 5, 18)),
            "notices": ColumnPlan(postings=47),
        },
        documents={"L5": DocumentPlan(on=date(2018, 1, 8))},
        decoys=(("12315消费者申诉举报", "http://www.12315.example.invalid/"),),
        beside=(Beside(slug="tjgb", name="统计公报"),),
    ),
    PortalPlan(
        id="pref_dl", name="大理白族自治州人民政府", short="大理州", kind=UnitKind.PREFECTURE, domain="www.dali.gov.cn",
        family=partial(PcList, root="dlzrmzf"),
        columns={
            "key-areas": ColumnPlan(link=LinkStyle.IMAGE),
            "budget": ColumnPlan(state=ColumnState.SERVER_ERROR),
            "proposals": ColumnPlan(state=ColumnState.SOFT_404),
            "regulations": ColumnPlan(state=ColumnState.ROBOTS),
            "hotline": ColumnPlan(first=date(2017, 11, 20)),
        },
    ),
    PortalPlan(
        id="pref_zt", name="昭通市人民政府", short="昭通市", kind=UnitKind.PREFECTURE, domain="www.zt.gov.cn",
        family=partial(Trs, root="infor/open"), norms=False,
        search=SiteSearch.WORKS,
        columns={
            "power-list": ColumnPlan(absent=True),
            "regulations": ColumnPlan(postings=40),
            "budget": ColumnPlan(name="预决算公开", hub=("政府预算", "部门预算")),
        },
        documents={
            # Real units write such titles: lists cut them, the whole stands in the title attribute.
            "L2": DocumentPlan(
                on=date(2017, 6, 16),
                title="{p}人民政府办公室关于印发{p}贯彻落实云南省2017年政务公开工作要点分工方案的通知",
            ),
            "L5": DocumentPlan(on=date(2017, 12, 26)),
            19: DocumentPlan(absent=True),
        },
        decoys=(("云南省权力清单和责任清单", "http://www.yn.example.invalid/qzqd/"),),
        headlines=("昭通市公布权责清单动态调整情况",),
    ),
    PortalPlan(
        id="pref_yx", name="玉溪市人民政府", short="玉溪市", kind=UnitKind.PREFECTURE, domain="www.yuxi.gov.cn",
        family=partial(Own, pattern=YUXI), filed=Filed.NOT_GIVEN,
        search=SiteSearch.POST,
        columns={
            "key-areas": ColumnPlan(state=ColumnState.CONSTRUCTION),
            "gazette": ColumnPlan(absent=True),
            "interview": ColumnPlan(absent=True),
        },
        beside=(Beside(slug="tjgb", name="统计公报"),),
    ),
)  # fmt: skip
