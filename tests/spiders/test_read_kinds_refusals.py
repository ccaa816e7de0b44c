"""Pages that refuse their reader are known by themselves, whoever made the firewall; reports on attacks are not refused."""

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageKind, PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
URL = "http://www.example.gov.cn/zwgk/"


def read(html: str) -> PageReading:
    return read_page(URL, html.encode(), vocabulary=VOCABULARY)


# What the products write themselves, cut to the sentence or the script that tells them: name, page.
REFUSALS = {
    "创宇盾": "<title>创宇盾</title><p>当前访问疑似黑客攻击，已被创宇盾拦截。</p><p>拦截时间：2023-07-11 15:04:22</p>",
    "创宇盾 help page": '<p>403</p><a href="http://help.365cyd.com/cyd-error-help.html?code=403">帮助</a>',
    "加速乐": '<body class="notice-jiasule"><p>当前访问疑似黑客攻击，已被网站管理员设置为拦截</p></body>',
    "安全狗": "<title>网站防火墙</title><p>您的请求带有不合法参数，已被网站管理员设置拦截！</p>",
    "安全狗 proxy": "<title>网站防火墙</title><p>您正在使用代理服务器访问网站！</p>",
    "云锁 jump": '<script>function YunSuoAutoJump(){self.location="/?security_verify_data=1"}</script>',
    "云锁": '<img class="yunsuologo"><p>当前访问存在异常</p>',
    "雷池": "<title>您的访问请求可能对网站造成安全威胁，请求已被 长亭 SafeLine 阻断。</title><!-- event_id: 1 -->",
    "雷池 challenge": '<script>SafeLineChallenge("1",{})</script><p>安全检测能力由雷池 WAF 提供</p>',
    "绿盟": "<p>很抱歉，您的访问被阻断，您的请求可能包含恶意行为，事件编号: 10-33333</p>",
    "明御": "<title>明御WEB应用防火墙</title><p>您的访问可能对网站造成危害，已被明御WEB应用防火墙拦截</p>",
    "深信服": "<title>访问被拒绝</title><p>您访问的页面存在违规行为，访问请求被拒绝</p>",
    "天清": "<title>访问禁止</title><p>您的访问行为异常，已被天清Web应用安全网关阻断！</p>",
    "阿里云盾 405": "<title>405</title><img src='https://errors.aliyun.com/images/a.png'><p id='block_message'></p><style>"
    + "p{margin:0}" * 3_000
    + "</style>",
    "腾讯云": "<p>很抱歉，您提交的请求可能对网站造成威胁，请求已被管理员设置的策略阻断</p><p>您的请求ID是: 1</p>",
    "网站卫士": "<title>网站卫士拦截提示</title><form action='/wzws-waf-cgi/'></form><p>您的访问可能对网站造成危险</p>",
    "宝塔": "<title>网站防火墙</title><p>您的请求带有不合法参数，已被网站管理员设置拦截！</p>",
    "宝塔 slider": '<title>滑动验证</title><script src="/huadong_296d626f_b2c.js"></script>',
    "百度云加速": "<title>Attention Required! | 百度云加速</title><p>请完成安全检查以访问本站</p>",
    "华为云": "<title>访问被拦截！</title><h1>您的请求疑似攻击行为！</h1><p>事件ID: 02-0000</p>",
    "网宿": "<p>您当前的访问行为存在异常，请稍后重试</p>",
    "网防G01": "<p>您的请求包含不合法参数，已被网防G01拦截</p>",
    "D盾": "<title>D盾_拦截提示</title><p>你提交的内容包含非法字符</p>",
    "address ban": "<p>您的IP地址 192.0.2.1 因访问过于频繁，已被临时封禁，请稍后再试</p>",
    "too often": "<p>访问频率过快，请稍后访问！</p>",
    "captcha": "<title>访问验证</title><form><p>请输入图片中的验证码后继续访问</p><input name='code'></form>",
    "slider": "<h3>安全验证</h3><p>请完成以下验证后继续访问</p><p>请按住滑块，拖动到最右边</p>",
    "F5": "<title>Request Rejected</title>The requested URL was rejected. Your support ID is: 123",
    "Akamai": "<title>Access Denied</title><p>You don't have permission to access this server.</p>",
    "status 403": "<title>403 Forbidden</title><center><h1>403 Forbidden</h1></center><hr><center>nginx</center>",
    "status 405": "<title>405 Not Allowed</title><center><h1>405 Not Allowed</h1></center>",
    "IIS 403": "<title>403 - 禁止访问: 访问被拒绝。</title><h2>403 - 禁止访问: 访问被拒绝。</h2>",
    "in a site's dress": "<p>很抱歉，您的访问触发了安全策略，请求已被拦截。</p><p>某市人民政府办公室主办 滇ICP备05000001号</p>",
    "written by numbers": "<p>&#24744;&#30340;&#35831;&#27714;&#24050;&#34987;&#25318;&#25130;</p>",
    "unknown cookie": '<script>document.cookie="k=1;path=/";window.location.reload();</script>',
}


@pytest.mark.parametrize("name", REFUSALS)
def test_refusals_are_known_by_the_page_alone(name: str) -> None:
    reading = read(f"<html><body>{REFUSALS[name]}</body></html>")
    assert (reading.kind, reading.blocked, reading.under_construction) == (PageKind.BLOCKED, "waf", False)


# Pages with few links and little text, as the printed view of an article has them.
NO_REFUSALS = {
    "crime report": "<h1>警方通报打击黑客攻击案</h1><p>某网站遭恶意攻击，网站防火墙对攻击请求进行了拦截。</p>",
    "campaign": "<h1>网络安全宣传周启动</h1><p>活动介绍了网站防火墙、人机验证等技术，群众踊跃参加。</p>",
    "road closed": "<h1>关于禁止访问水库周边区域的通告</h1><p>为保障饮用水安全，自即日起禁止捕捞。</p><p>2017年4月1日</p>",
    "verification": "<h1>关于身份验证工作的通知</h1><p>各单位请完成身份核验工作，并于5日前报送。</p>",
    "interface": "<h1>数据开放平台接口说明</h1><p>请求过于频繁将返回429，参数非法返回400。</p>",
    "sign in": "<title>统一身份认证</title><form><input name='u'><input type='password'><p>请完成安全验证</p></form>",
    "other address": '<script>document.cookie="m=1";location.href="/m/index.html";</script>',
}


@pytest.mark.parametrize("name", NO_REFUSALS)
def test_articles_on_attacks_and_bans_are_no_refusals(name: str) -> None:
    assert read(f"<html><body>{NO_REFUSALS[name]}</body></html>").blocked is None


def test_site_behind_a_product_is_not_blocked_by_its_badge() -> None:
    badge = '<a href="https://www.365cyd.com/">本网站由创宇盾防护</a><script src="/.safeline/static/a.js"></script>'
    page = (
        f"<h1>县政府召开常务会议</h1><p>发布时间：2017-04-14</p><p>{'会议研究了有关工作。' * 20}</p>{badge}"
    )
    reading = read(f"<html><body>{page}<p>主办单位：某县人民政府</p></body></html>")
    assert (reading.blocked, reading.kind) == (None, PageKind.ARTICLE)


@pytest.mark.parametrize(
    "said", ["请拖动滑块完成验证后继续访问", "您的请求存在风险，已被拦截", "您的访问过于频繁，请稍后再试"]
)
def test_refusal_in_the_frame_of_the_site(said: str) -> None:
    menu = "".join(f"<li><a href='/{n}/'>栏目{n}</a></li>" for n in range(18))
    reading = read(
        f"<html><head><title>安全验证</title></head><body><ul class='nav'>{menu}</ul><div>{said}</div>"
        "<div class='footer'>主办：某厅 某ICP备05001234号</div></body></html>"
    )
    assert (reading.kind, reading.blocked) == (PageKind.BLOCKED, "waf")
