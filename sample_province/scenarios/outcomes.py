"""Units under the plan of ``outcomes.yaml``: each in one condition in all that it owes, so that every outcome is met."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from domain.units import UnitKind
from sample_province.content import ColumnState, Dates, Site
from sample_province.families.aspx import SiteFactory
from sample_province.families.base import Family
from sample_province.families.boda import Boda
from sample_province.families.own import CHANNELS, Own
from sample_province.families.shtml import Shtml
from sample_province.families.trs import Trs
from sample_province.scenario import (
    Beside,
    ColumnPlan,
    DocumentPlan,
    Filed,
    HostKind,
    Letters,
    PairPlan,
    PeriodPlan,
    PortalPlan,
)
from sample_province.scenarios.sites import SITES

PLAN = Path(__file__).with_name("outcomes.yaml")
PLAN_ID = "every-outcome"

UNDATED = ColumnPlan(list_dates=Dates.NONE, shown=Dates.NONE)
ABSENT = ColumnPlan(absent=True)
BROKEN = ColumnPlan(state=ColumnState.SERVER_ERROR)
BLANK = ColumnPlan(state=ColumnState.BLANK)
LEFT_OUT = DocumentPlan(absent=True)
DOCUMENTS = (3, 4, 15, 16)
NO_DOCUMENTS = dict.fromkeys(DOCUMENTS, LEFT_OUT)
NO_INSTALMENTS = {5: PeriodPlan(missing=tuple(range(12))), 6: PeriodPlan(ahead=False)}
NO_EVENTS = {7: (0, 1, 2, 3), 8: (0,)}
NO_ROLES = {7: ("主要负责同志",), 8: ("主要负责同志",)}


def _unit(name: str, place: str, family: Callable[[Site], Family], **changes: object) -> PortalPlan:
    """A small portal that departs from nothing but in ``changes``."""
    plan = dict(changes)
    return PortalPlan(
        id=name,
        name=f"云南省试点{place}局",
        short=f"省试点{place}局",
        kind=UnitKind.PROVINCIAL_DEPT,
        domain=f"{name.replace('_', '-')}.yn.gov.cn",
        family=family,
        small=True,
        **plan,  # type: ignore[arg-type]  # the caller names PortalPlan's own fields
    )


OUTCOMES: tuple[PortalPlan, ...] = (
    _unit("out_good", "一", partial(Trs, root="zwgk"), letters=Letters.ANSWERED),
    _unit(
        "out_late", "二", Boda,
        columns={"key-areas": ColumnPlan(first=date(2017, 9, 4))},
        documents={
            3: DocumentPlan(on=date(2017, 7, 20)), 15: DocumentPlan(on=date(2017, 11, 10)),
            16: DocumentPlan(on=date(2017, 8, 30)),
        },
        periods={5: PeriodPlan(late=(1,))},
        pairs=PairPlan(late=1),
    ),
    _unit(
        "out_absent", "三", partial(Shtml, root="sd"), norms=False, filed=Filed.DEAD,
        columns=dict.fromkeys(("key-areas", "power-list", "capacity"), ABSENT) | {
            "environment": ColumnPlan(last=date(2017, 6, 1)), "regulations": ColumnPlan(last=date(2017, 4, 10)),
            "soe": ColumnPlan(hub=("企业改革", "产权交易")),
        },
        documents=NO_DOCUMENTS,
        periods={5: PeriodPlan(missing=(2,)), 6: PeriodPlan(ahead=False)},
        counts={7: (2,), 8: (0,)},
        elements={9: ("业绩考核", "招聘公告", "考核结果"), 10: ("业绩考核",), 18: ("招聘公告",)} | NO_ROLES,
    ),
    _unit(
        "out_undated", "四", partial(Own, pattern=CHANNELS),
        columns=dict.fromkeys(
            ("key-areas", "notices", "fiscal-report", "press", "environment", "interpretation"), UNDATED
        ),
    ),
    _unit(
        "out_unread", "五", SiteFactory,
        columns=dict.fromkeys(
            ("key-areas", "notices", "fiscal-report", "press", "soe", "environment", "capacity", "regulations"), BROKEN
        ),
        documents=NO_DOCUMENTS, periods=NO_INSTALMENTS, counts=NO_EVENTS,
    ),
    _unit(
        "out_half", "六", partial(Trs, root="xxgk"), filed=Filed.OTHER, uncopied=99,
        documents={4: DocumentPlan(other_name="{p}2017年政务公开工作小结"), 15: LEFT_OUT}, pairs=PairPlan(without=2),
        elements={9: ("考核结果",), 11: ("环境应急",)} | NO_ROLES,
    ),
    _unit(
        # All is there but what a visitor could use; the time of much of it still runs.
        "out_blank", "七", partial(Trs, root="gk"), filed=Filed.NOT_GIVEN, letters=Letters.OVERDUE, until=date(2017, 12, 11),
        columns=dict.fromkeys(
            ("power-list", "fiscal-report", "soe", "environment", "capacity"), BLANK
        ) | dict.fromkeys(("key-areas", "press"), ColumnPlan(state=ColumnState.CONSTRUCTION)),
        documents={4: LEFT_OUT, 15: LEFT_OUT}, periods=NO_INSTALMENTS, counts=NO_EVENTS,
        beside=(Beside(slug="jlb", name="交流园地", state=ColumnState.GONE),),
    ),
    _unit(
        # What the portal shows late or not at all was filed in time with the office that asked for it.
        "out_noted", "八", partial(Own, pattern=CHANNELS),
        columns={"key-areas": ABSENT},
        documents={3: DocumentPlan(on=date(2017, 7, 20)), 15: LEFT_OUT, 16: LEFT_OUT},
        filed=Filed.NOT_GIVEN,
        notices={
            1: (date(2017, 6, 20), "专栏已开设"), 3: (date(2017, 6, 28), "实施方案已报送"),
            5: (date(2017, 6, 2), "5月数据已报送"), 16: (date(2017, 6, 30), "贯彻措施已报送"),
        },
        periods={5: PeriodPlan(late=(1,))},
    ),
    PortalPlan(
        id="out_merged", name="云南省试点九局", short="省试点九局", kind=UnitKind.PROVINCIAL_DEPT, domain="",
        host=HostKind.NO_PORTAL, filed=Filed.NOT_GIVEN, successor="云南省试点大局（2018）",
    ),
    PortalPlan(
        id="out_dead", name="云南省试点十局", short="省试点十局", kind=UnitKind.PROVINCIAL_DEPT,
        domain="out10.yn.gov.cn", host=HostKind.DEAD,
    ),
    *SITES,
)  # fmt: skip
