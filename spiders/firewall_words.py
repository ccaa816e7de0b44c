"""By which words and marks does a page refuse its reader? Data for ``spiders.firewalls``.

Marks are what the products' own pages bear: script names, error images, help addresses. The wording is theirs too; the
same sentences are copied from product to product, so most of them say nothing of who made the page.
"""

import re

# What stands in the products' own pages only. 创宇盾, 安全狗, 云锁, 雷池, 阿里云盾, 腾讯云, 网站卫士, 宝塔, 安全宝, D盾, 网宿,
# EdgeOne, GoEdge/cdnfly, Imperva, Cloudflare (百度云加速), F5.
PRODUCT_MARKS = (
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
PRODUCT_PATH = re.compile(r"/(?:renji|huadong|yanzheng)_[0-9a-f]{8}")  # 宝塔
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
TO_VISITOR = re.compile(
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
HEADING = re.compile(
    rf"^[\W\d]*(?:(?:提示|警告|错误|error|sorry|http|对不起|抱歉|当前|本次|页面|网站|系统|请求|检测到)\W*){{0,3}}"
    rf"(?:(?:访问|请求|操作|提交|IP|页面)?(?:已经?|均|将)?被?(?:{_REFUSED})(?:访问|提示|页面)?|"
    rf"(?:{_BRANDS})(?:$|\W|.{{0,10}}(?:{_REFUSED}))|{_VERIFY}|(?:访问|请求)(?:验证|受限|异常)|"
    r"(?:请求|访问|操作|提交|刷新)?(?:次数|频率|速度)?(?:过于|太|过)(?:频繁|快|高|多)|(?:非法|恶意|攻击)(?:请求|访问|字符|操作|参数|行为)|"
    r"request\s(?:blocked|rejected|denied)|access\s(?:denied|blocked|forbidden)|blocked|forbidden|attention\srequired|just\sa\smoment|too\smany\srequests|"
    r"captcha|waf\s(?:alert|block))[\s\S]{0,16}$",
    re.IGNORECASE,
)
DOCUMENT = re.compile(
    r"通告|公告|通知|通报|办法|规定|意见|方案|制度|条例|工作|活动|建设|管理|指南|说明|报告|启动|宣传|培训|演练"
)
# Server pages that say no more than their status: the server refuses, whoever stands behind it.
STATUS_PAGE = re.compile(
    r"^\W*(?:HTTP\W*)?(?:Error\W*|错误\W*|status\W*)?(?:401|403|405|412|418|429|468|493|521)\b"
    r".{0,24}?(?:Forbidden|Not\s?Allowed|Precondition|Too\sMany|Unauthorized|teapot|禁止|拒绝|$)|^\W*(?:403\s)?Forbidden\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_HINT_WORDS = (
    "拦截 阻断 拒绝 禁止 屏蔽 封禁 封锁 阻止 拉黑 黑名单 限制 验证 校验 检测 检查 频繁 过快 过高 过多 太快 太多 攻击 威胁 "
    "风险 异常 非法 不合法 可疑 恶意 危险 违规 防护 防火墙 waf denied blocked reject forbidden &# permission unauthorized human "
    "browser incident moment captcha attention teapot precondition"
)
# Without one of these words, or a character written by its number, no page of some size refuses: sought before the patterns.
HINTS = (*_HINT_WORDS.split(), "too many", "not allowed", "support id")
