"""Which names does the vocabulary lack, as reviews show, and who decides whether it takes them?

A finding that a column is missing was dismissed: whoever did so may have named the column that was there, and the crawl may have
refused a link to it. Each is a case; cases of one subject and one name (as the matcher compares names) are one suggestion.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from audit_rules.subjects.column_names import name_key
from audit_rules.subjects.versions import VocabularyVersion, program_vocabulary
from casework.accounts.log import COMMAND_LINE, record
from casework.reports.kept_sources import kept_vocabulary
from casework.vocabulary.composing import Clash, clash, composed
from db.database import Database
from db.editions import add_adoption, add_vocabulary_edition, adopted, vocabulary_editions
from db.name_cases import add_cases, add_decision, name_cases, name_decisions
from db.store import Connection
from domain.accounts import Account
from domain.columns import CandidateSeen, Refusal
from domain.findings import Outcome
from domain.reviews import Decision, standing_reviews
from domain.versions import (
    AdoptedKind,
    Adoption,
    CaseOrigin,
    Edit,
    NameCase,
    NameDecision,
    VocabularyEdition,
)

LEAST, MOST = 2, 500
"""Characters of a reason."""
LONGEST_NAME, LONGEST_URL = 60, 2_000
_COLUMNS = frozenset(
    {Refusal.UNCONFIRMED, Refusal.OTHER_COLUMN, Refusal.NOT_A_LIST, Refusal.SERVICE, Refusal.NOT_FOLLOWED}
)
"""Refusals of links that may have led to the column all the same."""


class VocabularyRefusedError(Exception):
    """Something that can't be done with the vocabulary; ``clash`` says why a name can't be taken, where it is that."""

    def __init__(self, reason: str, why: Clash | None = None) -> None:
        super().__init__(reason)
        self.clash = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A name that the vocabulary lacks, with its cases, the newest decision about it, and why it can't be taken, if so."""

    subject: str
    name: str
    cases: tuple[NameCase, ...]
    decision: NameDecision | None = None
    clash: Clash | None = None


def tell_case(
    transaction: Connection,
    *,
    subject: str,
    name: str,
    unit_id: str,
    url: str,
    author: str,
    at: datetime,
    review_id: int | None = None,
) -> None:
    """Keep the column that a reviewer named, in the transaction of the review; what is empty or too long is no name."""
    name, url = name.strip(), url.strip()
    if name_key(name) and len(name) <= LONGEST_NAME and len(url) <= LONGEST_URL:
        case = NameCase(
            subject=subject,
            name=name,
            unit_id=unit_id,
            url=url,
            origin=CaseOrigin.REVIEWER,
            author=author,
            at=at,
            review_id=review_id,
        )
        add_cases(transaction, [case])


def gather_candidates(database: Database) -> int:
    """Keep as cases the links that crawls refused for the subject of a dismissed finding; returns how many there are.

    Raises:
        StoreError: the database can't be used.
    """
    cases = list(_refused(database))
    with database.write() as transaction:
        add_cases(transaction, cases)
    return len(cases)


def suggestions(database: Database, base: VocabularyVersion) -> tuple[Suggestion, ...]:
    """All suggestions, undecided ones first, then those with most cases.

    Raises:
        VocabularyError: the vocabulary can't be used.
        StoreError: the database can't be used.
    """
    with database.read() as connection:
        cases, decided = name_cases(connection), name_decisions(connection)
    newest = {(each.subject, name_key(each.name)): each for each in decided}
    grouped: dict[tuple[str, str], list[NameCase]] = {}
    for case in cases:
        grouped.setdefault((case.subject, name_key(case.name)), []).append(case)
    found = [
        Suggestion(
            subject=subject,
            name=some[0].name,
            cases=tuple(some),
            decision=newest.get((subject, key)),
            clash=clash(base, subject, some[0].name),
        )
        for (subject, key), some in grouped.items()
    ]
    return tuple(
        sorted(found, key=lambda each: (each.decision is not None, -len(each.cases), each.subject, each.name))
    )


def decide(
    database: Database,
    actor: Account | None,
    *,
    subject: str,
    name: str,
    accepted: bool,
    reason: str,
    address: str | None = None,
    now: datetime | None = None,
) -> NameDecision:
    """Take a name or not; taken ones come into the next version of the vocabulary.

    Raises:
        VocabularyRefusedError: the vocabulary can't take it, or the reason is missing.
        StoreError: the database can't be used.
    """
    edit = _edit(actor, reason, now)
    if accepted and (why := clash(program_vocabulary(), subject, name)):
        raise VocabularyRefusedError(f"{name!r} can't be a name of {subject}: {why}", why)
    decision = NameDecision(subject=subject, name=name, accepted=accepted, edit=edit)
    with database.write() as transaction:
        database.lock(transaction, "vocabulary")
        add_decision(transaction, decision)
        detail = {"subject": subject, "name": name, "accepted": accepted, "reason": edit.reason}
        record(
            transaction, actor, "vocabulary.decide", f"name:{subject}", detail, address,
            login=edit.author, now=edit.at,
        )  # fmt: skip
    return decision


def make_edition(
    database: Database,
    actor: Account | None,
    *,
    seen: int,
    reason: str,
    address: str | None = None,
    now: datetime | None = None,
) -> VocabularyEdition:
    """Make a version of the vocabulary: the program's, and every name that was taken. Nothing goes by it before it is adopted.

    Raises:
        VocabularyRefusedError: a name can't be taken, another version was made since, or the reason is missing.
        StoreError: the database can't be used.
    """
    edit = _edit(actor, reason, now)
    base = _program()
    with database.write() as transaction:
        database.lock(transaction, "vocabulary")
        editions = vocabulary_editions(transaction)
        if (editions[0].version if editions else 0) != seen:
            raise VocabularyRefusedError("another version was made meanwhile; look at it first")
        additions = _accepted(transaction, base)
        made = composed(base, additions)
        edition = add_vocabulary_edition(
            transaction, data=made.data, base=base.digest, additions=additions, edit=edit
        )
        detail = {"version": edition.version, "digest": edition.digest, "reason": edit.reason}
        record(
            transaction, actor, "vocabulary.version", "vocabulary:", detail, address,
            login=edit.author, now=edit.at,
        )  # fmt: skip
    return edition


def adopt_edition(
    database: Database,
    actor: Account | None,
    *,
    version: int,
    reason: str,
    address: str | None = None,
    now: datetime | None = None,
) -> Adoption:
    """Let coming audits go by a version (0: the program's own again).

    Raises:
        VocabularyRefusedError: there is none, or the reason is missing.
        StoreError: the database can't be used.
    """
    edit = _edit(actor, reason, now)
    with database.write() as transaction:
        database.lock(transaction, "vocabulary")
        digests = {each.version: each.digest for each in vocabulary_editions(transaction)}
        if version and version not in digests:
            raise VocabularyRefusedError(f"there is no version {version}")
        adoption = Adoption(
            kind=AdoptedKind.VOCABULARY,
            name="",
            version=version,
            digest=digests.get(version, ""),
            edit=edit,
        )
        add_adoption(transaction, adoption)
        detail = {"version": version, "digest": adoption.digest, "reason": edit.reason}
        record(
            transaction, actor, "vocabulary.adopt", "vocabulary:", detail, address,
            login=edit.author, now=edit.at,
        )  # fmt: skip
    return adoption


def adopted_vocabulary(database: Database) -> VocabularyVersion | None:
    """What coming audits go by: written to a file that ``MINGCHA_VOCABULARY`` names; None: the program's own.

    Raises:
        StoreError: what was kept can't be read.
    """
    with database.read() as connection:
        taken = adopted(connection, AdoptedKind.VOCABULARY)
    return kept_vocabulary(database, taken.digest) if taken and taken.version else None


def _program() -> VocabularyVersion:
    return program_vocabulary()


def _accepted(transaction: Connection, base: VocabularyVersion) -> Mapping[str, Sequence[str]]:
    """The names that are taken, by subject; one that the program's vocabulary has got since needs no adding."""
    newest = {(each.subject, name_key(each.name)): each for each in name_decisions(transaction)}
    additions: dict[str, list[str]] = {}
    for each in newest.values():
        if not each.accepted:
            continue
        why = clash(base, each.subject, each.name)
        if why not in {None, Clash.KNOWN}:
            raise VocabularyRefusedError(f"{each.name!r} can't be a name of {each.subject}: {why}", why)
        if why is None:
            additions.setdefault(each.subject, []).append(each.name)
    return additions


def _refused(database: Database) -> Iterator[NameCase]:
    for (audit_id, digest), review in standing_reviews(database.load_reviews()).items():
        if review.decision is not Decision.DISMISSED or review.subject is None or not digest:
            continue
        findings = database.load_findings(audit_id, [review.unit_id])[review.unit_id]
        missing = any(
            str(each.task) == review.task
            and each.check == review.check
            and each.subject == review.subject
            and each.outcome is Outcome.FAILED
            for each in findings
        )
        if not missing:
            continue
        facts = database.load_facts([review.unit_id])[review.unit_id]
        for each in facts.candidates:
            if each.subject == review.subject and _may_be_a_column(each):
                yield NameCase(
                    subject=each.subject,
                    name=each.text.strip(),
                    unit_id=review.unit_id,
                    url=each.url,
                    origin=CaseOrigin.CANDIDATE,
                    author=review.author,
                    at=review.at,
                    review_id=review.id,
                )


def _may_be_a_column(candidate: CandidateSeen) -> bool:
    name = candidate.text.strip()
    return candidate.refusal in _COLUMNS and bool(name_key(name)) and len(name) <= LONGEST_NAME


def _edit(actor: Account | None, reason: str, now: datetime | None) -> Edit:
    text = reason.strip()
    if not LEAST <= len(text) <= MOST:
        raise VocabularyRefusedError(f"say why, in {LEAST} to {MOST} characters")
    return Edit(
        author=actor.login if actor else COMMAND_LINE,
        at=now or datetime.now(UTC),
        reason=text,
        account_id=actor.id if actor else None,
    )
