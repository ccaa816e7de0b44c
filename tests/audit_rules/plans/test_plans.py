"""Does a folder of YAML become the plan it says, and is what is wrong with it named by file, task and reason?"""

from datetime import date
from pathlib import Path

import pytest

from audit_rules.bundled import PLANS
from audit_rules.plans.loading import PlanError, load_plan, plan_of
from audit_rules.plans.source import MOST_BYTES, MOST_FILES, plan_source, unpacked_source
from domain.plans import LateCurve, Shared, SourceStatus

HEAD = """
id: small
title: 某省2017年政务公开工作要点分工方案
document_number: 某政办发〔2017〕1号
year: 2017
issued_on: 2017-04-17
published_on: 2017-04-21
numbered: 2
sections:
- {name: 以政务公开助力稳增长, file: growth, weight: 100}
groups:
  cities: [city_a, city_b]
  everyone: ['@cities', fgw]
"""
GROWTH = """
section: 以政务公开助力稳增长
tasks:
- number: 1
  group: 加强预期引导
  text: 开设专栏
  lead_text: 省发展改革委牵头落实
  leads: [fgw]
  units: ['@everyone']
  deadline_text: 2017年7月底前
  weight: 100
  shared: any
  checks:
  - {rule: column, subject: ppp, params: {min_postings: 3}, units: ['@cities'], points: 60}
  - {rule: norms, advice: true}
  - {rule: fresh, subject: ppp, params: {max_age_days: 30}, deadline: 全年工作, points: 40}
- number: 2
  group: 加强预期引导
  text: 深入解读
  leads: [fgw]
  deadline_text: null
  deadline: 全年工作
  deadline_note: 合并单元格
  manual_reason: 须人工查看
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "small"
    (place / "tasks").mkdir(parents=True)
    (place / "plan.yaml").write_text(HEAD, encoding="utf-8")
    (place / "tasks" / "growth.yaml").write_text(GROWTH, encoding="utf-8")
    return place


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def first_problem(folder: Path) -> str:
    with pytest.raises(PlanError) as caught:
        load_plan(folder)
    return str(caught.value)


def test_a_plan_is_what_its_files_say(folder: Path) -> None:
    plan = load_plan(folder)
    assert (plan.id, plan.year, plan.issued_on, plan.late) == (
        "small",
        2017,
        date(2017, 4, 17),
        LateCurve(rest=0.5),
    )
    assert plan.sections == {"以政务公开助力稳增长": 100}
    one, two = plan.tasks
    assert one.leads == ("fgw",)
    assert one.units == ("fgw", "city_a", "city_b")
    assert one.deadline == one.deadline_text == "2017年7月底前"
    assert one.shared is Shared.ANY
    column, norms, fresh = one.checks
    assert (column.units, column.params, column.points) == (("city_a", "city_b"), {"min_postings": 3}, 60)
    assert norms.advice
    assert fresh.deadline == "全年工作"
    assert (two.deadline_text, two.deadline, two.units) == (None, "全年工作", ("fgw",))
    assert two.source is SourceStatus.INTACT
    assert not two.checks


def test_a_plan_is_found_by_id_by_folder_and_by_file() -> None:
    by_id = load_plan("yunnan-2017")
    assert by_id == load_plan(PLANS / "yunnan-2017") == load_plan(PLANS / "yunnan-2017" / "plan.yaml")


def test_an_unknown_plan_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(PlanError, match=r"atlantis-2017.*yunnan-2017"):
        load_plan("atlantis-2017")


def test_the_digest_follows_what_a_verdict_can_depend_on(folder: Path) -> None:
    before = load_plan(folder).digest
    assert before.startswith("sha256:")
    assert load_plan(folder).digest == before == plan_source(folder).digest
    for name in (
        ".plan.yaml.swp",
        "README.md",
        "source.txt",
        "units.csv",
        "units-2016.csv",
        "tasks/.growth.yaml",
    ):
        (folder / name).write_text("id,name,kind,portal_url\n", encoding="utf-8")
        assert plan_source(folder).digest == before, name
    digests = {before}
    for name in ("plan.yaml", "tasks/growth.yaml"):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("# a remark\n")
        digests.add(plan_source(folder).digest)
    (folder / "tasks/growth.yaml").rename(folder / "tasks/grown.yaml")
    assert len(digests | {plan_source(folder).digest}) == 4


def test_the_files_come_back_from_what_the_digest_is_over(folder: Path) -> None:
    source = plan_source(folder)
    again = unpacked_source(source.packed)
    assert dict(again.files) == dict(source.files)
    assert plan_of(again) == load_plan(folder)
    for packed in (b"", source.packed[:-1], source.packed + b"x", b"plan.yaml\n-1\n", b"plan.yaml\n9"):
        if packed:
            with pytest.raises(ValueError, match="plan"):
                unpacked_source(packed)


def test_a_folder_of_absurd_size_is_refused(folder: Path) -> None:
    for number in range(MOST_FILES):
        (folder / f"tasks/more{number}.yaml").touch()
    with pytest.raises(PlanError, match=rf"no plan has more than {MOST_FILES}"):
        load_plan(folder)
    for number in range(MOST_FILES):
        (folder / f"tasks/more{number}.yaml").unlink()
    with (folder / "tasks/growth.yaml").open("ab") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(PlanError, match=rf"no plan has more than {MOST_BYTES}"):
        load_plan(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (
            "tasks/growth.yaml",
            "rule: column",
            "rules: column",
            ("tasks/growth.yaml, task 1", "checks.0.rule"),
        ),
        ("tasks/growth.yaml", "points: 60", "points: -1", ("task 1", "checks.0.points", "-1")),
        ("tasks/growth.yaml", "number: 2", "number: 1", ("task 1", "stands in tasks/growth.yaml too")),
        ("tasks/growth.yaml", "number: 2", "number: two", ("task two", "number")),
        ("tasks/growth.yaml", "'@everyone'", "'@nobody'", ("task 1", "@nobody", "@cities, @everyone")),
        ("tasks/growth.yaml", "  deadline_note: 合并单元格\n", "", ("task 2", "deadline_note")),
        ("tasks/growth.yaml", "  manual_reason: 须人工查看\n", "", ("task 2", "manual_reason")),
        ("tasks/growth.yaml", "  text: 深入解读\n", "  text: null\n", ("task 2", "source: missing")),
        (
            "tasks/growth.yaml",
            "  text: 开设专栏\n",
            "  text: null\n  source: missing\n",
            ("task 1", "no checks"),
        ),
        (
            "tasks/growth.yaml",
            "text: 深入解读",
            "text: 深入解读\n  source: shifted",
            ("task 2", "source_note"),
        ),
        ("tasks/growth.yaml", "  group: 加强", "  group: 甲\n  group: 加强", ("'group' is given twice",)),
        ("tasks/growth.yaml", "section: 以政务", "section: 以", ("tasks/growth.yaml", "plan.yaml says")),
        ("tasks/growth.yaml", "tasks:", "tasks: [", ("tasks/growth.yaml", "not YAML")),
        ("plan.yaml", "issued_on: 2017-04-17", "issued_on: soon", ("plan.yaml", "issued_on", "soon")),
        ("plan.yaml", "issued_on: 2017-04-17", "issued_on: 2017-02-30", ("plan.yaml", "day is out of range")),
        ("plan.yaml", "id: small", "? [a, b]\n: c\nid: small", ("plan.yaml", "not YAML", "unhashable")),
        ("plan.yaml", "published_on: 2017-04-21", "published_on: 2017-04-01", ("published_on lies before",)),
        ("plan.yaml", "file: growth", "file: reform", ("tasks/reform.yaml", "missing")),
        ("plan.yaml", "'@cities', fgw", "'@towns', fgw", ("plan.yaml", "@towns")),
        ("plan.yaml", "id: small", "id: small\ncolour: red", ("plan.yaml", "colour")),
    ],
)
def test_what_is_wrong_is_named(folder: Path, file: str, old: str, new: str, words: tuple[str, ...]) -> None:
    edit(folder / file, old, new)
    message = first_problem(folder)
    for word in words:
        assert word in message


def test_every_problem_is_gathered(folder: Path) -> None:
    edit(folder / "tasks" / "growth.yaml", "points: 60", "points: many")
    edit(folder / "tasks" / "growth.yaml", "  manual_reason: 须人工查看\n", "")
    with pytest.raises(PlanError) as caught:
        load_plan(folder)
    assert [problem.task for problem in caught.value.problems] == [1, 2]
    assert "1 more" in str(caught.value)


def test_a_task_file_that_no_section_names_is_not_left_out_silently(folder: Path) -> None:
    (folder / "tasks" / "reform.yaml").write_text(GROWTH, encoding="utf-8")
    assert "tasks/reform.yaml: no section names this file" in first_problem(folder)


def test_a_file_that_is_no_mapping_or_not_utf8(folder: Path) -> None:
    path = folder / "tasks" / "growth.yaml"
    path.write_text("- 1\n", encoding="utf-8")
    assert "tasks/growth.yaml" in first_problem(folder)
    path.write_bytes(GROWTH.encode("gb18030"))
    assert "not UTF-8" in first_problem(folder)
    path.unlink()
    path.mkdir()
    assert "tasks/growth.yaml: it cannot be read: Is a directory" in first_problem(folder)
