"""Does a line of text tell of something, or say what stands on every page: names, labels, excuses, the site's frame?"""

import re
from functools import lru_cache

_HAN = re.compile(r"[\u4e00-\u9fff]")
LEAST = 9  # Chinese characters; names of columns and labels are shorter
# What stands around the content of any page, or excuses that there is none.
_FRAME_WORDS = re.compile(
    r"版权|主办|承办|备案|ICP|标识码|技术支持|分辨率|浏览器|邮编|邮政编码|地\s*址|电\s*话|热线|位置|您是第|访问|浏览量|点击|欢迎|今天是|"
    r"暂无|没有|未找到|查无|建设|敬请|谅解|感谢|谢谢|稍[后候]|返回|首页|跳转|关键[词字]|请输入|请选择|搜索|检索|查询|打印|关闭|收藏|分享|无障碍|"
    r"字[号体]|扫一扫|二维码|公众号|微信|微博|客户端|共\s*0|人民政府|^\W*$"
)
# A line that names a document, and the lines that end like one but say that there is none, or what to do.
_DOCUMENT = re.compile(
    r"(?:文件|通知|公告|批复|方案|办法|意见)(?:[》」”\"）)\]〕】\s.。;；]|[（(][^（(]{0,24}[）)]|[〔\[【][^〔\[【]{0,24}[〕\]】])*$"
)
_NO_DOCUMENT = re.compile(
    r"暂无|没有|未找到|查无|无相关|敬请|谅解|栏目|请[输选点查]|点击|搜索|检索|版权|主办|位置[:：]|欢迎"
)


@lru_cache(maxsize=4_096)
def tells(text: str) -> bool:
    """Whether a line says more than a name, a label, an excuse, or what every page of a site says."""
    return len(_HAN.findall(text)) >= LEAST and not _FRAME_WORDS.search(text)


@lru_cache(maxsize=4_096)
def names_document(text: str) -> bool:
    """Whether a line is the name of a document (关于…的批复), whatever public body it names."""
    return (
        _DOCUMENT.search(text) is not None
        and len(_HAN.findall(text)) >= LEAST
        and not _NO_DOCUMENT.search(text)
    )
