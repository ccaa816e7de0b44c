"""A unit's own report (PDF): score and place, charts, and every finding with its explanation and what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from domain.inspection_words import RESULT_WORDS
from domain.reach_words import reach_word
from domain.score_words import percent_word, place_word
from evidence.office.audit_report import AuditReport, Reported, UnitFindings
from evidence.office.charts import Dated, outcome_bar, section_bars, time_line
from evidence.office.check_names import check_name
from evidence.office.duty_wording import account, address_words, basis, due_words, evidence_words
from evidence.office.ledger_rows import task_text
from evidence.office.plain_text import day_word, plain_line
from evidence.office.standings import SCORES_STAND, rescored_count, rescored_note
from evidence.office.statuses import MEANINGS, Status, remark_beside_account, status_of, timeliness_word
from evidence.office.tallies import Counts
from evidence.office.typesetting import parted, typeset

_TEMPLATE = Path(__file__).with_name("unit_report.typ")
_DATED = 24
"""Duties drawn on the time line; problems first."""

_HEADINGS = {
    Status.FAILED: "未落实事项",
    Status.LATE: f"{Status.LATE}事项",
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


_LINE, _WIDE, _COLUMN, _NARROW = 48, 30, 16, 10
"""Wide characters of a word that surely find room: on a line of the page, in a table's widest, second and narrow column."""

_WHOLE = 1200
"""A row with so many characters fills no page, so that it need not be parted."""


_NO_PROBLEM = (
    "待核实、人工核查、未到期、不适用、建议改进均不是问题。依据编号与核查编号一并提供，即可调取核查时的记录；"
    "网页可能已变化，以核查时的记录为准。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A finding as it stands in a table; ``parted`` says whether a page may end within."""

    task: str
    text: str
    check: str
    due: str
    done: str
    explanation: str
    evidence: str
    remark: str
    parted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """The findings of one status: in rows, or just listed where there is nothing to be shown of them."""

    heading: str
    note: str
    rows: Sequence[_Row] = ()
    listed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chart:
    """A drawing (SVG); ``told`` is what it shows in words, for who can't see it."""

    heading: str
    drawing: str
    told: str
    note: str = ""


def unit_report(report: AuditReport, found: UnitFindings) -> bytes:
    """The report's bytes. Nothing is loaded from anywhere but the system's fonts, which are embedded as far as used."""
    return typeset(_TEMPLATE, report_values(report, found), report.judged_at)


def report_values(report: AuditReport, found: UnitFindings) -> Mapping[str, object]:
    """What the report tells, as plain values for its template, each text on one line and bounded."""
    by_status: dict[Status, list[Reported]] = {}
    for reported in found.findings:
        by_status.setdefault(status_of(reported), []).append(reported)
    counts = Counts({status: len(every) for status, every in by_status.items()})
    name, reach = plain_line(found.unit.name, 80), found.unit.reach
    told_reach = f"{reach_word(reach.status, reach.blocked, reach.failure)}，读取网页{reach.pages}个"
    groups = [
        _group(report, found, status, heading, by_status[status])
        for status, heading in _HEADINGS.items()
        if status in by_status
    ]
    return {
        "title": f"{name}政务公开核查报告",
        "description": f"核查编号 {report.audit_id}",
        "kind": "政务公开核查报告",
        "name": parted(name, _NARROW),
        "about": [
            parted(f"依据：{basis(report)}", _LINE),
            f"核查截至：{day_word(report.as_of)}　核查编号：{report.audit_id}　门户网站：{told_reach}",
        ],
        "figures": _figures(report, found, counts),
        "charts": [asdict(chart) for chart in _charts(report, found, counts, by_status)],
        "groups": [asdict(group) for group in groups],
        "legend": [
            *(
                [rescored_note(found.unit, count, found.judged_inspection)]
                if (count := rescored_count(found))
                else []
            ),
            _scored(report),
            _NO_PROBLEM,
        ],
    }


def _charts(
    report: AuditReport,
    found: UnitFindings,
    counts: Counts,
    by_status: Mapping[Status, Sequence[Reported]],
) -> list[_Chart]:
    charts = []
    if counts:
        told = "、".join(f"{status}{counts[status]}条" for status in Status if counts[status])
        charts.append(_Chart(heading="核查结果", drawing=outcome_bar(counts), told=told))
    if found.sections:
        told = "；".join(
            f"{plain_line(each.name, 14)}{each.score.earned:g}／{each.score.possible:g}"
            for each in found.sections
        )
        charts.append(_Chart(heading="各板块得分", drawing=section_bars(found.sections), told=told))
    if dated := _dated(by_status):
        note = "竖线为时限，圆点为公开日期，虚线为核查截至日。"
        if len(dated) > _DATED:
            note += f"另有{len(dated) - _DATED}条有时限的事项未画出，见下表。"
        drawing = time_line(dated[:_DATED], report.as_of)
        told = "各事项的时限和公开日期，见下表"
        charts.append(_Chart(heading="时限和公开时间", drawing=drawing, told=told, note=note))
    return charts


def _group(
    report: AuditReport, found: UnitFindings, status: Status, heading: str, every: Sequence[Reported]
) -> _Group:
    title = f"{heading}（{len(every)}条）"
    note = "" if status in (Status.DONE, Status.FAILED) else MEANINGS[status]
    if status in _LISTED:
        tasks = dict.fromkeys(reported.finding.task for reported in every)
        told = "；".join(f"{number} {task_text(report.tasks.get(number), 36)}" for number in tasks)
        return _Group(heading=title, note=note, listed=parted(f"{told}。", _LINE))
    rows = [_row(report, found, reported) for reported in every]
    return _Group(heading=title, note=note, rows=rows)


def _figures(report: AuditReport, found: UnitFindings, counts: Counts) -> list[tuple[str, str, str]]:
    problems = (
        f"{Status.FAILED}／{Status.LATE}",
        f"{counts[Status.FAILED]}／{counts[Status.LATE]}",
        "条，查实的问题",
    )
    still_open = ("待核实", str(counts[Status.OPEN]), "条，不是问题")
    unit, count = found.unit, rescored_count(found)
    reviewed = f"已计入复核改变的{count}条结论" if count else ""
    if report.is_inspection:
        inspection = found.inspection
        word = RESULT_WORDS[inspection.result] if inspection else "–"
        taken = f"{inspection.taken:g}" if inspection else "–"
        return [("结论", word, reviewed), ("扣分", taken, "参考扣分不计入"), problems, still_open]
    score, standing = unit.score, unit.standing
    percent = percent_word(score.percent, score.unmeasured)
    place = place_word(standing.place, standing.tied)
    return [
        (
            "得分率",
            f"{percent}%" if score.percent is not None else percent,
            f"{score.earned:g}／{score.possible:g}分{f'，{reviewed}' if reviewed else ''}",
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


def _dated(by_status: Mapping[Status, Sequence[Reported]]) -> list[Dated]:
    """The duties with a day, problems first, then by the day."""
    order = (Status.FAILED, Status.LATE, Status.DONE, Status.OPEN, Status.NOT_DUE)
    return [
        Dated(
            label=f"{reported.finding.task}　{check_name(reported.finding.check)}",
            due=reported.finding.due,
            done_on=reported.stands.done_on if status in _KEPT else None,
            status=status,
        )
        for status in order
        for reported in sorted(by_status.get(status, ()), key=lambda each: each.finding.due)
        if reported.finding.due
    ]


def _row(report: AuditReport, found: UnitFindings, reported: Reported) -> _Row:
    finding = reported.finding
    status = status_of(reported)
    whole = status in (Status.FAILED, Status.LATE, Status.OPEN, Status.CLEARED)
    task = report.tasks.get(finding.task)
    subject = plain_line(report.subjects.get(finding.subject or "", ""), 60)
    told = timeliness_word(reported)
    done_on = reported.stands.done_on if status in _KEPT else None
    done = f"{day_word(done_on)}公开" if done_on else ""
    cites = evidence_words(finding)
    addresses = address_words(finding, found.pages, 3 if whole else 1, between="　")
    checked = f"{check_name(finding.check)}{f'·{subject}' if subject else ''}"
    row = _Row(
        task=str(finding.task),
        text=parted(task_text(task, 200 if whole else 60), _COLUMN),
        check=parted(checked, _COLUMN),
        due=parted(due_words(task, finding.due), _NARROW),
        done="　".join(word for word in (done, told if status is not Status.NOT_DUE else "") if word),
        explanation=parted(account(reported, _LONG if whole else _SHORT), _WIDE),
        evidence=parted(f"依据：{addresses}　{cites}" if cites else "", _WIDE),
        remark=parted(remark_beside_account(reported), _WIDE),
    )
    return replace(row, parted=len(row.text + row.explanation + row.evidence + row.remark) > _WHOLE)


def _scored(report: AuditReport) -> str:
    if report.is_inspection:
        return "参考扣分的分值未经核实，仅供参考，不计入结论；未发现单项否决不等于合格。"
    return (
        "得分率＝已得分÷可测得分；待核实的不扣分，只降低覆盖率（可测得分÷应得分）；覆盖率低于"
        f"{report.plan.grading.min_coverage:.0%}的不评等次、不排名。{SCORES_STAND}"
    )
