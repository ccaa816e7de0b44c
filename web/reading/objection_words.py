"""What do console and API say of objections: their kinds and states, and why something about one was not done?"""

from collections.abc import Mapping

from casework.objections.refusals import Why
from domain.objections import ObjectionKind, ObjectionState

OBJECTION_WHY: Mapping[Why, str] = {
    Why.NOT_ALLOWED: "您的账号不能进行这项操作。",
    Why.NO_FINDING: "没有这条核查结果，或者它不在您可以查看的范围内。",
    Why.JUDGED_ANEW: "没有提交：这个事项已按新的事实重新判定，请先看最新的结果。",
    Why.OPEN_ALREADY: "没有提交：这个事项已有一件申诉正在处理，请在原申诉中补充。",
    Why.TEXT_SHORT: "没有提交：请把情况写清楚，至少5个字。",
    Why.TEXT_LONG: "没有提交：内容最多5000个字。",
    Why.FILE_COUNT: "没有提交：附件最多5个。",
    Why.FILE_KIND: "没有提交：附件只能是PDF、PNG、JPEG、DOCX、XLSX、文本或ZIP文件（按文件内容判断）。",
    Why.FILE_SIZE: "没有提交：附件不能为空，每个最大10MB。",
    Why.FILE_NAME: "没有提交：附件须有文件名，最多200个字符。",
    Why.TOO_MANY: "没有提交：今天提交的次数已达上限，请明天再试。",
    Why.NO_OBJECTION: "没有这件申诉或说明，或者它不在您可以查看的范围内。",
    Why.SETTLED: "没有提交：它刚才已经答复或撤回，请看最新情况。",
    Why.WAITS: "没有提交：已有采纳申诉的建议待审批，须先批准、不批准或撤回该建议。",
    Why.ONLY_COMMENTS: "申诉应采纳或不予采纳，只有说明可以阅知。",
    Why.ONLY_OBJECTIONS: "说明只需阅知，只有申诉才采纳或不予采纳。",
    Why.ANOTHER_DUTY: "没有保存：这个决定与申诉的不是同一事项。",
    Why.NOT_ACCEPTING: "没有保存：这个决定不是采纳申诉的决定。",
}
OBJECTION_STATUS: Mapping[Why, int] = {
    Why.NOT_ALLOWED: 403,
    Why.NO_FINDING: 404,
    Why.NO_OBJECTION: 404,
    Why.JUDGED_ANEW: 409,
    Why.OPEN_ALREADY: 409,
    Why.SETTLED: 409,
    Why.WAITS: 409,
    Why.ONLY_COMMENTS: 409,
    Why.ONLY_OBJECTIONS: 409,
    Why.ANOTHER_DUTY: 409,
    Why.TOO_MANY: 429,
}
"""The status of an answer; 422 for the others."""

KIND_WORDS: Mapping[ObjectionKind, str] = {
    ObjectionKind.OBJECTION: "申诉",
    ObjectionKind.COMMENT: "说明",
}
STATE_WORDS: Mapping[ObjectionState, str] = {
    ObjectionState.OPEN: "待答复",
    ObjectionState.ACCEPTED: "已采纳",
    ObjectionState.REJECTED: "不予采纳",
    ObjectionState.NOTED: "已阅知",
    ObjectionState.WITHDRAWN: "已撤回",
}
OBJECTION_DONE: Mapping[str, str] = {
    "objection": "申诉已提交。核查机构答复之前，核查结果不变，不影响得分。",
    "comment": "说明已提交。",
    "message": "已补充。",
    "withdraw": "已撤回。",
    "reject": "已答复：不予采纳，单位能看到理由。",
    "note": "已阅知。",
}
"""What is told after something was done."""
