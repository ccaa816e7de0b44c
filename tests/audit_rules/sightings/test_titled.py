"""Are postings found by title and by column through the indexes just as by a look at each?"""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from audit_rules.sightings.by_subject import columns_of, holds_later, postings_in, until
from audit_rules.sightings.indexed_facts import indexed, remembered
from audit_rules.sightings.titled import titled
from audit_rules.sightings.titles import TitleTest, title_key
from domain.columns import ColumnSeen, ColumnStatus
from domain.coverage import Coverage
from domain.observations import PortalFacts
from domain.pages import DateConfidence, DateSource, ReadDate
from domain.postings import PostingSeen
from domain.reach import Reach, ReachStatus
from domain.subjects import Grade, Surface

HOME = "http://czt.gov.cn/"
SUBJECTS = ("ppp", "notices", "key-areas")
DAYS = st.dates(min_value=date(2017, 1, 1), max_value=date(2017, 12, 31))
TEXTS = st.text(alphabet="公开方案 年—-（）ＡａA1\n", max_size=12)
ENTRIES = st.lists(st.one_of(TEXTS, st.lists(TEXTS, min_size=1, max_size=3).map(tuple)), max_size=3).map(
    tuple
)


def column(number: int, subject: str, grade: Grade) -> ColumnSeen:
    return ColumnSeen(
        id=f"obs:column/{number}",
        subject=subject,
        url=f"{HOME}{number}/",
        title="栏目",
        grade=grade,
        surface=Surface.TEXT,
        found_on=HOME,
        status=ColumnStatus.OK,
    )


@st.composite
def portals(draw: st.DrawFn) -> PortalFacts:
    columns = [
        column(number, draw(st.sampled_from(SUBJECTS)), draw(st.sampled_from(Grade)))
        for number in range(draw(st.integers(0, 4)))
    ]
    postings = [
        PostingSeen(
            id=f"obs:posting/{number}",
            title=draw(TEXTS),
            url=f"{HOME}{number}.html",
            published=draw(
                st.none()
                | st.builds(
                    ReadDate,
                    on=DAYS,
                    source=st.just(DateSource.LIST),
                    confidence=st.just(DateConfidence.HIGH),
                )
            ),
            subjects=tuple(draw(st.lists(st.sampled_from(SUBJECTS), max_size=2))),
            columns=tuple(draw(st.lists(st.sampled_from([f"obs:column/{n}" for n in range(6)]), max_size=2))),
        )
        for number in range(draw(st.integers(0, 12)))
    ]
    return PortalFacts(
        unit_id="czt",
        reach=Reach(id="obs:reach", status=ReachStatus.OK),
        coverage=Coverage(),
        columns=tuple(columns),
        postings=tuple(postings),
    )


@settings(max_examples=300, deadline=None)
@given(portals(), ENTRIES, ENTRIES, ENTRIES, DAYS)
def test_titles_are_found_as_by_testing_each(
    facts: PortalFacts,
    some: tuple[str, ...],
    every: tuple[str, ...],
    never: tuple[str, ...],
    as_of: date,
) -> None:
    test = TitleTest(some=some, every=every, never=never)
    ordered = indexed(facts)
    expected = tuple(seen for seen in until(ordered, as_of) if test.passes(seen.title))
    assert titled(ordered, test, as_of) == expected
    # Asked again, and of other facts, the answer is theirs.
    assert titled(ordered, test, as_of) == expected
    assert titled(indexed(facts), TitleTest(), as_of) == until(ordered, as_of)


@settings(max_examples=200, deadline=None)
@given(portals(), st.sets(st.sampled_from(SUBJECTS)), DAYS, DAYS)
def test_columns_and_their_postings_are_found_as_by_a_look_at_each(
    facts: PortalFacts, subjects: set[str], as_of: date, later: date
) -> None:
    ordered = indexed(facts)
    columns = columns_of(ordered, subjects)
    assert columns == tuple(
        seen for seen in ordered.columns if seen.subject in subjects and seen.grade > Grade.WEAK
    )
    met = {seen.id for seen in ordered.columns}
    for day in (as_of, later):
        ids, names = {seen.id for seen in columns}, {seen.subject for seen in columns}
        known = [seen for seen in ordered.postings if seen.published_on is None or seen.published_on <= day]
        assert until(ordered, day) == tuple(known)
        assert postings_in(ordered, columns, day) == tuple(
            seen
            for seen in known
            if ids & set(seen.columns) or (met.isdisjoint(seen.columns) and names & set(seen.subjects))
        )
        for each in ordered.columns:
            assert holds_later(ordered, each, day) == any(
                seen.published_on is not None and seen.published_on > day and each.id in seen.columns
                for seen in ordered.postings
            )


def test_plain_facts_remember_nothing_and_indexed_ones_stay_the_same_value() -> None:
    facts = PortalFacts(
        unit_id="czt", reach=Reach(id="obs:reach", status=ReachStatus.OK), coverage=Coverage()
    )
    answers = iter(range(4))
    assert [remembered(facts, "remembered thing", answers.__next__) for _ in range(2)] == [0, 1]
    first, second = indexed(facts), indexed(facts)
    assert [remembered(first, "remembered thing", answers.__next__) for _ in range(2)] == [2, 2]
    assert first == second
    assert "remembered thing" not in repr(first)


def test_a_comparable_title_drops_what_is_no_letter_or_digit() -> None:
    assert title_key(" （２０１７）年 PPP—项目·\u200b\n") == "2017年ppp项目"
    assert title_key("Ⅷ·é́$x_y") == "viiié́xy"
