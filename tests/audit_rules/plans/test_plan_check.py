"""Does the bundled plan hold, and does a plan that was broken on purpose not?"""

import shutil
from pathlib import Path

import pytest

from audit_rules.bundled import PLANS
from audit_rules.inputs.units import load_units
from audit_rules.params import params_faults
from audit_rules.plans.check import check_plan
from audit_rules.plans.loading import PlanError, load_plan
from audit_rules.registry import all_rules
from domain.plans import SourceStatus

YUNNAN = PLANS / "yunnan-2017"
LOST = {21, 40, "49a", *range(78, 86)}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(YUNNAN, tmp_path / "yunnan-2017")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in check_plan(folder).problems]


def test_the_bundled_plan_holds() -> None:
    report = check_plan("yunnan-2017")
    assert report.problems == ()
    assert report.ok
    assert (report.numbered_found, report.numbered) == (120, 120)
    assert report.quotations.texts_found == report.quotations.texts == 122
    assert report.quotations.cells_found == report.quotations.cells > 100
    assert report.phrases.understood == report.phrases.every > 15
    assert report.rows(SourceStatus.MISSING) == len(LOST)


def test_every_row_and_duty_of_the_document_is_there() -> None:
    plan = load_plan("yunnan-2017")
    others = {"5a", "27a", "49a", "49b", "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L9"}
    assert {task.number for task in plan.tasks} == {*range(1, 121), *others}


def test_lost_rows_are_never_scored() -> None:
    plan = load_plan("yunnan-2017")
    lost = [task for task in plan.tasks if task.source is SourceStatus.MISSING]
    assert {task.number for task in lost} == LOST
    assert all(task.text is None and not task.checks and task.weight == 0 for task in lost)


def test_no_text_of_the_document_is_given_to_two_tasks() -> None:
    texts = [task.text for task in load_plan("yunnan-2017").tasks if task.text]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("number", "units", "deadline"),
    [
        (4, {"czt"}, "次月 5 日前"),
        (7, {"dsj"}, "2017年7月底前"),
        (86, {"gtt"}, "2017年6月底前"),
        ("L5", {"czt", "pref_km", "pref_dq"}, "2017年12月15日前"),
    ],
)
def test_who_owes_what_until_when(number: int | str, units: set[str], deadline: str) -> None:
    task = next(task for task in load_plan("yunnan-2017").tasks if task.number == number)
    assert units <= set(task.units)
    assert len(units) > 1 or units == set(task.units)
    assert task.deadline == deadline


def test_both_registries_know_every_unit_and_refuse_no_row() -> None:
    plan = load_plan("yunnan-2017")
    named = {unit for task in plan.tasks for unit in task.units}
    for name in ("units.csv", "units-2017.csv"):
        units, errors = load_units(YUNNAN / name)
        assert errors == ()
        assert named <= {unit.id for unit in units}


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("tasks/growth.yaml", "number: 16", "number: 121", ("no task has the number 16", "task 121", "121")),
        ("tasks/growth.yaml", "专家库", "专家组", ("growth.yaml, task 16", "text does not stand", "word for word")),
        ("tasks/growth.yaml", "lead_text: 省地税局牵头", "lead_text: 地税局分头", ("task 7", "lead_text does not stand")),
        ("tasks/growth.yaml", "deadline_text: 2017年7月底前", "deadline_text: 2017年8月底前", ("task 7", "deadline_text")),
        ("tasks/growth.yaml", "deadline: 全年工作", "deadline: 尽快", ("task 2", "'尽快' is not understood", "deadline_note")),
        ("tasks/growth.yaml", "leads: [dsj]", "leads: [dsj, dsjj]", ("task 7", "dsjj is not known", "units.csv")),
        ("tasks/growth.yaml", "units: [czt, fgw]", "units: [czt, kjt]", ("task 8", "kjt do not owe the task")),
        ("tasks/growth.yaml", "supports: [rst, dsj]", "supports: [rst, czt]", ("task 8", "czt both owes and supports it")),
        ("tasks/growth.yaml", "supports: [rst, dsj]", "supports: [rst, dsjj]", ("task 8", "supports: dsjj is not known")),
        ("tasks/growth.yaml", "rule: periodic", "rule: pereodic", ("task 4", "no rule 'pereodic'", "periodic")),
        ("tasks/growth.yaml", "max_age_days: 180", "max_age: 180", ("task 6", "params.max_age_days", "fresh.py")),
        ("tasks/livelihood.yaml", "subject: environment, params: {max_age_days: 90}", "subject: environment",
         ("neither max_age_days nor the deadline", "实时更新")),
        ("tasks/growth.yaml", "rule: column, subject: tax-cut", "rule: column, subject: tax", ("task 7", "tax is not known")),
        ("tasks/growth.yaml", "subject: tax-cut, points: 2", "points: 2", ("task 7", "needs a subject")),
        ("tasks/growth.yaml", "subjects: [audit-result,", "subjects: [audits,", ("task 5a", "audits is not known")),
        ("tasks/growth.yaml", "tax-cut, points: 2", "tax-cut, points: 1", ("task 7", "1 points", "weight is 2")),
        ("tasks/growth.yaml", "rule: periodic", "rule: periodic\n    deadline: 全年工作", ("task 4", "has no periods")),
        ("tasks/effectiveness.yaml", "rule: norms, advice", "rule: norms, points: 1, advice", ("task 108", "is advice, but")),
        ("tasks/effectiveness.yaml", "{rule: alive, points: 1}", "{rule: alive}", ("task 107", "gives no points")),
        ("tasks/livelihood.yaml", "fresh, subject: env", "column, subject: env", ("task 53", "two checks column on environment")),
        ("plan.yaml", "file: letter, weight: 23", "file: letter, weight: 24", ("section 通知正文 weigh 23", "weigh 101")),
        ("units.csv", "dsj,云南省地方税务局", ",云南省地方税务局", ("units.csv, line", "the id is empty", "dsj is not known")),
        ("units-2017.csv", "http://www.km.gov.cn/", "http://www.dl.gov.cn/", ("units-2017.csv, line", "大连")),
    ],
)  # fmt: skip
def test_a_broken_plan_does_not_hold(
    copy: Path, file: str, old: str, new: str, words: tuple[str, ...]
) -> None:
    edit(copy / file, old, new)
    found = problems(copy)
    for word in words:
        assert any(word in problem for problem in found), found


def test_problems_in_the_files_shape_are_reported_not_raised(copy: Path) -> None:
    edit(copy / "tasks" / "risk.yaml", "number: 86", "numbr: 86")
    report = check_plan(copy)
    assert report.plan is None
    assert not report.ok
    assert {problem.file for problem in report.problems} == {"tasks/risk.yaml"}


@pytest.mark.parametrize(("name", "words"), [("source.txt", "cannot be read"), ("units.csv", "No such file")])
def test_a_file_that_is_gone(copy: Path, name: str, words: str) -> None:
    (copy / name).unlink()
    assert any(problem.startswith(name) and words in problem for problem in problems(copy))


def test_a_registry_that_is_gone_is_one_problem_not_one_for_every_id(copy: Path) -> None:
    (copy / "units.csv").unlink()
    (told,) = problems(copy)
    assert "beside the plan as units.csv" in told


def test_a_plan_that_is_nowhere() -> None:
    with pytest.raises(PlanError, match="nowhere"):
        check_plan("nowhere")


@pytest.mark.parametrize(
    ("rule", "params", "fault"),
    [
        ("column", {"min_postings": -1}, "min_postings"),
        ("fresh", {"max_age_days": 0}, "max_age_days"),
        ("column", {"season": "旺季"}, "season"),
        ("document", {"title_not": ["总结"]}, "title_any or title_all"),
        ("document", {"title_all": [[]]}, "title_all"),
        ("document", {"title_any": "方案"}, "title_any"),
        ("count", {"per": "week"}, "per"),
        ("elements", {"names": ["甲", ["乙", "丙"]], "need": 3}, "only 2 names"),
        ("alive", {"days": 7}, "days"),
        ("periodic", {"event": {"units": ["czt"]}}, "title_any"),
    ],
)
def test_params_of_another_shape(rule: str, params: dict[str, object], fault: str) -> None:
    assert any(fault in text for text in params_faults(all_rules()[rule].params, params))


@pytest.mark.parametrize(
    ("rule", "params"),
    [
        ("column", {}),
        ("document", {"title_all": [["政务公开", "信息公开"], "方案"], "subjects": ["notices"]}),
        ("count", {"per": "quarter"}),
        ("elements", {"names": ["甲", ["乙", "丙"]], "need": 1}),
        ("periodic", {"event": "2017-12-04"}),
        ("periodic", {"season": "6—9月"}),
        ("fresh", {}),
    ],
)
def test_params_of_the_right_shape(rule: str, params: dict[str, object]) -> None:
    assert params_faults(all_rules()[rule].params, params) == ()
