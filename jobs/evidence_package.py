"""How is an evidence package (证据包) written? What was gathered, put together, signed, and on the disk whole or not at all.

Nothing of it comes from a clock or a network but the timestamp, which is kept: made again, a package is the same.
"""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from db.database import Database
from domain.canonical_json import canonical_bytes
from evidence.captures.errors import CaptureError
from evidence.package.assembly import captured_members, unit_name, write_package
from evidence.package.contents import About, Contents, judged_with, package_title
from evidence.package.cover_members import cover_members
from evidence.package.journals import journal_members
from evidence.package.judged_members import judged_members
from evidence.package.members import Member
from evidence.signing.authority import Authority
from evidence.signing.keys import SigningKey
from jobs.captured_bytes import unpacked
from jobs.errors import WorkError
from jobs.evidence_cover import cover_of, pictures_of_all
from jobs.evidence_gathering import Gathered, Wanted, gather
from jobs.evidence_inputs import judged_by_members
from jobs.evidence_signing import signer
from jobs.packaged_evidence import facts_json, page_titles
from jobs.printing import check_printing
from jobs.whole_file import whole_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written; ``note`` says why there is no timestamp, if there is none though there should be."""

    audit_id: str
    findings: int
    note: str | None = None


def export_package(
    database: Database, wanted: Wanted, key: SigningKey, authority: Authority | None
) -> Exported:
    """Write the package.

    Raises:
        UsageError: there is no such unit, task or finding in the audit; a file can't be read or written.
        WorkError: nothing was captured for the audit, or what is stored is not what it was judged by; no typeface is there to
            set the cover in.
        EvidenceError: the audit was not sealed, or the store was changed afterwards.
        StoreError: the database can't be used.
    """
    gathered = gather(database, wanted)
    check_printing()
    report, name = gathered.report, unit_name(gathered.visit)
    judging = judged_by_members(database, report, gathered.source, gathered.facts)
    signing = signer(key, authority, created=report.judged_at, kept_in=wanted.evidence)
    with tempfile.TemporaryDirectory(prefix="mingcha-") as scratch:
        try:
            contents = _contents(gathered)
            captured = captured_members(gathered.visit, Path(scratch), contents=contents, unpack=unpacked)
            cover = cover_of(gathered, captured, pictures_of_all(gathered), key)
        except CaptureError as error:
            raise WorkError(str(error)) from None
        members = (
            *judged_members(gathered.judged, name, gathered.chosen),
            *judging,
            _facts_member(gathered, name),
            *journal_members(gathered.visit),
            *cover_members(cover),
        )
        with whole_bytes(wanted.output) as file:
            write_package(file, captured, replace(contents, members=members), signing.sign)
    return Exported(audit_id=report.audit_id, findings=len(gathered.chosen), note=signing.note)


def _facts_member(gathered: Gathered, name: str) -> Member:
    value = facts_json(gathered.registered, gathered.facts, gathered.elsewhere)
    return Member(f"facts/{name}.json", canonical_bytes(value))


def _contents(gathered: Gathered) -> Contents:
    report, unit, found, facts = gathered.report, gathered.unit, gathered.found, gathered.facts
    cites = [cite for place in gathered.chosen for cite in found.findings[place].finding.cites]
    pages = [found.pages[cite] for cite in dict.fromkeys(cites) if cite in found.pages]
    digests = tuple(gathered.judged.digests[place] for place in gathered.chosen)
    return Contents(
        about=About(
            title=package_title(unit.name, report.as_of.isoformat()),
            unit=unit.id,
            audit=report.audit_id,
            created=report.judged_at,
            software=judged_with(report.version),
            chosen=() if gathered.is_whole else digests,
        ),
        cited=tuple(dict.fromkeys(page.address for page in pages if page.address)),
        titles=page_titles(facts),
    )
