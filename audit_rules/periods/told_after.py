"""May what was posted in the month after a period be about it, so that no period is short?

A notice of the second quarter's checks is issued in July. Where its title does not say so (关于网站抽查情况的通报), its date
alone counts it for the third; told so each time, the first period would seem short though none is.
"""

from collections.abc import Sequence

from audit_rules.periods.named_periods import is_short, named_period
from audit_rules.periods.stretches import Stretch
from domain.postings import PostingSeen


def told_after(
    stretches: Sequence[Stretch], postings: Sequence[PostingSeen], need: int
) -> tuple[PostingSeen, ...]:
    """The postings from after a period by which every period has enough; empty when one is short all the same.

    Each posting that names no period does for one: that of its date, or one that was over for a month at most. What names a
    period does for that.

    Args:
        stretches: the periods that are over, in order.
        postings: those considered.
        need: how many each period needs.
    """
    unnamed = [each for each in postings if _names_none(each)]
    pool = sorted(unnamed, key=lambda each: (each.published_on is None, each.published_on, each.id))
    after: list[PostingSeen] = []
    for stretch in stretches:
        lacking = need - sum(stretch.is_told_by(each) for each in postings)
        # Both ends of a period's time grow with the periods, so the oldest fitting posting is the one to take.
        fitting = [
            each
            for each in pool
            if each.published_on is not None and stretch.start <= each.published_on <= stretch.due.late_after
        ][: max(lacking, 0)]
        if len(fitting) < lacking:
            return ()
        pool = [each for each in pool if each not in fitting]
        after += [each for each in fitting if each.published_on and each.published_on > stretch.end]
    return tuple(after)


def _names_none(posting: PostingSeen) -> bool:
    """Whether the title names no period; a few days named say nothing of a month."""
    named = named_period(posting.title, published=posting.published_on)
    return named is None or is_short(named)
