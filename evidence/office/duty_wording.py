"""How is a duty of the plan, and what was found of it, told in a sentence of an official document?"""

from collections.abc import Mapping
from datetime import date

from domain.cited_pages import CitedPage
from domain.findings import Finding
from domain.plans import Task
from evidence.office.audit_report import AuditReport, Reported
from evidence.office.ledger_rows import addresses_of, task_text
from evidence.office.plain_text import day_word, plain_line, shortened
from evidence.office.statuses import Status, account_of

_DAYS = 3
_LONG_STATUS = 4


def task_name(number: int | str) -> str:
    """A task by its number: 第16项任务; a duty of the covering letter (L1 …), which numbers none: 印发通知要求（L1）."""
    numbered = isinstance(number, int) or number[:1].isdigit()
    return f"第{number}项任务" if numbered else f"印发通知要求（{number}）"


def required(task: Task | None, limit: int = 300) -> str:
    """What the plan asks, in its own words, ended by a full stop."""
    text = task_text(task, limit)
    return text if text.endswith(("。", "…", "）")) else f"{text}。"


def due_words(task: Task | None, due: tuple[date, ...]) -> str:
    """By when: the plan's own words, and the days that they come to."""
    phrase = shortened(plain_line((task.deadline_text or task.deadline or "") if task else ""), 100)
    days = "、".join(day_word(day) for day in due[:_DAYS])
    if len(due) > _DAYS:
        days = f"{days}等{len(due)}个时点"
    if phrase and days and phrase not in {days, f"{days}前"}:
        return f"{phrase}（{days}）"
    return phrase or days or "方案未单独规定"


def evidence_words(finding: Finding, limit: int = 6) -> str:
    """The citations by which an inspector finds what was seen."""
    shown = "、".join(plain_line(cite, 120) for cite in finding.cites[:limit])
    return f"{shown}等{len(finding.cites)}条" if len(finding.cites) > limit else shown


def address_words(
    finding: Finding, pages: Mapping[str, CitedPage], limit: int, *, between: str = "；"
) -> str:
    """The addresses by which an inspector finds it today, the most telling first, and how many there are if not all are told."""
    shown, more = addresses_of(finding, pages, limit)
    # An address ends where a space is: the count must not be taken for a part of it.
    return between.join(shown) + (f" {more}" if more else "")


def explanation(finding: Finding, limit: int = 700) -> str:
    """What was found, ended by a full stop."""
    text = shortened(plain_line(finding.explanation), limit)
    return text if text.endswith(("。", "…")) else f"{text}。"


def account(reported: Reported, limit: int = 700) -> str:
    """What was found of a duty, behind the review that changed what is said of it, if there is one; ended by a full stop."""
    return account_of(reported, explanation(reported.finding, limit))


def basis(report: AuditReport) -> str:
    """By which document it was judged: 《…》（云政办发〔2017〕41号）."""
    plan = report.plan
    number = f"（{plain_line(plan.document_number, 60)}）" if plan.document_number else ""
    return f"《{shortened(plain_line(plan.title), 120)}》{number}"


def status_word(report: AuditReport, status: Status) -> str:
    """The status as a circular calls it: nobody has carried out (已落实) a veto of an inspection table (单项否决)."""
    return "符合要求" if report.is_inspection and status is Status.DONE else str(status)


def status_width(word: str) -> float:
    """The width (mm) of a column of counts under a status, so that its heading stays on one line."""
    return 16 if len(word) < _LONG_STATUS else 20


def listed(words: list[str], limit: int) -> str:
    """Words joined by 、, after ``limit`` of them only their number."""
    shown = "、".join(words[:limit])
    return f"{shown}等{len(words)}个" if len(words) > limit else shown
