"""Why could a page not be had, is it worth another try, and what should its owner or the operator do about it?

The taxonomy is ``domain.reach.FailureKind``; no kind is a breach. This module turns statuses into kinds,
says which are tried again and how often, and gives the remedy in words. ``docs/failures.md`` explains each kind.
"""

from dataclasses import dataclass

from crawler.answers import Fetched
from domain.reach import FailureKind

# First answers of named challenges (facts: 加速乐 521 and 512, 瑞数 412). A refusal by such a product is BLOCKED even
# when its page can't be read, and is never asked again in a loop.
CHALLENGE_STATUSES = {412: "ruishu", 512: "jsl", 521: "jsl"}


class FetchFailed(Exception):  # noqa: N818 - an outcome, which every caller handles, rather than an error
    """A page could not be had. ``answer`` is what came all the same, where its page may say who refused."""

    def __init__(
        self,
        kind: FailureKind,
        detail: str = "",
        *,
        http_status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(f"{kind.value}: {detail}" if detail else kind.value)
        self.kind = kind
        self.detail = detail
        self.http_status = http_status
        self.retry_after = retry_after
        self.answer: Fetched | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """How often a failure is tried again: ``share`` of the configured retries, after ``backoff × 2^n`` seconds."""

    again: bool
    at_most: int = 10


_ONCE = RetryPolicy(again=True, at_most=1)
_AS_CONFIGURED = RetryPolicy(again=True)
_NEVER = RetryPolicy(again=False)

POLICIES: dict[FailureKind, RetryPolicy] = {
    FailureKind.DNS: _ONCE,
    FailureKind.CONNECT: _AS_CONFIGURED,
    FailureKind.TLS: _NEVER,
    FailureKind.TIMEOUT: _ONCE,
    FailureKind.HTTP_4XX: _NEVER,
    FailureKind.HTTP_5XX: _AS_CONFIGURED,
    FailureKind.RATE_LIMITED: _AS_CONFIGURED,
    FailureKind.NOT_FOUND: _NEVER,
    FailureKind.BLOCKED: _NEVER,
    FailureKind.SOFT_404: _NEVER,
    FailureKind.REDIRECT_HOME: _NEVER,
    FailureKind.REDIRECT_LOOP: _NEVER,
    FailureKind.ROBOTS: _NEVER,
    FailureKind.TOO_LARGE: _NEVER,
    FailureKind.GARBAGE: _ONCE,
    FailureKind.RENDER_FAILED: _NEVER,
    FailureKind.ADDRESS_REFUSED: _NEVER,
    FailureKind.INTERRUPTED: _NEVER,
    FailureKind.OFFLINE: _NEVER,
}

# What the other of http and https may cure. Not a refusal: it must not be asked again by another way.
FLIP_SCHEME_FOR = frozenset(
    {
        FailureKind.CONNECT,
        FailureKind.TLS,
        FailureKind.TIMEOUT,
        FailureKind.HTTP_4XX,
        FailureKind.HTTP_5XX,
        FailureKind.NOT_FOUND,
        FailureKind.GARBAGE,
    }
)


def tries_left(kind: FailureKind, tried: int, retries: int) -> bool:
    """Whether a request that failed with ``kind`` after ``tried`` retries is worth another."""
    policy = POLICIES[kind]
    return policy.again and tried < min(retries, policy.at_most)


_STATUSES = {
    **dict.fromkeys((*CHALLENGE_STATUSES, 468), FailureKind.BLOCKED),  # 468 too is a firewall's own refusal
    404: FailureKind.NOT_FOUND,
    410: FailureKind.NOT_FOUND,
    408: FailureKind.TIMEOUT,
    429: FailureKind.RATE_LIMITED,
}


def failure_of_status(status: int) -> FailureKind | None:
    """The failure that an HTTP status by itself means; None for an answer that is to be read."""
    if status < 400:
        return None
    return _STATUSES.get(status, FailureKind.HTTP_4XX if status < 500 else FailureKind.HTTP_5XX)
