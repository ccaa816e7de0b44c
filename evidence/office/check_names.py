"""How is a check called by an office?"""

from collections.abc import Mapping
from types import MappingProxyType

CHECK_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "alive": "网站可用",
        "also_on": "同步发布",
        "attended": "出席和解读",
        "backdated": "标注日期（倒填）",
        "column": "栏目开设",
        "columns_blank": "空白栏目",
        "columns_stale": "栏目更新",
        "count": "公开数量",
        "dead_links": "链接可用",
        "document": "文件公开",
        "elements": "内容要素",
        "filed": "专栏备案",
        "fresh": "更新及时",
        "home_marks": "首页标识",
        "home_stale": "首页更新",
        "manual": "人工检查",
        "norms": "网站规范",
        "paired": "解读关联",
        "periodic": "按期公开",
        "redated": "标注日期（改动）",
        "removed": "发布后撤除",
        "replies": "留言答复",
    }
)
"""The rules' names in Chinese by id, and that of a duty for people (``manual``)."""


def check_name(check: str) -> str:
    """The name of a check; its id where an older audit has one that is no more."""
    return CHECK_NAMES.get(check, check)
