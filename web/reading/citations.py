"""What is a citation called by people, and which address does it show?"""

from collections.abc import Mapping
from typing import Any

from evidence.office.plain_text import plain_line

_KINDS = {
    "reach": "门户网站读取情况",
    "filed": "备案网址访问情况",
    "column": "栏目",
    "reading": "栏目读取记录",
    "posting": "公开信息",
    "candidate": "相近的链接",
    "probe": "网址探测",
    "link": "链接",
    "message": "留言",
}


def cite_word(shown: Mapping[str, Any] | None) -> str:
    """What kind of observation it is, and what it is called there."""
    if shown is None:
        return "登记事项（不在巡查记录中）"
    name = plain_line(str(shown.get("title") or shown.get("text") or ""), 100)
    return _KINDS.get(str(shown["kind"]), "巡查记录") + (f"：{name}" if name else "")
