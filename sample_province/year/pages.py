"""What pages does a portal of the year have on a night? Its columns and postings as one CMS family or another shows them."""

from collections.abc import Callable
from datetime import date
from functools import partial

from sample_province.content import Article, Column, ColumnState, Site
from sample_province.families.base import Family
from sample_province.families.hanweb import Hanweb
from sample_province.families.jpaas import Jpaas
from sample_province.families.own import CHANNELS, Own
from sample_province.families.shtml import PcList, Shtml
from sample_province.families.trs import Trs
from sample_province.year.happenings import (
    COLUMNS,
    FISCAL,
    NOTICES,
    PAGE,
    PRESS,
    TAX_CUT,
    Trouble,
    YearPortal,
)

NAMES_THEN = {NOTICES: "公示公告", FISCAL: "财政收支情况", PRESS: "新闻发布", TAX_CUT: "减税降费信息公开专栏"}
"""What a rebuilt portal calls its columns."""

_FAMILIES: tuple[Callable[[Site], Family], ...] = (
    Trs,
    Hanweb,
    Shtml,
    Jpaas,
    partial(Own, pattern=CHANNELS),
    PcList,
)
_SLUGS = {NOTICES: "tzgg", FISCAL: "czsz", PRESS: "xwfbh", TAX_CUT: "jsjf"}
_STEADY = (
    ("news", "gzdt", "工作动态", "召开专题会议"),
    ("regulations", "gfxwj", "规范性文件", "印发管理办法"),
    ("statutory", "fdzdgknr", "法定主动公开内容", "公开机构职能"),
)
"""What every portal has beside the columns that duties ask for; nothing in it changes."""
_TEXT = ("现将有关事项予以公布，请各有关单位结合实际认真抓好落实，执行中遇到的问题请及时反馈。",)
_FIRST_NUMBER = 61490


def family_on(portal: YearPortal, night: date, position: int) -> Family:
    """The portal's pages on a night; ``position`` chooses its family, and a rebuilding gives it the next one."""
    rebuilt = portal.redesigned is not None and night >= portal.redesigned
    return _FAMILIES[(position + rebuilt) % len(_FAMILIES)](site_on(portal, night, rebuilt=rebuilt))


def site_on(portal: YearPortal, night: date, *, rebuilt: bool) -> Site:
    """What the portal holds on a night. A column without a posting is not opened yet."""
    columns = [_steady(*each, number) for number, each in enumerate(_STEADY, _FIRST_NUMBER)]
    hub = Column(
        slug="zdlyxxgk",
        name="重点领域信息公开",
        number=_FIRST_NUMBER + 10,
        subject="key-areas",
        places=frozenset({"nav", "map", "banner"}),
    )
    inside = [_steady("major-projects", "zdjsxm", "重大建设项目", "公示项目情况", hub.number + 9)]
    for number, slug in enumerate(COLUMNS, hub.number + 1):
        column = _column(portal, night, slug, number, rebuilt=rebuilt)
        if column is not None:
            (inside if slug == TAX_CUT else columns).append(column)
    for column in inside:
        column.parent, column.places = hub, frozenset({"side", "map", "banner"})
        hub.children.append(column)
    return Site(
        unit_id=portal.id,
        name=portal.name,
        title=f"{portal.name}门户网站",
        domain=portal.root(night).removeprefix("http://"),
        id_code="5300000101",
        columns=[*columns, hub],
    )


def _steady(subject: str, slug: str, name: str, words: str, number: int) -> Column:
    column = Column(
        slug=slug, name=name, number=number, subject=subject, places=frozenset({"nav", "home", "map"})
    )
    column.articles = [
        Article(id=9000 + number % 10 * 10 + n, title=f"{words}之{n}", on=date(2017, n, 12), body=_TEXT)
        for n in range(1, 5)
    ]
    return column


def _column(portal: YearPortal, night: date, slug: str, number: int, *, rebuilt: bool) -> Column | None:
    trouble = portal.trouble(night)
    standing = portal.listed(slug, night)
    if not standing:
        return None
    column = Column(
        slug=_SLUGS[slug],
        name=(NAMES_THEN if rebuilt else COLUMNS)[slug],
        number=number,
        subject=slug,
        per_page=PAGE,
        places=frozenset({"nav", "map", "home"} if slug == NOTICES else {"nav", "map"}),
    )
    if trouble is Trouble.COLUMN_FAILS and slug == NOTICES:
        column.state = ColumnState.SERVER_ERROR
    elif trouble is Trouble.BLANK:
        column.state = ColumnState.BLANK
    else:
        # The address keeps the day that it was made with, whatever the page shows later.
        column.articles = [
            Article(id=each.id, title=each.title, on=each.date_on(night), url_on=each.shown, body=_TEXT)
            for each in standing
        ]
    return column
