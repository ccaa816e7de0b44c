"""A unit's own report (PDF): score and place, charts, and every finding with its explanation and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from domain.inspection_words import RESULT_WORDS
from domain.reach_words import reach_word
from domain.score_words import percent_word, place_word
from evidence.office.audit_report import AuditReport, Reported, UnitFindings
from evidence.office.charts import Dated, outcome_bar, section_bars, time_line
from evidence.office.check_names import check_name
from evidence.office.duty_wording import basis, due_words, evidence_words, explanation
from evidence.office.ledger_rows import addresses_of, task_text
from evidence.office.plain_text import day_word, plain_line
from evidence.office.statuses import MEANINGS, Status, remark_of, status_of, timeliness_word
from evidence.office.tallies import Counts

_HERE = Path(__file__).parent
_DATED = 24
"""Duties drawn on the time line; problems first."""

_HEADINGS = {
    Status.FAILED: "未落实事项",
    Status.LATE: "迟公开事项",
    Status.OPEN: "待核实事项",
    Status.ADVICE: "建议改进事项",
    Status.DONE: "已落实事项",
    Status.CLEARED: "复核排除事项",
    Status.NOT_DUE: "未到期事项",
    Status.NOT_APPLICABLE: "不适用事项",
    Status.MANUAL: "须人工核查事项",
}
"""The groups of findings in the order in which they are told."""

_KEPT = frozenset({Status.DONE, Status.LATE})
_LISTED = frozenset({Status.MANUAL, Status.NOT_DUE, Status.NOT_APPLICABLE})
_LONG, _SHORT = 600, 160


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A finding as it stands in a table."""

    task: str
    text: str
    check: str
    due: str
    done: str
    explanation: str
    evidence: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """The findings of one status: in rows, or just listed where there is nothing to be shown of them."""

    heading: str
    note: str
    count: int
    rows: Sequence[_Row] = ()
    listed: str = ""


def unit_report(report: AuditReport, found: UnitFindings) -> bytes:
    """The report's bytes. Nothing is loaded from anywhere but the system's fonts, which are embedded as far as used."""
    html = HTML(string=report_page(report, found), url_fetcher=_refuse)
    made = html.write_pdf(font_config=_fonts())
    assert isinstance(made, bytes)
    return made


def report_page(report: AuditReport, found: UnitFindings) -> str:
    """The report as a page of HTML, every text escaped."""
    by_status: dict[Status, list[Reported]] = {}
    for reported in found.findings:
        by_status.setdefault(status_of(reported), []).append(reported)
    counts = Counts({status: len(every) for status, every in by_status.items()})
    dated = _dated(by_status)
    reach = found.unit.reach
    return (
        _environment()
        .get_template("unit_report.html")
        .render(
            name=plain_line(found.unit.name, 80),
            audit=report.audit_id,
            made_at=report.judged_at.isoformat(timespec="seconds"),
            style=Markup((_HERE / "unit_report.css").read_text(encoding="utf-8")),  # noqa: S704 - a file of ours
            basis=basis(report),
            as_of=day_word(report.as_of),
            reach=reach_word(reach.status, reach.blocked, reach.failure),
            pages=reach.pages,
            figures=_figures(report, found, counts),
            outcomes=_drawn(outcome_bar(counts)) if counts else "",
            sections=_drawn(section_bars(found.sections)) if found.sections else "",
            timeline=_drawn(time_line(dated[:_DATED], report.as_of)) if dated else "",
            hidden=max(len(dated) - _DATED, 0),
            groups=[
                _group(report, found, status, heading, by_status[status])
                for status, heading in _HEADINGS.items()
                if status in by_status
            ],
            scored=_scored(report),
        )
    )


def _group(
    report: AuditReport, found: UnitFindings, status: Status, heading: str, every: Sequence[Reported]
) -> _Group:
    note = "" if status in (Status.DONE, Status.FAILED) else MEANINGS[status]
    if status in _LISTED:
        tasks = dict.fromkeys(reported.finding.task for reported in every)
        told = "；".join(f"{number} {task_text(report.tasks.get(number), 36)}" for number in tasks)
        return _Group(heading=heading, note=note, count=len(every), listed=f"{told}。")
    rows = [_row(report, found, reported) for reported in every]
    return _Group(heading=heading, note=note, count=len(every), rows=rows)


def _figures(report: AuditReport, found: UnitFindings, counts: Counts) -> list[tuple[str, str, str]]:
    problems = ("未落实／迟公开", f"{counts[Status.FAILED]}／{counts[Status.LATE]}", "条，查实的问题")
    still_open = ("待核实", str(counts[Status.OPEN]), "条，不是问题")
    unit = found.unit
    if report.is_inspection:
        inspection = found.inspection
        word = RESULT_WORDS[inspection.result] if inspection else "–"
        taken = f"{inspection.taken:g}" if inspection else "–"
        return [("结论", word, ""), ("扣分", taken, "参考扣分不计入"), problems, still_open]
    score, standing = unit.score, unit.standing
    percent = percent_word(score.percent, score.unmeasured)
    place = place_word(standing.place, standing.tied)
    return [
        (
            "得分率",
            f"{percent}%" if score.percent is not None else percent,
            f"{score.earned:g}／{score.possible:g}分",
        ),
        ("覆盖率", f"{score.coverage:.0%}", f"未测{score.unmeasured:g}分"),
        (
            "名次",
            place,
            standing.grade or "可测内容不足，不排名"
            if standing.place is None
            else f"{standing.grade or ''}　共{report.ranked}个单位",
        ),
        problems,
        still_open,
    ]


def _dated(by_status: dict[Status, list[Reported]]) -> list[Dated]:
    """The duties with a day, problems first, then by the day."""
    order = (Status.FAILED, Status.LATE, Status.DONE, Status.OPEN, Status.NOT_DUE)
    return [
        Dated(
            label=f"{reported.finding.task}　{check_name(reported.finding.check)}",
            due=reported.finding.due,
            done_on=reported.finding.done_on if status in _KEPT else None,
            status=status,
        )
        for status in order
        for reported in sorted(by_status.get(status, ()), key=lambda each: each.finding.due)
        if reported.finding.due
    ]


def _row(report: AuditReport, found: UnitFindings, reported: Reported) -> _Row:
    finding = reported.finding
    status = status_of(reported)
    whole = status in (Status.FAILED, Status.LATE, Status.OPEN)
    task = report.tasks.get(finding.task)
    subject = report.subjects.get(finding.subject or "", "")
    told = timeliness_word(reported)
    done = f"{day_word(finding.done_on)}公开" if finding.done_on and status in _KEPT else ""
    cites = evidence_words(finding)
    addresses = "　".join(addresses_of(finding, found.pages, 3 if whole else 1))
    return _Row(
        task=str(finding.task),
        text=task_text(task, 200 if whole else 60),
        check=f"{check_name(finding.check)}{f'·{subject}' if subject else ''}",
        due=due_words(task, finding.due),
        done="　".join(word for word in (done, told if status is not Status.NOT_DUE else "") if word),
        explanation=explanation(finding, _LONG if whole else _SHORT),
        evidence=f"依据：{addresses}　{cites}" if cites else "",
        remark=remark_of(reported),
    )


def _scored(report: AuditReport) -> str:
    if report.is_inspection:
        return "参考扣分的分值未经核实，仅供参考，不计入结论；未发现单项否决不等于合格。"
    return (
        "得分率＝已得分÷可测得分；待核实的不扣分，只降低覆盖率（可测得分÷应得分）；覆盖率低于"
        f"{report.plan.grading.min_coverage:.0%}的不评等次、不排名。得分为核查时所得，人工复核后未重新计算。"
    )


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


def _drawn(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 - drawn by ``charts``, which escapes every text


def _refuse(url: str, *_: Any, **__: Any) -> NoReturn:
    raise ValueError(f"a report loads nothing, not {url[:80]}")
