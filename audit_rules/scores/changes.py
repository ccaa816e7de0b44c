"""What changed in a unit's findings since the last audit, and was it the site, the passing of time, or the rules?

The cause is not guessed but found by judging again: the old facts under the new rules and register as of the old day, then
the old facts as of the new day, then the new facts. The step at which a finding turns is its cause; several may turn it.
Rules and register make one step, since the old register is not kept: where both were changed, both are named. Where
neither was, what turns there hangs on other portals.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from domain.changes import Cause, Change, Judged
from domain.findings import Finding

CAUSES: Mapping[Cause, str] = MappingProxyType(
    {
        Cause.RULES: "核查规则、方案数据或栏目词表有调整",
        Cause.REGISTER: "登记的备案报送情况或事件日期有调整",
        Cause.OTHERS: "其他单位门户网站所见内容有变化",
        Cause.TIME: "核查截至日期不同（时限届满、更新期限已过等）",
        Cause.SITE: "门户网站所见内容或可读情况有变化",
    }
)
"""How a cause reads."""

_OTHERS_CODES = frozenset({"met_by_other", "other_open", "other_open_late", "event_unknown"})
_OTHERS_CHECKS = frozenset({"also_on"})
"""What hangs on other portals than the unit's own, by the engine's codes and by rule."""

Key = tuple[str, str, str]
"""What tells the findings of one unit apart: task, rule, subject."""


def changes(
    before: Sequence[Finding],
    after: Sequence[Finding],
    *,
    under_new_rules: Sequence[Finding] | None = None,
    on_the_new_day: Sequence[Finding] | None = None,
    changed: Collection[Cause] = (Cause.RULES,),
) -> tuple[Change, ...]:
    """The findings of one unit that stand otherwise than before, in the order of ``after``; those that are gone last.

    Args:
        before: the findings of the audit before, as stored.
        after: the findings now.
        under_new_rules: the old facts judged by the present rules and register, beside what other portals show now, as
            of the old day; None when they are not known.
        on_the_new_day: the old facts judged by the present rules as of the present day; None when the day is the same.
        changed: what of rules and register was changed; empty when nothing was.
    """
    old, new = _by_key(before), _by_key(after)
    judged = old if under_new_rules is None else _by_key(under_new_rules)
    aged = None if on_the_new_day is None else _by_key(on_the_new_day)
    found = []
    for key in (*new, *(key for key in old if key not in new)):
        if _stands(old.get(key)) == _stands(new.get(key)):
            continue
        change = _change(old.get(key), new.get(key))
        by_others = not changed and hangs_on_others(change)
        ruled = judged.get(key) if changed or by_others else old.get(key)
        later = aged.get(key) if aged is not None else ruled
        steps = (
            ((Cause.OTHERS,) if by_others else tuple(changed), old.get(key), ruled),
            ((Cause.TIME,), ruled, later),
            ((Cause.SITE,), later, new.get(key)),
        )
        causes = tuple(
            cause for some, one, other in steps if _stands(one) != _stands(other) for cause in some
        )
        found.append(replace(change, causes=causes))
    return tuple(found)


def hangs_on_others(change: Change) -> bool:
    """Whether what other portals show may have turned the finding: a shared duty, an event found, the second site."""
    sides = (change.before, change.after)
    return change.check in _OTHERS_CHECKS or any(each and each.code in _OTHERS_CODES for each in sides)


def _by_key(findings: Sequence[Finding]) -> dict[Key, Finding]:
    return {(str(each.task), each.check, each.subject or ""): each for each in findings}


def _stands(finding: Finding | None) -> tuple[object, ...] | None:
    """What makes two findings the same to an inspector: not the words, in which days are counted."""
    if finding is None:
        return None
    return finding.outcome, finding.timeliness, finding.code, finding.late_by, finding.points


def _change(before: Finding | None, after: Finding | None) -> Change:
    known = after or before
    assert known is not None
    return Change(
        task=known.task,
        check=known.check,
        subject=known.subject,
        before=_judged(before),
        after=_judged(after),
        causes=(),
    )


def _judged(finding: Finding | None) -> Judged | None:
    if finding is None:
        return None
    return Judged(
        outcome=finding.outcome,
        timeliness=finding.timeliness,
        code=finding.code,
        explanation=finding.explanation,
    )
