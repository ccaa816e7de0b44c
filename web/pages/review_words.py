"""What does the console say about reviews: why one was not taken, why a duty waits, what each decision means?"""

from collections.abc import Mapping
from typing import Any

from casework.reviews.refusals import Why
from domain.duty_standing import QueueReason
from domain.proposals import ProposalState
from domain.reviews import Decision
from evidence.office.statuses import DECISION_WORDS, Status

WHY_WORDS: dict[Why, str] = {
    Why.NOT_ALLOWED: "您的账号没有复核权限。",
    Why.NO_FINDING: "没有这条核查结果，或者那次核查没有完成。",
    Why.GONE: "最近一次核查已没有这个事项，无需再作决定。",
    Why.NOT_POSSIBLE: "这条结果目前的状态不能作这样的决定，请从所列选项中选择。",
    Why.REASON_SHORT: "没有保存：请填写理由，至少5个字。",
    Why.REASON_LONG: "没有保存：理由最多2000个字。",
    Why.DONE_ON: "没有保存：选“核定逾期公开”时须填公开日期，日期应晚于时限且不晚于今天；其他决定不填日期。",
    Why.PROPOSED: "没有保存：此事项已有一条建议待审批，须先批准、不批准或撤回。",
    Why.NO_PROPOSAL: "没有这条复核建议。",
    Why.SETTLED: "这条建议已经处理过了。",
    Why.OWN_PROPOSAL: "不能审批自己提出的建议，须由另一名复核人员处理。您可以撤回。",
    Why.NOT_OWN: "只有提出人可以撤回建议。",
    Why.FILE_KIND: "没有保存：附件只能是PDF、PNG、JPEG、DOCX、XLSX、文本或ZIP文件（按文件内容判断）。",
    Why.FILE_SIZE: "没有保存：附件不能为空，每个最大10MB。",
    Why.FILE_NAME: "没有保存：附件须有文件名，最多200个字符。",
    Why.FILE_COUNT: "没有保存：附件最多10个。",
}
STATUS_OF: Mapping[Why, int] = {
    Why.NOT_ALLOWED: 403,
    Why.NO_FINDING: 404,
    Why.NO_PROPOSAL: 404,
    Why.OWN_PROPOSAL: 403,
    Why.NOT_OWN: 403,
    Why.GONE: 409,
    Why.PROPOSED: 409,
    Why.SETTLED: 409,
}
"""The status of an answer; 422 for the others."""

NO_PLAN = "没有保存：这次核查所依据的方案没有留存，无法计算复核后的得分。请联系系统管理员。"

NO_DECISION = "没有保存：请先选择一个决定。"
ANSWERED = "申诉的状态刚才发生了变化，请看过最新情况后重新操作。"
NOT_ANSWERED = "复核已保存，但申诉没有答复：申诉的状态刚才发生了变化，请重新查看。"

REASON_WORDS: dict[QueueReason, str] = {
    QueueReason.DISPUTED: "单位申诉",
    QueueReason.RETURNED: "事实变化，须重新复核",
    QueueReason.BACKDATING: "疑似倒填日期",
    QueueReason.FIRST_FAILURE: "问题尚未经人确认",
    QueueReason.CANT_TELL: "程序无法判定",
    QueueReason.MANUAL: "须人工核查",
}
"""待办原因."""

REASON_TOLD: dict[QueueReason, str] = {
    QueueReason.DISPUTED: "单位对这条结果提出了申诉，请先看单位的说明再作决定。",
    QueueReason.RETURNED: "以前作过复核，但它所依据的事实后来变了，原决定不再适用，请按新的事实重新决定。",
    QueueReason.BACKDATING: "公开日期可能倒填或改动过。这只是疑点，未经人工核实不算问题。",
    QueueReason.FIRST_FAILURE: "核查判为问题，还没有人确认过。请打开网页核对后再作决定。",
    QueueReason.CANT_TELL: "程序没能看清或找到足够的依据，不算问题，需要人工查看。",
    QueueReason.MANUAL: "这项任务网页上看不出来，须人工核查后填写结果。",
}
"""Why a duty waits, in a sentence."""

STATE_WORDS: dict[ProposalState, str] = {
    ProposalState.PENDING: "待审批",
    ProposalState.APPROVED: "已批准",
    ProposalState.REFUSED: "未批准",
    ProposalState.WITHDRAWN: "已撤回",
    ProposalState.OVERTAKEN: "已失效",
}

REVIEW_DONE: dict[str, str] = {
    "approve": "已批准，复核生效。",
    "refuse": "已记为不批准，原结论不变。",
    "withdraw": "已撤回。",
    "review": "复核已保存。",
    "proposal": "已提交，须另一名复核人员批准后生效。",
}
"""What is told after something was done."""

_HINTS: dict[Decision, str] = {
    Decision.CONFIRMED: "核查结果正确，问题存在",
    Decision.DISMISSED: "核查有误，问题不存在，不扣分",
    Decision.NOT_APPLICABLE: "本单位不承担此项任务，不计分",
    Decision.NEEDS_MORE: "依据不足，请单位补充说明或材料；不扣分，留在待办中",
    Decision.DONE: "人工查实已经落实",
    Decision.LATE: "人工查实晚于时限才公开，须填公开日期",
    Decision.NOT_DONE: "人工查实没有落实，须另一人批准",
}
_HINTS_OF_DONE: dict[Decision, str] = {
    Decision.CONFIRMED: "核查结果正确，确已落实",
    Decision.DISMISSED: "不能认定已落实，改为待核实",
}


def decision_hint(status: Status, decision: Decision) -> str:
    """What a decision means about a finding that was judged so."""
    if status is Status.DONE and decision in _HINTS_OF_DONE:
        return _HINTS_OF_DONE[decision]
    return _HINTS[decision]


def form_words() -> dict[str, Any]:
    """The words that a review form needs."""
    return {
        "DECISION_WORDS": DECISION_WORDS,
        "PROPOSAL_WORDS": STATE_WORDS,
        "decision_hint": decision_hint,
    }
