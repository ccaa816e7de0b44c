"""What do a unit's duties add up to in each section of the plan, after reviews?"""

from collections.abc import Sequence

from domain.findings import Score, SectionScore, TaskScore
from domain.standings import Duty
from web.reading.plan_words import PlanWords


def sections_of(duties: Sequence[Duty], words: PlanWords) -> tuple[SectionScore, ...]:
    """Sections with points, in the order of the duties, and their tasks with points."""
    by_section: dict[str, dict[str, list[Duty]]] = {}
    for duty in duties:
        if duty.possible or duty.unmeasured:
            by_section.setdefault(words.section(duty.task), {}).setdefault(duty.task, []).append(duty)
    return tuple(
        SectionScore(
            name=name,
            score=_sum([duty for every in tasks.values() for duty in every]),
            tasks=tuple(TaskScore(task=task, score=_sum(every)) for task, every in tasks.items()),
        )
        for name, tasks in by_section.items()
    )


def _sum(duties: Sequence[Duty]) -> Score:
    return Score(
        earned=round(sum(duty.earned for duty in duties), 6),
        possible=round(sum(duty.possible for duty in duties), 6),
        unmeasured=round(sum(duty.unmeasured for duty in duties), 6),
    )
