"""Which place (名次) and which grade (等次) does each unit's score give it?"""

from collections import Counter
from collections.abc import Mapping

from domain.findings import Score, Standing
from domain.plans import Grading


def rank(scores: Mapping[str, Score], grading: Grading) -> tuple[Standing, ...]:
    """The standings: ranked units by place, then those that are not ranked.

    Equal percents share a place, and the next one counts on (1, 1, 3): what is measured beyond the shown decimal
    tells nobody apart. Inside a place, and among those without one, more coverage comes first, then the unit's id.
    A unit of which nothing or too little could be measured has neither place nor grade: it is not the last.
    """
    ranked = {unit_id: _is_ranked(score, grading) for unit_id, score in scores.items()}
    percents = Counter(scores[unit_id].percent for unit_id, counts in ranked.items() if counts)
    order = sorted(
        scores,
        key=lambda unit_id: (
            not ranked[unit_id],
            -(scores[unit_id].percent or 0.0),
            *_inside(unit_id, scores),
        ),
    )
    standings = []
    for unit_id in order:
        score = scores[unit_id]
        counts = ranked[unit_id]
        better = sum(
            count for percent, count in percents.items() if (percent or 0.0) > (score.percent or 0.0)
        )
        standings.append(
            Standing(
                unit_id=unit_id,
                place=better + 1 if counts else None,
                tied=percents[score.percent] if counts else 0,
                grade=grade(score, grading),
                percent=score.percent,
                coverage=score.coverage,
            )
        )
    return tuple(standings)


def grade(score: Score, grading: Grading) -> str | None:
    """The plan's word for a score; None without grades, and for what is not measured well enough."""
    percent = score.percent
    if percent is None or not _is_ranked(score, grading):
        return None
    return next((word for least, word in grading.grades if percent >= least), None)


def _is_ranked(score: Score, grading: Grading) -> bool:
    return score.percent is not None and score.coverage >= grading.min_coverage


def _inside(unit_id: str, scores: Mapping[str, Score]) -> tuple[float, str]:
    return -scores[unit_id].coverage, unit_id
