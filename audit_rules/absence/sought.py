"""Did the crawl look for what is missing at all? It looks for what the plan of its day asks for, and for nothing else.

A portal may be judged by another plan, or by the plan as it was changed since, from what is stored. What no crawl was asked
for is then not there among the facts, whether the portal has it or not: that accuses nobody.
"""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from audit_rules.absence.gap import Gap
from audit_rules.duty import Duty
from audit_rules.sightings.by_subject import cites, crawled_on
from audit_rules.sightings.titles import Entry
from audit_rules.wording import day, listed, quotable
from domain.observations import PortalFacts
from domain.subjects import HOME, NAVIGATION

NOT_SOUGHT_MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "not_sought": "{unit}门户网站最近一次巡查{crawled}所依据的方案没有要求查找{sought}，{want}无法判断，"
        "建议按现行方案重新巡查。",
    }
)
"""The sentence, which ``audit_rules.absence.proof`` takes over."""

_PARTS = {HOME: "首页所列信息", NAVIGATION: "主导航各栏目"}


def not_sought_gap(duty: Duty, facts: PortalFacts, subjects: Collection[str]) -> Gap | None:
    """The gap that subjects leave which the crawl was not asked for; None when it looked for all of them."""
    lacking = [each for each in sorted(subjects) if not facts.coverage.looked_for(each)]
    words = [_PARTS.get(each) or f"“{duty.name_of(each)}”栏目" for each in lacking]
    return _gap(facts, words) if lacking else None


def phrases_gap(duty: Duty, facts: PortalFacts, subject: str, lacking: Iterable[Entry]) -> Gap | None:
    """The gap that phrases leave which the crawl did not look for in the subject's columns."""
    asked = [word for each in lacking for word in ((each,) if isinstance(each, str) else each)]
    words = [each for each in asked if not facts.coverage.looked_for(subject, (each,))]
    named = [f"“{duty.name_of(subject)}”栏目中的“{quotable(each)}”" for each in dict.fromkeys(words)]
    return _gap(facts, named) if named else None


def _gap(facts: PortalFacts, words: list[str]) -> Gap:
    on = crawled_on(facts)
    values = {"crawled": f"（{day(on)}）" if on else "", "sought": listed(words, 3)}
    return Gap(code="not_sought", values=values, cites=cites(facts.reach))
