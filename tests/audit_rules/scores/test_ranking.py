"""Who comes before whom, who shares a place, and who has none?"""

from hypothesis import given
from hypothesis import strategies as st

from audit_rules.plans.loading import load_plan
from audit_rules.scores.ranking import grade, rank
from domain.findings import Score
from domain.plans import Grading

GRADING = Grading(grades=((90.0, "优秀"), (60.0, "合格"), (0.0, "不合格")), min_coverage=0.6)


def score(earned: float, possible: float = 10.0, unmeasured: float = 0.0) -> Score:
    return Score(earned=earned, possible=possible, unmeasured=unmeasured)


def test_equal_percents_share_a_place_and_the_next_counts_on() -> None:
    scores = {"d": score(5), "a": score(9), "c": score(9), "b": score(9, 10, 1), "e": score(0)}
    got = [(each.unit_id, each.place, each.tied) for each in rank(scores, GRADING)]
    assert got == [("a", 1, 3), ("c", 1, 3), ("b", 1, 3), ("d", 4, 1), ("e", 5, 1)]


def test_what_is_measured_too_little_is_neither_last_nor_first() -> None:
    scores = {"little": score(10, 10, 90), "none": score(0, 0, 10), "bad": score(1)}
    got = {each.unit_id: (each.place, each.grade, each.tied) for each in rank(scores, GRADING)}
    assert got == {"bad": (1, "不合格", 1), "little": (None, None, 0), "none": (None, None, 0)}
    assert [each.unit_id for each in rank(scores, GRADING)] == ["bad", "little", "none"]


def test_a_grade_begins_at_its_percent() -> None:
    assert [grade(score(each), GRADING) for each in (9.0, 8.99, 6.0, 5.99)] == [
        "优秀",
        "合格",
        "合格",
        "不合格",
    ]
    assert grade(score(9.0), Grading()) is None


def test_the_bundled_plan_grades() -> None:
    grading = load_plan("yunnan-2017").grading
    assert [grade(score(each), grading) for each in (9.5, 8.5, 7, 3)] == ["优秀", "良好", "合格", "不合格"]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=30))
def test_places_count_those_before(given_points: list[tuple[int, int]]) -> None:
    scores = {
        f"u{number}": score(min(earned, 50), 50, unmeasured)
        for number, (earned, unmeasured) in enumerate(given_points)
    }
    standings = rank(scores, Grading())
    assert sorted(each.unit_id for each in standings) == sorted(scores)
    for each in standings:
        better = sum((other.percent or 0) > (each.percent or 0) for other in standings)
        assert each.place == better + 1
        assert each.tied == sum(other.percent == each.percent for other in standings)
