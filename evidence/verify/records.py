"""Is the archive the one of the visit that the audit was sealed with, every record as its digest says and none besides?"""

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.captures.errors import CaptureError
from evidence.package.errors import PackageDamaged
from evidence.package.journals import FOLDER, strange_journals, told_otherwise
from evidence.package.packaged_visit import PackagedVisit, read_visit
from evidence.package.records_in import Archive
from evidence.package.trace import trace_bytes
from evidence.verify.checks import Check, Fault, bounded, faults_of
from evidence.verify.package_file import PackageFile
from evidence.verify.rewritten import bodies_of, index_of, rewritten
from evidence.verify.sealed import StatedAudit, the_only

INDEX = "indexes/index.cdx"


@dataclass(frozen=True, slots=True)
class ReadVisit:
    """A visit of a package, and the members that it was read from."""

    visit: PackagedVisit
    trace: str
    archive: Archive


def visit_in(package: PackageFile) -> ReadVisit:
    """The visit of a package; its bytes are read as they are asked for.

    Raises:
        ValueError: there is none, or more than one.
        PackageDamaged: it can't be read; the member is named.
    """
    trace, name = the_only(package, "trace", ".jsonl"), the_only(package, "archive", ".warc.gz")
    archive = Archive(package.section(name), name)
    return ReadVisit(read_visit(package.data(trace), trace, archive), trace, archive)


def check_records(package: PackageFile, stated: StatedAudit) -> tuple[PackagedVisit | None, Check]:
    """Read every record of the archive, and every event that the trace tells of it; hold them against the seal by the journal."""
    told = "the archive's records"
    try:
        read = visit_in(package)
        for event in read.visit.events:
            for body in bodies_of(event):
                body.read()
    except ValueError as error:
        return None, Check(name="records", told=told, faults=(Fault("archive", str(error)),))
    except PackageDamaged as error:
        return None, Check(name="records", told=told, faults=(Fault(error.member, error.reason),))
    visit, trace = read.visit, read.trace
    told = f"{len(visit.events)} events of the visit are those that the audit was sealed with, every record as its digest says"
    journals = {path: package.data(path) for path in package.order if path.startswith(f"{FOLDER}/")}
    faults = faults_of(trace, told_otherwise(visit, journals))
    if stated.unit.get("capture") != visit.ref.digest:
        reason = "the visit is not the one that the audit was sealed with"
        faults += (Fault(trace, f"{reason}: {visit.ref.digest}, not {stated.unit.get('capture')}"),)
    faults += _strange_journals(visit, journals)
    if not faults:
        # Only where all events are those of the journal can be said what must stand in the archive.
        faults = bounded(_unlike_written(package, read, journals))
    return visit, Check(name="records", told=told, faults=faults)


def _strange_journals(visit: PackagedVisit, journals: Mapping[str, bytes]) -> tuple[Fault, ...]:
    try:
        strange = [*strange_journals(visit.ref.id, journals)]
    except CaptureError:
        return ()  # which is told by now
    return tuple(
        Fault(path, "it is the journal of no night that the visit rests on: it was inserted")
        for path in strange
    )


def _unlike_written(
    package: PackageFile, read: ReadVisit, journals: Mapping[str, bytes]
) -> tuple[Fault, ...]:
    """In what archive and trace are not what the exporter writes of the visit."""
    try:
        found = rewritten(read.visit, read.archive, journals)
    except CaptureError as error:
        return (Fault(FOLDER, f"a journal can't be read: {error.reason}"),)
    faults = faults_of(read.archive.name, found.faults)
    if found.archived is not None and trace_bytes(found.archived.trace) != package.data(read.trace):
        faults += (
            Fault(read.trace, "it names other records than those in which the bytes of its events are"),
        )
    if not faults and INDEX in package.entries and index_of(found, read.archive) != package.data(INDEX):
        faults = (Fault(INDEX, "it is not the one that follows from the archive"),)
    return faults
