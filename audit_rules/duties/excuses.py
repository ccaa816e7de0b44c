"""What is said where a portal shows nothing, and the plan gives a reason why the duty may be done all the same (``excuse``)?"""

from collections.abc import Mapping
from types import MappingProxyType

from audit_rules.duty import Duty
from audit_rules.sightings.titles import entries, first_word, title_test
from audit_rules.wording import listed
from domain.findings import Outcome, Verdict

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "excused": "{unit}门户网站未见{named}要求公开的{sought}，但{excuse}，不能据此认定未落实，建议人工核查。",
    }
)

_ABSENT = frozenset(
    {"missing", "missed", "short", "lacking", "blank", "only_earlier", "other_year", "few_postings", "stale"}
)
"""The rules' codes for something that is not there (or no newer one is), which a plan's ``excuse`` can explain."""


def excused(duty: Duty, verdict: Verdict) -> Verdict | None:
    """What a rule calls absent, where the plan excuses it; None for any other verdict."""
    excuse = duty.check.params.get("excuse")
    if not excuse or verdict.outcome is not Outcome.FAILED or verdict.code not in _ABSENT:
        return None
    values = {**verdict.values, "excuse": str(excuse), "sought": _sought(duty)}
    return Verdict(
        outcome=Outcome.CANT_TELL, code="excused", values=values, due=verdict.due, cites=verdict.cites
    )


def _sought(duty: Duty) -> str:
    """What a check looks for, in words."""
    test = title_test(duty.check.params)
    if test.asks:
        return f"标题含{test.words()}的信息"
    names = [first_word(each) for each in entries(duty.check.params.get("names"))]
    if names:
        return f"{listed((f'“{each}”' for each in names), 4)}等内容"
    return f"“{duty.subject_name}”信息" if duty.subject else "内容"
