"""What does a cover tell before its findings: whose they are, how they came about, what they are, how they are checked?"""

from datetime import datetime

from domain.beijing import BEIJING
from domain.reach_words import reach_word
from domain.score_words import percent_word
from evidence.office.check_names import check_name
from evidence.office.duty_wording import task_name
from evidence.office.plain_text import day_word, plain_line
from evidence.office.standings import UNDER_REVIEW, overtaken_note
from evidence.office.statuses import MEANINGS, remark_of, status_of, timeliness_word
from evidence.package.cover_blocks import (
    Block,
    Facts,
    Heading,
    Paragraph,
    Run,
    Table,
    Words,
    code,
    plain,
)
from evidence.package.cover_values import Cover, CoveredFinding

_OPENED = (
    "本包为 WACZ 文件，可用任何网页存档浏览器（如 ReplayWeb.page）离线打开，“pages”中首先列出结论所依据的网页。"
    "取证所得的网页按服务器发送的原始字节保存于 archive 目录，请求与响应逐条可查；trace 目录按先后列出每一次请求，包括失败的。"
)
_CHECKED = (
    "。它不需要数据库和网络：逐一检查签名、时间戳、封印链和每个文件的摘要，并由存档网页重新读取、重新判定，说明结论是否成立、何处不符。"
    "核验时请用出具单位另行公布的公钥，不要以本包自带的公钥为准。"
)


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
    """Everything before the findings, which are listed in the order given."""
    under = f"核查截至：{day_word(cover.report.as_of)}　·　核查编号：{cover.report.audit_id}"
    statuses = dict.fromkeys(status_of(each.reported) for each in cover.findings)
    return (
        Heading(title_of(cover), 1),
        Paragraph(plain(under), "under"),
        Facts(_about(cover)),
        *((_listed(cover, findings),) if findings else ()),
        *(Paragraph((Run(status, strong=True), Run(f"：{MEANINGS[status]}")), "note") for status in statuses),
        Heading("如何核验", 2),
        Paragraph(plain(_OPENED)),
        Paragraph(
            (Run("核验命令："), Run("mingcha verify 文件名.wacz --key 公钥文件", code=True), Run(_CHECKED))
        ),
        Facts(_digests(cover)),
    )


def _about(cover: Cover) -> tuple[tuple[str, Words], ...]:
    report, unit, clock = cover.report, cover.unit, cover.begun.clock
    reach, score = unit.reach, unit.score
    document = plain_line(report.plan.document_number, 60)
    home = plain_line(reach.home_url or cover.begun.target.unit.portal_url or "", 500)
    told_reach = reach_word(reach.status, reach.blocked, reach.failure)
    others = f"；该单位其余{cover.others}项结论一并收录于 findings 目录（封印覆盖全部结论），不在此列"
    rows = [
        ("单位", plain(f"{plain_line(unit.name, 80)}（{plain_line(unit.id, 80)}）")),
        ("网站", code(home)),
        ("依据", plain(f"《{plain_line(report.plan.title, 200)}》{f'（{document}）' if document else ''}")),
        ("网站读取情况", plain(f"{told_reach}，共读取网页{reach.pages}个")),
    ]
    if not report.is_inspection:
        percent = percent_word(score.percent, score.unmeasured)
        told = f"{percent}，覆盖率 {score.coverage:.1%}（得分只按能够核查的部分计算）"
        withheld = f"{UNDER_REVIEW}：{overtaken_note(cover.overtaken)}"
        rows.append(("得分", plain(withheld if cover.overtaken else told)))
    visited = f"{moment(clock.at)} 至 {moment(cover.ended.clock.at)}（北京时间）"
    failed = f"网络请求与渲染共{cover.events}次，其中失败{cover.failed}次；失败不作为认定问题的依据"
    held = f"{len(cover.findings)}项{others if cover.others else ''}"
    return (
        *rows,
        ("取证时间", plain(f"{visited}；取证计算机时钟{_clock(cover)}")),
        ("取证记录", plain(failed)),
        ("判定完成时间", plain(f"{moment(report.judged_at)}（北京时间）")),
        ("本包所列结论", plain(held)),
    )


def _listed(cover: Cover, findings: tuple[CoveredFinding, ...]) -> Table:
    rows = []
    for each in findings:
        subject, remark = subject_of(each, cover), remark_of(each.reported)
        check = check_name(each.reported.finding.check)
        status = status_of(each.reported)
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


def _digests(cover: Cover) -> tuple[tuple[str, Words], ...]:
    digests = cover.report.digests
    software = plain_line(cover.begun.software, 80)
    return (
        ("签名公钥摘要", code(cover.key)),
        ("核查封印", code(cover.seal)),
        ("取证日志", code(cover.visit)),
        ("方案摘要", code(digests.plan)),
        ("判定规则摘要", code(digests.rules)),
        ("栏目词表摘要", code(digests.vocabulary)),
        ("备案登记摘要", code(digests.register or "无登记")),
        ("程序版本", plain(f"{cover.report.version}（取证：{software}）")),
    )


def _clock(cover: Cover) -> str:
    clock = cover.begun.clock
    kept = {True: "与时间源保持同步", False: "未与时间源同步", None: "同步状态系统未告知"}[clock.synchronised]
    return kept if clock.error is None else f"{kept}，最大误差{clock.error:.3f}秒"
