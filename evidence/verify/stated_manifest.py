"""Does the manifest say of the package what was sealed: which unit and audit, when it was judged, what was asked for?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from domain.canonical_json import canonical_text
from evidence.package.assembly import MANIFEST
from evidence.package.contents import judged_with, moment_word, package_title
from evidence.seals.leaves import finding_digest, text_leaf
from evidence.signing.package_signature import check_signature
from evidence.verify.checks import Check, Fault
from evidence.verify.known_members import SIGNATURE
from evidence.verify.package_file import PackageFile
from evidence.verify.sealed import StatedAudit
from evidence.verify.signed import manifest_of

_FIELDS = frozenset(
    {"format", "title", "created", "software", "unit", "audit", "chosen", "main_page", "members"}
)


def check_manifest(package: PackageFile, stated: StatedAudit) -> Check:
    """Hold what the manifest says of the package as a whole against the findings; these are held against the seal."""
    told = "the manifest names unit, audit, moment and findings as they were sealed"
    try:
        manifest = manifest_of(package)
    except ValueError as error:
        return Check(name="manifest", told=told, faults=(Fault(MANIFEST, str(error)),))
    judged = _judged_at(stated)
    faults = [*_unlike(manifest, stated, judged), *_chosen(manifest, stated)]
    if SIGNATURE in package.entries:
        created = check_signature(package.data(SIGNATURE), package.data(MANIFEST), None).created
        if judged is not None and created is not None and created != judged:
            reason = f"it was created at {created.isoformat()}, it says, and the audit was finished at {judged.isoformat()}"
            faults.append(Fault(SIGNATURE, reason))
    return Check(name="manifest", told=told, faults=tuple(faults))


def _unlike(manifest: dict[str, Any], stated: StatedAudit, judged: datetime | None) -> Iterator[Fault]:
    expected = {
        "title": package_title(str(stated.unit.get("name")), str(stated.head["as_of"])),
        "created": None if judged is None else moment_word(judged),
        "software": judged_with(str(stated.head.get("version"))),
        "unit": stated.unit_id,
        "audit": stated.head["id"],
    }
    for name, value in expected.items():
        if manifest.get(name) != value:
            reason = (
                f"its {name} is {manifest.get(name)!r:.80}, and {value!r:.80} follows from what was sealed"
            )
            yield Fault(MANIFEST, reason)
    if set(manifest) != _FIELDS:
        names = ", ".join(sorted(set(manifest) ^ _FIELDS))
        yield Fault(MANIFEST, f"it does not have the fields of a manifest: {names:.80}")


def _chosen(manifest: dict[str, Any], stated: StatedAudit) -> Iterator[Fault]:
    """What was asked for is told twice: by places among the findings, and by digests (none: all of them)."""
    if list(stated.chosen) != sorted(set(stated.chosen)):
        yield Fault(stated.member, "the findings that were asked for are not told in their order, each once")
        return
    if manifest.get("chosen") == []:
        if len(stated.chosen) != len(stated.findings):
            reason = "the manifest says that all findings were asked for, and not all are marked here"
            yield Fault(stated.member, reason)
        return
    digests = [finding_digest(text_leaf(canonical_text(stated.findings[each]))) for each in stated.chosen]
    if manifest.get("chosen") != digests:
        reason = "the findings that are marked as asked for are not those that the manifest names"
        yield Fault(stated.member, reason)


def _judged_at(stated: StatedAudit) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(stated.head.get("finished_at")))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo is not None else None
