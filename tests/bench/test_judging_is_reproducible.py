"""Are the same store, plan and day judged to the same bytes, whoever judges, in whatever parts and from whichever database?"""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import repeat
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from audit_rules.digests import rules_digest
from audit_rules.engine import judge
from audit_rules.subjects.versions import program_vocabulary
from bench import judge as filling
from bench.judged_portals import AS_OF, Rows, portals_of, write_plan, write_units
from bench.store import database_for
from db.database import Database, open_database
from domain.findings import Digests, Finding, Outcome
from domain.plans import Shared
from domain.register import Register
from domain.units import Unit
from jobs.errors import WorkError
from jobs.inputs import AuditInput, load_input
from jobs.judge import judge_into
from jobs.judges import judges, processes_for
from jobs.unit_judge import Order, UnitJudge

ROOT = Path(__file__).resolve().parents[2]
UNITS, POSTINGS = 7, 120


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plan, a registry and a store that was crawled and not judged yet."""
    folder = tmp_path_factory.mktemp("province")
    plan = write_plan(folder, UNITS)
    write_units(folder, UNITS)
    with open_database(f"sqlite:///{folder / 'm.db'}") as database:
        database.migrate()
        filling.fill(database, portals_of(plan, POSTINGS), UNITS)
    return folder


@pytest.fixture
def given(province: Path) -> AuditInput:
    return load_input(str(province / "plan"), province / "units.csv")


@pytest.fixture
def store(province: Path, tmp_path: Path) -> Iterator[Database]:
    """A store of the test's own."""
    copyfile(province / "m.db", tmp_path / "m.db")
    with open_database(f"sqlite:///{tmp_path / 'm.db'}") as database:
        yield database


def judged(given: AuditInput, database: Database, **how: Any) -> str:
    """The bytes of the result but for the line of ``run_id``."""
    file = StringIO()
    judge_into(given, database, as_of=AS_OF, file=file, **how)
    return without_run_id(file.getvalue())


def without_run_id(text: str) -> str:
    lines = text.splitlines()
    assert sum(line.startswith('"run_id": ') for line in lines) == 1
    return "\n".join(line for line in lines if not line.startswith('"run_id": '))


def shared(given: AuditInput) -> AuditInput:
    """The same with every other task shared, and units that did something standing before and behind others."""
    tasks = tuple(
        replace(task, shared=Shared.ANY) if place % 2 else task for place, task in enumerate(given.plan.tasks)
    )
    return replace(given, plan=replace(given.plan, tasks=tasks), units=tuple(reversed(given.units)))


def test_the_command_says_the_same_twice(province: Path, tmp_path: Path) -> None:
    texts = []
    for name, processes in (("one", "1"), ("two", "2")):
        copyfile(province / "m.db", tmp_path / f"{name}.db")
        result = tmp_path / f"{name}.json"
        command = [sys.executable, "-m", "jobs.cli", "judge", "--plan", str(province / "plan")]
        command += ["--units", str(province / "units.csv"), "--db", f"sqlite:///{tmp_path / name}.db"]
        command += ["--as-of", AS_OF.isoformat(), "--json", str(result)]
        environment = {**os.environ, "MINGCHA_JUDGE_PROCESSES": processes}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        texts.append(result.read_text(encoding="utf-8"))
    assert texts[0] != texts[1]
    assert without_run_id(texts[0]) == without_run_id(texts[1])
    assert len(json.loads(texts[0])["units"]) == UNITS


def test_the_size_of_parts_and_the_number_of_processes_change_nothing(
    given: AuditInput, province: Path, tmp_path: Path
) -> None:
    texts = set()
    for place, how in enumerate(
        ({"processes": 1, "at_once": 3}, {"processes": 1, "at_once": 25}, {"processes": 2, "at_once": 2})
    ):
        copyfile(province / "m.db", tmp_path / f"{place}.db")
        with open_database(f"sqlite:///{tmp_path / str(place)}.db") as database:
            texts.add(judged(shared(given), database, **how))
    assert len(texts) == 1


def test_unit_by_unit_is_judged_what_is_judged_of_all_at_once(given: AuditInput, store: Database) -> None:
    given = shared(given)
    facts = store.load_facts([unit.id for unit in given.units])
    whole = judge(given.plan, given.units, facts, AS_OF)
    assert any(finding.code == "met_by_other" for finding in whole)
    judged(given, store, processes=2, at_once=2)
    stored = store.load_audit()
    assert [unit.unit_id for unit in stored.units] == [unit.id for unit in given.units]

    def of(unit: Unit, findings: tuple[Finding, ...]) -> list[Finding]:
        # What stands in the store as plain JSON was made of days and tuples.
        return [replace(each, values={}, dossier=None) for each in findings if each.unit_id == unit.id]

    for unit in given.units:
        assert of(unit, stored.findings) == of(unit, whole)


def test_the_order_in_which_rows_were_stored_changes_nothing(
    given: AuditInput, province: Path, store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = filling._insert
    held: list[Rows] = []
    monkeypatch.setattr(filling, "_insert", lambda _, rows: held.append(rows))
    filling.fill(store, portals_of(province / "plan", POSTINGS), UNITS)
    with open_database(f"sqlite:///{tmp_path / 'backwards.db'}") as backwards:
        backwards.migrate()
        names = {name for rows in held for name in rows}
        insert(
            backwards, {name: [row for rows in held for row in rows.get(name, ())][::-1] for name in names}
        )
        assert judged(given, backwards) == judged(given, store)


@pytest.mark.e2e
def test_postgresql_gives_the_same_bytes_as_sqlite(
    given: AuditInput, province: Path, store: Database
) -> None:
    with database_for(None, postgresql=True) as other:
        filling.fill(other, portals_of(province / "plan", POSTINGS), UNITS)
        assert judged(given, other, processes=2, at_once=3) == judged(given, store)
        assert len(other.load_audit().findings) == len(store.load_audit().findings)


@pytest.fixture
def order(given: AuditInput) -> Order:
    digests = Digests(plan=given.plan.digest, rules=rules_digest(), vocabulary=program_vocabulary().digest)
    return Order(
        plan=given.plan, as_of=AS_OF, register=Register(), digests=digests, vocabulary=program_vocabulary()
    )


def test_a_judge_that_is_killed_is_named_and_nothing_waits_for_it(
    given: AuditInput, order: Order, store: Database
) -> None:
    with judges(order, store, 2) as bench:
        found = bench.each(UnitJudge.events, repeat(list(given.units)))
        assert next(found).known.events == {}
        for child in multiprocessing.active_children():
            assert child.pid is not None
            os.kill(child.pid, signal.SIGKILL)
        with pytest.raises(WorkError, match="MINGCHA_JUDGE_PROCESSES=1"):
            list(found)


HOLDER = """
import multiprocessing, sys, time
from jobs.judges import judges
from jobs.unit_judge import UnitJudge
from tests_order import make
if __name__ == "__main__":
    order, database, units = make(sys.argv[1])
    with judges(order, database, 2) as bench:
        next(bench.each(UnitJudge.events, iter([units] * 9)))
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
        time.sleep(600)
"""
MAKE = """
from audit_rules.subjects.versions import program_vocabulary
from datetime import date
from pathlib import Path
from db.database import open_database
from domain.findings import Digests
from domain.register import Register
from jobs.inputs import load_input
from jobs.unit_judge import Order
def make(folder):
    folder = Path(folder)
    given = load_input(str(folder / "plan"), folder / "units.csv")
    digests = Digests(plan="p", rules="r", vocabulary="v")
    words = program_vocabulary()
    order = Order(plan=given.plan, as_of=date(2017, 12, 31), register=Register(), digests=digests, vocabulary=words)
    return order, open_database(f"sqlite:///{folder / 'm.db'}"), list(given.units)
"""


def test_judges_end_with_the_command_that_was_killed(province: Path, tmp_path: Path) -> None:
    (tmp_path / "holder.py").write_text(HOLDER, encoding="utf-8")
    (tmp_path / "tests_order.py").write_text(MAKE, encoding="utf-8")
    holder = subprocess.Popen(
        [sys.executable, str(tmp_path / "holder.py"), str(province)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    children = [int(name) for name in holder.stdout.readline().split()]
    holder.kill()
    holder.communicate()
    assert len(children) == 2
    until = time.monotonic() + 60
    while any(is_running(child) for child in children) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(is_running(child) for child in children)


def is_running(pid: int) -> bool:
    """Whether a process lives; one that has ended and waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_few_units_are_judged_in_this_process() -> None:
    cores = len(os.sched_getaffinity(0))
    assert [processes_for(units, 0) for units in (1, 99, 100, 15_000)] == [1, 1, cores, cores]
    assert [processes_for(units, 3) for units in (1, 15_000)] == [3, 3]


def test_every_outcome_is_among_what_is_compared(given: AuditInput, store: Database) -> None:
    judged(given, store)
    outcomes = {finding.outcome for finding in store.load_audit().findings}
    assert outcomes >= {Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.MANUAL}
