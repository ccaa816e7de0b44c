"""Where do the portals of the year answer, and what, on the night that it is set to?"""

from collections.abc import Sequence
from datetime import date

from domain.units import Unit, UnitKind
from sample_province.exchange import Page, Request
from sample_province.families.base import Family
from sample_province.server import Host
from sample_province.year.happenings import NOTICES, Trouble, YearPortal
from sample_province.year.pages import family_on

_MAINTENANCE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>系统维护</title></head><body>"
    "<h2>网站系统升级维护中，暂停访问，给您带来不便敬请谅解。</h2></body></html>"
)
_BROKEN = Page(
    body=b"<html><body><h1>500 Internal Server Error</h1></body></html>", content_type="text/html", status=500
)
DOWN = (
    Page(body=b"<html><body><h1>502 Bad Gateway</h1></body></html>", content_type="text/html", status=502),
    Page(body=_MAINTENANCE.encode()),
    None,
    Page(body=_MAINTENANCE.encode(), status=503),
)
"""What a portal answers while it is down, one stretch after the other; None: nothing, for as long as one waits."""


class YearHosts:
    """The portals on loopback addresses: each has an old and a new one, at which it answers as on ``night``.

    Wherever the portal does not stand (any more), every address leads to the home page where it does.
    """

    def __init__(self, portals: Sequence[YearPortal], night: date) -> None:
        self.portals, self.night, self.port = portals, night, 0
        self._families: dict[tuple[str, date], Family] = {}

    def address(self, portal: YearPortal, night: date) -> str:
        """The loopback address of a portal on a night."""
        moved = portal.moved is not None and night >= portal.moved
        return self._addresses(portal)[moved]

    def _addresses(self, portal: YearPortal) -> tuple[str, str]:
        place = self.portals.index(portal) + 1
        return f"127.18.{place}.1", f"127.18.{place}.2"

    def unit(self, portal: YearPortal) -> Unit:
        """The unit as the registry has it: the address of the night, unless nobody told of the moving."""
        known = date.min if portal.untold else self.night
        return Unit(
            id=portal.id,
            name=portal.name,
            kind=UnitKind.PROVINCIAL_DEPT,
            portal_url=f"http://{self.address(portal, known)}:{self.port}/",
        )

    def hosts(self) -> tuple[Host, ...]:
        """Every address to listen on."""
        return tuple(
            Host(address=address, answers=_Door(self, portal, address))
            for portal in self.portals
            for address in self._addresses(portal)
        )

    def family(self, portal: YearPortal) -> Family:
        """The portal's pages on the night."""
        key = (portal.id, self.night)
        if key not in self._families:
            self._families[key] = family_on(portal, self.night, self.portals.index(portal))
        return self._families[key]


class _Door:
    """One address of one portal."""

    def __init__(self, hosts: YearHosts, portal: YearPortal, address: str) -> None:
        self.hosts, self.portal, self.address = hosts, portal, address

    def answer(self, request: Request) -> Page | None:
        """The portal's page, its trouble, or the way to where it stands."""
        here, night, portal = self.address, self.hosts.night, self.portal
        there = self.hosts.address(portal, night)
        if portal.trouble(night) is Trouble.UNREACHABLE:
            spell = next(n for n, each in enumerate(portal.troubles) if each.first <= night <= each.last)
            return DOWN[spell % len(DOWN)]
        if here != there:
            home = f"http://{there}:{self.hosts.port}/"
            return Page(body=b"", status=302, headers=(("Location", home),))
        family = self.hosts.family(portal)
        if portal.trouble(night) is Trouble.PAGE_FAILS:
            second = [family.column_path(column, 2) for column in family.site.of_subject(NOTICES)]
            if request.target in second:
                return _BROKEN
        return family.answer(request)
