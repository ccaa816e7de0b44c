"""The parts of a circular that rank units: what is told of scores in the text, and the list that is attached."""

from domain.score_words import percent_word, place_word
from evidence.office.audit_report import AuditReport, ReportedUnit
from evidence.office.circular_figures import Figures
from evidence.office.duty_wording import listed, status_width
from evidence.office.official_document import OfficialDocument, TableColumn
from evidence.office.plain_text import plain_line
from evidence.office.standings import before_words
from evidence.office.statuses import Status

_NAMES = 10
_COUNTED = (Status.FAILED, Status.LATE, Status.OPEN)


def judged_units(report: AuditReport, figures: Figures) -> list[ReportedUnit]:
    """The units that owe anything: as they are ranked, then the others in the order of the registry."""
    owing = [unit for unit in report.units if figures.tallies.units[unit.id]]
    last = len(report.units) + 1
    return sorted(owing, key=lambda unit: unit.standing.place or last)


def write_standings(document: OfficialDocument, report: AuditReport, figures: Figures) -> None:
    """Write how the units stand: mean, grades, who is first, who is not ranked and why."""
    document.second(3, "得分和排名")
    units = judged_units(report, figures)
    ranked = [unit for unit in units if unit.standing.place is not None]
    reviewed = sum(unit.id in figures.tallies.rescored for unit in units)
    unranked = len(units) - len(ranked)
    after = f"其中{reviewed}个单位的部分结论经复核改变，已据此重新计算。" if reviewed else ""
    if not ranked:
        document.body(f"各单位可测得的内容均不足，本次不排名。{after}")
        return
    percents = [unit.score.percent or 0.0 for unit in ranked]
    first = [plain_line(unit.name, 60) for unit in ranked if (unit.standing.place or 0) <= _NAMES]
    grades = "、".join(
        f"{word}{count}个"
        for _, word in report.plan.grading.grades
        if (count := sum(unit.standing.grade == word for unit in ranked))
    )
    document.body(
        f"参加排名的{len(ranked)}个单位平均得分率{sum(percents) / len(percents):.1f}%，最高{percents[0]:.1f}%，"
        f"最低{percents[-1]:.1f}%"
        + (f"；按等次分，{grades}。" if grades else "。")
        + (f"排名在前的有{listed(first, _NAMES)}。" if first else "")
        + (f"另有{unranked}个单位可测得的内容不足，不评等次、不排名，不等于落后。" if unranked else "")
        + after
        + "各单位得分和排名见附件。"
    )


def write_ranking(document: OfficialDocument, report: AuditReport, figures: Figures) -> None:
    """Write the attached list: every unit with its score and place, if the plan ranks, and its counts."""
    tallies = figures.tallies
    numbers = [TableColumn(heading=str(status), width=status_width(status)) for status in _COUNTED]
    if report.is_inspection:
        document.table(
            [TableColumn(heading="单位", width=80, centred=False), *numbers],
            [
                [plain_line(unit.name, 80), *(str(tallies.units[unit.id][status]) for status in _COUNTED)]
                for unit in judged_units(report, figures)
            ],
        )
        return
    document.note(
        "注：得分率＝已得分÷可测得分；待核实的不扣分，只降低覆盖率；覆盖率低于"
        f"{report.plan.grading.min_coverage:.0%}的不评等次、不排名（名次栏为“–”），按名录顺序列于表末。"
    )
    document.table(
        [
            TableColumn(heading="名次", width=16),
            TableColumn(heading="单位", width=54, centred=False),
            TableColumn(heading="得分率（%）", width=18),
            TableColumn(heading="等次", width=15),
            TableColumn(heading="覆盖率", width=16),
            *numbers,
        ],
        [
            [
                *_line(unit),
                *(str(tallies.units[unit.id][status]) for status in _COUNTED),
            ]
            for unit in judged_units(report, figures)
        ],
    )
    reviewed = [unit for unit in judged_units(report, figures) if unit.id in tallies.rescored]
    if reviewed:
        told = "；".join(
            f"{plain_line(unit.name, 60)}{tallies.rescored[unit.id]}条，核查时{before_words(unit)}"
            for unit in reviewed
        )
        document.note(f"复核改变了以下单位的部分结论（{told}），得分、等次和名次已据此重新计算。")


def _line(unit: ReportedUnit) -> list[str]:
    return [
        place_word(unit.standing.place, unit.standing.tied),
        plain_line(unit.name, 80),
        percent_word(unit.score.percent, unit.score.unmeasured),
        unit.standing.grade or "–",
        f"{unit.score.coverage:.0%}",
    ]
