"""How is a failed fetch told to an inspector: what happened, and what can be done about it?"""

from collections.abc import Mapping
from types import MappingProxyType

from audit_rules.wording import plain
from domain.observations import FailureKind

FAILURES: Mapping[FailureKind, str] = MappingProxyType(
    {
        FailureKind.DNS: "域名无法解析",
        FailureKind.CONNECT: "无法建立连接",
        FailureKind.TLS: "安全连接（证书）错误",
        FailureKind.TIMEOUT: "访问超时",
        FailureKind.HTTP_4XX: "服务器拒绝访问",
        FailureKind.HTTP_5XX: "服务器内部错误",
        FailureKind.RATE_LIMITED: "被限制访问频率",
        FailureKind.NOT_FOUND: "页面不存在",
        FailureKind.BLOCKED: "被安全防护拦截",
        FailureKind.SOFT_404: "页面提示内容不存在",
        FailureKind.REDIRECT_HOME: "自动跳转回首页",
        FailureKind.REDIRECT_LOOP: "循环跳转",
        FailureKind.ROBOTS: "网站声明不允许自动访问",
        FailureKind.TOO_LARGE: "页面过大",
        FailureKind.GARBAGE: "返回内容无法识别",
        FailureKind.RENDER_FAILED: "页面脚本未能执行",
        FailureKind.ADDRESS_REFUSED: "地址不在允许访问的范围",
        FailureKind.INTERRUPTED: "巡查中断",
    }
)

_CHALLENGES: Mapping[str, str] = MappingProxyType(
    {
        "ruishu": "瑞数动态防护",
        "jsl": "加速乐防护",
        "acw": "阿里云防护",
        "wzws": "网站卫士防护",
        "waf": "Web应用防火墙",
    }
)

_ASK_ALLOW = "建议商请网站管理单位放行巡查程序，或人工登录核对"
_RETRY = "建议更换网络或时段后重新巡查，或人工登录核对"
_OPEN = "建议人工打开该页面核对"

_REMEDIES: Mapping[FailureKind, str] = MappingProxyType(
    {
        FailureKind.BLOCKED: _ASK_ALLOW,
        FailureKind.ROBOTS: _ASK_ALLOW,
        FailureKind.RATE_LIMITED: _ASK_ALLOW,
        FailureKind.HTTP_4XX: _ASK_ALLOW,
        FailureKind.DNS: "建议核对名册中的网址，并更换网络后重新巡查",
        FailureKind.ADDRESS_REFUSED: "建议核对名册中的网址",
        FailureKind.RENDER_FAILED: _OPEN,
        FailureKind.NOT_FOUND: _OPEN,
        FailureKind.SOFT_404: _OPEN,
        FailureKind.REDIRECT_HOME: _OPEN,
        FailureKind.TOO_LARGE: _OPEN,
        FailureKind.GARBAGE: _OPEN,
    }
)


def challenge_name(challenge: str | None) -> str:
    """The Chinese name of a challenge that blocks visitors who are not a browser."""
    return _CHALLENGES.get(challenge or "", "安全防护")


def remedy(failure: FailureKind | None, told: str | None) -> str:
    """What to do about a failure: what the crawl itself said, else the usual remedy of its kind."""
    return plain(told) if told else _REMEDIES.get(failure, _RETRY) if failure else _RETRY
