"""Zhaotong's system (昭通): ``/lanmu/xwzx/12.html``, ``/channels/3125_2.html``, articles ``/contents/3125/60012.html``."""

from spiders.families.by_address import family_by_address
from spiders.pagers.page_numbers import by_suffix

FAMILY = family_by_address(
    "zhaotong",
    column=r"/lanmu/[a-z]\w*/\d+(?:_\d+)?\.html|/channels/\d+(?:_\d+)?\.html",
    article=r"/contents/\d+/\d+\.html$",
    hints=("/lanmu/", "/channels/", "/contents/"),
    turn=by_suffix(),
)
