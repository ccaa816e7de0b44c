"""Dehong's system (德宏): columns ``/Web/_M2_<id>_1.htm``, whose last number is the page; articles ``/Web/_F0_0_<id>.htm``."""

import re

from spiders.families.by_address import family_by_address

_COLUMN = re.compile(r"(?P<stem>/Web/(?:\w+/)?_M\d_\w+?)_\d{1,4}\.htm$")


def _turned(url: str, number: int) -> str | None:
    return _COLUMN.sub(rf"\g<stem>_{number}.htm", url) if _COLUMN.search(url) else None


FAMILY = family_by_address(
    "dehong",
    column=r"/Web/(?:\w+/)?_M\d_\w{10,}_\d+\.htm",
    article=r"/Web/(?:\w+/)?_F\d_\d+_\w{10,}\.htm",
    hints=("/Web/",),
    links=2,
    turn=_turned,
)
