"""The system of Yunnan's health commission (云南省卫生健康委): ``/wjwWebsite/web/col?id=UU…``, ``/wjwWebsite/web/doc/UU…``."""

from spiders.families.by_address import family_by_address
from spiders.pagers.page_numbers import by_parameter

FAMILY = family_by_address(
    "wjw",
    column=r"/wjwWebsite/web/(?:col|index)\b",
    article=r"/wjwWebsite/web/doc/\w+",
    hints=("/wjwWebsite/",),
    links=1,
    turn=by_parameter("page"),
)
