"""Units under an inspection table: each near, past or far from one of its limits."""

from collections.abc import Callable
from datetime import date
from functools import partial

from domain.units import UnitKind
from sample_province.content import ColumnState, Dates, Site
from sample_province.families.aspx import SiteFactory
from sample_province.families.base import Family
from sample_province.families.boda import Boda
from sample_province.families.own import CHANNELS, KUNMING, Own
from sample_province.families.shtml import Shtml
from sample_province.families.trs import Trs
from sample_province.scenario import Beside, ColumnPlan, Filed, HostKind, Letters, PortalPlan

OLD = date(2017, 3, 20)
"""Longer ago than news and notices may be, not yet a year."""

OLDER = date(2016, 11, 4)
"""Longer than a year ago."""


def _unit(name: str, place: int, family: Callable[[Site], Family], **changes: object) -> PortalPlan:
    """A small portal that departs from nothing but in ``changes``."""
    plan = dict(changes)
    return PortalPlan(
        id=name,
        name=f"云南省示例{place}局",
        short=f"省示例{place}局",
        kind=UnitKind.PROVINCIAL_DEPT,
        domain=f"{name}.yn.gov.cn",
        family=family,
        small=True,
        **plan,  # type: ignore[arg-type]  # the caller names PortalPlan's own fields
    )


def _stale(count: int, *, undated: int = 0, top: bool = False) -> tuple[Beside, ...]:
    """Further columns of news, notices and policies, all long without a new posting."""
    names = (
        ("bmdt", "部门动态", "news"),
        ("tpxw", "图片新闻", "news"),
        ("gggs", "公告公示", "notices"),
        ("zcfg", "法律法规", "regulations"),
        ("bmwj", "部门文件", "regulations"),
        ("gzxx", "工作信息", "news"),
        ("zxgg", "公告栏", "notices"),
        ("zfgz", "部门规章", "regulations"),
        ("jryw", "今日要闻", "news"),
        ("tzgs", "通知公示", "notices"),
    )
    return tuple(
        Beside(slug=slug, name=name, subject=subject, last=OLD, undated=place < undated, top=top)
        for place, (slug, name, subject) in enumerate(names[:count])
    )


def _blank(count: int, state: ColumnState = ColumnState.BLANK) -> tuple[Beside, ...]:
    """Columns of the navigation that hold nothing."""
    names = (
        ("djgz", "党建园地"),
        ("xxyd", "学习园地"),
        ("jlhz", "交流合作"),
        ("kpyd", "科普园地"),
        ("rczp", "机关文化"),
    )
    return tuple(Beside(slug=slug, name=name, state=state, top=True) for slug, name in names[:count])


UNDATED = ColumnPlan(list_dates=Dates.NONE, shown=Dates.NONE)

INSPECTED: tuple[PortalPlan, ...] = (
    _unit("ins_good", 1, partial(Trs, root="zwgk")),
    _unit("ins_home_stale", 2, partial(Own, pattern=CHANNELS), until=date(2017, 12, 11), letters=Letters.NOT_LISTED),
    _unit("ins_home_near", 3, Boda, until=date(2017, 12, 19)),
    _unit(
        "ins_home_undated", 4, partial(Shtml, root="ins"),
        columns=dict.fromkeys(("news", "notices", "regulations", "interpretation"), UNDATED),
        until=date(2017, 12, 11), letters=Letters.NOT_LISTED,
    ),
    _unit(
        "ins_home_behind", 5, SiteFactory,
        columns={
            name: ColumnPlan(last=date(2017, 12, 8)) for name in ("news", "notices", "regulations", "interpretation")
        },
    ),
    _unit("ins_stale_five", 6, partial(Own, pattern=KUNMING), beside=_stale(5)),
    _unit("ins_stale_ten", 7, partial(Trs, root="xxgk"), beside=_stale(10, top=True)),
    _unit("ins_stale_near", 8, Boda, beside=_stale(4), columns={
        name: ColumnPlan(last=OLDER) for name in ("personnel", "planning")
    } | {"regulations": ColumnPlan(last=OLD)}),
    _unit("ins_stale_undated", 9, partial(Own, pattern=CHANNELS), beside=_stale(5, undated=2, top=True)),
    _unit("ins_blank_five", 10, partial(Trs, root="zwgk"), beside=_blank(5)),
    _unit("ins_blank_near", 11, Boda, beside=_blank(3, ColumnState.CONSTRUCTION)),
    _unit("ins_blank_unread", 12, partial(Shtml, root="ins"), beside=(
        *_blank(4), Beside(slug="lsk", name="历史资料", state=ColumnState.SERVER_ERROR),
    )),
    _unit("ins_letters_late", 13, partial(Own, pattern=CHANNELS), letters=Letters.OVERDUE),
    _unit("ins_letters_near", 14, partial(Trs, root="zwgk"), letters=Letters.WAITING),
    _unit("ins_letters_in_work", 15, Boda, letters=Letters.IN_WORK),
    _unit("ins_letters_unlisted", 16, SiteFactory, letters=Letters.NOT_LISTED),
    _unit("ins_no_letters", 17, partial(Shtml, root="ins"), columns={"consultation": ColumnPlan(absent=True)}),
    _unit("ins_dead_links", 18, partial(Own, pattern=KUNMING), beside=(
        Beside(slug="jlb", name="交流园地", state=ColumnState.GONE),
        Beside(slug="zlk", name="资料下载", state=ColumnState.GONE),
    )),
    _unit("ins_no_norms", 19, partial(Trs, root="zwgk"), norms=False),
    PortalPlan(
        id="ins_challenged", name="云南省示例二十局", short="省示例二十局", kind=UnitKind.PROVINCIAL_DEPT,
        domain="ins20.yn.gov.cn", host=HostKind.RUISHU,
    ),
    PortalPlan(
        id="ins_dead", name="云南省示例二十一局", short="省示例二十一局", kind=UnitKind.PROVINCIAL_DEPT,
        domain="ins21.yn.gov.cn", host=HostKind.DEAD,
    ),
    PortalPlan(
        id="ins_no_portal", name="云南省示例二十二局", short="省示例二十二局", kind=UnitKind.PROVINCIAL_DEPT, domain="",
        host=HostKind.NO_PORTAL, filed=Filed.NOT_GIVEN,
    ),
)  # fmt: skip
"""What an inspection table finds out; all else about them is in order."""
