"""The system of Hebei's portals (河北): ``/columns/<uuid>/index.html``, ``/columns/<uuid>/202409/13/<uuid>.html``."""

from spiders.families.by_address import family_by_address
from spiders.pagers.page_numbers import by_suffix

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

FAMILY = family_by_address(
    "columns",
    column=rf"/columns/{_UUID}/(?:index\w*\.html)?$",
    article=rf"/columns/{_UUID}/20\d{{4}}/\d\d/{_UUID}\.html$",
    hints=("/columns/",),
    links=2,
    turn=by_suffix(),
)
