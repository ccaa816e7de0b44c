"""What do the rules ``backdated``, ``redated`` and ``removed`` have in common? Each looks for one kind of suspicion.

A suspicion is told once a posting, in one finding a unit (or a unit and subject), whatever duties rest on it; it is
worded by its proofs alone, so it reads the same every night. It is never a failure.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from audit_rules.absence.proof import MESSAGES as PROOF_MESSAGES
from audit_rules.absence.proof import reach_gap
from audit_rules.duty import Duty
from audit_rules.sightings.by_subject import cites, columns_of
from audit_rules.suspicion.doubts import against
from audit_rules.wording import day, place
from domain.beijing import beijing_day
from domain.findings import Outcome, Timeliness, Verdict
from domain.observations import PortalFacts
from domain.postings import PostingSeen, Suspicion

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        **{code: PROOF_MESSAGES[code] for code in ("not_crawled", "unreachable", "blocked", "partial_reach")},
        "no_history": "{unit}门户网站此前没有完整的巡查记录可供比对，{want}留待以后的巡查核对。",
        "none": "自{since}首次巡查以来，未发现{unit}门户网站的信息{none}。",
    }
)
"""The sentences for a portal without suspicions."""

_SHOWN = 3


def judge_suspected(
    duty: Duty,
    facts: PortalFacts,
    as_of: date,
    *,
    kinds: Mapping[Suspicion, str],
    want: str,
    none: str,
    tell: Callable[[PostingSeen, str], str],
) -> Verdict:
    """The verdict for the postings suspected so, of the subject's columns or of the whole portal.

    Args:
        duty: the duty judged.
        facts: the portal's facts, weighed.
        as_of: the day of judgement; what was first seen later is not told.
        kinds: which suspicions count, and the code of each, the gravest first.
        want: what is looked for, as a clause.
        none: the end of the sentence when there is none.
        tell: says one posting with its address and both proofs.
    """
    for kind, code in kinds.items():
        found = _suspected(duty, facts, as_of, kind)
        if found:
            return _told(duty, found, code, tell)
    gap = reach_gap(facts, duty.unit.portal_url)
    if gap is not None:
        return gap.verdict(duty, want)
    since, crawled = facts.watched_since, facts.crawl_began
    if since is None or crawled is None or since >= crawled:
        return Verdict(
            outcome=Outcome.NOT_APPLICABLE,
            code="no_history",
            timeliness=Timeliness.NOT_DUE,
            values={"want": want},
            cites=cites(facts.reach),
        )
    first = beijing_day(since) or since.date()
    return Verdict(
        outcome=Outcome.PASSED,
        code="none",
        values={"since": day(first), "none": none},
        cites=cites(facts.reach),
    )


def _suspected(duty: Duty, facts: PortalFacts, as_of: date, kind: Suspicion) -> Sequence[PostingSeen]:
    """Those suspected so, by the day they were first seen."""
    columns = {each.id for each in columns_of(facts, {duty.subject})}
    found = (
        each
        for each in facts.postings
        if kind in each.suspected and (not duty.subject or columns.intersection(each.columns))
    )
    seen = [(beijing_day(each.first_seen) or date.min, each.id, each) for each in found]
    return [each for on, _, each in sorted(seen, key=lambda one: one[:2]) if on <= as_of]


def _told(
    duty: Duty, found: Sequence[PostingSeen], code: str, tell: Callable[[PostingSeen, str], str]
) -> Verdict:
    told = [tell(each, place(each.url, duty.unit.portal_url)) for each in found]
    return Verdict(
        outcome=Outcome.CANT_TELL,
        code=code,
        values={
            "count": str(len(found)),
            "told": "；".join(told[:_SHOWN]) + (f"；等{len(told)}条" if len(told) > _SHOWN else ""),
            "postings": [
                {"id": each.id, "url": each.url, "told": words}
                for each, words in zip(found, told, strict=True)
            ],
        },
        cites=(*cites(*found), *against(*found)),
    )
