"""What can be done about a failed fetch, in words that are safe to stand in a finding?"""

from audit_rules.wording import plain
from domain.failure_words import REMEDIES
from domain.reach import FailureKind

_RETRY = "建议更换网络或时段后重新巡查，或人工登录核对"


def remedy(failure: FailureKind | None, told: str | None) -> str:
    """What to do about a failure: what the crawl itself said, else the usual remedy of its kind."""
    if told:
        return plain(told)
    return REMEDIES[failure] if failure else _RETRY
