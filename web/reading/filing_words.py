"""What do console and API say of addresses put on file: their states, and why one was not taken?"""

from collections.abc import Mapping

from casework.filings.refusals import Why
from domain.filings import FilingState

FILING_WHY: Mapping[Why, str] = {
    Why.NOT_ALLOWED: "您的账号不能为这个单位办理备案。",
    Why.UNIT_UNKNOWN: "没有这个编号的单位。",
    Why.SUBJECT: "没有这个栏目类别。",
    Why.ADDRESS: "没有提交：网址不完整或不可用，请填写以http://或https://开头的完整网址，不含用户名和密码。",
    Why.ADDRESS_LONG: "没有提交：网址最多2000个字符。",
    Why.SAME: "没有提交：这个网址已经备案。",
    Why.NAME: "没有提交：请填写栏目名称，最多100个字。",
    Why.NOTE_LONG: "没有提交：备注最多1000个字。",
    Why.TOO_MANY: "没有提交：一个单位一天最多报备20次，请明天再试。",
    Why.NO_FILING: "没有这条备案，或者它不在您可以查看的范围内。",
    Why.SETTLED: "没有保存：这条备案刚才已经处理或撤回，请看最新情况。",
    Why.REASON: "没有保存：退回须写明理由，5至1000个字。",
}
FILING_STATUS: Mapping[Why, int] = {
    Why.NOT_ALLOWED: 403,
    Why.UNIT_UNKNOWN: 404,
    Why.NO_FILING: 404,
    Why.SAME: 409,
    Why.SETTLED: 409,
    Why.TOO_MANY: 429,
}
"""The status of an answer; 422 for the others."""

FILING_STATES: Mapping[FilingState, str] = {
    FilingState.AWAITING: "待确认",
    FilingState.CONFIRMED: "已确认",
    FilingState.REFUSED: "已退回",
    FilingState.REPLACED: "已被新报备替换",
    FilingState.WITHDRAWN: "已撤回",
}
FILING_DONE: Mapping[str, str] = {
    "filed": "已提交，负责人确认后按此网址核查。",
    "confirmed": "已确认，下次核查起按此网址核查。",
    "refused": "已退回，单位能看到理由；仍按原备案网址核查。",
    "withdrawn": "已撤回，仍按原备案网址核查。",
}
"""What is told after something was done."""
