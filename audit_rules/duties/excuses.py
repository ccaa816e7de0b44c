"""What is said where a portal shows nothing, and the plan gives a reason why the duty may be done all the same (``excuse``)?"""

from collections.abc import Mapping
from types import MappingProxyType

from audit_rules.duty import Duty
from audit_rules.sightings.titles import entries, first_word, title_test
from audit_rules.wording import listed, task_name
from domain.findings import Outcome, Verdict

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "excused": "{unit}门户网站{seen}，但{excuse}，不能据此认定未落实，建议人工核查。",
    }
)

_NOTHING = "未见{named}要求公开的{sought}"
_SEEN: Mapping[str, str] = MappingProxyType(
    {
        "missing": _NOTHING,
        "blank": _NOTHING,
        "short": "{what}{counts}，未达到每{per}不少于{need}条的要求",
        "missed": "公开{what}有缺期，截至{as_of}应公开{owed}期，缺{lacking}，{last}",
        "lacking": "“{title}”栏目（{address}）未见{lacking}",
        "few_postings": "“{title}”栏目（{address}）仅有{count}条信息，少于要求的{need}条",
        "stale": "最新一条信息“{posting}”发布于{on}",
        "only_earlier": "只查到方案印发（{issued}）之前的“{posting}”（{address}，{on}）",
        "other_year": "只查到标题写明其他年度的“{posting}”（{address}，{on}）",
    }
)
"""The rules' codes for something that is not there (or no newer one is), which a plan's ``excuse`` can explain; and what is seen
instead: who published three of four notices is not told that there are none.
"""


def excused(duty: Duty, verdict: Verdict) -> Verdict | None:
    """What a rule calls absent, where the plan excuses it; None for any other verdict."""
    excuse = duty.check.params.get("excuse")
    if not excuse or verdict.outcome is not Outcome.FAILED or verdict.code not in _SEEN:
        return None
    words = {"named": task_name(duty.task.number, duty.task.group), "sought": _sought(duty), **verdict.values}
    values = {**verdict.values, "excuse": str(excuse), "seen": _SEEN[verdict.code].format(**words)}
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
