"""By which words and marks does a page refuse its reader? Data for ``spiders.kinds.firewalls``.

Marks are what the products' own pages bear: script names, error images, help addresses. The wording is theirs too; the
same sentences are copied from product to product, so most of them say nothing of who made the page.
"""

import re

# What stands in the products' own pages only. 创宇盾, 安全狗, 云锁, 雷池, 阿里云盾, 腾讯云, 网站卫士, 宝塔, 安全宝, D盾, 网宿,
# EdgeOne, GoEdge/cdnfly, 玄武盾, Imperva, Cloudflare (百度云加速), F5.
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
    "bt.cn/new/btwaf.html",
    "error.websaas.cn",
    "WTS-WAF",
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
    rf"{_YOURS}{_ASKED}.{{0,12}}(?:疑似|存在|包含|含有|涉嫌|可能|带有|有).{{0,16}}(?:{_BAD})|"
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
_SORRY = (
    r"^\W*(?:(?:提示|温馨提示|警告|错误|信息提示|系统提示|很抱歉|非常抱歉|抱歉|对不起|sorry|error)\W*){0,3}"
)
_HERE = r"(?:(?:本|该|此|当前)?(?:网站|站点|站|栏目|页面|频道|系统|信息|内容|服务|资源)\W{0,2})?"
_ABROAD = r"(?:境外|海外|国外|非中国大陆|非大陆|非境内)(?:的?(?:IP|ip|用户|地区|网络|地址)){0,2}"
_AT_HOME = r"(?:中国)?(?:境内|国内|大陆|内地|内网|政务外网|局域网)(?:的?(?:IP|ip|用户|地区|网络|地址)){0,2}"
_END = r"[\s！!。.，,…~～]*(?:(?:请|如).{0,24})?$"
# Lines of their own on a page that says next to nothing else: who asks from abroad, without an account, or of a site that is
# not on file is refused by these. A document says them within its sentences, or of others.
BARE = re.compile(
    rf"{_SORRY}(?:根据.{{0,20}}[，,]\s*)?{_HERE}(?:仅限|只限|仅允许|只允许|仅支持|仅对|只对|仅供){_AT_HOME}.{{0,6}}(?:访问|开放|浏览|查看|使用){_END}|"
    rf"{_SORRY}(?:根据.{{0,20}}[，,]\s*)?{_HERE}(?:暂不|不|暂未|禁止|限制|拒绝)(?:对|向|支持|允许)?{_ABROAD}.{{0,4}}(?:访问|提供服务|开放|浏览){_END}|"
    rf"{_SORRY}{_ABROAD}(?:已被|被)?(?:禁止|限制|无法|不能|不允许)访问.{{0,6}}{_END}|"
    rf"{_SORRY}(?:您|你)所?在的?(?:地区|国家|区域|位置|网络).{{0,6}}(?:不支持|无法|不能|禁止|不在|限制).{{0,16}}{_END}|"
    rf"{_SORRY}(?:您|你|当前用户|游客)?(?:没有|无|未获得|不具备|缺少|暂无)(?:足够的?|相应的?|操作)?(?:查看|浏览|访问)?(?:的?权限?)(?:查看|访问|浏览|操作|进入|阅读).{{0,12}}$|"
    rf"{_SORRY}(?:您|你|当前用户|游客)(?:没有|无|未获得|不具备)(?:足够的?|相应的?|操作)?(?:查看|浏览|访问|操作)?.{{0,8}}权限.{{0,12}}$|"
    rf"{_SORRY}(?:检测到)?(?:您的|当前)?(?:访问|网络|请求)?(?:流量|环境)异常{_END}|"
    r"(?:not|un)\s?(?:available|accessible)\sin\syour\s(?:region|country|area|location)|restricted\sby\sedgeone",
    re.IGNORECASE | re.MULTILINE,
)
# A header's or a comment box's words too, so they count only where nearly nothing else is said.
SIGN_IN = re.compile(
    rf"{_SORRY}(?:您|你)?(?:还|尚)?(?:未|没有)登[录陆](?:系统)?{_END}|{_SORRY}请(?:您)?先登[录陆][！!。.]?$|"
    rf"{_SORRY}(?:请|需要?|必须)?(?:您|先)*登[录陆](?:系统)?(?:后|之后)(?:再|才能?|方可|即可)?(?:访问|查看|浏览|阅读).{{0,8}}[！!。.]?$",
    re.MULTILINE,
)
_NOT_FILED = r"(?:尚未|未|没有|无)(?:根据|按照?|依据)?[^。\n]{0,20}?备案"
# The interception page of a cloud's owner (阿里云, 腾讯云, 华为云): the site can't be shown, since it is not on file.
NOT_ON_FILE = re.compile(
    rf"(?:无法|不能|暂停|禁止)(?:进行|正常)?访问[\s\S]{{0,60}}?{_NOT_FILED}|{_NOT_FILED}[\s\S]{{0,60}}?(?:无法|不能|暂停|禁止)(?:进行|正常)?访问|"
    rf"(?:您|你)(?:所?访问|打开)的(?:网站|域名|站点)[^。\n]{{0,10}}{_NOT_FILED}|^\W*(?:该|此|本)?(?:域名|网站|站点){_NOT_FILED}\W*$",
    re.MULTILINE,
)
_HINT_WORDS = (
    "拦截 阻断 拒绝 禁止 屏蔽 封禁 封锁 阻止 拉黑 黑名单 限制 验证 校验 检测 检查 频繁 过快 过高 过多 太快 太多 攻击 威胁 "
    "风险 异常 非法 不合法 可疑 恶意 危险 违规 防护 防火墙 waf denied blocked reject forbidden &# permission unauthorized human "
    "browser incident moment captcha attention teapot precondition "
    "境内 境外 国外 海外 权限 无权 未备案 备案， 登录后 先登录 region country"
)
# Without one of these words, or a character written by its number, no page of some size refuses: sought before the patterns.
HINTS = (*_HINT_WORDS.split(), "too many", "not allowed", "support id")
