"""Which page of a portal does a citation (``obs:…``) stand for?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPage:
    """What was cited, as far as no later crawl changes it: its citation, address, and what it is called there.

    ``address`` and ``title`` are the portal's own words: whole, and hostile until escaped and bounded. ``address`` is None
    where nothing was opened (a portal that no crawl reached); ``title`` where the store keeps none.
    """

    id: str
    address: str | None
    title: str | None = None
