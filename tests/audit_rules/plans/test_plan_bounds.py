"""Is a plan that would keep its reader busy for ever refused, with place and reason, and does a large real one pass?"""

import pytest

from audit_rules.plans.loading import PlanError, load_plan, plan_of
from audit_rules.plans.plan_bounds import FORM, MOST_EXPANDED
from audit_rules.plans.source import PlanSource

HEAD = """id: large
title: 某省2017年政务公开工作要点分工方案
document_number: 某政办发〔2017〕1号
year: 2017
issued_on: 2017-04-17
published_on: 2017-04-21
numbered: 1
"""
UNITS = [f"u{number}" for number in range(3_000)]
GROUP = f"groups:\n  every: [{', '.join(UNITS)}]\n"


def section(units: str = "czt", tasks: int = 1, more: str = "") -> str:
    rows = "".join(
        f"  - {{number: {number + 1}, group: 预算, text: 公开预算。, manual_reason: 网页上看不出。, units: [{units}]{more}}}\n"
        for number in range(tasks)
    )
    return f"sections:\n- name: 稳增长\n  weight: 100\n  tasks:\n{rows}"


def source(text: str) -> PlanSource:
    return PlanSource({"large.yaml": text.encode()})


def nested(count: int) -> str:
    """Every group holds all units of the one before it."""
    return GROUP + "  g0: ['@every']\n" + "".join(f"  g{k}: ['@g{k - 1}', v{k}]\n" for k in range(1, count))


def test_a_plan_of_many_tasks_for_thousands_of_units_passes() -> None:
    plan = plan_of(source(HEAD + GROUP + section("'@every'", tasks=400)))
    assert len(plan.tasks) == 400
    assert all(task.units == tuple(UNITS) for task in plan.tasks)
    assert len({id(task.units) for task in plan.tasks}) == 1


def test_groups_that_name_groups_are_laid_open() -> None:
    plan = plan_of(source(HEAD + nested(3) + section("'@g2', u5")))
    assert plan.tasks[0].units == (*UNITS, "v1", "v2")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HEAD + "min_coverage: 1" + ":59" * 300_000 + "\n" + section(), "line 8: a text has 900001 char"),
        (
            HEAD + "min_coverage: 1" + ":59" * 6_000 + "\n" + section(),
            "is read as int and has 18001 characters",
        ),
        (HEAD + 'min_coverage: !!int "1' + ":59" * 6_000 + '"\n' + section(), "is read as int"),
        (HEAD + "min_coverage: 1" + ":59" * 6_000 + ".5\n" + section(), "is read as float"),
        (HEAD + "late_steps: {2305843009213693951: 0.5}\n" + section(), "is read as int and has 19 char"),
        (HEAD + "min_coverage: !!float '0." + "0" * 60 + "'\n" + section(), "is read as float"),
        (HEAD + "groups: [" + "[]," * 60_000 + "]\n" + section(), f"more than {FORM.parts} parts"),
        (HEAD + "groups: " + "[" * 300_000 + "\n", "nested too deeply"),
        (HEAD + "title2: &a [x]\nsections: [*a]\n", "the alias *a"),
        (HEAD + f"title2: {'公' * (FORM.text + 1)}\n" + section(), "characters, and may have"),
        (HEAD + GROUP + section(", ".join(["'@every'"] * 2_000)), f"more than {MOST_EXPANDED} units"),
        (HEAD + nested(499) + section(", ".join(["'@g498'"] * 2_000)), f"more than {MOST_EXPANDED} units"),
        (HEAD + nested(501) + section(), "groups: Dictionary should have at most 500"),
        (HEAD + f"groups: {{{'g' * 101}: [czt]}}\n" + section(), "at most 100 characters"),
        (
            HEAD + "late_steps: {" + ", ".join(f"{day}: 0.6" for day in range(1, 150)) + "}\n" + section(),
            "late_steps: Dictionary should have at most 100",
        ),
        (HEAD + section(tasks=2_001), "tasks: List should have at most 2000"),
        (HEAD + section(more=f", deadline_text: {'年' * 2_001}"), "at most 2000 characters"),
        (
            HEAD + section(tasks=200, more=f", checks: [{','.join(['{rule: alive}'] * 26)}]"),
            "it has 5200 checks",
        ),
        (HEAD + "sections: [" + "{name: a, file: a, weight: 1}," * 201 + "]\n", "at most 200 items"),
    ],
    ids=lambda value: value[:40] if len(value) < 100 else "",
)
def test_what_is_more_than_any_plan_has_is_refused(text: str, reason: str) -> None:
    with pytest.raises(PlanError) as refused:
        plan_of(source(text))
    first = refused.value.problems[0]
    assert reason in first.reason
    assert first.file.startswith("large.yaml")
    assert first.remedy


def test_parts_are_counted_over_all_files() -> None:
    head = HEAD + "sections: [{name: a, file: a, weight: 50}, {name: b, file: b, weight: 50}]\n"
    half = f"section: NAME\n{section(', '.join(['czt'] * 60_000)).partition('  weight: 100')[2].lstrip()}"
    files = {"plan.yaml": head.encode()}
    files |= {f"tasks/{name}.yaml": half.replace("NAME", name).encode() for name in "ab"}
    with pytest.raises(PlanError, match="more than 100000 parts") as refused:
        plan_of(PlanSource(files))
    assert refused.value.problems[0].file == "tasks/b.yaml"


def test_a_file_that_two_sections_name_is_read_once() -> None:
    head = HEAD + "sections: [{name: a, file: a, weight: 50}, {name: a, file: a, weight: 50}]\n"
    rows = f"section: a\n{section().partition('  weight: 100')[2].lstrip()}"
    with pytest.raises(PlanError, match=r"two sections of plan\.yaml name this file"):
        plan_of(PlanSource({"plan.yaml": head.encode(), "tasks/a.yaml": rows.encode()}))


def test_a_text_of_digits_in_quotes_is_a_text() -> None:
    text = "1" + ":59" * 100
    plan = plan_of(source(HEAD.replace("title: 某省", f"title: '{text}'\n#") + section()))
    assert plan.title == text


def test_the_bundled_plans_pass() -> None:
    for plan in ("yunnan-2017", "national-2015", "national-2019"):
        assert load_plan(plan).tasks
