"""Does this page refuse its reader: a firewall's page (WAF), an address ban, a captcha before the page is shown?

What refuses looks alike everywhere: a sentence to the visitor (您的请求…已被拦截), an event number, no site's frame
and no text beside. Products are recognised by what only their own pages bear (script names, error images, help
addresses); wording alone counts only on a page so short that it can be nothing else, without a site's footer or
declarations. An article that reports on attacks speaks of others, and stands in a frame.
"""

import html
import re
from collections.abc import Mapping

_MOST_TEXT = 700  # characters a refusal shows, its advice to the site's owner included
_MOST_PRODUCT_TEXT = 2_000
_MOST_PAGE = 120_000
_LEAD = 400

# What stands in the products' own pages only. 创宇盾, 安全狗, 云锁, 雷池, 阿里云盾, 腾讯云, 网站卫士, 宝塔, 安全宝, D盾, 网宿,
# EdgeOne, GoEdge/cdnfly, Imperva, Cloudflare (百度云加速), F5.
_PRODUCT_MARKS = (
    "yunaq.com/misinformation",
    "365cyd.com/cyd-error",
    "ks-waf-error",
    "ks_waf_error",
    "notice-jiasule",
    "jiasule.com/static/js/http_error",
    "safedogsite/",
    "404.safedog.cn",
    "uoAutoJump",
    "security_verify_",
    "yunsuologo",
    "yunsuo_session",
    "SafeLineChallenge",
    "/.safeline/static",
    "challenge.rivers.chaitin.cn",
    "errors.aliyun.com",
    "_____tmd_____/punish",
    "g.alicdn.com/sd/punish",
    "aliyun_waf_",
    "waf.tencent-cloud.com",
    "waf-static.tencent.com",
    "qcloud/security/static/404style",
    "/wzws-waf-cgi/",
    "wangzhan.360.cn/index",
    "waf_slider_verify",
    "安域防护节点",
    "_yanzheng_huadong",
    "_yanzheng_ip",
    "aqb_cc/error",
    "D盾_拦截提示",
    "d99net",
    "wssplashchk",
    "EO_Bot_Ssid",
    "/_guard/",
    "yundun.com/yd",
    "_Incapsula_Resource",
    "_cf_chl_opt",
    "cf-error-details",
    "cf-browser-verification",
    "jschl-answer",
)
_PRODUCT_PATH = re.compile(r"/(?:renji|huadong|yanzheng)_[0-9a-f]{8}")  # 宝塔
_BRANDS = (
    r"创宇盾|知道创宇|加速乐|安全狗|云锁|雷池|SafeLine|长亭|绿盟|NSFOCUS|明御|安恒|玄武盾|深信服|SANGFOR|启明星辰|天清|天融信|山石网科|铱迅|"
    r"云盾|网站卫士|安域|奇安信|宝塔|堡塔|百度云加速|云加速|网宿|安全宝|护卫神|网防G01|D盾|悬镜|Web应用防火墙|WEB应用防护|应用防火墙|"
    r"网站防火墙|Anti-?DDoS|CloudWAF|BIG-IP|FortiWeb|ModSecurity|WAF"
)
_REFUSED = r"拦截|阻断|拒绝|禁止|屏蔽|封禁|封锁|阻止|拉黑|黑名单|限制访问|防护"
_YOURS = r"(?:您|你|当前|本次|此次|该)(?:的|所|提交的|访问的|发送的|发起的)*\s*"
_ASKED = r"(?:IP|ip|网络|请求|访问|操作|提交|行为|URL|网址|参数|浏览器|客户端|内容|流量|环境)"
_VERIFY = r"(?:安全|人机|身份|访问|滑动|滑块|拼图|浏览器|下方|以下|下列|图形|图片)[\u4e00-\u9fff]{0,4}(?:验证|校验|检[测查])"
_BAD = r"攻击|威胁|风险|异常|非法|不合法|可疑|恶意|危险|违规"
# Said to the visitor, about what he just did: no article speaks so.
_TO_VISITOR = re.compile(
    rf"{_YOURS}{_ASKED}.{{0,60}}?(?:{_REFUSED})|"
    rf"{_YOURS}{_ASKED}.{{0,12}}(?:疑似|存在|包含|含有|涉嫌|可能|带有).{{0,16}}(?:{_BAD})|"
    rf"{_YOURS}{_ASKED}.{{0,10}}(?:过于|太|过)(?:频繁|快|多)|(?:您|你)访问的页面.{{0,12}}(?:{_REFUSED})|"
    rf"(?:已|已经)被.{{0,12}}(?:{_BRANDS}).{{0,16}}(?:{_REFUSED})|"
    rf"请(?:先|您|尝试)?(?:完成|通过|进行|点击|输入)?.{{0,10}}(?:{_VERIFY}|验证码).{{0,6}}(?:继续|后再?访问|以访问|$)|"
    r"请?(?:按住|拖动|滑动).{0,6}滑块|正在(?:检测|检查|验证)(?:您的|客户端|浏览器)|"
    r"your\s(?:request|access|ip)\b.{0,40}(?:blocked|rejected|denied|banned)|request\s(?:was|has\sbeen|is)\s(?:blocked|rejected|denied)|"
    r"requested\surl\swas\srejected|you\shave\sbeen\sblocked|you\sdon't\shave\spermission\sto\saccess|unauthorized\sactivity|"
    r"verify\s(?:that\s)?you\sare\s(?:a\s)?human|checking\s(?:if\sthe\ssite|your\sbrowser)|incapsula\sincident|your\ssupport\sid\sis",
    re.IGNORECASE,
)
# What heads such a page: a line of its own at the top, as a notice's title is not.
_HEADING = re.compile(
    rf"^[\W\d]*(?:(?:提示|警告|错误|error|sorry|http|对不起|抱歉|当前|本次|页面|网站|系统|请求|检测到)\W*){{0,3}}"
    rf"(?:(?:访问|请求|操作|提交|IP|页面)?(?:已经?|均|将)?被?(?:{_REFUSED})(?:访问|提示|页面)?|"
    rf"(?:{_BRANDS})(?:$|\W|.{{0,10}}(?:{_REFUSED}))|{_VERIFY}|(?:访问|请求)(?:验证|受限|异常)|"
    r"(?:请求|访问|操作|提交|刷新)?(?:次数|频率|速度)?(?:过于|太|过)(?:频繁|快|高|多)|(?:非法|恶意|攻击)(?:请求|访问|字符|操作|参数|行为)|"
    r"request\s(?:blocked|rejected|denied)|access\s(?:denied|blocked|forbidden)|blocked|forbidden|attention\srequired|just\sa\smoment|too\smany\srequests|"
    r"captcha|waf\s(?:alert|block))[\s\S]{0,16}$",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"通告|公告|通知|通报|办法|规定|意见|方案|制度|条例|工作|活动|建设|管理|指南|说明|报告|启动|宣传|培训|演练"
)
# Server pages that say no more than their status: the server refuses, whoever stands behind it.
_STATUS_PAGE = re.compile(
    r"^\W*(?:HTTP\W*)?(?:Error\W*|错误\W*|status\W*)?(?:401|403|405|412|418|429|468|493|521)\b"
    r".{0,24}?(?:Forbidden|Not\s?Allowed|Precondition|Too\sMany|Unauthorized|teapot|禁止|拒绝|$)|^\W*(?:403\s)?Forbidden\W*$",
    re.IGNORECASE | re.MULTILINE,
)
# A page of the site itself: its breadcrumb or an article's line; its footer, which a refusal dressed by the site bears too.
_SITES_OWN = re.compile(
    r"当前位置|您所在的?位置|发布(?:时间|日期)\s*[:：]|来源\s*[:：]|责任编辑|责编\s*[:：]"
)
_FOOTER = re.compile(r"ICP\s?[备证]|公网安备|网站标识码|版权所有|主办单位|主办\s*[:：]")
_MOST_DRESSED = 350
# What only a site's own pages declare.
_DECLARED = ("ArticleTitle", "SiteIDCode", "ColumnName")
_SIGNED_IN = re.compile(r"type\s*=\s*['\"]?password", re.IGNORECASE)
_WRITTEN = re.compile(
    r"<(script|style|noscript|textarea|svg)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)|<!doctype[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h\d|li|br|tr|td|title|ul|ol|table|body|section|hr|dt|dd)\b[^>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")
_HEADERS = ("x-safe-firewall", "x-waf", "x-cloudwaf", "x-yxlink")
_SERVER = re.compile(
    r"waf|yxlink|WS-web-server|safe3|yunsuo|firewall|bws-?shield|nsfocus|chaitin|sangfor|venus|safedog|360wzb",
    re.IGNORECASE,
)
_REFUSING = frozenset({403, 405, 406, 418, 468, 493, 501})


def is_refusal(head: str, *, status: int, headers: Mapping[str, str], framed: bool) -> bool:
    """Whether the answer is a firewall's own page, a ban or a captcha.

    ``head`` are the first 200,000 characters, ``headers`` have lower-case names, ``framed`` says that the page has
    more links than any such page. A 404 is what it says, whoever wrote its page.
    """
    if framed:
        return False
    if any(name in headers for name in _HEADERS) and (status in _REFUSING or len(head) < 5_000):
        return True
    if status in _REFUSING and _SERVER.search(headers.get("server", "")) and len(head) < 5_000:
        return True
    return status != 404 and len(head) <= _MOST_PAGE and _reads_as_refusal(head, plain=status == 200)


def _reads_as_refusal(head: str, *, plain: bool) -> bool:
    if any(name in head for name in _DECLARED):
        return False
    shown = shown_text(head)
    marked = any(mark in head for mark in _PRODUCT_MARKS) or _PRODUCT_PATH.search(head)
    if marked and len(shown) <= _MOST_PRODUCT_TEXT:
        return not (_SITES_OWN.search(shown) or _FOOTER.search(shown))
    if not shown or len(shown) > _MOST_TEXT or (len(shown) > _MOST_DRESSED and _FOOTER.search(shown)):
        return False
    return not (_SITES_OWN.search(shown) or _SIGNED_IN.search(head)) and _refuses(shown, plain=plain)


def _refuses(shown: str, *, plain: bool) -> bool:
    """Whether a short page's words refuse: to the visitor, or by what heads it. ``plain``: no status says it."""
    if _TO_VISITOR.search(shown[:_LEAD]):
        return True
    if plain and len(shown) <= 200 and _STATUS_PAGE.search(shown):
        return True
    heads = [line for line in shown.split("\n")[:3] if len(line) <= 40]
    return any(_HEADING.search(line) and not _DOCUMENT.search(line) for line in heads)


def shown_text(page: str) -> str:
    """What a short page shows, a line for each block, its title first: without parsing it."""
    text = html.unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", _WRITTEN.sub("", page))))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
