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
    FailureKind.DNS: "域名无法解析：请核对登记的网址，或请网站主办单位检查域名解析",
    FailureKind.CONNECT: "无法建立连接：请稍后重试；仍不通的，请网站主办单位检查服务器和防火墙是否对外开放",
    FailureKind.TLS: "HTTPS 握手失败：请网站主办单位检查证书和加密协议配置",
    FailureKind.TIMEOUT: "访问超时：请稍后或换时段重试；经常超时的，请网站主办单位检查服务器性能和带宽",
    FailureKind.HTTP_4XX: "服务器拒绝访问：请用浏览器核对该地址，必要时请网站主办单位放行本程序的访问",
    FailureKind.HTTP_5XX: "服务器内部错误：请稍后重试；持续出错的，请网站主办单位排查",
    FailureKind.RATE_LIMITED: "访问被限速：请加大访问间隔（MINGCHA_DELAY）后重试",
    FailureKind.NOT_FOUND: "页面不存在（404）：请核对链接，或请网站主办单位修复错链",
    FailureKind.BLOCKED: "被网站防护系统拦截：程序不绕过防护，请网站主办单位将本程序加入白名单，或人工核查",
    FailureKind.SOFT_404: "页面提示内容不存在：请核对链接，或请网站主办单位修复错链",
    FailureKind.REDIRECT_HOME: "链接被跳转到首页：请网站主办单位恢复该页面或更正链接",
    FailureKind.REDIRECT_LOOP: "跳转次数过多或循环跳转：请网站主办单位检查跳转设置",
    FailureKind.ROBOTS: "robots.txt 不允许访问或无法取得：请网站主办单位放行，或人工核查",
    FailureKind.TOO_LARGE: "页面过大，超出读取上限：请人工核查",
    FailureKind.GARBAGE: "返回内容无法识别：请用浏览器核对该地址，必要时请网站主办单位检查服务器",
    FailureKind.RENDER_FAILED: "页面须由浏览器渲染，未能渲染：请安装 Chromium（或设置 MINGCHA_CHROMIUM）后重试，或人工核查",
    FailureKind.ADDRESS_REFUSED: "该地址指向内部网络，已拒绝访问：请核对网址；确需访问的，用 --allow-network 放行",
    FailureKind.INTERRUPTED: "采集中断：请重新运行，程序会从未完成的门户继续",
}


def remedy(kind: FailureKind) -> str:
    """What to do about a failure, in one Chinese sentence."""
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
