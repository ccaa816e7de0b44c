"""What does a cover tell last? All findings in a list, how they came about, how they are checked, and by which digests."""

from evidence.office.plain_text import plain_line
from evidence.office.statuses import MEANINGS, status_of
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
from evidence.package.cover_head import listed, moment
from evidence.package.cover_values import Cover, CoveredFinding

_OPENED = (
    "本包为 WACZ 文件，可用任何网页存档浏览器（如 ReplayWeb.page）离线打开，“pages”中首先列出结论所依据的网页。"
    "取证所得的网页按服务器发送的原始字节保存于 archive 目录，请求与响应逐条可查；trace 目录按先后列出每一次请求，包括失败的。"
)
_CHECKED = (
    "。它不需要数据库和网络：逐一检查签名、时间戳、封印链和每个文件的摘要，并由存档网页重新读取、重新判定，说明结论是否成立、何处不符。"
    "核验时请用出具单位另行公布的公钥，不要以本包自带的公钥为准。"
)


def closing(cover: Cover, findings: tuple[CoveredFinding, ...]) -> tuple[Block, ...]:
    """Everything after the findings, which are listed in the order given."""
    statuses = dict.fromkeys(status_of(each.reported) for each in findings)
    return (
        *((Heading("全部结论一览", 2), listed(cover, findings)) if findings else ()),
        *(Paragraph((Run(status, strong=True), Run(f"：{MEANINGS[status]}")), "note") for status in statuses),
        Heading("取证和核验", 2),
        Facts(_made(cover)),
        Paragraph(plain(_OPENED)),
        Paragraph(
            (Run("核验命令："), Run("mingcha verify 文件名.wacz --key 公钥文件", code=True), Run(_CHECKED))
        ),
        Heading("技术摘要", 2),
        Facts(_digests(cover)),
        *((_rules(findings),) if findings else ()),
    )


def _made(cover: Cover) -> tuple[tuple[str, Words], ...]:
    clock = cover.begun.clock
    visited = f"{moment(clock.at)} 至 {moment(cover.ended.clock.at)}（北京时间）"
    failed = f"网络请求与渲染共{cover.events}次，其中失败{cover.failed}次；网络失败（没有得到完整应答）不作为认定问题的依据"
    return (
        ("取证时间", plain(f"{visited}；取证计算机时钟{_clock(cover)}")),
        ("取证记录", plain(failed)),
        ("判定完成时间", plain(f"{moment(cover.report.judged_at)}（北京时间）")),
    )


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


def _rules(findings: tuple[CoveredFinding, ...]) -> Table:
    """By which rule each finding was judged, and the digest by which it is called (``--finding``)."""
    rows = tuple(
        (
            plain(str(each.place)),
            code(f"{each.reported.finding.check} / {each.reported.finding.code}"),
            code(each.digest),
        )
        for each in sorted(findings, key=lambda each: each.place)
    )
    return Table(("序号", "判定规则", "结论摘要"), (8, 28, 64), rows)


def _clock(cover: Cover) -> str:
    clock = cover.begun.clock
    kept = {True: "与时间源保持同步", False: "未与时间源同步", None: "同步状态系统未告知"}[clock.synchronised]
    return kept if clock.error is None else f"{kept}，最大误差{clock.error:.3f}秒"
