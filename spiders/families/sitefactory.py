"""PowerEasy SiteFactory (动易) shapes: ``/Category_128/Index_2.aspx``, ``/Item/255821.aspx``."""

from spiders.families.by_address import family_by_address
from spiders.pagers.page_numbers import by_suffix

FAMILY = family_by_address(
    "sitefactory",
    column=r"/Category_\d+/Index(?:_\d+)?\.aspx",
    article=r"/Item/\d+\.aspx$",
    hints=(".aspx",),
    turn=by_suffix(),
)
