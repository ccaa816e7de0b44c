"""Why is an order refused?"""

from enum import StrEnum, auto


class Why(StrEnum):
    """The reasons, each with a Chinese sentence for who asked."""

    FORBIDDEN = auto()
    UNKNOWN_UNIT = auto()
    UNKNOWN_DUTY = auto()
    NO_PORTAL = auto()
    NO_AUDIT = auto()
    TOO_SOON = auto()
    TOO_MANY = auto()
    QUEUE_FULL = auto()
    NEEDS_UNIT = auto()
    IS_OVER = auto()
    UNKNOWN_ORDER = auto()


WORDS: dict[Why, str] = {
    Why.FORBIDDEN: "您的账号不能提交这项任务。",
    Why.UNKNOWN_UNIT: "没有这个单位，或者它不在您可以查看的范围内。",
    Why.UNKNOWN_DUTY: "该单位没有这项任务。",
    Why.NO_PORTAL: "名录中没有该单位的门户网站地址，请先补录。",
    Why.NO_AUDIT: "该计划还没有核查结果。",
    Why.TOO_SOON: "同一事项一小时内已经提交过，请稍后再试。",
    Why.TOO_MANY: "您今天提交的次数已达上限，请明天再试。",
    Why.QUEUE_FULL: "等待的任务过多，请稍后再试。",
    Why.NEEDS_UNIT: "请选择单位：证据包按单位导出。",
    Why.IS_OVER: "任务已经结束，不能取消。",
    Why.UNKNOWN_ORDER: "没有这项任务，或者它不在您可以查看的范围内。",
}


class OrderError(Exception):
    """An order, or its cancelling, is refused; the message is for people."""

    def __init__(self, why: Why) -> None:
        super().__init__(WORDS[why])
        self.why = why
