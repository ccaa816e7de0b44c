"""What would a crawl have made of a portal's links by another vocabulary than its own?

A crawl tells columns by the vocabulary of its day. When that was changed since, its facts are matched anew, from the
names and links that it stored: nothing is fetched. What was read under another subject's name is that column now;
what is named but was never read is undecided, so that nobody is accused by a name that was added; what the
vocabulary no longer names is undecided too, as its page may have named itself in words that were not kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from audit_rules.inputs.addresses import address_key
from audit_rules.subjects.matcher import Vocabulary
from domain.columns import CandidateSeen, ColumnSeen, LinkSeen, Refusal
from domain.observations import PortalFacts
from domain.subjects import HOME, Grade, SubjectMatch, Surface

_NOT_KEPT = frozenset({Surface.CONTEXT, Surface.SLUG})
"""Surfaces whose text the store does not keep: what was matched there stays as it was."""


def rematch(
    facts: PortalFacts, links: Iterable[LinkSeen], vocabulary: Vocabulary, articles: Iterable[str] = ()
) -> PortalFacts:
    """The facts as a vocabulary names them, whatever the order of the links.

    Args:
        facts: a portal's facts, found by another vocabulary.
        links: every link that stood on the portal in that crawl.
        vocabulary: the vocabulary to go by.
        articles: addresses known as those of articles, besides the postings of the facts.
    """
    links = sorted(links, key=lambda link: (link.url, link.text))
    names = _names(facts.columns, links)
    graded = [_regraded(column, names.get(column.url, ()), vocabulary) for column in facts.columns]
    known = {(column.subject, column.url) for column in facts.columns}
    considered = {(each.subject, each.url) for each in facts.candidates} | known
    known_articles = {posting.url for posting in facts.postings} | {*articles}
    # The home page is read as a column, but what links to it leads to no column.
    read = {column.url: column for column in reversed(facts.columns) if column.subject != HOME}
    columns: dict[tuple[str, str], ColumnSeen] = {}
    candidates: dict[tuple[str, str], CandidateSeen] = {}
    for link in links:
        for match in _named(link.text, vocabulary):
            place = (match.subject, link.url)
            if place in considered:
                continue
            column = read.get(link.url)
            if column is not None:
                best = columns.get(place)
                if best is None or match.grade > best.grade:
                    columns[place] = _as_subject(column, match, link)
            else:
                other = candidates.get(place)
                if other is None or match.grade > other.grade:
                    candidates[place] = _candidate(link, match, _refusal(link, facts, known_articles))
    return replace(
        facts,
        columns=(*graded, *columns.values()),
        candidates=(*facts.candidates, *candidates.values()),
    )


def _names(columns: Iterable[ColumnSeen], links: Iterable[LinkSeen]) -> dict[str, tuple[str, ...]]:
    """The texts of the links to each column's address."""
    wanted = {column.url for column in columns}
    texts: dict[str, dict[str, None]] = {}
    for link in links:
        if link.url in wanted:
            texts.setdefault(link.url, {})[link.text] = None
    return {url: tuple(every) for url, every in texts.items()}


def _regraded(column: ColumnSeen, texts: Sequence[str], vocabulary: Vocabulary) -> ColumnSeen:
    """The column with the grade of its own name and of the links to it; a name not known any more decides nothing."""
    if column.surface in _NOT_KEPT:
        return column
    grades = [
        match.grade
        for text in (column.title, *texts)
        for match in _named(text, vocabulary)
        if match.subject == column.subject
    ]
    return replace(column, grade=max(grades, default=Grade.WEAK))


def _named(text: str, vocabulary: Vocabulary) -> Iterable[SubjectMatch]:
    return (match for match in vocabulary.match(text, Surface.TEXT) if match.grade > Grade.WEAK)


def _as_subject(column: ColumnSeen, match: SubjectMatch, link: LinkSeen) -> ColumnSeen:
    return replace(
        column,
        subject=match.subject,
        grade=match.grade,
        surface=match.surface,
        found_on=link.page_url,
        not_met=None,  # crawls before were not asked for this subject
    )


def _candidate(link: LinkSeen, match: SubjectMatch, refusal: Refusal) -> CandidateSeen:
    return CandidateSeen(
        id=link.id,
        subject=match.subject,
        url=link.url,
        text=link.text,
        grade=match.grade,
        surface=match.surface,
        found_on=link.page_url,
        refusal=refusal,
    )


def _refusal(link: LinkSeen, facts: PortalFacts, articles: Iterable[str]) -> Refusal:
    if link.url in articles:
        return Refusal.ARTICLE
    home = facts.reach.home_url or link.page_url
    own = urlsplit(home).hostname == urlsplit(link.url).hostname
    if own and address_key(link.url) == address_key(home):
        return Refusal.NOT_A_LIST
    return Refusal.UNCONFIRMED if own else Refusal.OTHER_SITE
