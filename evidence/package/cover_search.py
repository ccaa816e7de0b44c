"""How is it told on a cover what was searched before something was called missing (查找记录)?"""

from collections.abc import Iterator, Mapping

from domain.columns import ColumnStatus
from domain.coverage import PlaceState
from domain.dossier import Dossier
from domain.failure_words import FAILURES
from domain.reach import FailureKind
from evidence.office.plain_text import day_word, plain_line
from evidence.package.cover_blocks import Block, Heading, Paragraph, Table, code, plain

_PLACES: Mapping[PlaceState, str] = {
    PlaceState.READ: "已读取",
    PlaceState.NOT_OFFERED: "网站未提供",
    PlaceState.UNREAD: "未能读取",
    PlaceState.NOT_USABLE: "只能由人使用",
    PlaceState.NOT_ASKED: "未使用",
}
_COLUMNS: Mapping[ColumnStatus, str] = {
    ColumnStatus.OK: "已读取",
    ColumnStatus.BLANK: "空白",
    ColumnStatus.UNREADABLE: "未能判读",
    ColumnStatus.FAILED: "未能打开",
}


def searched(dossier: Dossier) -> Iterator[Block]:
    """The search: where, which columns and links were considered, what the portal's own search was asked."""
    yield Heading("查找记录", 4)
    crawled = f"{day_word(dossier.crawled_on)}巡查，" if dossier.crawled_on else ""
    sought = "、".join(
        f"{plain_line(each.name, 60)}（含同义名称{each.names}个）" for each in dossier.subjects
    )
    yield Paragraph(plain(f"{crawled}共读取网页{dossier.pages_read}个；查找的栏目：{sought}。"))
    for table in (_places(dossier), _columns(dossier), _candidates(dossier), _questions(dossier)):
        if table.rows:
            yield table


def _places(dossier: Dossier) -> Table:
    rows = tuple(
        (
            plain(plain_line(each.name, 60)),
            plain(_PLACES[each.state]),
            code(plain_line(each.address or "", 1000)),
            plain(_note(each.note or "", each.failure)),
        )
        for each in dossier.places
    )
    return Table(("查找位置", "情况", "地址", "说明"), (22, 14, 40, 24), rows)


def _columns(dossier: Dossier) -> Table:
    rows = tuple(
        (
            plain(plain_line(each.title, 200)),
            plain(each.grade),
            plain(_COLUMNS[each.status]),
            code(plain_line(each.address, 1000)),
            plain(_note(each.note, each.failure)),
        )
        for each in dossier.columns
    )
    return Table(("查看的栏目", "名称", "状态", "地址", "说明"), (22, 9, 12, 33, 24), rows)


def _candidates(dossier: Dossier) -> Table:
    rows = tuple(
        (
            plain(plain_line(each.text, 200)),
            plain(each.grade),
            code(plain_line(each.address, 1000)),
            code(plain_line(each.found_on, 1000)),
            plain(_note(each.refusal, each.failure)),
        )
        for each in dossier.candidates
    )
    return Table(("相近的链接", "名称", "指向", "所在网页", "不是的理由"), (20, 9, 26, 25, 20), rows)


def _questions(dossier: Dossier) -> Table:
    rows = tuple(
        (
            plain(plain_line(each.words, 100)),
            plain(str(each.hits)),
            plain("已全部查看" if each.whole else "未全部查看"),
        )
        for each in dossier.questions
    )
    return Table(("站内搜索词", "结果条数", "查看"), (50, 20, 30), rows)


def _note(told: str, failure: FailureKind | None) -> str:
    parts = (told, FAILURES[failure] if failure else "")
    return "；".join(dict.fromkeys(plain_line(part, 300).rstrip("。") for part in parts if part))
