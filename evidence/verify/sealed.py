"""Is what the package says of the audit what was sealed, and is the seal a link of a chain without a gap?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.canonical_json import CanonicalError, canonical_text, parse_canonical
from evidence.package.judged_members import CHAIN, CONTEXT, FINDINGS_FORMAT, REVIEWS_FORMAT
from evidence.seals.chain import check_chain
from evidence.seals.leaves import finding_digest, review_of, text_leaf
from evidence.seals.proofs import check_unit_proof
from evidence.seals.seal import RESTART, Seal, digest_of
from evidence.verify.checks import Check, Fault, faults_of
from evidence.verify.package_file import PackageFile


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedAudit:
    """What the package says was judged: ``head`` of the audit, the unit's own row, its findings in order."""

    member: str
    head: dict[str, Any]
    unit: dict[str, Any]
    findings: tuple[dict[str, Any], ...]
    chosen: tuple[int, ...]
    context: bytes | None = field(default=None, repr=False)

    @property
    def unit_id(self) -> str:
        """The unit's id."""
        return str(self.unit["unit"])


def the_only(package: PackageFile, folder: str, ending: str) -> str:
    """The one member of a folder with an ending.

    Raises:
        ValueError: there is none, or more than one.
    """
    found = [path for path in package.order if path.startswith(f"{folder}/") and path.endswith(ending)]
    if len(set(found)) != 1:
        raise ValueError(f"there is not one member {folder}/…{ending}, but {len(found)}")
    return found[0]


def stated_audit(package: PackageFile) -> StatedAudit:
    """Read what is said of the audit.

    Raises:
        ValueError: it can't be read; the message says which member, and why.
    """
    path = the_only(package, "findings", ".json")
    value = _parsed(package, path)
    match value:
        case {
            "format": form, "audit": {"id": str(), "as_of": str(), "digests": {"plan": str(), "rules": str(),
            "vocabulary": str(), "register": str()}} as head, "unit": {"unit": str(), "score": {}} as unit,
            "findings": [*findings], "chosen": [*chosen], **more,
        } if form == FINDINGS_FORMAT and not more and _are_findings(findings, chosen):  # fmt: skip
            return StatedAudit(
                member=path,
                head=head,
                unit=unit,
                findings=tuple(findings),
                chosen=tuple(chosen),
                context=package.data(CONTEXT) if CONTEXT in package.entries else None,
            )
    raise ValueError(f"{path}: it holds no findings of the form {FINDINGS_FORMAT}")


def _are_findings(findings: Sequence[Any], chosen: Sequence[Any]) -> bool:
    return all(isinstance(each, dict) for each in findings) and all(
        type(each) is int and 0 <= each < len(findings) for each in chosen
    )


def check_chain_of(package: PackageFile, trusted: Collection[str]) -> tuple[Check, frozenset[str]]:
    """Check the links of the chain, from the first to the last in the package; returns the keys that are trusted by it, too.

    Behind the audit's own seal may stand others, up to the newest that brought another key. A key vouches for all that
    stands before what it signed, since each link names the one before. It vouches for a key that follows it by signing the
    change, and so for the key of the last link. So one trusted key is enough, whichever signed a link since the chain was
    begun, or begun anew: a key that was lost vouches for nothing of what another began in its place.

    The last link's key is trusted then, and no key before it: who trusts the newest key alone takes nothing that a former
    one signs now.
    """
    try:
        data = package.data(CHAIN)
    except KeyError:
        missing = Fault(CHAIN, "there is no such member")
        return Check(name="chain", told="the chain of seals", faults=(missing,)), frozenset(trusted)
    found = check_chain(data.splitlines())
    faults = list(faults_of(CHAIN, found.faults))
    if not data.endswith(b"\n") or b"\r" in data:
        faults.append(Fault(CHAIN, "it does not hold one seal a line"))
    last = found.seals[-1].key if found.seals else None
    vouched = any(not set(trusted).isdisjoint(seal.keys) for seal in _since_begun(found.seals))
    if trusted and not vouched:
        keys = ", ".join(dict.fromkeys((*found.beginnings, *([last] if last else []))))
        faults.append(Fault(CHAIN, f"no trusted key signed any of it since it was begun, but {keys}"))
    told = f"{len(found.seals)} seals follow each other, the last is {found.head}"
    also = {last} if vouched and last and not found.faults else set()
    return Check(name="chain", told=told, faults=tuple(faults)), frozenset(trusted) | also


def _since_begun(seals: Sequence[Seal]) -> Sequence[Seal]:
    """The links from the last beginning on: there the chain was begun, or begun anew because a key was lost."""
    anew = [place for place, seal in enumerate(seals) if seal.kind == RESTART]
    return seals[anew[-1] :] if anew else seals


def check_seal(package: PackageFile, stated: StatedAudit) -> Check:
    """Hold findings, unit and context against the audit's seal by the proof."""
    told = f"{len(stated.findings)} findings of {stated.unit_id} are those that were sealed when they were judged"
    seal = _seal_of(package, str(stated.head["id"]))
    if seal is None or seal.audit is None:
        fault = Fault(CHAIN, f"it holds no seal of the audit {stated.head['id']}")
        return Check(name="seal", told=told, faults=(fault,))
    faults: list[Fault] = []
    if seal.audit.head != stated.head:
        faults.append(Fault(stated.member, "what it says of the audit is not what was sealed"))
    context = None if stated.context is None else digest_of(stated.context)
    if seal.audit.head.get("context") != context:
        faults.append(Fault(CONTEXT, "it is not the one that was sealed"))
    try:
        path = the_only(package, "seals", ".proof.json")
        reasons = check_unit_proof(
            package.data(path),
            seal,
            stated.unit_id,
            own=canonical_text(stated.unit),
            findings={place: canonical_text(each) for place, each in enumerate(stated.findings)},
            whole=True,
        )
        faults += faults_of(stated.member if reasons else path, reasons)
    except (ValueError, CanonicalError) as error:
        faults.append(Fault("seals", str(error)))
    return Check(name="seal", told=told, faults=tuple(faults))


def check_reviews(package: PackageFile, stated: StatedAudit) -> Check:
    """Whether every review is one, without unknown parts, and of a finding that is there."""
    try:
        path = the_only(package, "reviews", ".json")
        value = _parsed(package, path)
    except ValueError as error:
        return Check(name="reviews", told="the reviews", faults=(Fault("reviews", str(error)),))
    match value:
        case {"format": form, "reviews": [*reviews], **more} if form == REVIEWS_FORMAT and not more:
            pass
        case _:
            fault = Fault(path, f"it holds no reviews of the form {REVIEWS_FORMAT}")
            return Check(name="reviews", told="the reviews", faults=(fault,))
    known = {finding_digest(text_leaf(canonical_text(each))): each for each in stated.findings}
    faults = [
        Fault(path, f"review {place}: {reason}")
        for place, each in enumerate(reviews, 1)
        if (reason := _against(each, known, stated))
    ]
    return Check(name="reviews", told=f"{len(reviews)} reviews, each of a finding here", faults=tuple(faults))


def _against(value: Any, known: Mapping[str, dict[str, Any]], stated: StatedAudit) -> str | None:
    """What speaks against a review: it must be one, of one of the findings, and say of that what it says of itself."""
    try:
        review = review_of(value)
    except ValueError as error:
        return str(error)
    finding = known.get(review.finding)
    told = (review.audit_id, review.unit_id, review.task, review.check, review.subject)
    if finding is None or told != (
        stated.head["id"],
        stated.unit_id,
        str(finding.get("task")),
        finding.get("check"),
        finding.get("subject"),
    ):
        return "it is of no finding in the package"
    return None


def _seal_of(package: PackageFile, audit_id: str) -> Seal | None:
    if CHAIN not in package.entries:
        return None
    seals = check_chain(package.data(CHAIN).splitlines()).seals
    return next((seal for seal in seals if seal.audit is not None and seal.audit.id == audit_id), None)


def _parsed(package: PackageFile, path: str) -> Any:
    try:
        return parse_canonical(package.data(path))
    except CanonicalError as error:
        raise ValueError(f"{path}: {error}") from None
