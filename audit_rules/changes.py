"""What changed in a unit's findings since the last audit, and was it the site, the passing of time, or the rules?

The cause is not guessed but found by judging again: the old facts under the new rules as of the old day, then the old
facts as of the new day, then the new facts. The step at which a finding turns is its cause; several may turn it.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from domain.changes import Cause, Change, Judged
from domain.findings import Finding

CAUSES: Mapping[Cause, str] = MappingProxyType(
    {
        Cause.RULES: "核查规则、方案数据或栏目词表有调整",
        Cause.TIME: "时间推移（时限届满或更新期限已过）",
        Cause.SITE: "门户网站所见内容或可读情况有变化",
    }
)
"""How a cause reads."""

Key = tuple[str, str, str]
"""What tells the findings of one unit apart: task, rule, subject."""


def changes(
    before: Sequence[Finding],
    after: Sequence[Finding],
    *,
    under_new_rules: Sequence[Finding] | None = None,
    on_the_new_day: Sequence[Finding] | None = None,
) -> tuple[Change, ...]:
    """The findings of one unit that stand otherwise than before, in the order of ``after``; those that are gone last.

    Args:
        before: the findings of the audit before, as stored.
        after: the findings now.
        under_new_rules: the old facts judged by the present rules as of the old day; None when the rules are the same.
        on_the_new_day: the old facts judged by the present rules as of the present day; None when the day is the same.
    """
    old, new = _by_key(before), _by_key(after)
    ruled = old if under_new_rules is None else _by_key(under_new_rules)
    aged = ruled if on_the_new_day is None else _by_key(on_the_new_day)
    found = []
    for key in (*new, *(key for key in old if key not in new)):
        if _stands(old.get(key)) == _stands(new.get(key)):
            continue
        steps = (
            (Cause.RULES, old.get(key), ruled.get(key)),
            (Cause.TIME, ruled.get(key), aged.get(key)),
            (Cause.SITE, aged.get(key), new.get(key)),
        )
        causes = tuple(cause for cause, one, other in steps if _stands(one) != _stands(other))
        found.append(_change(old.get(key), new.get(key), causes))
    return tuple(found)


def _by_key(findings: Sequence[Finding]) -> dict[Key, Finding]:
    return {(str(each.task), each.check, each.subject or ""): each for each in findings}


def _stands(finding: Finding | None) -> tuple[object, ...] | None:
    """What makes two findings the same to an inspector: not the words, in which days are counted."""
    if finding is None:
        return None
    return finding.outcome, finding.timeliness, finding.code, finding.late_by, finding.points


def _change(before: Finding | None, after: Finding | None, causes: tuple[Cause, ...]) -> Change:
    known = after or before
    assert known is not None
    return Change(
        task=known.task,
        check=known.check,
        subject=known.subject,
        before=_judged(before),
        after=_judged(after),
        causes=causes,
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
