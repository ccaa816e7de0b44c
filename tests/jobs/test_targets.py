"""Is each portal visited for what its unit owes, and for nothing it doesn't?"""

from datetime import date

from domain.plans import Check, Plan, Task
from domain.units import Unit, UnitKind
from jobs.targets import EVERYWHERE, articles_of, crawl_targets, owed_checks, phrases_of


def plan_with(*tasks: Task) -> Plan:
    return Plan(
        id="p",
        title="方案",
        document_number="云政办发〔2017〕41号",
        year=2017,
        issued_on=date(2017, 4, 17),
        published_on=date(2017, 4, 21),
        sections={"s": 100},
        tasks=tasks,
        digest="sha256:0",
    )


def task(number: int, units: tuple[str, ...], *checks: Check) -> Task:
    return Task(
        number=number,
        section="s",
        group="g",
        text="t",
        lead_text=None,
        leads=(),
        units=units,
        deadline_text=None,
        deadline=None,
        checks=checks,
    )


def unit(unit_id: str, url: str | None = "http://a.example/") -> Unit:
    return Unit(id=unit_id, name=unit_id, kind=UnitKind.PROVINCIAL_DEPT, portal_url=url)


def test_a_checks_own_units_win_over_the_tasks() -> None:
    plan = plan_with(task(8, ("a", "b"), Check(rule="column", subject="fee-list", units=("b",))))
    assert set(owed_checks(plan)) == {"b"}


def test_targets_want_the_subjects_owed_and_the_common_places() -> None:
    plan = plan_with(
        task(16, ("a",), Check(rule="column", subject="ppp")),
        task(
            2,
            ("a",),
            Check(rule="document", params={"title_any": ["方案"], "subjects": ["notices", "budget"]}),
        ),
    )
    (target,) = crawl_targets(plan, [unit("a")])
    assert target.subjects == EVERYWHERE | {"ppp", "budget"}
    assert target.since == date(2016, 1, 1)


def test_units_without_portal_or_duty_are_not_visited() -> None:
    plan = plan_with(task(16, ("a", "b"), Check(rule="column", subject="ppp")))
    assert [t.unit.id for t in crawl_targets(plan, [unit("a"), unit("b", None), unit("c")])] == ["a"]


def test_postings_are_opened_for_words_and_for_links() -> None:
    role = {"name": "负责人", "words": ["厅长", "主任"], "per": "year"}
    checks = [
        Check(rule="attended", subject="interpretation", params={"roles": [role]}),
        Check(rule="paired", subject="interpretation"),
    ]
    assert articles_of(checks) == {"interpretation": ("厅长", "主任"), "regulations": ()}


def test_a_second_site_is_visited_for_what_others_must_publish_there() -> None:
    params = {"site": "b", "site_name": "信用"}
    plan = plan_with(task(38, ("a",), Check(rule="also_on", subject="capacity", params=params)))
    assert [(t.unit.id, "capacity" in t.subjects) for t in crawl_targets(plan, [unit("b"), unit("c")])] == [
        ("b", True)
    ]


def test_alternatives_of_an_element_are_all_looked_for() -> None:
    checks = [Check(rule="elements", subject="ppp", params={"names": ["政策", ["专家库", "专家"]]})]
    assert phrases_of(checks) == {"ppp": ("政策", "专家库", "专家")}
