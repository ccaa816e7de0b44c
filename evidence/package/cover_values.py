"""What does the cover of a package tell? Values that the page and the PDF show as they are."""

from dataclasses import dataclass
from datetime import datetime

from domain.captures import VisitBegun, VisitEnded
from domain.plans import Task
from domain.reach import Probe
from domain.reviews import Review
from evidence.office.audit_report import AuditReport, Reported, ReportedUnit, UnitFindings
from evidence.package.trace import EXCHANGE, RENDERING, Line
from evidence.pictures.views import Pictured


@dataclass(frozen=True, slots=True)
class Had:
    """When an address was had, and the record of what was answered (of a rendered page: of the tree)."""

    at: datetime
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page that a finding cites; ``had`` is None where this visit did not open it.

    ``listed_in``: columns whose lists name it, of a posting that was read off a list. ``asked``: what came of asking for it,
    where just that is cited (a probe, the address on file); ``landed`` is then the page that it led to.
    """

    cite: str
    address: str
    title: str = ""
    had: Had | None = None
    listed_in: tuple["Seen", ...] = ()
    asked: Probe | None = None
    landed: Had | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredFinding:
    """A finding that was asked for, with what it rests on. ``place`` is that among the unit's findings, from 1."""

    place: int
    digest: str
    reported: Reported
    task: Task | None
    seen: tuple[Seen, ...] = ()
    reviews: tuple[Review, ...] = ()
    pictures: tuple[Pictured, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A package, told to people.

    ``findings`` are those asked for, ``others`` how many were not, and are in it, too; ``found`` is all that was found of
    the unit.
    """

    report: AuditReport
    unit: ReportedUnit
    findings: tuple[CoveredFinding, ...]
    others: int
    found: UnitFindings
    visit: str
    begun: VisitBegun
    ended: VisitEnded
    events: int
    failed: int
    seal: str
    key: str


def record_words(had: Had) -> str:
    """The name of a record, as people write it."""
    return had.record.removeprefix("<").removesuffix(">")


def had_in(trace: list[Line]) -> dict[str, Had]:
    """What each address was answered with last; a rendered page counts for more than what the server sent."""
    found: dict[str, Had] = {}
    rendered: set[str] = set()
    for line in trace:
        is_tree = line["kind"] == RENDERING and line["dom"] is not None
        if is_tree:
            rendered.add(line["url"])
            found[line["url"]] = Had(datetime.fromisoformat(line["at"]), line["dom"]["record"])
        elif line["kind"] == EXCHANGE and line["response"] and line["url"] not in rendered:
            found[line["url"]] = Had(datetime.fromisoformat(line["at"]), line["response"]["record"])
    return found
