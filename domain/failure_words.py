"""How is a failed fetch told to an inspector: what happened, and what can be done about it?"""

from collections.abc import Mapping
from types import MappingProxyType

from domain.reach import FailureKind

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
        FailureKind.OFFLINE: "巡查方网络中断",
    }
)

CHALLENGES: Mapping[str, str] = MappingProxyType(
    {
        "ruishu": "瑞数动态防护",
        "jsl": "加速乐防护",
        "acw": "阿里云防护",
        "wzws": "网站卫士防护",
        "waf": "Web应用防火墙",
    }
)

REMEDIES: Mapping[FailureKind, str] = MappingProxyType(
    {
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
        FailureKind.OFFLINE: "建议检查巡查方的网络后重新探测",
    }
)
"""What to do about a failure, each a clause that can end a sentence."""


def challenge_name(challenge: str | None) -> str:
    """The Chinese name of a challenge that blocks visitors who are not a browser."""
    return CHALLENGES.get(challenge or "", "安全防护")
