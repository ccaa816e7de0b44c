"""How long do the office documents of many units take, and are they the same bytes again? Makes a store of its own.

python bench/exports.py                             a small province: 60 units
python bench/exports.py --units 1000 --dir DIR      with as many reports in PDF as --pdf says (default: 40)

The units are those of ``bench/judged_portals.py``, judged by the bundled plan with every task owed by everyone. Each then keeps
the findings of the tasks that one of the plan's real bodies owes, in turn, so that a unit has as many as a real one. Every
command is run twice, in processes of its own, and what it wrote is compared.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from audit_rules.plans.loading import load_plan
from audit_rules.scores.scoring import score
from bench.judge import judge, run
from bench.judged_portals import unit_id
from db.database import AuditedUnit, Database, finding_rows, open_database

UNITS, POSTINGS, PDFS = 60, 100, 40
_AT_ONCE = 50
_LEAST_TASKS = 15
"""A body of the bundled plan with fewer tasks is no measure of a unit."""

COMMANDS = {
    "ledger (xlsx)": ("--format", "xlsx"),
    "circular (docx)": ("--format", "docx"),
    "notices (docx)": ("--format", "docx", "--kind", "notice"),
    "open data (csv)": ("--format", "csv"),
    "open data (json)": ("--format", "json"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One document, or one kind of documents: the quicker of two runs.

    ``seconds`` are of the whole command, ``same`` says whether both runs wrote the same bytes, ``load`` is the machine's load
    average before.
    """

    name: str
    units: int
    files: int
    size: int
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    same: bool
    load: float


def exports(folder: Path, units: int, pdfs: int) -> tuple[int, list[Exported]]:
    """Make a store of so many units in the folder, unless it is there, and export it; returns its findings, too."""
    findings = prepare(folder, units)
    measured = [_export(folder, name, options, units) for name, options in COMMANDS.items()]
    some = [option for number in range(min(pdfs, units)) for option in ("--unit", unit_id(number))]
    if pdfs:
        measured.append(_export(folder, "reports (pdf)", ("--format", "pdf", *some), min(pdfs, units)))
    return findings, measured


def prepare(folder: Path, units: int) -> int:
    """A judged store whose newest audit holds as many findings a unit as real bodies have; returns their number."""
    told = folder / "findings.json"
    if told.exists():
        return int(json.loads(told.read_text(encoding="utf-8"))[str(units)])
    judge(folder, units, POSTINGS)
    with open_database(f"sqlite:///{folder / 'judge.db'}", create=False) as database:
        findings = _keep_real_numbers(database)
    told.write_text(json.dumps({str(units): findings}), encoding="utf-8")
    return findings


def _keep_real_numbers(database: Database) -> int:
    plan = load_plan("yunnan-2017")
    bodies = sorted({body for task in plan.tasks for body in task.units})
    owed = [
        tasks
        for body in bodies
        if len(tasks := {task.number for task in plan.tasks if body in task.units}) >= _LEAST_TASKS
    ]
    head = database.load_audit_head()
    total = 0
    with database.writing_audit(plan_id=head.plan_id, digests=head.digests, as_of=head.as_of) as audit:
        numbered = iter(enumerate(head.units))
        while part := list(islice(numbered, _AT_ONCE)):
            found = database.load_findings(head.id, [unit.unit_id for _, unit in part])
            for number, unit in part:
                tasks = owed[number % len(owed)]
                kept = [finding for finding in found[unit.unit_id] if finding.task in tasks]
                total += len(kept)
                audited = AuditedUnit(
                    unit_id=unit.unit_id, name=unit.name, score=score(kept), reach=unit.reach
                )
                audit.add([audited], finding_rows(kept))
    return total


def _export(folder: Path, name: str, options: Sequence[str], units: int) -> Exported:
    runs = []
    for turn in ("first", "second"):
        output = folder / "exports" / turn / name
        output.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "jobs.cli", "export", "report", *options]
        command += [
            "--db",
            f"sqlite:///{folder / 'judge.db'}",
            "--plan",
            str(folder / "plan"),
            "-o",
            str(output),
        ]
        load = os.getloadavg()[0]
        runs.append((*run(command), load, _digests(output)))
    seconds, cpu, peak, load, written = min(runs, key=lambda each: each[0])
    return Exported(
        name=name,
        units=units,
        files=len(written),
        size=sum(size for size, _ in written.values()),
        seconds=seconds,
        cpu_seconds=cpu,
        peak_bytes=peak,
        same=runs[0][-1] == runs[1][-1],
        load=load,
    )


def _digests(output: Path) -> dict[str, tuple[int, str]]:
    """The size and digest of each file written."""
    files = sorted(output.iterdir()) if output.is_dir() else [output]
    return {file.name: (file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files}


def told(exported: Exported) -> str:
    """A kind of documents as a line."""
    return (
        f"{exported.name:<18} {exported.units:>6,} units  {exported.files:>6,} file(s) {exported.size / 1e6:>7.1f} MB"
        f" {exported.seconds:>6.1f} s, {exported.cpu_seconds:>6.1f} s of CPU, peak {exported.peak_bytes / 1e6:>4,.0f} MB,"
        f" {'the same bytes again' if exported.same else 'OTHER BYTES AGAIN'} (load before: {exported.load:.1f})\n"
    )


def figures(findings: int, measured: Sequence[Exported]) -> dict[str, object]:
    """All of it as plain JSON."""
    return {"findings": findings, "documents": [asdict(each) for each in measured]}


def main() -> int:
    """Measure, print a line for each kind of document; fails where a document was not the same again."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--units", type=int, default=UNITS)
    parser.add_argument("--pdf", type=int, default=PDFS, help="reports in PDF; 0: none")
    parser.add_argument("--dir", type=Path, help="where the store is made; default: a temporary folder")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mingcha-bench-") as temporary:
        folder = given.dir or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        findings, measured = exports(folder, given.units, given.pdf)
    sys.stdout.write(f"{given.units:,} units, {findings:,} findings\n")
    sys.stdout.writelines(told(each) for each in measured)
    if given.json:
        given.json.write_text(json.dumps(figures(findings, measured), indent=2) + "\n", encoding="utf-8")
    return 0 if all(each.same for each in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
