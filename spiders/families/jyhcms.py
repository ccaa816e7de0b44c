"""jyhcms (PHPCMS's kin) of many Yunnan departments: ``/html/2017/tongzhigonggao_0907/12901.html``, lists ``…/2.html``.

Postings of 2016 and 2017 were brought here with their days. Its pagers may be written out from base64.
"""

import re

from spiders.families.by_address import family_by_address

_FOLDER = re.compile(r"^(?P<folder>[^?#]*/)(?:index\.html|\d{1,4}\.html)?$")


def _turned(url: str, number: int) -> str | None:
    match = _FOLDER.match(url)
    return f"{match['folder']}{number}.html" if match else None


FAMILY = family_by_address(
    "jyhcms",
    column=r"/html/20\d\d/[a-z0-9]+_\d{4}/",
    article=r"/html/20\d\d/[a-z0-9]+_\d{4}/\d+\.html$",
    hints=("/html/20",),
    turn=_turned,
)
