"""How does a finding of a stored audit get its pictures? Its facts say what to show, the captured visit what was there."""

from collections.abc import MutableMapping
from pathlib import Path

from crawler.render import find_chromium
from domain.observations import PortalFacts
from evidence.captures.crawls import CapturedVisit
from evidence.office.audit_report import Reported
from evidence.pictures.captured_pages import CapturedPages
from evidence.pictures.taking import PictureTaker
from evidence.pictures.views import Pictured, View
from evidence.pictures.what_to_show import what_to_show
from jobs.captured_bytes import unpacked


def picture_taker(folder: Path, *, chromium: str | None = None) -> PictureTaker:
    """Who takes pictures and keeps them in an evidence folder; to be used as a context, one for a whole export."""
    return PictureTaker(folder, chromium=find_chromium(chromium))


def pages_of(visit: CapturedVisit, *, earlier: CapturedVisit | None = None) -> CapturedPages:
    """The pages of a visit; style sheets that it lacks may be taken from an earlier one of the same portal.

    Raises:
        CaptureError: the visit can't be read.
    """
    return CapturedPages(
        visit.events,
        journal=visit.ref.digest,
        unpack=unpacked,
        earlier=earlier.events if earlier else (),
        earlier_journal=earlier.ref.digest if earlier else "",
    )


def pictures_of(
    taker: PictureTaker,
    reported: Reported,
    facts: PortalFacts,
    pages: CapturedPages,
    *,
    unit_name: str,
    shown: MutableMapping[View, str] | None = None,
) -> tuple[Pictured, ...]:
    """The pictures of one finding, the most telling first, and of which pages there is none.

    ``shown`` are the pictures that other findings of the document have got (see ``PictureTaker.pictures``).

    Raises:
        OSError: the evidence folder can't be written to.
        CaptureError: the captured bytes can't be read, or were changed.
    """
    views = what_to_show(reported, facts)
    return taker.pictures(reported, views, pages, unit_name=unit_name, shown=shown)
