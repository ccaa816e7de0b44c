"""JEECMS, also Yuxi's (玉溪): ``index_2.jhtml`` lists, ``/1648.jhtml`` articles, ``newPolicy.jspx?…&pageNo=2``."""

from spiders.families.by_address import family_by_address
from spiders.pagers.page_numbers import by_parameter, by_suffix

_by_number = by_parameter("pageNo")
_by_file = by_suffix()


def _turned(url: str, number: int) -> str | None:
    return _by_number(url, number) if ".jspx" in url else _by_file(url, number) if ".jhtml" in url else None


FAMILY = family_by_address(
    "jeecms",
    column=r"\.jhtml(?:[?#]|$)|/yxgovfront/|\.jspx\?path=",
    article=r"/\d+\.jhtml$",
    hints=(".jhtml", ".jspx", "/yxgovfront/"),
    links=2,
    turn=_turned,
)
