"""Which links and columns would have other names by another vocabulary, and whose verdicts might change with it?

Matching only, over what is stored: nothing is fetched, nothing is judged. What it lists may change.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from audit_rules.subjects.matcher import Vocabulary
from audit_rules.subjects.versions import VocabularyVersion
from db.database import Database
from db.link_texts import distinct_texts, judged_duties, places_of
from db.registered import newest_audit
from domain.subjects import Grade, Surface

MOST = 2_000
"""Places that are listed; more are counted only."""


class Effect(StrEnum):
    """What becomes of a text."""

    NAMED = "named"  # 新认定为该栏目
    CONTESTED = "contested"  # 同时被认作其他栏目
    LOST = "lost"  # 不再认定为该栏目


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """One link or column that has another name since; ``judged``: the newest audit judged its unit's duty of the subject."""

    unit_id: str
    subject: str
    text: str
    url: str
    effect: Effect
    judged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardReport:
    """What another vocabulary changes: ``texts`` were looked at, ``renamed`` are the first places, ``places`` all of them."""

    audit_id: str | None
    texts: int
    places: int
    renamed: tuple[Renamed, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """The units whose verdicts might change."""
        return tuple(sorted({each.unit_id for each in self.renamed if each.judged}))


def changed_texts(
    old: Vocabulary, new: Vocabulary, texts: Iterable[str]
) -> Iterator[tuple[str, str, Effect]]:
    """Each text that surely names another subject since: the text, the subject, what became of it."""
    for text in texts:
        before, after = _sure(old, text), _sure(new, text)
        if before == after:
            continue
        for subject in sorted(after - before):
            yield text, subject, Effect.CONTESTED if len(after) > 1 else Effect.NAMED
        for subject in sorted(before - after):
            yield text, subject, Effect.LOST


def guard(
    database: Database, old: VocabularyVersion, new: VocabularyVersion, *, newest: int | None = None
) -> GuardReport:
    """Hold another vocabulary against all links and columns of the store, and the duties of the newest audit.

    A text takes some 10 microseconds, and a country has millions: whoever waits for a page asks for the ``newest`` so many links
    and columns only, and has to say so.

    Raises:
        VocabularyError: one of the two can't be used.
        StoreError: the database can't be used.
    """
    before, after = old.compiled(), new.compiled()
    count = 0

    def counted() -> Iterator[str]:
        nonlocal count
        for text in distinct_texts(database, newest):
            count += 1
            yield text

    changes: dict[str, list[tuple[str, Effect]]] = {}
    for text, subject, effect in changed_texts(before, after, counted()):
        changes.setdefault(text, []).append((subject, effect))
    places = 0
    first: list[tuple[str, str, str, str, Effect]] = []
    for unit_id, text, url in places_of(database, sorted(changes), newest):
        for subject, effect in changes[text]:
            places += 1
            if len(first) < MOST:
                first.append((unit_id, subject, text, url, effect))
    subjects = {subject for _, subject, *_ in first}
    audit_id, judged = _judged(database, subjects, sorted({unit_id for unit_id, *_ in first}))
    renamed = [
        Renamed(
            unit_id=unit_id,
            subject=subject,
            text=text,
            url=url,
            effect=effect,
            judged=subject in judged.get(unit_id, frozenset()),
        )
        for unit_id, subject, text, url, effect in first
    ]
    renamed.sort(key=lambda each: (not each.judged, each.unit_id, each.subject, each.text, each.url))
    return GuardReport(audit_id=audit_id, texts=count, places=places, renamed=tuple(renamed))


def _judged(
    database: Database, subjects: set[str], units: Sequence[str]
) -> tuple[str | None, Mapping[str, frozenset[str]]]:
    audit_id = newest_audit(database)
    if audit_id is None:
        return None, {}
    return audit_id, judged_duties(database, audit_id, sorted(subjects), units)


def _sure(vocabulary: Vocabulary, text: str) -> frozenset[str]:
    return frozenset(
        match.subject for match in vocabulary.match(text, Surface.TEXT) if match.grade > Grade.WEAK
    )
