"""How many points does a finding earn, and what do findings add up to?"""

from collections.abc import Iterable
from math import fsum

from domain.findings import Finding, Outcome, Points, Score, Timeliness

_PLACES = 6
"""Sums are rounded so far that the noise of binary fractions (0.1 + 0.2) never shows."""

_UNMEASURED = frozenset({Outcome.CANT_TELL, Outcome.ERROR})


def points_of(
    outcome: Outcome, timeliness: Timeliness, points: float, *, late_share: float, advice: bool
) -> Points:
    """The points of one finding.

    Args:
        outcome: what was found.
        timeliness: whether in time; late earns ``late_share`` of the points.
        points: what the check is worth.
        late_share: the plan's share for what is done late, 0 … 1.
        advice: an advice check is worth nothing.
    """
    if advice or points <= 0:
        return Points()
    if outcome is Outcome.PASSED:
        earned = points * late_share if timeliness is Timeliness.LATE else points
        return Points(earned=round(earned, _PLACES), possible=round(points, _PLACES))
    if outcome is Outcome.FAILED:
        return Points(possible=round(points, _PLACES))
    return Points(unmeasured=round(points, _PLACES)) if outcome in _UNMEASURED else Points()


def score(findings: Iterable[Finding]) -> Score:
    """The sum over findings: earned / possible, and what could not be measured. Order does not matter."""
    every = [finding.points for finding in findings]
    return Score(
        earned=round(fsum(points.earned for points in every), _PLACES),
        possible=round(fsum(points.possible for points in every), _PLACES),
        unmeasured=round(fsum(points.unmeasured for points in every), _PLACES),
    )
