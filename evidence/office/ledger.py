"""The ledger (政务公开工作台账, XLSX): every duty of every unit in a row; ranking, tasks and legend on sheets of their own."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from domain.inspection_words import RESULT_WORDS
from domain.inspections import Inspection
from domain.reach_words import reach_word
from domain.score_words import percent_word, place_word
from evidence.office.audit_report import AuditReport, ReportedUnit, UnitFindings
from evidence.office.ledger_book import LedgerBook, Share, Shown
from evidence.office.ledger_rows import Cell, columns_of, ledger_rows, task_text
from evidence.office.plain_text import day_word, plain_line
from evidence.office.standings import SCORES_STAND, rescored_note
from evidence.office.statuses import MEANINGS, Status
from evidence.office.tallies import Counts, Tallies

ROWS = 1_048_576
"""Rows of a sheet, its headings included; what is more goes on another sheet."""

_LINE, _LINES = 14.0, 9
"""The height of a line in points, and the most lines that a row shows unless it is drawn larger."""

_SHOWN = tuple(Status)
_A3 = 8


def write_ledger(file: BinaryIO, report: AuditReport, found: Iterable[UnitFindings]) -> None:
    """Write the workbook. Findings are taken unit by unit and not kept."""
    book = LedgerBook(file, report)
    summary = _Summary(book, report)
    ledger = _Ledger(book, report)
    tasks = _Tasks(book, report)
    legend = _Legend(book, report)
    tallies = Tallies()
    for each in found:
        tallies.add(each)
        summary.note(each)
        ledger.add(each)
    ledger.end()
    summary.write(tallies)
    tasks.write(tallies)
    legend.write()
    book.close()


class _Ledger:
    """The ledger proper, on as many sheets as its rows need."""

    def __init__(self, book: LedgerBook, report: AuditReport) -> None:
        self._book, self._report = book, report
        self._columns = columns_of(report)
        self._sheets = 0
        self._begin()

    def add(self, found: UnitFindings) -> None:
        for row in ledger_rows(self._report, found):
            if self._row == ROWS:
                self.end()
                self._begin()
            cells = [column.value(row) for column in self._columns]
            self._sheet.set_row(self._row, self._height(cells))
            self._book.row(self._sheet, self._row, cells)
            self._row += 1

    def end(self) -> None:
        self._sheet.autofilter(0, 0, self._row - 1, len(self._columns) - 1)

    def _begin(self) -> None:
        self._sheets += 1
        name = "台账" if self._sheets == 1 else f"台账{self._sheets}"
        self._sheet = self._book.sheet(name, [column.width for column in self._columns])
        self._sheet.set_paper(_A3)
        self._book.headings(self._sheet, 0, [column.heading for column in self._columns])
        self._sheet.freeze_panes(1, 3)
        self._row = 1

    def _height(self, cells: Sequence[Cell]) -> float:
        lines = max(
            sum(_lines(line, column.width) for line in cell.split("\n"))
            for column, cell in zip(self._columns, cells, strict=True)
            if isinstance(cell, str)
        )
        return _LINE * min(lines, _LINES)


class _Summary:
    """Every unit in a row: place, score, how much could be measured, and how its duties stand."""

    def __init__(self, book: LedgerBook, report: AuditReport) -> None:
        self._book, self._report = book, report
        self._inspected: dict[str, tuple[Shown, ...]] = {}
        self._judged: dict[str, Inspection] = {}
        self._headings = (
            ("单位编号", "单位名称", "结论", "扣分", "参考扣分", "预警")
            if report.is_inspection
            else ("名次", "单位名称", "得分率", "等次", "覆盖率", "已得分", "可测得分", "未测分")
        )
        widths = [11.0, 32.0, *[11.0] * (len(self._headings) - 2 + len(_SHOWN)), 24.0, 9.0, 40.0]
        self._sheet = book.sheet("汇总", widths)

    def note(self, found: UnitFindings) -> None:
        if found.judged_inspection is not None:
            self._judged[found.unit.id] = found.judged_inspection
        if found.inspection is not None:
            inspection = found.inspection
            self._inspected[found.unit.id] = (
                RESULT_WORDS[inspection.result],
                inspection.taken,
                inspection.taken_reference,
                inspection.warnings,
            )

    def write(self, tallies: Tallies) -> None:
        report = self._report
        plan = report.plan
        rescored = tallies.rescored
        basis = f"依据：《{plan.title}》（{plan.document_number}）。核查编号：{report.audit_id}；"
        top = self._book.head(
            self._sheet,
            f"政务公开工作台账（截至{day_word(report.as_of)}）",
            (f"{basis}核查完成：{day_word(report.judged_at.date())}。", _how_scored(report)),
        )
        headings = (*self._headings, *(str(status) for status in _SHOWN), "门户网站", "读取网页", "备注")
        self._book.headings(self._sheet, top, headings)
        self._sheet.freeze_panes(top + 1, 2)
        for row, unit in enumerate(report.by_standing, top + 1):
            counts = tallies.units.get(unit.id, Counts())
            reach = unit.reach
            self._book.row(
                self._sheet,
                row,
                (
                    *self._front(unit),
                    *(counts[status] for status in _SHOWN),
                    reach_word(reach.status, reach.blocked, reach.failure),
                    reach.pages,
                    rescored_note(unit, rescored[unit.id], self._judged.get(unit.id))
                    if unit.id in rescored
                    else None,
                ),
            )
        self._sheet.autofilter(top, 0, top + len(report.units), len(headings) - 1)

    def _front(self, unit: ReportedUnit) -> tuple[Shown, ...]:
        name = plain_line(unit.name)
        if self._report.is_inspection:
            return (plain_line(unit.id), name, *self._inspected.get(unit.id, (None,) * 4))
        score, standing = unit.score, unit.standing
        percent = score.percent
        return (
            place_word(standing.place, standing.tied) if standing.tied > 1 else standing.place or "–",
            name,
            percent_word(None, score.unmeasured) if percent is None else Share(percent / 100),
            standing.grade,
            Share(score.coverage),
            score.earned,
            score.possible,
            score.unmeasured,
        )


class _Tasks:
    """Every task in a row: of how many units it is done, late, not done, open."""

    def __init__(self, book: LedgerBook, report: AuditReport) -> None:
        self._book, self._report = book, report
        self._headings = ("任务号", "板块", "工作任务", "牵头落实单位", "时限要求", *map(str, _SHOWN))
        self._sheet = book.sheet("任务汇总", [8, 18, 60, 24, 18, *[10.0] * len(_SHOWN)])

    def write(self, tallies: Tallies) -> None:
        self._book.headings(self._sheet, 0, self._headings)
        self._sheet.freeze_panes(1, 1)
        asked = [task for task in self._report.plan.tasks if task.number in tallies.tasks]
        for row, task in enumerate(asked, 1):
            counts = tallies.tasks[task.number]
            text = task_text(task)
            self._sheet.set_row(row, _LINE * min(_lines(text, 60), _LINES))
            cells: tuple[Shown, ...] = (
                str(task.number),
                task.section,
                text,
                plain_line(task.lead_text or ""),
                plain_line(task.deadline_text or ""),
                *(counts[status] for status in _SHOWN),
            )
            self._book.row(self._sheet, row, cells)
        self._sheet.autofilter(0, 0, len(asked), len(self._headings) - 1)


class _Legend:
    """What the words mean, and by what it was judged."""

    def __init__(self, book: LedgerBook, report: AuditReport) -> None:
        self._book, self._report = book, report
        self._sheet = book.sheet("说明", [16, 110])

    def write(self) -> None:
        report, row = self._report, 0
        self._book.headings(self._sheet, row, ("核查结果", "含义"))
        lines: list[tuple[Shown, str]] = [(status, MEANINGS[status]) for status in _SHOWN]
        lines += [
            ("得分", f"{_how_scored(report)}{SCORES_STAND}"),
            (
                "依据网址",
                "结论所依据的网页地址，为防误点不设链接，请复制到浏览器打开；网页可能已变化，以巡查留存的记录为准。",
            ),
            (
                "依据编号",
                "obs:…为巡查记录编号，filed:…为报备登记的条目；与核查编号一并提供，即可调取当时的记录。",
            ),
            ("时限", "首个时限、末个时限为该事项在考核期内的第一个和最后一个到期日；只有一个的，两者相同。"),
            ("核查编号", report.audit_id),
            ("计划", f"{report.plan.id}　{report.plan.title}（{report.plan.document_number}）"),
            ("计划摘要值", report.digests.plan),
            ("规则摘要值", report.digests.rules),
            ("词表摘要值", report.digests.vocabulary),
            ("程序版本", report.version),
        ]
        for row, (name, meaning) in enumerate(lines, 1):
            text = plain_line(meaning)
            self._sheet.set_row(row, _LINE * _lines(text, 110))
            self._book.row(self._sheet, row, (name, text))


def _how_scored(report: AuditReport) -> str:
    if report.is_inspection:
        return "参考扣分的分值未经核实，仅供参考，不计入结论；未发现单项否决不等于合格，待核实的各项须由人工检查。"
    return (
        "得分率＝已得分÷可测得分；待核实的不扣分，只降低覆盖率（可测得分÷应得分）；覆盖率低于"
        f"{report.plan.grading.min_coverage:.0%}的不评等次、不排名。"
    )


def _lines(text: str, width: float) -> int:
    """Lines that a text takes in a column so wide (in digits); a Chinese character is as wide as two."""
    wide = sum(1 if char.isascii() else 2 for char in text[:2_000])
    return max(1, -(-wide // max(int(width) - 2, 1)))
