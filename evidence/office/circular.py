"""The quarterly circular (季度通报, DOCX): how the units stand, which problems are proved, and what is still open.

Only what was proved is called a problem. What could not be told is counted as 待核实, with why, and named nowhere among the
problems.
"""

from collections.abc import Iterable

from domain.plans import Task
from domain.reach_words import REACH_GROUPS
from evidence.office.audit_report import AuditReport, UnitFindings
from evidence.office.circular_figures import Figures, figures_of
from evidence.office.circular_problems import write_problems
from evidence.office.circular_ranking import judged_units, write_ranking, write_standings
from evidence.office.duty_wording import basis, listed, status_word, task_name
from evidence.office.ledger_rows import task_text
from evidence.office.letter import Letter
from evidence.office.official_document import OfficialDocument, TableColumn
from evidence.office.plain_text import day_word, plain_line, quoted
from evidence.office.statuses import Status

_NAMES = 10
_LEAST_UNITS = 3
"""So many units must have been judged on a task before it is called done well."""

_QUARTERS = "一二三四"


def circular(report: AuditReport, found: Iterable[UnitFindings], letter: Letter) -> bytes:
    """The document's bytes."""
    figures = figures_of(report, found)
    quarter = f"{report.as_of.year}年第{_QUARTERS[(report.as_of.month - 1) // 3]}季度"
    title = (f"关于{quarter}政务公开工作", "核查情况的通报")
    document = OfficialDocument(title="".join(title), subject=report.plan.title, made_at=report.judged_at)
    document.title(*title)
    document.number(letter.number) if letter.number else document.blank()
    document.blank()
    document.addressee(letter.addressee)
    _opening(document, report, figures)
    _whole(document, report, figures)
    _progress(document, report, figures)
    write_problems(document, report, figures)
    _open(document, figures)
    _next(document, letter)
    annex = "各单位核查结论一览表" if report.is_inspection else "各单位核查得分和排名"
    document.attachments([annex])
    document.signature(letter.issuer, letter.dated)
    document.attachment(None, annex)
    write_ranking(document, report, figures)
    return document.save()


def _opening(document: OfficialDocument, report: AuditReport, figures: Figures) -> None:
    document.body(
        f"根据{basis(report)}，对{len(judged_units(report, figures))}个单位的门户网站落实政务公开工作的情况进行了核查，核查截至"
        f"{day_word(report.as_of)}。核查以门户网站公开的内容为准，采用程序巡查与留存证据相结合的方式，"
        "能够查实的才作结论，因技术原因或所见不足不能下结论的列为待核实，不作为问题。现将有关情况通报如下："
    )


def _whole(document: OfficialDocument, report: AuditReport, figures: Figures) -> None:
    counts = figures.whole
    document.first(1, "总体情况")
    document.second(1, "核查范围")
    reached = figures.reach
    unread = "、".join(f"{word}{reached[word]}个" for word in REACH_GROUPS[1:] if reached[word])
    document.body(
        f"共核查单位{len(judged_units(report, figures))}个、工作任务{len(figures.tallies.tasks)}项，"
        f"形成核查结果{sum(counts.values())}条。"
        f"门户网站正常读取的{reached[REACH_GROUPS[0]]}个" + (f"，{unread}。" if unread else "。")
    )
    document.second(2, "核查结果")
    document.body(
        f"核查结果中，{status_word(report, Status.DONE)}{counts[Status.DONE]}条，{Status.LATE}{counts[Status.LATE]}条，"
        f"未落实{counts[Status.FAILED]}条，待核实{counts[Status.OPEN]}条，须人工核查{counts[Status.MANUAL]}条，未到期或不适用"
        f"{counts[Status.NOT_DUE] + counts[Status.NOT_APPLICABLE]}条"
        + (f"，参考性建议{counts[Status.ADVICE]}条" if counts[Status.ADVICE] else "")
        + (f"，经人工复核排除{counts[Status.CLEARED]}条（不是问题）" if counts[Status.CLEARED] else "")
        + (f"。另有接近限值的预警{figures.warnings}条，不属于问题。" if figures.warnings else "。")
    )
    if not report.is_inspection:
        write_standings(document, report, figures)
    document.second(3 if report.is_inspection else 4, "各板块情况")
    document.body("按工作板块统计的核查结果见下表。")
    shown = (Status.DONE, Status.LATE, Status.FAILED, Status.OPEN, Status.MANUAL)
    document.table(
        [
            TableColumn(heading="板块", width=62, centred=False),
            *(TableColumn(heading=status_word(report, status), width=19) for status in shown),
        ],
        [
            [name, *(str(section[status]) for status in shown)]
            for name in report.plan.sections
            if (
                section := figures.tallies.of_tasks(
                    task.number for task in report.plan.tasks if task.section == name
                )
            )
        ],
    )


def _progress(document: OfficialDocument, report: AuditReport, figures: Figures) -> None:
    document.first(2, "主要进展")
    done = _tasks_done(report, figures)
    clean = [plain_line(unit.name, 60) for unit in figures.clean]
    if done:
        told = "；".join(
            f"{task_name(task.number)}{quoted(task_text(task, 40))}，核实的{count}条全部按要求公开"
            for task, count in done
        )
        document.body(f"{told}。", "落实较好的任务：")
    if clean:
        many = f"{listed(clean, _NAMES)}单位" if len(clean) > _NAMES else f"{listed(clean, _NAMES)}"
        document.body(f"{many}在可核实的范围内未发现{Status.FAILED}和{Status.LATE}事项。", "落实较好的单位：")
    if not done and not clean:
        counts = figures.whole
        document.body(f"核查中已查实按要求公开的事项{counts[Status.DONE]}条。")


def _tasks_done(report: AuditReport, figures: Figures) -> list[tuple[Task, int]]:
    """The tasks that all units did of which it could be told, with how many findings say so; the broadest first."""
    found = []
    for task in report.plan.tasks:
        counts = figures.tallies.tasks.get(task.number)
        if not counts or not task.text or counts[Status.DONE] < _LEAST_UNITS:
            continue
        # What a review cleared accuses nobody, but makes no task one that all were seen to do.
        if not any(counts[status] for status in (Status.FAILED, Status.LATE, Status.OPEN, Status.CLEARED)):
            found.append((task, counts[Status.DONE]))
    return sorted(found, key=lambda each: -each[1])[:3]


def _open(document: OfficialDocument, figures: Figures) -> None:
    document.first(4, "待核实事项")
    whole = figures.whole[Status.OPEN]
    if not whole:
        document.body("本次核查没有待核实事项。")
        return
    by_reach = figures.open_by_reach
    reasons = [f"门户网站{word}的{by_reach[word]}条" for word in REACH_GROUPS[1:] if by_reach[word]]
    if by_reach[REACH_GROUPS[0]]:
        reasons.append(f"门户网站可以读取但所见不足以下结论的{by_reach[REACH_GROUPS[0]]}条")
    if figures.reopened:
        reasons.append(f"经人工复核认为需补充核查或不予采信的{figures.reopened}条")
    units = sum(bool(counts[Status.OPEN]) for counts in figures.tallies.units.values())
    document.body(
        f"有{whole}条事项涉及{units}个单位，未能作出结论，其中{'，'.join(reasons)}。以上事项不作为问题通报，不扣分，"
        "各单位的待核实数量见附件，逐条原因和处理建议见工作台账。"
    )


def _next(document: OfficialDocument, letter: Letter) -> None:
    by = f"于{day_word(letter.mend_by)}前" if letter.mend_by else "按整改通知要求"
    document.first(5, "下一步工作要求")
    for place, (lead, text) in enumerate(
        (
            (
                "抓好问题整改。",
                f"有{Status.FAILED}、{Status.LATE}事项的单位要对照工作台账逐项核对，{by}完成整改并反馈结果；对核查结论有异议的，请附网页地址等说明材料一并反馈。",
            ),
            (
                "核清待核实事项。",
                "有待核实事项的单位要说明落实情况，提供公开网页的地址；网站拦截巡查程序或不能正常访问的，请协调网站主办单位处理。",
            ),
            (
                "坚持常态公开。",
                "各单位要按照方案规定的内容和时限做好日常公开，定期更新重点领域专栏，保持网站稳定可用。",
            ),
        ),
        1,
    ):
        document.second(place, lead, text)
