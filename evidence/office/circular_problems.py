"""The part of a circular that names problems (存在的问题): each proved, with its task, its deadline and what was found."""

from evidence.office.audit_report import AuditReport
from evidence.office.circular_figures import LATE, TYPICAL, Figures, Problem, typical
from evidence.office.duty_wording import (
    due_words,
    explanation,
    required,
    status_width,
    status_word,
    task_name,
)
from evidence.office.ledger_rows import task_text
from evidence.office.official_document import OfficialDocument, TableColumn
from evidence.office.plain_text import plain_line
from evidence.office.statuses import Status

_TASKS = 8
_TOLD = (Status.FAILED, Status.LATE, Status.DONE)


def write_problems(document: OfficialDocument, report: AuditReport, figures: Figures) -> None:
    """Write the section: what is not done, typical problems, what came late."""
    document.first(3, "存在的问题")
    if not figures.failed and not figures.late:
        document.body(f"本次核查未查实{Status.FAILED}或{Status.LATE}的事项。")
        return
    section = 1
    if figures.failed:
        units = len({each.unit.id for each in figures.failed})
        document.second(section, "未落实事项")
        document.body(f"共查实未落实事项{len(figures.failed)}条，涉及{units}个单位。较集中的任务见下表。")
        _tasks_failed(document, report, figures)
        document.second(section + 1, "典型问题")
        shown = typical(figures.failed, TYPICAL)
        for place, each in enumerate(shown, 1):
            _problem(document, report, place, each)
        if len(shown) < len(figures.failed):
            document.body(f"其余{len(figures.failed) - len(shown)}条未落实事项见工作台账。")
        section += 2
    if figures.late:
        units = len({each.unit.id for each in figures.late})
        document.second(section, f"{Status.LATE}事项")
        document.body(f"共查实{Status.LATE}事项{len(figures.late)}条，涉及{units}个单位，其中：")
        shown = typical(figures.late, LATE)
        for place, each in enumerate(shown, 1):
            _problem(document, report, place, each)
        if len(shown) < len(figures.late):
            document.body(f"其余{len(figures.late) - len(shown)}条{Status.LATE}事项见工作台账。")


def _tasks_failed(document: OfficialDocument, report: AuditReport, figures: Figures) -> None:
    tasks = report.tasks
    worst = sorted(
        (number for number, counts in figures.tallies.tasks.items() if counts[Status.FAILED]),
        key=lambda number: -figures.tallies.tasks[number][Status.FAILED],
    )
    words = [status_word(report, status) for status in _TOLD]
    document.table(
        [
            TableColumn(heading="任务", width=16),
            TableColumn(heading="工作要求", width=88, centred=False),
            *(TableColumn(heading=word, width=status_width(word)) for word in words),
        ],
        [
            [
                str(number),
                task_text(tasks.get(number), 90),
                *(str(figures.tallies.tasks[number][status]) for status in _TOLD),
            ]
            for number in worst[:_TASKS]
        ],
    )


def _problem(document: OfficialDocument, report: AuditReport, place: int, problem: Problem) -> None:
    finding = problem.finding
    task = report.tasks.get(finding.task)
    # An inspection table asks for what is to be seen on the day, and sets no deadlines.
    due = "" if report.is_inspection and not finding.due else f"时限：{due_words(task, finding.due)}。"
    document.third(
        place,
        f"{plain_line(problem.unit.name, 60)}。",
        f"{task_name(finding.task)}要求：{required(task, 120)}{due}核查情况：{explanation(finding, 500)}",
    )
