"""Do points and scores add up, whatever the findings?"""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_rules.scores.scoring import points_of, score
from domain.findings import Finding, Outcome, Points, Timeliness, Verdict
from domain.plans import LateCurve

POINTS = st.floats(min_value=0.01, max_value=100).map(lambda value: round(value, 2))


HALF = LateCurve(rest=0.5)
CURVE = LateCurve(steps=((10, 0.8), (30, 0.6)), rest=0.5)


def verdict(outcome: Outcome, timeliness: Timeliness, late_by: tuple[int, ...] = ()) -> Verdict:
    return Verdict(outcome=outcome, code="found", timeliness=timeliness, late_by=late_by)


def finding(outcome: Outcome, timeliness: Timeliness, points: float, *, advice: bool = False) -> Finding:
    return Finding(
        unit_id="czt",
        task=1,
        check="column",
        subject=None,
        outcome=outcome,
        timeliness=timeliness,
        code="found",
        explanation="。",
        points=points_of(verdict(outcome, timeliness), points, late=HALF, advice=advice),
    )


FINDINGS = st.lists(
    st.builds(finding, st.sampled_from(Outcome), st.sampled_from(Timeliness), POINTS, advice=st.booleans()),
    max_size=60,
)


@pytest.mark.parametrize(
    ("outcome", "timeliness", "points"),
    [
        (Outcome.PASSED, Timeliness.ON_TIME, Points(earned=5.0, possible=5.0)),
        (Outcome.PASSED, Timeliness.UNKNOWN, Points(earned=5.0, possible=5.0)),
        (Outcome.PASSED, Timeliness.LATE, Points(earned=2.5, possible=5.0)),
        (Outcome.FAILED, Timeliness.OVERDUE, Points(possible=5.0)),
        (Outcome.CANT_TELL, Timeliness.UNKNOWN, Points(unmeasured=5.0)),
        (Outcome.ERROR, Timeliness.UNKNOWN, Points(unmeasured=5.0)),
        (Outcome.NOT_APPLICABLE, Timeliness.NOT_DUE, Points()),
        (Outcome.MANUAL, Timeliness.UNKNOWN, Points()),
    ],
)
def test_points(outcome: Outcome, timeliness: Timeliness, points: Points) -> None:
    assert points_of(verdict(outcome, timeliness), 5.0, late=HALF) == points
    assert points_of(verdict(outcome, timeliness), 5.0, late=HALF, advice=True) == Points()
    assert points_of(verdict(outcome, timeliness), 0.0, late=HALF) == Points()


@pytest.mark.parametrize(
    ("late_by", "earned"),
    [
        ((1,), 4.0),
        ((10,), 4.0),
        ((11,), 3.0),
        ((30,), 3.0),
        ((31,), 2.5),
        ((400,), 2.5),
        ((0, 0, 0, 5), 4.75),
        ((0, 11, 40), 3.5),
        ((), 2.5),
    ],
)
def test_the_later_the_fewer_points_and_each_period_for_itself(
    late_by: tuple[int, ...], earned: float
) -> None:
    got = points_of(verdict(Outcome.PASSED, Timeliness.LATE, late_by), 5.0, late=CURVE)
    assert got == Points(earned=earned, possible=5.0)


@given(st.lists(st.integers(min_value=0, max_value=500), min_size=1, max_size=12), st.integers(0, 11))
def test_a_day_later_never_earns_more(days: list[int], place: int) -> None:
    later = list(days)
    later[place % len(days)] += 1
    one, other = (
        points_of(verdict(Outcome.PASSED, Timeliness.LATE, tuple(each)), 7.0, late=CURVE).earned
        for each in (days, later)
    )
    assert other <= one


def test_a_plan_may_give_nothing_or_everything_for_what_is_late() -> None:
    for share in (0.0, 1.0):
        got = points_of(verdict(Outcome.PASSED, Timeliness.LATE), 3.0, late=LateCurve(rest=share))
        assert got == Points(earned=3.0 * share, possible=3.0)


def test_no_findings_no_score() -> None:
    nothing = score([])
    assert (nothing.earned, nothing.possible, nothing.unmeasured) == (0.0, 0.0, 0.0)
    assert (nothing.percent, nothing.coverage) == (None, 0.0)


def test_the_noise_of_binary_fractions_never_shows() -> None:
    tenths = [finding(Outcome.PASSED, Timeliness.ON_TIME, 0.1) for _ in range(3)]
    assert score(tenths).earned == 0.3


def test_an_unreadable_portal_has_no_percent_rather_than_a_bad_one() -> None:
    got = score([finding(Outcome.CANT_TELL, Timeliness.UNKNOWN, 4.0)] * 3)
    assert (got.percent, got.coverage, got.unmeasured) == (None, 0.0, 12.0)


@given(FINDINGS)
def test_score_adds_up(findings: list[Finding]) -> None:
    got = score(findings)
    assert got.earned == pytest.approx(sum(each.points.earned for each in findings), abs=1e-6)
    assert got.possible == pytest.approx(sum(each.points.possible for each in findings), abs=1e-6)
    assert got.unmeasured == pytest.approx(sum(each.points.unmeasured for each in findings), abs=1e-6)
    assert 0 <= got.earned <= got.possible
    assert got.percent is None or 0 <= got.percent <= 100
    assert 0 <= got.coverage <= 1


@given(FINDINGS, st.randoms(use_true_random=False))
def test_score_does_not_hang_on_order(findings: list[Finding], shuffler: random.Random) -> None:
    other = list(findings)
    shuffler.shuffle(other)
    assert score(other) == score(findings)
