"""Is this a challenge, a firewall's page or a soft 404 instead of the page asked for? Named, never worked around."""

import re
from collections.abc import Mapping

SOFT_404 = "soft404"
_MOST_HEAD = 200_000
_SMALL = 5_000  # bytes: a firewall's page is short

_JSL = re.compile(r"__jsl_clearance|__jsluid|location\.href\s*=\s*location\.pathname\s*\+\s*location\.search")
_RUISHU_COOKIE = re.compile(r"\b(?:FSSBBIl1UgzbN7N80|4hP44ZykCTt5|\w{13,24}(?:8[01]|44))[ST]=")
_ACW = re.compile(r"acw_sc__v[23]|var\s+arg1\s*=\s*['\"][0-9A-F]{20,}")
_WZWS = re.compile(r"wzwsrel|wzwsid|wzws_|wzwschallenge")
_WAF_TEXT = re.compile(
    r"您的请求可能存在威胁|请求已被(?:阻断|拦截)|(?:已被|疑似|被)(?:网站)?(?:防火墙|管理员|WAF|安全).{0,8}(?:拦截|阻断)|已被拦截|访问被拒绝|"
    r"WEB\s*应用防火墙|网站防火墙|安全验证|请求过于频繁|访问过于频繁|检测到.{0,12}攻击|Request blocked|Access Denied|"
    r"非法(?:请求|访问)|请完成.{0,8}验证|拒绝访问|人机验证",
    re.IGNORECASE,
)
_WAF_HEADERS = ("x-safe-firewall", "x-waf", "x-cloudwaf", "x-yxlink")
_WAF_SERVER = re.compile(r"waf|yxlink|WS-web-server|safe3|yunsuo|firewall|bws-?shield", re.IGNORECASE)
_NOT_FOUND = re.compile(
    r"(?:页面|网页|内容|文章|信息|地址|栏目|文件|资源|链接|网站)[\u4e00-\u9fff，,\s]{0,8}(?:不存在|未找到|找不到|没有找到|无法找到|已(?:被)?删除|已失效|已下线)|"
    r"(?:找不到|未找到|没有找到|无法找到|不存在)[\u4e00-\u9fff\s]{0,10}(?:页面|网页|内容|文章|信息|文件|资源|地址|栏目|网址)|"
    r"错误页面|出错了|\b404\b.{0,30}(?:not\s*found|错误|error|页面)|(?:not\s*found|错误|error)\W{0,6}404\b|page\s+not\s+found|file\s+not\s+found|"
    r"您访问的(?:页面|网页|地址)|HTTP\s*(?:Status|状态)?\s*404|^\s*404\s*$",
    re.IGNORECASE,
)


def blocked_by(html: str, *, status: int, headers: Mapping[str, str]) -> str | None:
    """The name of the challenge or firewall that answered (``ruishu, jsl, acw, wzws, waf``), or None.

    A page of more than 5 KB of text is never called a firewall's by its words alone.
    """
    lower = {key.lower(): value for key, value in headers.items()}
    cookies = lower.get("set-cookie", "")
    small = len(html) < _SMALL and len(html.encode("utf-8", "replace")) < _SMALL
    named = _named(html, status, cookies, small=small)
    if named:
        return named
    if any(name in lower for name in _WAF_HEADERS) and (status in {403, 405, 406, 418, 493, 501} or small):
        return "waf"
    if small and _WAF_SERVER.search(lower.get("server", "")) and status in {403, 405, 406, 418, 468, 493}:
        return "waf"
    if small and _WAF_TEXT.search(html) and (status != 404):
        return "waf"
    return None


def _named(html: str, status: int, cookies: str, *, small: bool) -> str | None:
    head = html if len(html) <= _MOST_HEAD else html[:_MOST_HEAD]
    if status in {521, 512} or (small and _JSL.search(head)) or (small and "__jsl_clearance" in cookies):
        return "jsl"
    if _WZWS.search(cookies.lower()) or (len(html) < 20_000 and _WZWS.search(head.lower())):
        return "wzws"
    if len(html) < 20_000 and _ACW.search(head):
        return "acw"
    if ("$_ts" in head or "FSSBBIl1UgzbN7N" in head or "4hP44ZykCTt5" in head) and (
        status in {412, 202} or "<a " not in head
    ):
        return "ruishu"
    if status == 412 or (status == 202 and _RUISHU_COOKIE.search(cookies)):
        return "ruishu"
    return None


def is_soft_404(text: str, title: str, links: int) -> bool:
    """Whether a page that came with 200 says that there is no such page; only short pages are judged."""
    if len(text) > 600:
        return False
    if _NOT_FOUND.search(title) or (len(title) <= 12 and "404" in title):
        return True
    return links <= 40 and bool(_NOT_FOUND.search(text))
