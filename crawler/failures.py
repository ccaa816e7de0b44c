"""Why could a page not be had, is it worth another try, and what should its owner or the operator do about it?

The taxonomy is ``domain.observations.FailureKind``; no kind is a breach. This module turns statuses into kinds,
says which are tried again and how often, and gives the remedy in words. ``docs/failures.md`` explains each kind.
"""

from dataclasses import dataclass

from crawler.answers import Fetched
from domain.observations import FailureKind

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

REMEDIES: dict[FailureKind, str] = {
    FailureKind.DNS: "建议核对名册中的网址，或请网站主办单位检查域名解析后重新巡查",
    FailureKind.CONNECT: "建议换时段或更换网络重新巡查，仍不通的请网站主办单位检查服务器和防火墙",
    FailureKind.TLS: "建议请网站主办单位检查 HTTPS 证书和加密协议配置",
    FailureKind.TIMEOUT: "建议换时段重新巡查，经常超时的请网站主办单位检查服务器性能和带宽",
    FailureKind.HTTP_4XX: "建议用浏览器核对该地址，必要时请网站主办单位放行巡查程序",
    FailureKind.HTTP_5XX: "建议稍后重新巡查，持续出错的请网站主办单位排查服务器",
    FailureKind.RATE_LIMITED: "建议加大访问间隔（MINGCHA_DELAY）后重新巡查",
    FailureKind.NOT_FOUND: "建议核对链接，确已失效的请网站主办单位修复错链",
    FailureKind.BLOCKED: "程序不绕过防护，建议请网站主办单位将巡查程序加入白名单，或人工登录核对",
    FailureKind.SOFT_404: "建议核对链接，确已失效的请网站主办单位修复错链",
    FailureKind.REDIRECT_HOME: "建议请网站主办单位恢复该页面或更正链接",
    FailureKind.REDIRECT_LOOP: "建议请网站主办单位检查跳转设置",
    FailureKind.ROBOTS: "建议请网站主办单位在 robots.txt 中放行巡查程序，或人工登录核对",
    FailureKind.TOO_LARGE: "建议人工打开该页面核对",
    FailureKind.GARBAGE: "建议用浏览器核对该地址，必要时请网站主办单位检查服务器",
    FailureKind.RENDER_FAILED: "建议安装 Chromium（或设置 MINGCHA_CHROMIUM）后重新巡查，或人工打开该页面核对",
    FailureKind.ADDRESS_REFUSED: "建议核对网址，确需访问内部网络的用 --allow-network 放行",
    FailureKind.INTERRUPTED: "建议重新运行，程序会从未完成的门户继续",
}


def remedy(kind: FailureKind) -> str:
    """What to do about a failure, in one Chinese clause that can end a sentence."""
    return REMEDIES[kind]


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
