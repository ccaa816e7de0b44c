"""How well are single pages read: what they are, who made them, when an article was published?"""

from collections import Counter
from collections.abc import Sequence

from bench.matching import charset_key
from bench.scores import LIBRARIES, OURS, Case, Figure, Miss, Row, share

_NO_FAMILY = {"", "other", "unknown"}
_REFUSALS = {"blocked", "error"}
_LISTLESS = {"article", "blocked", "error"}


def page_rows(cases: Sequence[Case]) -> list[Row]:
    """The rows of the table that need no list and no subject."""
    return [_article_dates(cases), _kinds(cases), *_families(cases), _charsets(cases), *_blocked(cases)]


def _article_dates(cases: Sequence[Case]) -> Row:
    dated = [case for case in cases if case.label.dated]
    misses: list[Miss] = []
    hits: Counter[str] = Counter()
    for case in dated:
        wanted, read = case.label.day, case.read["published_on"]
        hits[OURS] += wanted == read
        if wanted != read:
            told = f"{read} ({case.read['published_source']}, page kind {case.read['kind']})"
            misses.append(Miss("article date", case.name, str(wanted), told))
        for library, day in case.days.items():
            hits[library] += wanted == day
    # A library that is not installed has given no page a day; the table says so.
    figures = {OURS: share(hits[OURS], len(dated))}
    for library in LIBRARIES:
        asked = all(library in case.days for case in dated)
        figures[library] = share(hits[library], len(dated)) if asked else Figure(None, "not installed")
    return Row(task="article dates", figures=figures, misses=misses)


def _kinds(cases: Sequence[Case]) -> Row:
    labelled = [case for case in cases if case.label.kind]
    misses = [
        Miss("kind", case.name, case.label.kind, case.read["kind"])
        for case in labelled
        if case.read["kind"] != case.label.kind
    ]
    return _counted("kinds", labelled, misses)


def _families(cases: Sequence[Case]) -> list[Row]:
    named = [case for case in cases if case.label.family.lower() not in _NO_FAMILY]
    others = [case for case in cases if case.label.family.lower() in _NO_FAMILY - {""}]
    missed = [
        Miss("family", case.name, case.label.family, case.read["family"])
        for case in named
        if case.read["family"] != case.label.family.lower()
    ]
    claimed = [
        Miss("no family", case.name, case.label.family, case.read["family"])
        for case in others
        if case.read["family"] not in _NO_FAMILY
    ]
    return [_counted("families named", named, missed), _counted("no family claimed", others, claimed)]


def _charsets(cases: Sequence[Case]) -> Row:
    labelled = [case for case in cases if case.label.charset]
    misses = [
        Miss("charset", case.name, case.label.charset, case.read["charset"])
        for case in labelled
        if charset_key(case.read["charset"]) != charset_key(case.label.charset)
    ]
    return _counted("charsets", labelled, misses)


def _blocked(cases: Sequence[Case]) -> list[Row]:
    blocked = [case for case in cases if case.label.kind == "blocked"]
    unnamed = [
        Miss(
            "blocked",
            case.name,
            case.label.blocked or "a name",
            f"{case.read['kind']} {case.read['blocked']}",
        )
        for case in blocked
        if not _is_named(case)
    ]
    open_pages = [case for case in cases if case.label.kind not in {"", *_REFUSALS}]
    accused = [
        Miss("not blocked", case.name, case.label.kind, f"{case.read['kind']} {case.read['blocked']}")
        for case in open_pages
        if case.read["kind"] == "blocked"
    ]
    listless = [case for case in cases if case.label.items is None and case.label.kind in _LISTLESS]
    invented = [
        Miss("no list", case.name, "no postings", f"{len(case.read['postings'])} postings")
        for case in listless
        if case.read["postings"]
    ]
    return [
        _counted("blocked named", blocked, unnamed),
        _counted("open pages not called blocked", open_pages, accused),
        _counted("pages without a list read so", listless, invented),
    ]


def _is_named(case: Case) -> bool:
    name = case.read["blocked"]
    return case.read["kind"] == "blocked" and bool(name) and case.label.blocked in {"", name}


def _counted(task: str, cases: Sequence[Case], misses: Sequence[Miss]) -> Row:
    return Row(task=task, figures={OURS: share(len(cases) - len(misses), len(cases))}, misses=misses)
