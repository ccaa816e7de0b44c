"""On which facts does a finding rest, so that a person's decision about it holds until they change?

A finding is made anew every night. Most of what it says then is idle: which crawl saw it, until which day was looked, how many
days went by. What is left is its basis: the verdict, and what it was drawn from. A review holds for every later finding
of the same duty with the same basis (docs/adr/0008). A basis says too little where a new breach would pass for the old
one, and too much where nothing happened and yet it is another: ``TELLING`` and ``UNSEEN`` are held against every rule's
words by a test.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from domain.canonical_json import canonical_encoder
from domain.findings import AT_FAULT, Finding, Outcome, Timeliness

FORM = "1"
"""Which facts are told, as a number: a basis of another form is no sign that anything changed."""

UNSEEN = frozenset(
    {
        *("not_crawled", "unreachable", "blocked", "partial_reach", "crawl_too_early"),
        *("column_unread", "candidate_undecided", "budget_exhausted", "places_unread"),
        *("search_unused", "pages_unread", "not_sought"),
    }
)
"""The codes that say why the portal could not be seen well enough. Which of them it is may be another every night (blocked today,
out of reach tomorrow), and none of them is a fact about the duty: to a person who looked by hand they are one."""

TELLING = frozenset({"words", "what", "count", "lacking", "links", "filed", "other", "unpaired"})
"""The values of a verdict that say what was asked for (titles), and that name what is at fault where no citation does: elements
and periods that are lacking, dead links, the address on file, what stands in its place, documents not interpreted."""

_WATCHED = "alive"
"""The rule that counts tries day by day: its counts and days move every night, the newest try that failed does not."""

_COLUMN, _READING, _PROBE = "obs:column/", "obs:reading/", "obs:probe/"
_ENCODE = canonical_encoder()
_LASTING = ("obs:posting/", "obs:message/", "filed:")


def bases_of(findings: Iterable[Finding]) -> Iterator[str]:
    """The basis of each finding of one audit, in order; all findings of a unit must be among them.

    A plan may ask a unit for the same twice in one task (two documents): such duties are told apart by their order, and a
    decision about one must never be taken for one about the other.
    """
    met: Counter[tuple[str, str, str, str | None]] = Counter()
    for finding in findings:
        key = (finding.unit_id, str(finding.task), finding.check, finding.subject)
        yield basis_of(finding, met[key])
        met[key] += 1


def nth_of(basis: str) -> int:
    """Which of a unit's duties alike in task, check and subject a basis is of, from 0."""
    number = basis.partition(":")[0].partition(".")[2]
    return int(number) if number.isdecimal() else 0


def basis_of(finding: Finding, nth: int = 0) -> str:
    """The digest of what a finding rests on: ``1.0:`` and 32 hexadecimal digits.

    The numbers are the form's and ``nth``: which of the unit's duties that are alike in task, check and subject it is of.

    Told are task, check and subject, the outcome, whether it is late, and the code; then what is itself the problem, with
    the due days that it missed, where the finding names it (``AT_FAULT``); else the due days it was judged by (``due`` of a
    recurring duty holds those that are over), the day it was done, the columns and postings cited, and what ``TELLING``
    names. Of what could not be seen only the due days are told. Not told: reach, candidates, links, tries, numbers of
    crawls, whatever counts days up to the day of judgement, points and words.
    """
    late = finding.timeliness is Timeliness.LATE
    code = "unseen" if is_unseen(finding) else finding.code
    told = [
        nth,
        str(finding.task),
        finding.check,
        finding.subject,
        finding.outcome.value,
        late,
        code,
        *_facts(finding),
    ]
    # A text that a portal sent may hold what a database can't keep: read back it must give the same.
    text = _ENCODE(told).replace("\\u0000", "").encode("utf-8", "replace")
    return f"{FORM}.{nth}:{sha256(text).hexdigest()[:32]}"


def is_unseen(finding: Finding) -> bool:
    """Whether the portal, or the program, kept anybody from judging: nothing is said of the duty itself."""
    return finding.outcome is Outcome.ERROR or (
        finding.outcome is Outcome.CANT_TELL and finding.code in UNSEEN
    )


def _facts(finding: Finding) -> Iterator[object]:
    if is_unseen(finding):
        yield [day.isoformat() for day in finding.due]
        return
    if at_fault := _ids(finding.values.get(AT_FAULT)):
        yield sorted(at_fault)
        yield _late_parts(finding)
        return
    yield [day.isoformat() for day in finding.due]
    yield finding.done_on.isoformat() if finding.done_on else None
    yield list(finding.late_by)
    yield sorted({fact for cite in finding.cites if (fact := _lasting(cite))})
    if finding.check == _WATCHED:
        yield _newest_try(finding)
    else:
        yield {name: str(finding.values[name]) for name in sorted(TELLING & finding.values.keys())}


def _late_parts(finding: Finding) -> list[object]:
    """What came late, by due day and days; a part that comes in time later on changes nothing about it."""
    if len(finding.due) != len(finding.late_by):
        return [[day.isoformat() for day in finding.due], [days for days in finding.late_by if days]]
    parts = zip(finding.due, finding.late_by, strict=True)
    return [[day.isoformat(), days] for day, days in parts if days]


def _newest_try(finding: Finding) -> int | None:
    """The newest try cited for a failure: while none is newer, what is said of the week is the same."""
    if finding.outcome is not Outcome.FAILED:
        return None
    numbers = (cite.removeprefix(_PROBE) for cite in finding.cites if cite.startswith(_PROBE))
    return max((int(number) for number in numbers if number.isdigit()), default=None)


def _lasting(cite: str) -> str | None:
    """What a citation stands for from crawl to crawl; None for what is another each time."""
    if cite.startswith(_READING):
        return f"{_COLUMN}{cite.rpartition('/')[2]}"
    return cite if cite.startswith((_COLUMN, *_LASTING)) else None


def _ids(value: object) -> set[str]:
    return {str(each) for each in value} if isinstance(value, list | tuple) else set()
