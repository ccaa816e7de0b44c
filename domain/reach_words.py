"""How is it told whether a portal could be read?"""

from collections.abc import Mapping
from types import MappingProxyType

from domain.failure_words import FAILURES, challenge_name
from domain.reach import FailureKind, ReachStatus

REACH_WORDS: Mapping[ReachStatus, str] = MappingProxyType(
    {
        ReachStatus.OK: "正常",
        ReachStatus.PARTIAL: "部分可读",
        ReachStatus.BLOCKED: "被拦截",
        ReachStatus.UNREACHABLE: "无法访问",
        ReachStatus.NOT_CRAWLED: "未抓取",
    }
)


def reach_word(status: ReachStatus, blocked: str | None, failure: FailureKind | None) -> str:
    """The reach in Chinese, naming a challenge or failure where there is one."""
    word = REACH_WORDS[status]
    if status is ReachStatus.OK:
        return word
    if blocked:
        return f"{word}：{challenge_name(blocked)}"
    return f"{word}：{FAILURES[failure]}" if failure else word
