"""What does a cover tell first? Whose package it is, as of which day, how the unit stands, and which problems are proved."""

from datetime import datetime

from domain.beijing import BEIJING
from domain.inspection_words import RESULT_WORDS
from domain.reach_words import reach_word
from domain.score_words import percent_word
from evidence.office.check_names import check_name
from evidence.office.duty_wording import status_word, task_name
from evidence.office.plain_text import day_word, plain_line
from evidence.office.standings import rescored_count, rescored_note
from evidence.office.statuses import PROBLEMS, Status, remark_of, status_of, timeliness_word
from evidence.office.tallies import Tallies
from evidence.package.cover_blocks import (
    Block,
    Facts,
    Heading,
    Paragraph,
    Table,
    Words,
    code,
    plain,
)
from evidence.package.cover_values import Cover, CoveredFinding

_ALWAYS = (Status.FAILED, Status.LATE, Status.OPEN)
"""Statuses that are counted though there be none of them."""

_NOT_GOOD = "（参考扣分不计入；未发现单项否决不等于合格）"
"""What an inspection's result does not say: no crawl sees everything that its table asks."""


def moment(at: datetime) -> str:
    """A moment as it was in Beijing, to the second."""
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


def title_of(cover: Cover) -> str:
    """The title of the cover."""
    return f"{plain_line(cover.unit.name, 80)}政务公开核查证据包"


def subject_of(covered: CoveredFinding, cover: Cover) -> str:
    """The subject of a finding in Chinese; empty where it has none."""
    subject = covered.reported.finding.subject
    return plain_line(cover.report.subjects.get(subject, subject), 60) if subject else ""


def head(cover: Cover, findings: tuple[CoveredFinding, ...]) -> tuple[Block, ...]:
    """The summary: what an inspector reads first, and often only. ``findings`` are in the order in which they are told."""
    under = f"核查截至：{day_word(cover.report.as_of)}　·　核查编号：{cover.report.audit_id}"
    problems = tuple(each for each in findings if status_of(each.reported) in PROBLEMS)
    none = "本包所列结论中没有查实的问题。"
    return (
        Heading(title_of(cover), 1),
        Paragraph(plain(under), "under"),
        Heading("摘要", 2),
        Facts(_summary(cover)),
        listed(cover, problems) if problems else Paragraph(plain(none)),
    )


def listed(cover: Cover, findings: tuple[CoveredFinding, ...]) -> Table:
    """A row for each finding."""
    rows = []
    for each in findings:
        subject, remark = subject_of(each, cover), remark_of(each.reported)
        check = check_name(each.reported.finding.check)
        status = status_word(cover.report, status_of(each.reported))
        told = (
            str(each.place),
            task_name(each.reported.finding.task),
            f"{check}：{subject}" if subject else check,
            f"{status}（{remark}）" if remark else status,
            timeliness_word(each.reported),
        )
        rows.append(tuple(plain(cell) for cell in told))
    headings = ("序号", "任务", "核查事项", "核查结果", "及时性")
    return Table(headings, (8, 22, 32, 24, 14), tuple(rows))


def _summary(cover: Cover) -> tuple[tuple[str, Words], ...]:
    report, unit = cover.report, cover.unit
    reach = unit.reach
    document = plain_line(report.plan.document_number, 60)
    home = plain_line(reach.home_url or cover.begun.target.unit.portal_url or "", 500)
    told_reach = reach_word(reach.status, reach.blocked, reach.failure)
    others = f"；该单位其余{cover.others}项结论一并收录于 findings 目录（封印覆盖全部结论），不在此列"
    reviews = sum(len(each.reviews) for each in cover.findings)
    held = f"{len(cover.findings)}项{others if cover.others else ''}"
    return (
        ("单位", plain(f"{plain_line(unit.name, 80)}（{plain_line(unit.id, 80)}）")),
        ("网站", code(home)),
        ("网站读取情况", plain(f"{told_reach}，共读取网页{reach.pages}个")),
        ("依据", plain(f"《{plain_line(report.plan.title, 200)}》{f'（{document}）' if document else ''}")),
        ("核查结果", plain(_counted(cover))),
        ("核查结论" if report.is_inspection else "得分", plain(_standing(cover))),
        ("本包所列结论", plain(held)),
        ("复核记录", plain(f"{reviews}条，见各项结论" if reviews else "所列结论尚无复核记录")),
    )


def _counted(cover: Cover) -> str:
    """How many of the unit's findings there are of each status."""
    tallies = Tallies()
    tallies.add(cover.found)
    counts = tallies.whole
    return "、".join(
        f"{status_word(cover.report, status)}{counts[status]}项"
        for status in dict.fromkeys((*_ALWAYS, *Status))
        if status in _ALWAYS or counts[status]
    )


def _standing(cover: Cover) -> str:
    """What the unit has been given after reviews, a score and a grade, or the result of an inspection; and what was judged."""
    count = rescored_count(cover.found)
    note = rescored_note(cover.unit, count, cover.found.judged_inspection) if count else ""
    return f"{_given(cover)}{f'。{note}' if note else ''}"


def _given(cover: Cover) -> str:
    score, grade, inspection = cover.unit.score, cover.unit.standing.grade, cover.found.inspection
    if cover.report.is_inspection:
        return (
            f"{RESULT_WORDS[inspection.result]}，扣{inspection.taken:g}分{_NOT_GOOD}" if inspection else "–"
        )
    percent = percent_word(score.percent, score.unmeasured)
    graded = f"（{grade}）" if grade else ""
    return f"{percent}{graded}，覆盖率{score.coverage:.1%}（得分只按能够核查的部分计算）"
