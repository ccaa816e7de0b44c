"""Does a page that came with 200 say that there is no such page, or that its server failed?

A soft 404 is short in its own words, whatever frame the site puts around it: a document that mentions missing pages
says more, and so does a list. What says that there is nothing *in* a column (暂无信息) is no error.
"""

import re

from spiders.own_words import OwnWords

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
_SERVER_FAILED = re.compile(
    r"(?<!\d)50[0-4](?!\d).{0,20}(?:error|错误|bad\s*gateway|unavailable|time-?out|内部)|internal\s+server\s+error|bad\s+gateway|service\s+(?:temporarily\s+)?unavailable|"
    r"gateway\s+time-?out|HTTP\s*(?:Status|状态)?\s*50\d|服务器(?:内部)?(?:错误|出错|异常)|应用程序中的服务器错误|运行时错误|系统(?:发生|出现)?(?:错误|异常)|数据库连接(?:失败|错误)|"
    r"页面错误！请稍后再试|error\s+establishing\s+a\s+database|whitelabel\s+error\s+page|the\s+page\s+cannot\s+be\s+displayed|welcome\s+to\s+nginx|^\s*It\s+works!\s*$",
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
    return _says(_SERVER_FAILED, text, title, links, words)


def _says(pattern: re.Pattern[str], text: str, title: str, links: int, words: OwnWords) -> bool:
    told = [each for each in words.said if not _FOOTER.search(each)]
    short = words.size <= _MOST_KNOWN and sum(map(len, told)) <= _MOST_WORDS and words.size < len(text)
    if short and pattern.search("\n".join(told)):
        return True
    if len(text) > _MOST_TEXT:
        return False
    return bool(pattern.search(title)) or (links <= _MOST_LINKS and bool(pattern.search(text)))
