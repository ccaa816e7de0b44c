"""Does an evidence package hold? Every byte, signature and seal, and whether the findings follow from the archived pages.

No database, no network, and no trust in who exported it beyond the public key: pages are read and judged again by this
program, by the plan and the vocabularies in the package.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cryptography import x509

from audit_rules.digests import reading_digest, register_digest, rules_digest
from audit_rules.subjects.versions import VocabularyError, program_vocabulary
from evidence.package.contents import VOCABULARY
from evidence.package.packaged_visit import PackagedVisit
from evidence.verify.checks import Check, Fault, bounded
from evidence.verify.listed_pages import check_lists
from evidence.verify.package_file import PackageFile
from evidence.verify.records import check_records
from evidence.verify.sealed import (
    StatedAudit,
    check_chain_of,
    check_reviews,
    check_seal,
    stated_audit,
    the_only,
)
from evidence.verify.signed import check_members, check_signatures, check_time
from evidence.verify.stated_manifest import check_manifest
from jobs.captured_bytes import unpacked
from jobs.judged_row import row_faults, row_notes
from jobs.known_json import context_of
from jobs.other_version import Unreadable, compared
from jobs.packaged_evidence import StatedFacts, facts_in, page_titles
from jobs.packaged_plan import packaged_plan
from jobs.packaged_vocabulary import Vocabularies, packaged_vocabularies
from jobs.rejudge import Case, rejudged, unlike, unlike_score
from jobs.reread import reread


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whom the one who checks trusts: names of keys (``sha256:…``), and certificates of timestamp authorities."""

    keys: Collection[str] = ()
    roots: Sequence[x509.Certificate] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What came out, point by point."""

    checks: tuple[Check, ...] = field(default=())

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against the package; what could not be checked but for the timestamp does."""
        return all(check.holds or (check.skipped and check.name == "timestamp") for check in self.checks)


def verify(
    path: Path,
    trust: Trust,
    on_check: Callable[[Check], None] = lambda _: None,
    *,
    to_first_fault: bool = False,
) -> Verified:
    """Check a package; ``on_check`` hears of each point as soon as it is known.

    Args:
        path: its file.
        trust: whom the one who checks trusts.
        on_check: told of each point.
        to_first_fault: leave out what comes after the first point that something speaks against.

    Raises:
        OSError: the file can't be read.
    """
    done: list[Check] = []
    with PackageFile(path) as package:
        for check in _to_the_end(_checks(package, trust)):
            done.append(check)
            on_check(check)
            if to_first_fault and check.faults:
                break
    return Verified(checks=tuple(done))


def _to_the_end(checks: Iterator[Check]) -> Iterator[Check]:
    """The checks; one that breaks off is a fault of the package, since of a sound one none does."""
    last = "the first"
    try:
        for check in checks:
            yield check
            last = f"that of {check.name}"
    except OSError:
        raise  # the disk's fault, and not the package's
    except Exception as error:  # noqa: BLE001  # whoever made the file may have put anything into it
        fault = Fault("", f"the check after {last} broke off ({type(error).__name__}: {str(error)[:200]})")
        yield Check(name="broken off", told="every check came to its end", faults=(fault,))


def _checks(package: PackageFile, trust: Trust) -> Iterator[Check]:
    yield package.check()
    if not package.entries:
        return
    yield check_members(package)
    chain, keys = check_chain_of(package, trust.keys)
    yield check_signatures(package, keys)
    yield check_time(package, trust.roots)
    yield chain
    try:
        stated = stated_audit(package)
    except ValueError as error:
        yield Check(name="findings", told="what was judged", faults=(Fault("findings", str(error)),))
        return
    yield check_manifest(package, stated)
    yield check_seal(package, stated)
    yield check_reviews(package, stated)
    visit, records = check_records(package, stated)
    yield records
    try:
        known = facts_in(package)
    except ValueError as error:
        yield Check(name="facts", told="what was known of the portal", faults=(Fault("facts", str(error)),))
        return
    if visit is not None:
        yield check_lists(package, visit, unpacked, page_titles(known.facts))
    try:
        words = packaged_vocabularies(
            package, judged_by=stated.head["digests"]["vocabulary"], read_by=known.facts.vocabulary
        )
    except ValueError as error:
        yield from _without_words(stated, known, error)
        return
    if visit is not None:
        yield _pages(package, visit, known, stated, words)
    yield _verdicts(package, stated, known, words)


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing is logged: a visit that a changed package breaks off is told as a fault."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _pages(
    package: PackageFile, visit: PackagedVisit, known: StatedFacts, stated: StatedAudit, words: Vocabularies
) -> Check:
    """Read the archived pages again, and hold them against the facts."""
    told = "the facts are what the archived pages show, read again"
    member = the_only(package, "trace", ".jsonl")
    other = _other_reading(stated, known)
    visited = visit.begun.target.unit
    faults = [Fault(known.member, each) for each in row_faults(known.unit, stated.unit, visited)]
    notes = [*row_notes(known.unit, visited)]
    if words.read_by != words.judged_by:
        notes.append(
            f"columns were told by another vocabulary ({words.read_by.digest}) when the portal was visited than when it was "
            f"judged ({words.judged_by.digest}): both are in the package, and both were gone by"
        )
    try:
        with _quiet():
            found = reread(visit, known.facts, read_by=words.read_by, judged_by=words.judged_by)
    except Exception as error:  # noqa: BLE001  # the trace may say anything, and the store take none of it
        reason = f"it can't be gone through again: {type(error).__name__}: {str(error)[:200]}"
        broken = [Fault(member, reason)]
        return compared("pages", told, faults=faults, differences=broken, notes=notes, other=other)
    # That the visit went another way comes first: where it did, the facts differ for that reason.
    ways = [
        Fault(member, f"the visit asks for {url} now, which was not captured")
        for url in found.divergence.not_captured
    ]
    ways += [Fault(member, f"{url} was captured, and is not asked for") for url in found.divergence.not_asked]
    if found.from_before:
        notes.append(_from_before(len(found.from_before)))
    differences = [*bounded(ways), *(Fault(known.member, str(each)) for each in found.differences)]
    return compared("pages", told, faults=faults, differences=differences, notes=notes, other=other)


def _verdicts(package: PackageFile, stated: StatedAudit, known: StatedFacts, words: Vocabularies) -> Check:
    """Judge again, and hold the verdicts against the findings."""
    told = f"{len(stated.findings)} findings follow from the facts, judged again"
    other = _other_rules(stated)
    notes = tuple(_other_vocabulary(words))
    try:
        findings = rejudged(_case(package, stated, known, words))
    except Unreadable as error:
        fault = Fault(error.member, str(error))
        return compared("verdicts", told, differences=[fault], notes=notes, other=other)
    except ValueError as error:
        return Check(name="verdicts", told=told, faults=(Fault("plan", str(error)),))
    differences = [Fault(stated.member, each) for each in unlike(stated.findings, findings)]
    differences += [
        Fault(stated.member, each) for each in unlike_score(stated.unit.get("score", {}), findings)
    ]
    return compared("verdicts", told, differences=differences, notes=notes, other=other)


def _case(package: PackageFile, stated: StatedAudit, known: StatedFacts, words: Vocabularies) -> Case:
    if stated.context is None:
        raise ValueError(
            "what was known of other units is not in the package, and no unit can be judged without it"
        )
    context = context_of(stated.context.decode("utf-8", "replace"))
    digests = stated.head["digests"]
    plan = packaged_plan(package, digests["plan"])
    if register_digest(context.register) != digests["register"]:
        raise ValueError("the register in the package is not the one it was judged by")
    return Case(
        plan=plan,
        as_of=date.fromisoformat(stated.head["as_of"]),
        unit=known.unit,
        facts=known.facts,
        context=context,
        elsewhere=known.elsewhere,
        vocabulary=words.judged_by.compiled(),
    )


def _without_words(stated: StatedAudit, known: StatedFacts, error: ValueError) -> Iterator[Check]:
    """What is said where a vocabulary of the package can't be gone by."""
    member = error.member if isinstance(error, Unreadable) else "vocabulary"
    fault = Fault(member, str(error))
    for name, other in (("pages", _other_reading(stated, known)), ("verdicts", _other_rules(stated))):
        told = "pages are read, and facts judged again, by the vocabulary in the package"
        other_wrote_it = other if isinstance(error, Unreadable) else None
        yield compared(name, told, differences=[fault], other=other_wrote_it)


def _other_reading(stated: StatedAudit, known: StatedFacts) -> str | None:
    """By which other code the pages were read then; a crawl of before that was kept does not say, and so wasn't by this."""
    reading = known.facts.reading or "its digest was not kept"
    if reading == reading_digest():
        return None
    return (
        f"other reading code ({reading}, mingcha {stated.head.get('version')}) than this ({reading_digest()})"
    )


def _other_rules(stated: StatedAudit) -> str | None:
    """By which other code it was judged then."""
    rules = stated.head["digests"]["rules"]
    if rules == rules_digest():
        return None
    return f"other rules ({rules}, mingcha {stated.head.get('version')}) than these ({rules_digest()})"


def _other_vocabulary(words: Vocabularies) -> Iterator[str]:
    """That the names of columns are not those that come with this program, for who wants to look at them."""
    try:
        present = program_vocabulary().digest
    except VocabularyError:
        return  # nothing is judged by it
    if words.judged_by.digest != present:
        yield (
            f"it was judged by a vocabulary ({words.judged_by.digest}) that is not this program's ({present}): which names are "
            f"those of a subject is in {VOCABULARY}, and was sealed with the audit"
        )


def _from_before(count: int) -> str:
    return (
        f"{count} observations were first seen on earlier nights, whose pages are not in the package: "
        "since when they stood there rests on the audit's seal"
    )
