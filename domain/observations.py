"""What a crawl saw of one portal: the facts that rules judge. Every fact has an id (``obs:…``) to be cited by."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.columns import CandidateSeen, ColumnSeen
from domain.coverage import Coverage
from domain.pages import SiteNorms
from domain.postings import MessageSeen, PostingSeen
from domain.reach import FailedLink, Probe, Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalFacts:
    """All facts of one unit's portal that a judgement may rest on.

    ``crawl_began`` is when the crawl began that the facts are of; ``watched_since`` when the portal was first read
    to the end: what stood there then may have stood there for ever.
    ``former_columns`` held postings in an earlier crawl, as that crawl saw them, and were not met with in this one.
    ``vocabulary`` is the digest of the vocabulary by which the crawl told columns, ``reading`` that of the code by which it went
    through the portal and read its pages; empty where that is not known.
    ``filed`` is what the crawl itself found at the address that the unit then had on file (备案网址): None where it had
    none, or the crawl did not get that far.
    """

    unit_id: str
    reach: Reach
    coverage: Coverage
    columns: tuple[ColumnSeen, ...] = ()
    former_columns: tuple[ColumnSeen, ...] = ()
    postings: tuple[PostingSeen, ...] = ()
    candidates: tuple[CandidateSeen, ...] = ()
    probes: tuple[Probe, ...] = ()
    norms: SiteNorms = field(default_factory=SiteNorms)
    crawl_began: datetime | None = None
    watched_since: datetime | None = None
    vocabulary: str = ""
    reading: str = ""
    failed_links: tuple[FailedLink, ...] = ()  # of the home page
    messages: tuple[MessageSeen, ...] = ()
    filed: Probe | None = None
