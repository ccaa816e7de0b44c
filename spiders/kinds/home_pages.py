"""Is this a site's home page, by its address and by what it calls itself?

An address alone proves little: pages are filed under their host's root, and read without any address. A home page bears
the site's name and no other, has no breadcrumb and declares no column.
"""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

_INDEX = re.compile(
    r"^(?:(?:index|default|main|home|shouye)(?:_\d)?\.(?:s?html?|aspx?|jsp|php|do|jhtml))?$", re.IGNORECASE
)
# Other languages, other screens, and the government's initials (rmzf 人民政府), under which some systems keep the home page.
_ROOM = re.compile(
    r"^(?:big5|m|mobile|wap|3g|4g|h5|pc|en|english|gb|gbk|cht|tw|ft|fanti|web|www|portal|site|main|home|index|default|shouye|sy|new|\w{0,12}rmzf)$",
    re.IGNORECASE,
)
_MOST_ROOMS = 2  # /web/index/index.html
_BODA_ROOT = re.compile(r"(?:^|&)wbtreeid=1001(?:&|$)")
_PARTS = re.compile(r"\s*(?:[-_—–|,，、]+|::|>|»|\s)\s*")
_SITE = re.compile(
    r"(?:[厅局委办部院会署行州市县区镇乡省廳縣區鎮鄉]|委员会|委員會|政府|网站?|網站?|门户|門戶|首页|首頁|平台|办公室|官网|在线|之窗|信息港|系统|公众版|中心|版|欢迎您?|home|gov\.cn)$|"
    r"^(?:欢迎|歡迎|首页|首頁|中国|魅力|数字|welcome|www\.|index|home)",
    re.IGNORECASE,
)
_SHORT_NAME = 8  # 中国·临江
_NO_SITE = re.compile(
    r"(?:专栏|专题|专区|专网|目录|公开|领域|频道|列表|公告|动态|要闻|新闻|文件|信息|公开(?:网|平台|网站))$"
)


def is_home_address(url: str) -> bool:
    """Whether an address is that of a home page: the host's root, its index, or that of another language or screen."""
    parts = urlsplit(url)
    *rooms, last = parts.path.lstrip("/").split("/")
    if len(rooms) > _MOST_ROOMS or not _INDEX.match(last):
        return False
    if parts.query:
        return last != "" and not rooms and bool(_BODA_ROOT.search(parts.query))
    names = {*(parts.hostname or "").removeprefix("www.").split(".")[:1]}
    return all(_ROOM.match(room) is not None for room in rooms) or (
        len(rooms) == 1 and rooms[0].lower() in names
    )


def calls_itself_home(title: str, crumbs: Sequence[str], meta: Mapping[str, str]) -> bool:
    """Whether nothing on the page says that it is a part of the site: no column, no breadcrumb, no name but the site's."""
    column = meta.get("columnname", "").partition(";")[0].strip()
    if column and (not _SITE.search(column) or _NO_SITE.search(column)):
        return False
    if len(crumbs) >= 2 and "首页" not in crumbs[-1]:
        return False
    parts = [part for part in _PARTS.split(title) if part]
    if any(_NO_SITE.search(part) for part in parts):
        return False
    if len(parts) <= 1 and len(title) <= _SHORT_NAME:
        return True
    return all(_SITE.search(part) for part in parts)
