"""Which columns does a row of the ledger (工作台账) have? One definition for the workbook and for the open table."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from domain.cited_pages import CitedPage
from domain.findings import Finding
from domain.inspections import Deduction
from domain.plans import Task
from evidence.office.audit_report import AuditReport, Reported, ReportedUnit, UnitFindings
from evidence.office.check_names import check_name
from evidence.office.plain_text import CELL_LIMIT, plain_line, plain_lines, shortened
from evidence.office.statuses import account_of, remark_of, status_of, timeliness_word

Cell: TypeAlias = str | float | int | date | None

TEXT_MISSING = "（方案原文此处缺失）"
ADDRESSES = 5
"""Addresses shown of one finding: the first cited are those it rests on most; what is more is counted."""

_ADDRESS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """What a row is made of."""

    report: AuditReport
    unit: ReportedUnit
    task: Task | None
    reported: Reported
    pages: Mapping[str, CitedPage]

    @property
    def finding(self) -> Finding:
        """The finding as it was judged."""
        return self.reported.finding

    @property
    def deduction(self) -> Deduction | None:
        """What it takes off under an inspection table."""
        return self.reported.deduction


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heading, how wide (in digits), and what stands in it."""

    heading: str
    width: float
    value: Callable[[LedgerRow], Cell]


def ledger_rows(report: AuditReport, found: UnitFindings) -> Iterator[LedgerRow]:
    """The rows of one unit, in the order of its findings."""
    tasks = report.tasks
    for reported in found.findings:
        yield LedgerRow(
            report=report,
            unit=found.unit,
            task=tasks.get(reported.finding.task),
            reported=reported,
            pages=found.pages,
        )


def columns_of(report: AuditReport) -> tuple[Column, ...]:
    """The columns for the plan's way of scoring."""
    return (*_FRONT, *(_DEDUCTION if report.is_inspection else _POINTS), *_BACK)


def addresses_of(
    finding: Finding, pages: Mapping[str, CitedPage], limit: int = ADDRESSES
) -> tuple[tuple[str, ...], str]:
    """The addresses that a finding cites, each once, the most telling first, at most ``limit``; and how many there are
    (等9个网址) where there are more.
    """
    every = (pages[cite].address for cite in finding.cites if cite in pages)
    addresses = tuple(dict.fromkeys(plain_line(each, _ADDRESS) for each in every if each))
    return addresses[:limit], f"等{len(addresses)}个网址" if len(addresses) > limit else ""


def task_text(task: Task | None, limit: int = CELL_LIMIT) -> str:
    """What the plan says is to be done, cut where a clause ends."""
    return shortened(plain_line((task.text if task else None) or TEXT_MISSING), limit)


def _section(row: LedgerRow) -> str:
    return row.task.section if row.task else ""


def _leads(row: LedgerRow) -> str:
    return plain_line((row.task.lead_text if row.task else None) or "")


def _deadline(row: LedgerRow) -> str:
    return plain_line((row.task.deadline_text if row.task else None) or "")


def _subject(row: LedgerRow) -> str:
    subject = row.finding.subject
    return row.report.subjects.get(subject, subject) if subject else ""


def _points(value: float, row: LedgerRow) -> Cell:
    """Points of a duty that has any; what is advice, for people, or does not apply is not worth 0 but nothing."""
    points = row.reported.stands.points
    return value if points.possible or points.unmeasured else None


def _late_by(row: LedgerRow) -> Cell:
    return max(row.reported.stands.late_by, default=0) or None


def _account(row: LedgerRow) -> str:
    return plain_lines(account_of(row.reported, row.finding.explanation))


def _addresses(row: LedgerRow) -> str:
    shown, more = addresses_of(row.finding, row.pages)
    return "\n".join((*shown, more) if more else shown)


def _cites(row: LedgerRow) -> str:
    return plain_line("、".join(row.finding.cites))


_FRONT = (
    Column(heading="单位编号", width=11, value=lambda row: plain_line(row.unit.id)),
    Column(heading="单位名称", width=26, value=lambda row: plain_line(row.unit.name)),
    Column(heading="任务号", width=7, value=lambda row: str(row.finding.task)),
    Column(heading="板块", width=16, value=_section),
    Column(heading="工作任务", width=46, value=lambda row: task_text(row.task)),
    Column(heading="牵头落实单位", width=20, value=_leads),
    Column(heading="时限要求", width=16, value=_deadline),
    Column(heading="核查事项", width=12, value=lambda row: check_name(row.finding.check)),
    Column(heading="栏目主题", width=16, value=_subject),
    Column(heading="核查结果", width=10, value=lambda row: status_of(row.reported)),
    Column(heading="及时性", width=11, value=lambda row: timeliness_word(row.reported)),
    Column(heading="首个时限", width=12, value=lambda row: min(row.finding.due, default=None)),
    Column(heading="末个时限", width=12, value=lambda row: max(row.finding.due, default=None)),
    Column(heading="公开日期", width=12, value=lambda row: row.reported.stands.done_on),
    Column(heading="最长逾期（天）", width=13, value=_late_by),
)
_POINTS = (
    Column(heading="已得分", width=9, value=lambda row: _points(row.reported.stands.points.earned, row)),
    Column(heading="可测得分", width=9, value=lambda row: _points(row.reported.stands.points.possible, row)),
    Column(heading="未测分", width=9, value=lambda row: _points(row.reported.stands.points.unmeasured, row)),
)
_DEDUCTION = (
    Column(heading="扣分", width=9, value=lambda row: None if _referred(row) is not False else _taken(row)),
    Column(heading="参考扣分", width=9, value=lambda row: _taken(row) if _referred(row) else None),
)
_BACK = (
    Column(heading="情况说明", width=64, value=_account),
    Column(heading="依据网址", width=48, value=_addresses),
    Column(heading="依据编号", width=24, value=_cites),
    Column(heading="备注", width=18, value=lambda row: remark_of(row.reported)),
)


def _referred(row: LedgerRow) -> bool | None:
    return row.deduction.reference if row.deduction else None


def _taken(row: LedgerRow) -> Cell:
    return row.deduction.points if row.deduction else None
