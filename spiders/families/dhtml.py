"""The ``.dhtml`` system of Xishuangbanna (西双版纳): ``/93677.news.list.dhtml?page=2``, ``/107.news.detail.dhtml?news_id=5``."""

from spiders.families.by_address import family_by_address
from spiders.pagers.page_numbers import by_parameter

FAMILY = family_by_address(
    "dhtml",
    column=r"\.dhtml(?:\?|$)",
    article=r"\.news\.detail\.dhtml",
    hints=(".dhtml",),
    links=2,
    turn=by_parameter("page"),
)
