"""The rectification notice (整改通知, DOCX) to one unit: what is proved and has to be mended, what it is asked to explain.

Only failed and late duties are ordered to be mended. What could not be told is asked about, and never called a problem.
"""

from domain.findings import Finding
from evidence.office.audit_report import AuditReport, Reported, UnitFindings
from evidence.office.check_names import check_name
from evidence.office.duty_wording import (
    account,
    address_words,
    basis,
    due_words,
    evidence_words,
    explanation,
    required,
    task_name,
)
from evidence.office.ledger_rows import task_text
from evidence.office.letter import Letter
from evidence.office.official_document import OfficialDocument, TableColumn
from evidence.office.plain_text import day_word, plain_line
from evidence.office.search_words import search_words
from evidence.office.statuses import PROBLEMS, Status, status_of, told_finding

_ADDRESSES = 3
_OPEN = 200
"""Open matters listed; what is more is counted."""


def needs_notice(found: UnitFindings) -> bool:
    """Whether anything has to be mended: a unit without a proved problem gets no notice."""
    return any(status_of(reported) in PROBLEMS for reported in found.findings)


def notice(report: AuditReport, found: UnitFindings, letter: Letter) -> bytes:
    """The document's bytes."""
    by_status: dict[Status, list[Reported]] = {}
    for reported in found.findings:
        by_status.setdefault(status_of(reported), []).append(reported)
    failed, late = (
        [told_finding(reported) for reported in by_status.get(status, [])]
        for status in (Status.FAILED, Status.LATE)
    )
    open_, manual = by_status.get(Status.OPEN, []), by_status.get(Status.MANUAL, [])
    title = ("关于整改政务公开工作", "有关问题的通知")
    document = OfficialDocument(title="".join(title), subject=report.plan.title, made_at=report.judged_at)
    document.title(*title)
    document.number(letter.number) if letter.number else document.blank()
    document.blank()
    document.addressee(plain_line(found.unit.name, 80))
    document.body(
        f"根据{basis(report)}，对你单位门户网站落实政务公开工作的情况进行了核查（截至{day_word(report.as_of)}）。"
        f"经核查，查实{_counted(failed, late)}。"
        + (f"另有{len(open_)}条事项待核实，不作为问题。" if open_ else "")
        + "现将有关问题和要求通知如下："
    )
    section = 0
    if failed:
        section += 1
        document.first(section, "需要整改的未落实事项")
        for place, finding in enumerate(failed, 1):
            _failed(document, report, found, place, finding)
    if late:
        section += 1
        document.first(section, f"{Status.LATE}的事项")
        document.body("以下事项已经公开，但晚于时限，请查明原因，今后按时公开：")
        for place, finding in enumerate(late, 1):
            _late(document, report, found, place, finding)
    section += 1
    document.first(section, "整改要求")
    _demands(document, letter)
    if open_:
        section += 1
        document.first(section, "请你单位说明的待核实事项")
        document.body(
            f"附件所列{len(open_)}条事项，因网站未能读取、读取不全、所见不足或复核认为需补充核查，未能作出结论，不属于问题，不作扣分。"
            "请你单位对照说明是否落实，并提供公开网页的地址或其他佐证材料。"
            + (f"另有{len(manual)}条事项不能由网页核实，由人工另行检查。" if manual else "")
        )
        document.attachments(["待核实事项清单"])
    document.signature(letter.issuer, letter.dated)
    if open_:
        document.attachment(None, "待核实事项清单")
        _open_list(document, report, open_)
    return document.save()


def _counted(failed: list[Finding], late: list[Finding]) -> str:
    told = [(f"{Status.FAILED}事项", len(failed)), (f"{Status.LATE}事项", len(late))]
    return "、".join(f"{word}{count}条" for word, count in told if count)


def _failed(
    document: OfficialDocument, report: AuditReport, found: UnitFindings, place: int, finding: Finding
) -> None:
    _heading(document, report, place, finding)
    _duty(document, report, finding)
    document.body(explanation(finding), "核查情况：")
    searched = search_words(finding.dossier) if finding.dossier else ""
    if searched:
        document.body(searched, "查找范围：")
    _evidence(document, found, finding)


def _late(
    document: OfficialDocument, report: AuditReport, found: UnitFindings, place: int, finding: Finding
) -> None:
    _heading(document, report, place, finding)
    _duty(document, report, finding)
    document.body(explanation(finding), "核查情况：")
    _evidence(document, found, finding)


def _heading(document: OfficialDocument, report: AuditReport, place: int, finding: Finding) -> None:
    subject = report.subjects.get(finding.subject or "", "")
    document.third(
        place,
        f"{task_name(finding.task)}：{check_name(finding.check)}" + (f"（{subject}）" if subject else ""),
    )


def _duty(document: OfficialDocument, report: AuditReport, finding: Finding) -> None:
    task = report.tasks.get(finding.task)
    document.body(required(task, 600), "工作要求：")
    document.body(f"{due_words(task, finding.due)}。", "时限：")


def _evidence(document: OfficialDocument, found: UnitFindings, finding: Finding) -> None:
    addresses = address_words(finding, found.pages, _ADDRESSES)
    cites = evidence_words(finding)
    document.body(
        f"{addresses}（依据编号：{cites}）。" if addresses else f"依据编号：{cites}。", "核查依据："
    )


def _demands(document: OfficialDocument, letter: Letter) -> None:
    by = f"于{day_word(letter.mend_by)}前" if letter.mend_by else "尽快"
    contact = f"联系方式：{plain_line(letter.contact, 200)}。" if letter.contact else ""
    lead = "限期整改。" if letter.mend_by else "抓紧整改。"
    document.second(1, lead, f"请你单位{by}完成整改，并书面反馈整改情况和公开网页的地址。{contact}")
    document.second(
        2,
        "如实反馈。",
        "对核查结论有异议的，请在反馈时说明理由，并附网页地址、发布时间等证明材料；"
        "核查时所见的记录已留存，可按依据编号调取核对。",
    )
    document.second(3, "举一反三。", "请对照方案全面自查，做好日常公开和更新，防止同类问题再次发生。")


def _open_list(document: OfficialDocument, report: AuditReport, every: list[Reported]) -> None:
    document.note("注：以下事项未作结论，不属于问题。“未能作出结论的原因”一栏同时写明核实办法。")
    tasks = report.tasks
    document.table(
        [
            TableColumn(heading="序号", width=10),
            TableColumn(heading="任务", width=12),
            TableColumn(heading="工作要求", width=52, centred=False),
            TableColumn(heading="核查事项", width=18),
            TableColumn(heading="未能作出结论的原因", width=64, centred=False),
        ],
        [
            [
                str(place),
                str(reported.finding.task),
                task_text(tasks.get(reported.finding.task), 100),
                check_name(reported.finding.check),
                account(reported, 400),
            ]
            for place, reported in enumerate(every[:_OPEN], 1)
        ],
    )
    if len(every) > _OPEN:
        document.note(f"其余{len(every) - _OPEN}条见工作台账。")
