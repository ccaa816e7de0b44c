"""Chengdu's catalogue (成都): ``/gkml/xzgfxwj/column-index-2.shtml``."""

from spiders.families.by_address import family_by_address
from spiders.pagers.page_numbers import by_suffix

FAMILY = family_by_address(
    "column-index",
    column=r"/column-index-\d+\.shtml",
    article=r"/gkml/(?:[\w-]+/)+\d{10,}\.shtml$",
    hints=("/column-index-",),
    turn=by_suffix("-"),
)
