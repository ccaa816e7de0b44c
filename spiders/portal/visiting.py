"""What is one visit of a portal, over whatever wire? The same for the network as for what was captured of it."""

import logging
from dataclasses import dataclass

from audit_rules.subjects.matcher import Vocabulary
from crawler.context import CrawlContext
from crawler.fetch import Fetcher
from crawler.outlet import SinkFailed
from crawler.recording import CaptureFailed
from crawler.wire import Wire
from domain.crawl import CrawlTarget, PortalDone
from domain.pages import SiteNorms
from spiders.portal.portal_visit import PortalVisit
from spiders.portal.reach import coverage_of, reach_of
from spiders.portal.records import Record
from spiders.portal.style_sheets import StyleSheets

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """How a visit ended, and the hosts of other portals that the visit had to keep apart from its own."""

    done: PortalDone
    other_hosts: tuple[str, ...]


async def visit_portal(
    target: CrawlTarget,
    *,
    wire: Wire,
    context: CrawlContext,
    vocabulary: Vocabulary,
    other_hosts: frozenset[str] = frozenset(),
    sheets: StyleSheets | None = None,
) -> Visited:
    """Visit a portal. All that it shows is put into the context's outlet but the visit's end, which is returned.

    ``other_hosts`` are those of all portals of the crawl. ``sheets``: fetch the pages' style sheets, too, once all else
    is done (of a visit that is kept). An error of our own ends the visit, and nothing is judged
    missing there.

    Raises:
        SinkFailed: the store could not take what was found.
        CaptureFailed: what was fetched could not be kept.
    """
    record = Record(context, target.unit.id, wire.now)
    fetcher = Fetcher(wire, context.options, watch=sheets.saw if sheets else None)
    visit = PortalVisit(
        target,
        fetcher=fetcher,
        record=record,
        vocabulary=vocabulary,
        options=context.options,
        other_hosts=other_hosts,
    )
    before = visit.site.beneath()
    try:
        done = await visit.run()
    except (SinkFailed, CaptureFailed):
        raise
    except Exception:  # noqa: BLE001 - one portal must not end the crawl of the others
        _log.exception("The visit of %s broke off", target.unit.id)
        visit.search.error = True
        done = _broken_off(visit, record, target)
    if sheets is not None:
        await _fetch_sheets(sheets, fetcher, target)
    return Visited(done=done, other_hosts=tuple(sorted(before | visit.site.beneath())))


async def _fetch_sheets(sheets: StyleSheets, fetcher: Fetcher, target: CrawlTarget) -> None:
    """Fetch what makes the captured pages readable; nothing that goes wrong there changes what was found."""
    try:
        await sheets.fetch(fetcher)
    except CaptureFailed:
        raise
    except Exception:  # noqa: BLE001 - the portal's facts are whole
        _log.exception("The style sheets of %s could not be fetched", target.unit.id)


def _broken_off(visit: PortalVisit, record: Record, target: CrawlTarget) -> PortalDone:
    """The end of a portal whose visit met an error of our own: nothing may be judged missing there."""
    return PortalDone(
        unit_id=target.unit.id,
        reach=reach_of(visit.search, record, {}, target.unit.portal_url or ""),
        coverage=coverage_of(visit.search, record, target.unit.portal_url or "", target),
        norms=SiteNorms(),
        finished_at=record.now(),
    )
