"""How is it told whether a portal, or one address, could be read?"""

from collections.abc import Mapping
from types import MappingProxyType

from domain.failure_words import FAILURES, challenge_name
from domain.reach import FailureKind, Probe, ReachStatus

REACH_WORDS: Mapping[ReachStatus, str] = MappingProxyType(
    {
        ReachStatus.OK: "正常",
        ReachStatus.PARTIAL: "部分可读",
        ReachStatus.BLOCKED: "被拦截",
        ReachStatus.UNREACHABLE: "无法访问",
        ReachStatus.NOT_CRAWLED: "未抓取",
    }
)

_OURS = "因巡查方原因未读取"
_NOT_THE_PORTALS: Mapping[FailureKind, str] = MappingProxyType(
    {
        FailureKind.ROBOTS: "按robots规则未巡查",
        FailureKind.GARBAGE: "内容无法判读",
        FailureKind.TOO_LARGE: "内容无法判读",
        FailureKind.RENDER_FAILED: _OURS,
        FailureKind.ADDRESS_REFUSED: _OURS,
        FailureKind.INTERRUPTED: _OURS,
        FailureKind.OFFLINE: _OURS,
    }
)
"""Failures of a portal that answers, or was never asked: to call it 无法访问 would be wrong."""

REACH_GROUPS = tuple(dict.fromkeys((*REACH_WORDS.values(), *_NOT_THE_PORTALS.values())))
"""The words by which portals are counted (``reach_group``), 正常 first."""


def reach_group(status: ReachStatus, failure: FailureKind | None) -> str:
    """The reach in a word: whether the portal failed, or we held back or could make nothing of what it sent."""
    word = REACH_WORDS[status]
    if status is ReachStatus.UNREACHABLE and failure is not None:
        return _NOT_THE_PORTALS.get(failure, word)
    return word


def reach_word(status: ReachStatus, blocked: str | None, failure: FailureKind | None) -> str:
    """The reach in Chinese, naming a challenge or failure where there is one."""
    word = reach_group(status, failure)
    if status is ReachStatus.OK:
        return word
    if blocked:
        return f"{word}：{challenge_name(blocked)}"
    return f"{word}：{FAILURES[failure]}" if failure else word


_NOT_ASKED = frozenset({FailureKind.ROBOTS, FailureKind.ADDRESS_REFUSED, FailureKind.INTERRUPTED})


def answer_words(found: Probe) -> str:
    """What an address was answered with, in Chinese: the server's status, or that no answer came, or why it wasn't asked."""
    failed = f"（{FAILURES[found.failure]}）" if found.failure else ""
    if found.failure in _NOT_ASKED:
        return f"没有访问{failed}"
    if found.http_status is None:
        return f"没有得到应答{failed}"
    return f"服务器返回HTTP {found.http_status}{failed}"
