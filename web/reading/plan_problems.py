"""What is wrong with a plan, in Chinese sentences? What has no words of its own is shown as ``mingcha plan check`` says it."""

import re

from audit_rules.plans.files import Problem

_CHECK = r"^check (?P<place>\d+) \((?P<rule>[^)]*)\)"
_WORDS: tuple[tuple[str, str], ...] = (
    (r"^it is a draft: nobody may be judged by it", "这是草稿，不能用于核查；处理完所列问题并与原文核对后，删去draft: true。"),
    (r"^not read of the document: (?P<a>.*)$", "原文有一处没有读出（{a}），请对照原文处理后，从unread中删去。"),
    (r"^a suggested check is not decided: (?P<a>.*)$", "建议的核查项还没有决定（{a}），请写入checks，或者删去。"),
    (r"^there is no rule (?P<a>\S+)$", "没有名为{a}的核查规则。"),
    (r"^(?P<a>leads|units|supports): (?P<b>.+) is not known$", "{a}中的{b}不在单位名录中。"),
    (r"^(?P<a>subject|params\.subjects): (?P<b>.+) is not known$", "栏目类别{b}不在同义词表中。"),
    (r"^(?P<a>\S+): (?P<b>.+) (?:is|are) not known$", "{a}中的{b}不存在。"),
    (r"^(?P<a>.+) both owes and supports it$", "{a}既是责任单位又是配合单位，只能列入一处。"),
    (r"^it has checks, but nobody owes it$", "有核查项，但没有责任单位。"),
    (r"^(?P<a>\S.*): the deadline (?P<b>.+) is not understood.*$", "时限{b}（{a}）无法识别，请另写deadline。"),
    (r"^it has no deadline$", "没有时限，请用deadline写明，并在deadline_note说明理由。"),
    (r"^its checks give (?P<a>\S+) points, its weight is (?P<b>\S+)$", "核查项分值合计{a}分，任务分值{b}分，两者应当相同。"),
    (r"^the tasks of section (?P<a>.+) weigh (?P<b>\S+), the section (?P<c>\S+)$", "板块“{a}”任务合计{b}分，应为{c}分。"),
    (r"^the sections weigh (?P<a>\S+)$", "各板块合计{a}分，应为100分。"),
    (_CHECK + r" is advice, but gives points$", "第{place}个核查项（{rule}）是建议项，不应有分值。"),
    (_CHECK + r" (?:gives|takes off) no points$", "第{place}个核查项（{rule}）没有分值，请写明分值或标为建议项。"),
    (_CHECK + r" is a veto or advice, but takes off points$", "第{place}个核查项（{rule}）是单项否决或建议项，不应有分值。"),
    (_CHECK + r" is a veto and advice$", "第{place}个核查项（{rule}）不能既是单项否决又是建议项。"),
    (r"^a check takes off more than the item's (?P<a>\S+) points$", "有核查项的扣分超过本项的{a}分。"),
    (r"^it has a weight, but takes off nothing$", "有分值，但没有扣分的核查项。"),
    (r"^a bonus is not measured, but it has checks$", "加分项不自动核查，不应有核查项。"),
    (r"^a figure called 'sourced' has no source_url$", "标明有出处的数值没有写明source_url。"),
    (r"^no task has the number (?P<a>.+)$", "缺少编号为{a}的任务；原文缺失的，请补上该行并标明source: missing。"),
    (r"^\S+ says that the document has (?P<a>\d+) numbered tasks$", "编号超出原文的{a}项任务。"),
    (r"^(?P<a>\S+) does not stand in \S+: (?P<b>.*)$", "{a}与原文不一致：{b}"),
    (r"^the number stands in (?P<a>\S+) too$", "任务编号重复（另见{a}）。"),
    (r"^the text has (?P<a>\d+) characters, and may have (?P<b>\d+)$", "文本有{a}个字符，最多{b}个。"),
    (r"^the text is no mapping.*$", "文本须由“键: 值”组成。"),
    (r"^the text must hold this one task, with its number$", "文本只能写这一项任务，并且不能改动编号。"),
    (r"^not YAML: (?P<a>.*)$", "不是有效的YAML：{a}"),
    (r"^it cannot be read: (?P<a>.*)$", "文件无法读取：{a}"),
    (r"^the file is missing$", "缺少该文件。"),
    (r"^no section names this file$", "没有板块引用该文件。"),
    (r"^section (?P<a>.+) is there twice$", "板块“{a}”重复。"),
)  # fmt: skip
_KNOWN = tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in _WORDS)
_PLACED = re.compile(_CHECK + r": (?P<rest>.*)$", re.DOTALL)


def problem_words(problem: Problem) -> str:
    """One problem as a Chinese sentence; where it stands is told beside it."""
    return _words(problem.reason)


def _words(reason: str) -> str:
    for pattern, words in _KNOWN:
        if found := pattern.match(reason):
            return words.format(**found.groupdict())
    if placed := _PLACED.match(reason):
        return f"第{placed['place']}个核查项（{placed['rule']}）：{_words(placed['rest'])}"
    return f"内容不符合规定：{reason}"
