"""Pages that refuse or fail in plain words: from abroad, without an account, not on file, closed, overloaded."""

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageKind, PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
URL = "http://www.example.gov.cn/zwgk/"
NAMES = (
    "首页 政务公开 新闻中心 办事服务 互动交流 数据开放 走进某县 专题专栏 机构职能 领导之窗 政策文件 通知公告"
)
MENU = "".join(f"<a href='/c{n}/'>{name}</a>" for n, name in enumerate(NAMES.split()))
FOOT = "<div class='footer'>主办：某县人民政府办公室 滇ICP备05000001号 网站标识码5300000001</div>"


def framed(main: str) -> str:
    body = f"<div class='nav'>{MENU}</div><div>{main}</div>{FOOT}"
    return f"<html><head><title>某县人民政府</title></head><body>{body}</body></html>"


def read(page: str) -> PageReading:
    whole = page if page.startswith("<html") else f"<html><body>{page}</body></html>"
    return read_page(URL, whole.encode(), vocabulary=VOCABULARY)


WEBLOGIC = (
    "<title>Error 403--Forbidden</title><h2>Error 403--Forbidden</h2><h4>10.4.4 403 Forbidden</h4>"
    "<p>The server understood the request, but is refusing to fulfill it. Authorization will not help.</p>"
    + "<p>If the server wishes to make public why the request has not been fulfilled, it should describe the reason.</p>"
    * 6
)
REFUSED = {
    "at home only": "<title>提示</title><p>本网站仅限境内用户访问</p>",
    "not from abroad": "<h3>对不起，境外IP禁止访问！</h3>",
    "not from your region": "<p>抱歉，您所在的地区暂不支持访问本网站。</p>",
    "not in your region": "<p>Sorry, this site is not available in your region.</p>",
    "no service abroad": "<p>根据有关规定，本网站暂不对境外用户提供服务。</p>",
    "inner network only": "<p>此信息仅限内网访问</p>",
    "no right": "<p>您没有权限查看该栏目</p>",
    "no right to the page": "<p>对不起，您无权访问此页面！</p>",
    "sign in": "<p>请登录后访问</p><a href='/login'>登录</a>",
    "not signed in": "<p>您还没有登录，请先登录！</p>",
    "not on file, 阿里云": "<h1>该网站暂时无法访问</h1><p>根据工信部相关法规，由于您的网站尚未备案，该网站无法访问。</p>",
    "not on file, 腾讯云": "<p>由于该网站未根据工信部相关法规进行备案，您暂时无法访问</p>",
    "not on file, 华为云": "<p>网站暂时无法访问</p><p>该域名未备案或未接入备案，如您是网站所有者，请登录备案系统</p>",
    "not on file": "<p>该域名未备案</p>",
    "traffic": "<p>流量异常，请稍后再试</p>",
    "EdgeOne": "<title>567</title><p>The Request has been restricted by EdgeOne</p>",
    "玄武盾": "<img src='https://error.websaas.cn/img/403s.png'><p>403</p>",
    "堡塔": "<p>请求异常</p><a href='https://www.bt.cn/new/btwaf.html'>了解</a>",
    "WebLogic": WEBLOGIC,
    "Tomcat": "<title>HTTP Status 403 – Forbidden</title><h1>HTTP Status 403 – Forbidden</h1><h3>Apache Tomcat/8.5.57</h3>",
    "Tengine": "<title>403 Forbidden</title><h1>403 Forbidden</h1><p>You don't have permission to access the URL.</p>",
    "no right, in the site's frame": framed("<p>您没有权限访问该栏目，请登录后访问！</p>"),
    "at home only, in the site's frame": framed("<p>本栏目仅限境内用户访问</p>"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_plain_refusals(name: str) -> None:
    reading = read(REFUSED[name])
    assert (reading.kind, reading.blocked) == (PageKind.BLOCKED, "waf")


TRACE = (
    "<pre>java.lang.NullPointerException"
    + "\n at org.apache.jsp.index_jsp.service(index.java:11)" * 60
    + "</pre>"
)
FAILED = {
    "busy": "<p>系统繁忙，请稍后再试</p>",
    "busy server": "<p>服务器繁忙，请稍后重试！</p>",
    "network": "<p>网络繁忙，请稍后再试。</p>",
    "being kept up": "<title>网站维护</title><p>网站维护升级中，暂停访问，给您带来不便敬请谅解。</p>",
    "kept up for a while": "<p>本网站正在进行系统升级维护，维护时间6月1日8:00至6月2日8:00，期间暂停访问，敬请谅解！</p>",
    "closed": "<p>本站已关闭</p>",
    "closed for works": "<p>因机房设备检修，本网站暂停服务。</p>",
    "no site": "<h1>没有找到站点</h1><p>您的请求在Web服务器中没有找到对应的站点！</p>",
    "trace": f"<title>HTTP Status 500 - Internal Server Error</title><h1>HTTP Status 500</h1>{TRACE}",
    "old ASP": "<font>Microsoft OLE DB Provider for SQL Server</font><p>错误 '80004005'</p><p>/conn.asp，行 12</p>",
    "PHP": "<b>Fatal error</b>:  Uncaught PDOException: SQLSTATE[HY000] in <b>/www/x.php</b> on line <b>3</b>",
    "database": "<p>Can't connect to MySQL server on 'localhost' (10061)</p>",
    "in the site's frame": framed("<p>系统繁忙，请稍后再试！</p>"),
}


@pytest.mark.parametrize("name", FAILED)
def test_plain_failures_are_errors_and_no_refusals(name: str) -> None:
    reading = read(FAILED[name])
    assert (reading.kind, reading.blocked) == (PageKind.ERROR, None)


LIST = "".join(
    f"<li><a href='/a/{n}.html'>{title}</a><span>2017-0{9 - n}-01</span></li>"
    for n, title in enumerate(
        ("关于网站维护升级的公告", "关于系统繁忙时段调整的通知", "关于流量异常案件的通报")
    )
)
NORMAL = {
    "a notice of upkeep": framed(
        "<h1>关于系统维护的公告</h1><p>发布时间：2017-06-01</p><p>因系统升级维护，我厅门户网站将于6月3日暂停访问，敬请谅解。</p>"
    ),
    "a printed notice of upkeep": "<title>关于系统维护的公告</title><p>因系统升级维护，网上办事系统将暂停服务。</p>",
    "a notice on sites not on file": "<h1>关于未备案网站的处理通告</h1><p>以下网站未备案，禁止访问，请尽快办理备案手续。</p>",
    "news on sites not on file": "<h1>市通信管理局清理未备案网站</h1><p>发布时间：2017-03-01</p><p>未备案的一律停止接入。</p>",
    "a notice on rights": "<h1>关于规范内网权限的通知</h1><p>用户请登录后访问内网办公系统，没有权限的用户请联系管理员开通。</p>",
    "a hint on addresses from abroad": "<h1>关于防范境外IP访问的提示</h1><p>各单位应限制境外IP访问业务系统。</p>",
    "what only the back door forbids": "<h1>某局简介</h1><p>某局主管全县水利，内设办公室。</p><p>本站禁止境外IP访问后台</p>",
    "a list of notices": framed(f"<ul>{LIST}</ul>"),
    "a way through an office": framed(
        "<p>办理流程：请登录后访问办事大厅提交申请。</p><p>咨询电话：0870-1234567</p>"
    ),
    "a form to sign in": framed("<form><input name=u><input type=password name=p></form><p>请先登录</p>"),
    "a page to sign in": "<title>统一身份认证平台</title><form><input name=u><input type=password></form><p>请登录后访问</p>",
    "a box for comments": framed(
        "<p>县水务局负责全县水资源统一管理，拟订水利发展规划并监督实施，指导节约用水工作，承担防汛抗旱日常工作。</p><p>请先登录</p>"
    ),
    "roads": "<h1>交警部门提示</h1><p>国庆期间部分路段流量异常，请错峰出行。</p>",
    "an answer": "<h1>常见问题</h1><p>问：提示系统繁忙请稍后再试怎么办？</p><p>答：请避开高峰时段重新提交。</p>",
    "a guide": "<h1>服务器错误排查指南</h1><p>第一步，检查日志。第二步，重启服务。</p>",
    "a purchase": "<h1>Web应用防火墙采购公告</h1><p>采购单位：某局</p><p>预算：30万元</p>",
    "numbers": "<h1>统计公报</h1><p>全县共有403个行政村，500户企业，登记在册429家。</p>",
    "a hint beside nothing": framed("<p>暂无信息</p><p>如系统繁忙请稍后再试</p>"),
}


@pytest.mark.parametrize("name", NORMAL)
def test_pages_that_tell_of_upkeep_or_bans_are_neither_refusals_nor_errors(name: str) -> None:
    reading = read(NORMAL[name])
    assert reading.blocked is None
    assert reading.kind not in {PageKind.BLOCKED, PageKind.ERROR}
