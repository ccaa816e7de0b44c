"""What holds of every judgement, whatever a portal shows: no accusation without reach, and no whim of order."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from audit_rules.engine import judge
from audit_rules.registry import all_rules
from audit_rules.scores.scoring import score
from domain.columns import CandidateSeen, ColumnSeen, ColumnStatus, Refusal
from domain.coverage import Coverage
from domain.findings import Outcome, Timeliness
from domain.observations import PortalFacts
from domain.pages import DateConfidence, DateSource, ReadDate
from domain.plans import Check, Plan, Task
from domain.postings import ListReading, PastDate, PostingSeen
from domain.reach import FailureKind, Probe, Reach, ReachStatus
from domain.subjects import Grade, Surface
from domain.units import Unit, UnitKind

HOME = "http://czt.gov.cn/"
UNIT = Unit(
    id="czt", name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url=HOME, filed_url=f"{HOME}key-areas/1/"
)
PARAMS: Mapping[str, Mapping[str, Any]] = {
    "fresh": {"max_age_days": 30},
    "document": {"title_any": ["实施方案"], "subjects": ["notices"]},
    "count": {"per": "quarter", "at_least": 2},
    "elements": {"names": ["项目库"]},
    "columns_stale": {"kinds": {"ppp": 30, "notices": 14}, "limit": 1, "warn_over": 0},
    "columns_blank": {"limit": 1},
    "home_marks": {"marks": ["search"]},
    "also_on": {"site": "second", "site_name": "信用云南"},
    "attended": {"roles": [{"name": "负责人", "words": ["厅长"], "per": "half_year"}]},
}
DEADLINES = {"periodic": "次月5日前", "document": "本通知公布后30个工作日内", "column": "2017年7月底前"}
SUBJECTS = ("ppp", "notices", "key-areas")


def plan() -> Plan:
    """One task with every rule for every subject, each with and without a date."""
    checks = [
        Check(rule=rule, subject=subject, params=PARAMS.get(rule, {}), deadline=deadline, points=1.5)
        for rule in all_rules()
        for subject in SUBJECTS
        for deadline in {
            DEADLINES.get(rule, "全年工作"),
            "次月5日前" if rule == "periodic" else "2017年6月底前",
        }
    ]
    task = Task(
        number=1,
        section="节",
        group="组",
        text="文",
        lead_text=None,
        leads=(),
        units=("czt",),
        deadline_text=None,
        deadline=None,
        checks=tuple(checks),
    )
    return Plan(
        id="test",
        title="方案",
        document_number="41号",
        year=2017,
        issued_on=date(2017, 4, 17),
        published_on=date(2017, 4, 21),
        sections={"节": 1.0},
        tasks=(task,),
        digest="sha256:0",
    )


PLAN = plan()
DAYS = st.dates(min_value=date(2016, 6, 1), max_value=date(2018, 3, 31))
MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("2017-01-01"), max_value=datetime.fromisoformat("2018-03-01")
)
SEEN = st.none() | MOMENTS.map(lambda moment: moment.replace(tzinfo=UTC))
DATES = st.none() | st.builds(
    ReadDate,
    on=DAYS,
    source=st.sampled_from(DateSource),
    confidence=st.sampled_from(DateConfidence),
    conflict=st.none() | DAYS,
)
TITLES = st.sampled_from(
    [
        "项目",
        "2017年政务公开实施方案",
        "实施方案",
        "2016年实施方案",
        "2017年5月情况",
        "6月份情况",
        "一季度项目库",
        "上半年",
    ]
)


READINGS = st.none() | st.builds(
    ListReading,
    id=st.sampled_from(["obs:reading/1/0", "obs:reading/2/1"]),
    column=st.sampled_from(["obs:column/0", "obs:column/1"]),
    title=st.just("栏目"),
    url=st.just(HOME),
    at=MOMENTS.map(lambda moment: moment.replace(tzinfo=UTC)),
    held=st.integers(0, 9),
    blank_since=SEEN,
)
PAST = st.builds(
    PastDate,
    on=DAYS,
    first_seen=MOMENTS.map(lambda moment: moment.replace(tzinfo=UTC)),
    last_seen=MOMENTS.map(lambda moment: moment.replace(tzinfo=UTC)),
)


@st.composite
def portals(draw: st.DrawFn) -> PortalFacts:
    """A portal with anything on it, read in any way."""
    columns = [
        ColumnSeen(
            id=f"obs:column/{number}",
            subject=draw(st.sampled_from(SUBJECTS)),
            url=f"{HOME}key-areas/{number}/",
            title="栏目",
            grade=draw(st.sampled_from(Grade)),
            surface=Surface.TEXT,
            found_on=HOME,
            status=draw(st.sampled_from(ColumnStatus)),
            failure=draw(st.none() | st.sampled_from(FailureKind)),
            postings=draw(st.integers(0, 5)),
            complete_since=draw(st.sampled_from([None, date.min, date(2017, 1, 1), date(2017, 9, 1)])),
            elements=draw(st.sampled_from([(), ("项目库",), ("其他",)])),
            first_seen=draw(SEEN),
            first_ok=draw(SEEN),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    ids = st.lists(st.sampled_from([each.id for each in columns]), max_size=2) if columns else st.just([])
    postings = [
        PostingSeen(
            id=f"obs:posting/{number}",
            title=draw(TITLES),
            url=f"{HOME}{number}.html",
            published=draw(DATES),
            columns=tuple(draw(ids)),
            first_seen=draw(SEEN),
            last_seen=draw(SEEN),
            absent=draw(READINGS),
            gone=draw(READINGS),
            past_dates=draw(st.lists(PAST, max_size=2).map(tuple)),
        )
        for number in range(draw(st.integers(0, 8)))
    ]
    candidates = [
        CandidateSeen(
            id=f"obs:candidate/{number}",
            subject=draw(st.sampled_from(SUBJECTS)),
            url=f"{HOME}x/{number}",
            text="链接",
            grade=draw(st.sampled_from(Grade)),
            surface=Surface.TEXT,
            found_on=HOME,
            refusal=draw(st.sampled_from(Refusal)),
        )
        for number in range(draw(st.integers(0, 2)))
    ]
    reach = Reach(
        id="obs:reach",
        status=draw(st.sampled_from(ReachStatus)),
        pages=9,
        failure=draw(st.none() | st.sampled_from(FailureKind)),
        home_url=HOME,
        crawled_at=draw(SEEN),
    )
    coverage = Coverage(
        home=draw(st.booleans()),
        navigation=draw(st.booleans()),
        sitemap=draw(st.booleans()),
        budget_exhausted=draw(st.booleans()),
        pages_read=9,
    )
    return PortalFacts(
        unit_id="czt",
        reach=reach,
        coverage=coverage,
        crawl_began=draw(SEEN),
        watched_since=draw(SEEN),
        columns=tuple(columns),
        postings=tuple(postings),
        candidates=tuple(candidates),
        probes=_probes(draw(st.integers(0, 3)), draw(st.sampled_from(FailureKind)), draw(st.booleans())),
    )


def _probes(bad: int, failure: FailureKind, filed: bool) -> tuple[Probe, ...]:
    """A week of twenty probes a day, of which ``bad`` a day failed; and one of the filed address."""
    start = datetime(2017, 12, 25, tzinfo=UTC)
    week = [
        Probe(
            id=f"obs:probe/{day}/{hour}",
            url=HOME,
            at=start + timedelta(days=day, minutes=30 * hour),
            ok=hour >= bad,
            failure=None if hour >= bad else failure,
        )
        for day in range(7)
        for hour in range(20)
    ]
    address = UNIT.filed_url or ""
    of_filed = Probe(
        id="obs:filed", url=address, at=start, ok=filed, failure=None if filed else failure, purpose="filed"
    )
    return (*week, of_filed)


@settings(max_examples=150, deadline=None)
@given(portals(), DAYS)
def test_every_duty_gets_a_verdict_that_fits_together(facts: PortalFacts, as_of: date) -> None:
    findings = judge(PLAN, [UNIT], {"czt": facts}, as_of)
    assert len(findings) == len(PLAN.tasks[0].checks)
    for finding in findings:
        assert finding.outcome not in {Outcome.ERROR, Outcome.MANUAL}, finding.explanation
        assert finding.explanation.count("。") == 1
        allowed = {
            Outcome.PASSED: {Timeliness.ON_TIME, Timeliness.LATE, Timeliness.UNKNOWN},
            Outcome.FAILED: {Timeliness.OVERDUE, Timeliness.UNKNOWN},
            Outcome.CANT_TELL: {Timeliness.UNKNOWN},
            Outcome.NOT_APPLICABLE: {Timeliness.NOT_DUE},
        }
        assert finding.timeliness in allowed[finding.outcome]
        assert finding.cites or finding.outcome is Outcome.NOT_APPLICABLE
        if finding.outcome is Outcome.PASSED and finding.done_on is not None:
            assert finding.done_on <= as_of
    total = score(findings)
    measured = [each for each in findings if each.outcome in {Outcome.PASSED, Outcome.FAILED}]
    open_ones = [each for each in findings if each.outcome is Outcome.CANT_TELL]
    assert (total.possible, total.unmeasured) == (1.5 * len(measured), 1.5 * len(open_ones))


@settings(max_examples=100, deadline=None)
@given(
    portals(), DAYS, st.sampled_from([ReachStatus.BLOCKED, ReachStatus.UNREACHABLE, ReachStatus.NOT_CRAWLED])
)
def test_nothing_fails_on_a_portal_that_was_not_reached(
    facts: PortalFacts, as_of: date, status: ReachStatus
) -> None:
    closed = replace(facts, reach=replace(facts.reach, status=status))
    failed = [each for each in judge(PLAN, [UNIT], {"czt": closed}, as_of) if each.outcome is Outcome.FAILED]
    assert failed == []


@settings(max_examples=100, deadline=None)
@given(portals(), DAYS)
def test_doubt_about_dates_never_makes_anything_late(facts: PortalFacts, as_of: date) -> None:
    doubtful = tuple(
        replace(
            each, published=replace(each.published, confidence=DateConfidence.LOW) if each.published else None
        )
        for each in facts.postings
    )
    findings = judge(PLAN, [UNIT], {"czt": replace(facts, postings=doubtful)}, as_of)
    assert not [each for each in findings if each.timeliness is Timeliness.LATE]


@settings(max_examples=60, deadline=None)
@given(portals(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_facts_and_units_changes_nothing(
    facts: PortalFacts, as_of: date, shuffler: random.Random
) -> None:
    def mixed(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(shuffler.sample(values, len(values)))

    other = replace(
        facts,
        columns=mixed(facts.columns),
        postings=mixed(facts.postings),
        candidates=mixed(facts.candidates),
        probes=mixed(facts.probes),
    )
    neighbour = replace(UNIT, id="fgw", name="省发展改革委")
    first = judge(PLAN, [UNIT, neighbour], {"czt": facts}, as_of)
    assert judge(PLAN, [neighbour, UNIT], {"czt": other}, as_of) == first
    assert judge(PLAN, [UNIT], {"czt": facts}, as_of) == first
