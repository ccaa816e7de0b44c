"""Whose year is it? Portals that keep every duty, and portals that are late, silent, backdated, broken, rebuilt or moved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from sample_province.year.happenings import (
    FISCAL,
    NOTICES,
    PRESS,
    TAX_CUT,
    Item,
    Stretch,
    Trouble,
    YearPortal,
)

PLAN, REPORT = "plan", "report"
_DAY = timedelta(days=1)
_WORDS = ("召开例会", "下达资金", "开展培训", "公布名单", "转发文件", "征求意见", "通报情况")


def _everyday(column: str, first: date, last: date, every: int, ids: Iterator[int]) -> Iterator[Item]:
    """Everyday postings, which stand there on their day or up to two days after it."""
    on, number = first, 0
    while on <= last:
        number += 1
        title = f"关于{_WORDS[number % 7]}的通知之{number}"
        lag = timedelta(days=number % 3)
        yield Item(id=next(ids), column=column, title=title, shown=on, appears=on + lag)
        on += timedelta(days=every)


def _months(ids: Iterator[int], late: dict[int, int], skipped: tuple[int, ...], lag: int) -> Iterator[Item]:
    """The figures of each month, posted on the third of the next; ``late`` by so many days, or never."""
    for month in range(1, 13):
        if month in skipped:
            continue
        year, following = (2017, month + 1) if month < 12 else (2018, 1)
        on = date(year, following, 3) + timedelta(days=late.get(month, 0))
        yield Item(
            id=next(ids),
            column=FISCAL,
            title=f"2017年{month}月财政收支情况",
            shown=on,
            appears=on + timedelta(days=lag),
            duty=f"month {month}",
        )


def portal(
    name: str,
    *,
    plan: date | None = date(2017, 5, 20),
    report: date | None = date(2017, 12, 8),
    opened: date | None = date(2017, 6, 20),
    late_months: dict[int, int] | None = None,
    skipped: tuple[int, ...] = (),
    press: tuple[date, ...] = (date(2017, 5, 10), date(2017, 8, 16), date(2017, 11, 22)),
    last_notice: date = date(2018, 4, 30),
    lag: int = 0,
    troubles: tuple[Stretch, ...] = (),
    redesigned: date | None = None,
    moved: date | None = None,
    untold: bool = False,
    kept: int | None = None,
) -> YearPortal:
    """A portal that keeps every duty, but for what is said; ``lag`` days pass between a date and the page."""
    ids = count(1)
    late = timedelta(days=lag)
    items = [*_everyday(NOTICES, date(2017, 1, 4), last_notice, 6, ids)]
    if plan:
        items.append(_document(next(ids), "2017年政务公开工作实施方案", plan, plan + late, PLAN))
    if report:
        items.append(
            _document(next(ids), "2017年政务公开工作要点落实情况报告", report, report + late, REPORT)
        )
    items += _months(ids, late_months or {}, skipped, lag)
    items += [
        Item(
            id=next(ids),
            column=PRESS,
            title=f"{on.month}月新闻发布会实录",
            shown=on,
            appears=on,
            duty="press",
        )
        for on in press
    ]
    if opened:
        items += [
            Item(id=next(ids), column=TAX_CUT, title=f"减税措施之{number}", shown=on, appears=on + late)
            for number, on in enumerate((opened, opened + timedelta(days=30)), 1)
        ]
    return YearPortal(
        id=name,
        name=f"省{name}厅",
        items=tuple(items),
        troubles=troubles,
        redesigned=redesigned,
        moved=moved,
        untold=untold,
        kept=kept,
    )


def _document(number: int, title: str, shown: date, appears: date, duty: str) -> Item:
    return Item(id=number, column=NOTICES, title=title, shown=shown, appears=appears, duty=duty)


def _changed(whole: YearPortal, duty: str, **changes: object) -> YearPortal:
    """The portal with one of its postings otherwise."""
    items = tuple(
        replace(each, **changes) if each.duty == duty else each  # type: ignore[arg-type]
        for each in whole.items
    )
    return replace(whole, items=items)


def _down(first: date, last: date, trouble: Trouble = Trouble.UNREACHABLE) -> Stretch:
    return Stretch(trouble=trouble, first=first, last=last)


def cast() -> tuple[YearPortal, ...]:
    """Every portal of the year."""
    backdated = _changed(portal("backdated"), PLAN, appears=date(2017, 7, 20))
    backdated = _changed(backdated, "month 9", shown=date(2017, 10, 4), appears=date(2017, 10, 25))
    backdated = _changed(backdated, REPORT, shown=date(2017, 12, 10), appears=date(2018, 1, 20))
    vanished = _changed(portal("vanished"), PLAN, gone=date(2017, 9, 10))
    vanished = _changed(vanished, REPORT, gone=date(2018, 1, 10), back=date(2018, 2, 1))
    redated = _changed(
        portal("redated", report=date(2017, 12, 28)), REPORT, redated=(date(2018, 1, 10), date(2017, 12, 14))
    )
    return (
        portal("good"),
        portal(
            "late",
            plan=date(2017, 6, 26),
            report=date(2017, 12, 20),
            opened=date(2017, 8, 15),
            late_months={5: 9},
        ),
        portal(
            "silent",
            plan=None,
            report=None,
            opened=None,
            skipped=(7,),
            press=(date(2017, 5, 10),),
            troubles=(_down(date(2017, 11, 10), date(2017, 11, 12)),),
        ),
        portal("stale", last_notice=date(2017, 9, 1), report=None),
        portal("slow", lag=4, plan=date(2017, 6, 5), report=date(2017, 12, 14), opened=date(2017, 7, 30)),
        backdated,
        vanished,
        redated,
        portal(
            "failing",
            plan=date(2017, 6, 3),
            opened=date(2017, 7, 28),
            report=date(2017, 12, 14),
            troubles=(
                _down(date(2017, 6, 2), date(2017, 6, 12)),
                _down(date(2017, 7, 26), date(2017, 8, 9)),
                _down(date(2017, 10, 3), date(2017, 10, 12)),
                _down(date(2017, 12, 12), date(2018, 1, 5)),
            ),
        ),
        portal(
            "faulty",
            troubles=(
                _down(date(2017, 6, 5), date(2017, 6, 7), Trouble.COLUMN_FAILS),
                _down(date(2017, 8, 2), date(2017, 8, 4), Trouble.CUT_SHORT),
                _down(date(2017, 9, 20), date(2017, 9, 20), Trouble.BLANK),
                _down(date(2017, 12, 16), date(2017, 12, 17), Trouble.CUT_SHORT),
                _down(date(2018, 2, 1), date(2018, 2, 4), Trouble.COLUMN_FAILS),
            ),
        ),
        portal("rebuilt", redesigned=date(2017, 8, 15)),
        portal("moved", moved=date(2017, 10, 10), untold=True),
        portal("both", redesigned=date(2017, 11, 1), moved=date(2017, 11, 1)),
        portal("pruned", kept=12),
        portal(
            "halved",
            report=None,
            troubles=(
                _down(date(2017, 7, 1), date(2017, 7, 3), Trouble.PAGE_FAILS),
                _down(date(2017, 12, 14), date(2017, 12, 20), Trouble.PAGE_FAILS),
            ),
        ),
    )
