"""Does ``mingcha plan parse`` write a draft that ``plan check`` takes, say what it could not read, and refuse with a status?"""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from audit_rules.bundled import PLANS
from audit_rules.plans.check import check_plan
from audit_rules.plans.loading import PlanError, load_plan
from jobs.errors import UsageError, WorkError
from jobs.plan_draft import parse_plan

YUNNAN = PLANS / "yunnan-2017"
SOURCE = YUNNAN / "source.txt"
YEAR = 2026


def mingcha(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jobs.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_drafts_the_seed_and_tells_what_it_could_not_read(tmp_path: Path) -> None:
    out = tmp_path / "plan.d" / "yunnan-draft.yaml"
    done = mingcha("plan", "parse", SOURCE, "-o", out)
    assert done.returncode == 0, done.stderr
    assert "not read: line 65, task 21: missing: no duty is printed in this row" in done.stderr
    assert "the number 75 stands 2 times (line 136, line 139)" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert yaml.safe_load(out.read_text(encoding="utf-8"))["id"] == "yunnan-draft"

    checked = mingcha("plan", "check", out)
    assert checked.returncode == 1
    assert "it is a draft: nobody may be judged by it" in checked.stdout
    judged = mingcha(
        "audit", "--plan", out, "--units", YUNNAN / "units.csv", "--db", f"sqlite:///{tmp_path}/m.db"
    )
    assert judged.returncode == 2
    assert "it is a draft" in judged.stderr


def test_a_folder_is_whole_but_for_what_a_person_decides(tmp_path: Path) -> None:
    folder = tmp_path / "yunnan-2018"
    report = parse_plan(SOURCE, folder, None, YEAR)
    assert report.registry == YUNNAN / "units.csv"
    checked = check_plan(folder)
    assert checked.plan is not None
    assert checked.plan.late.steps
    assert checked.plan.grading.grades
    assert checked.quotations.texts_found == checked.quotations.texts > 100
    assert checked.quotations.cells_found == checked.quotations.cells > 100
    left = [str(problem) for problem in checked.problems]
    allowed = (
        "it is a draft",
        "not read of the document",
        "a suggested check is not decided",
        "the sections weigh 0",
    )
    assert [each for each in left if not any(words in each for words in allowed)] == []
    with pytest.raises(PlanError, match="draft"):
        load_plan(folder)


def test_a_draft_that_a_person_finished_is_a_plan(tmp_path: Path) -> None:
    document = tmp_path / "plan.txt"
    document.write_text(
        "云政办发〔2018〕1号\n云南省2018年政务公开工作要点\n"
        "序号\t工作任务\t责任单位\t完成时限\n1\t省财政厅门户网站开设预决算公开专栏\t省财政厅\t2018年6月底前\n2018年1月5日印发\n",
        encoding="utf-8",
    )
    folder = tmp_path / "yunnan-2018"
    assert parse_plan(document, folder, None, YEAR).draft.unread == ()
    head = (folder / "plan.yaml").read_text(encoding="utf-8")
    head = head.replace("draft: true\n", "").replace("weight: 0", "weight: 100")
    (folder / "plan.yaml").write_text(head, encoding="utf-8")
    file = folder / "tasks" / "section-01.yaml"
    text = (
        file.read_text(encoding="utf-8").replace("suggested:", "checks:").replace("weight: 0", "weight: 100")
    )
    file.write_text(text.replace("because: 开设预决算公开专栏", "points: 100"), encoding="utf-8")
    assert check_plan(folder).problems == ()
    check = load_plan(folder).tasks[0].checks[0]
    assert (check.rule, check.subject, check.points) == ("column", "budget", 100)


def test_a_registry_beside_the_document_is_taken_and_one_that_is_named_before_it(tmp_path: Path) -> None:
    document = tmp_path / "plan.txt"
    document.write_text("序号\t工作任务\t责任单位\n1\t公开部门预决算\t市财政局\n", encoding="utf-8")
    (tmp_path / "units.csv").write_text("id,name,kind,portal_url\ncz,市财政局,other,\n", encoding="utf-8")
    named = tmp_path / "named.csv"
    named.write_text("id,name,kind,portal_url\nother,市财政局,other,\n", encoding="utf-8")
    out = tmp_path / "out" / "d.yaml"
    assert parse_plan(document, out, None, YEAR).draft.tasks[0].leads == ("cz",)
    assert parse_plan(document, out, named, YEAR).draft.tasks[0].leads == ("other",)


def test_another_province_s_plan_gets_no_ids_of_this_one(tmp_path: Path) -> None:
    document = tmp_path / "plan.txt"
    document.write_text(
        "贵州省2018年政务公开工作要点\n序号\t工作任务\t责任单位\n1\t公开部门预决算\t省财政厅\n",
        encoding="utf-8",
    )
    report = parse_plan(document, tmp_path / "d.yaml", None, YEAR)
    assert report.registry is None
    assert report.draft.tasks[0].leads == ()
    assert any("省财政厅" in entry.reason for entry in report.draft.unread)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"{\\rtf1}", "RTF"),
        (b"%PDF-1.7\nx", "damaged PDF"),
        (b"PK\x03\x04x", "damaged .docx"),
    ],
)
def test_what_can_t_be_used_leaves_nothing_behind(tmp_path: Path, content: bytes, reason: str) -> None:
    document = tmp_path / "plan.pdf"
    document.write_bytes(content)
    with pytest.raises(UsageError, match=reason):
        parse_plan(document, tmp_path / "d.yaml", None, YEAR)
    assert not (tmp_path / "d.yaml").exists()


def test_statuses(tmp_path: Path) -> None:
    missing = mingcha("plan", "parse", tmp_path / "none.docx", "-o", tmp_path / "d.yaml")
    assert (missing.returncode, "cannot be read" in missing.stderr) == (2, True)
    letter = tmp_path / "letter.txt"
    letter.write_text("各州、市人民政府：\n请认真贯彻执行。\n", encoding="utf-8")
    nothing = mingcha("plan", "parse", letter, "-o", tmp_path / "d.yaml")
    assert (nothing.returncode, "no table of tasks was found" in nothing.stderr) == (1, True)
    with pytest.raises(WorkError):
        parse_plan(letter, tmp_path / "d.yaml", None, YEAR)


def test_a_draft_that_somebody_worked_on_is_kept(tmp_path: Path) -> None:
    document = tmp_path / "plan.txt"
    document.write_text("序号\t工作任务\t责任单位\n1\t公开部门预决算\t省财政厅\n", encoding="utf-8")
    out = tmp_path / "d.yaml"
    assert parse_plan(document, out, None, YEAR).kept is None
    assert parse_plan(document, out, None, YEAR).kept is None
    out.write_text("worked: on\n", encoding="utf-8")
    kept = parse_plan(document, out, None, YEAR).kept
    assert kept is not None
    assert kept.read_text(encoding="utf-8") == "worked: on\n"
    assert "draft: true" in out.read_text(encoding="utf-8")


def test_a_folder_that_holds_something_is_never_written_into(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="is there already"):
        parse_plan(SOURCE, tmp_path, None, YEAR)
