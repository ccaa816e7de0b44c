"""Does a page that came with 200 say that there is no such page, or that its server failed?

A soft 404 is short in its own words, whatever frame the site puts around it: a document that mentions missing pages
says more, and so does a list. What says that there is nothing *in* a column (暂无信息) is no error.
"""

import re

from spiders.kinds.own_words import OwnWords

SOFT_404 = "soft404"
_MOST_TEXT = 600  # of the whole page, where its own words can't be told from its frame
_MOST_WORDS = 160
_MOST_KNOWN = 1_000  # beyond this not all of its words are kept
_MOST_LINKS = 40
_FOOTER = re.compile(
    r"ICP|公网安备|标识码|版权所有|Copyright|主办|承办|技术支持|地址\s*[:：]|电话\s*[:：]|邮编|建议使用|浏览器"
)
_NOT_FOUND = re.compile(
    # A document that has lost its force (文件已失效) is no missing page.
    r"(?:页面|网页|内容|文章|信息|地址|栏目|文件|资源|链接|网站|网址)[\u4e00-\u9fff，,\s]{0,8}(?:不存在|未找到|找不到|没有找到|无法找到|(?:已经?被?|被)(?:删除|移除|下线))|"
    r"(?:页面|网页|地址|链接|网址)[\u4e00-\u9fff，,\s]{0,8}已失效|"
    r"(?:找不到|未找到|没有找到|没找到|无法找到|不存在)(?!相关|任何|符合|匹配|与)[\u4e00-\u9fff\s“”\"]{0,10}(?:页面|网页|内容|文章|信息|文件|资源|地址|栏目|网址|目录)|"
    r"错误页面|出错了|走丢了|(?<![\d共计达])404(?![\d个条人户万亿元件项次名家]).{0,30}(?:not\s*found|错误|error|页面)|(?:not\s*found|错误|error)\W{0,6}404\b|(?:page|file|object)\s+not\s+found|"
    # Nearly every site has a hidden 您访问的链接即将离开本站.
    r"您(?:所|要)?(?:访问|请求|查找|浏览)的(?:页面|网页|地址|网址|内容|资源)[^。\n]{0,12}(?:不存在|找不到|出错|错误|无法|失效|删除|有误|丢失|移动|移走|更名)|HTTP\s*(?:Status|状态)?\s*404|^\s*404\s*$|requested\s+URL\s.{0,200}was\s+not\s+found",
    re.IGNORECASE | re.MULTILINE,
)
# A page on errors and upkeep tells of them: a guide, a notice, an answer.
_TOLD_OF = re.compile(
    r"指南|通知|公告|通告|办法|规定|方案|排查|代码|如何|怎么|常见|问[:：]|答[:：]|手册|我[省市县区局厅]"
)
_FAILED_TITLE = re.compile(
    r"^\W*(?:HTTP\W*(?:Status|状态)?\W*50\d|Error\W*50\d|50\d\b|运行时错误|应用程序中的服务器错误|(?:Internal\s)?Server\sError)",
    re.IGNORECASE,
)
_MOST_LINKS_OF_A_TRACE = 5
_CLOSED = re.compile(
    r"(?:网站|本站|系统|平台|门户|服务器?|机房|设备)[^。\n]{0,20}(?:升级|维护|检修|改版|迁移|割接|调整)[^\n]{0,60}(?:暂停|停止|关闭|无法)(?:提供|对外|正常)?(?:访问|服务|使用|开放)|"
    r"(?:暂停|停止)(?:对外)?(?:访问|服务|开放)[^\n]{0,40}(?:升级|维护|检修)|^\W*(?:系统|网站|本站|平台)(?:正在)?(?:进行)?(?:升级|维护|检修)\W*(?:$|(?:暂停|稍[后候]|请))|"
    r"^\W*(?:对不起|抱歉)?\W*(?:本|该|此)?(?:网站|站点|站)(?:现|目前)?(?:已经?|暂时|临时|因.{0,12})(?:被)?(?:关闭|关停|停用|停止服务|停止访问|下线|停止运行|注销)|"
    r"(?:您|你)访问的(?:网站|站点)[^。\n]{0,16}(?:关停|关闭|暂停|停止)",
    re.MULTILINE,
)
_MOST_CLOSED = 300
_SERVER_FAILED = re.compile(
    r"(?<!\d)50[0-4](?!\d).{0,20}(?:error|错误|bad\s*gateway|unavailable|time-?out|内部)|internal\s+server\s+error|bad\s+gateway|service\s+(?:temporarily\s+)?unavailable|"
    r"gateway\s+time-?out|HTTP\s*(?:Status|状态)?\s*50\d|服务器(?:内部)?(?:错误|出错|异常)|应用程序中的服务器错误|运行时错误|系统(?:发生|出现)?(?:错误|异常)|数据库连接(?:失败|错误)|"
    r"页面错误！请稍后再试|没有找到(?:对应的)?站点|站点(?:已|被)?(?:停止|暂停)|站点创建成功|"
    r"SQLSTATE\[|Microsoft (?:OLE DB|VBScript|JET)|\bADODB\.|Fatal error\b|"
    r"can't connect to (?:local )?mysql|database error|\bORA-\d{5}|java\.\w+\.\w*(?:Exception|Error)\b|"
    r"^\W*(?:(?:提示|系统提示|错误|很抱歉|非常抱歉|抱歉|对不起)\W*)*(?:系统|服务器?|网络|网站|程序|应用|数据库|当前)(?:正|较|过于|太|访问|发生|出现|运行|连接|请求|响应|人数|用户|量)*"
    r"(?:忙|繁忙|忙碌|开小差|超时|异常|出错|错误|故障|过多|过大)了?(?:\W.{0,24})?$|error\s+establishing\s+a\s+database|whitelabel\s+error\s+page|the\s+page\s+cannot\s+be\s+displayed|welcome\s+to\s+nginx|^\s*It\s+works!\s*$",
    re.IGNORECASE | re.MULTILINE,
)


def is_soft_404(text: str, title: str, links: int, words: OwnWords) -> bool:
    """Whether a page says that there is no such page.

    ``text`` is all that the page shows, ``title`` that of the document, ``links`` their number.
    """
    return _says(_NOT_FOUND, text, title, links, words) or (
        len(text) <= _MOST_TEXT and len(title) <= 12 and "404" in title
    )


def is_server_error(text: str, title: str, links: int, words: OwnWords) -> bool:
    """Whether a page says only that its server failed, or that no site stands here yet."""
    if links <= _MOST_LINKS_OF_A_TRACE and _FAILED_TITLE.search(title):
        return True  # however long the trace of the failure is
    return _says(_SERVER_FAILED, text, title, links, words, but=_TOLD_OF)


def is_closed(text: str, title: str) -> bool:
    """Whether a page outside a site's frame says only that its site is closed or kept up (维护, 停止服务)."""
    if len(text) > _MOST_CLOSED or _TOLD_OF.search(title) or _TOLD_OF.search(text[:40]):
        return False
    return _CLOSED.search(text) is not None


def _says(
    pattern: re.Pattern[str],
    text: str,
    title: str,
    links: int,
    words: OwnWords,
    *,
    but: re.Pattern[str] | None = None,
) -> bool:
    told = [each for each in words.said if not _FOOTER.search(each) and not (but and but.search(each))]
    short = words.size <= _MOST_KNOWN and sum(map(len, told)) <= _MOST_WORDS and words.size < len(text)
    if short and pattern.search("\n".join(told)):
        return True
    if len(text) > _MOST_TEXT or (but and (but.search(title) or but.search(text))):
        return False
    return bool(pattern.search(title)) or (links <= _MOST_LINKS and bool(pattern.search(text)))
