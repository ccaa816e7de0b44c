"""How long does ``mingcha judge`` take for many units, and how much memory? Makes a store of its own and runs the command.

python bench/judge.py                                         a small province
python bench/judge.py --units 15000 --postings 500 --dir DIR  a country: give it about 15 GB of disk

What stands in DIR stays there, and a second run with the same sizes takes it.

A reference loop (titles made comparable, JSON written and read) runs just before: ``of_reference`` is the CPU time of one
finding in passes of that loop, which machines and other load change far less than seconds.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from audit_rules.sightings.titles import title_key
from bench.judged_portals import (
    AS_OF,
    TABLES,
    Portals,
    Row,
    Rows,
    crawl_rows,
    portals_of,
    write_plan,
    write_units,
)
from db.database import Database, open_database

UNITS, POSTINGS = 60, 500
_AT_ONCE = 50
_REFERENCE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One run of the command; seconds, and bytes of memory of all its processes together at the worst moment.

    ``load`` is the machine's load average before: what else was running.
    """

    units: int
    postings: int
    findings: int
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    reference_seconds: float
    load: float

    @property
    def per_second(self) -> float:
        """Findings a second."""
        return self.findings / self.seconds

    @property
    def of_reference(self) -> float:
        """The CPU time of a finding, in passes of the reference loop."""
        return self.cpu_seconds / self.findings / self.reference_seconds


def reference_seconds() -> float:
    """CPU seconds of one pass of the reference loop: work of the kind that judging does, which never changes."""
    began = time.process_time()
    for number in range(_REFERENCE):
        text = f"关于公开2017年第{number}批政府和社会资本合作项目信息的通知"
        row = {
            "title": title_key.__wrapped__(text),
            "url": f"http://u{number}.example/",
            "cites": ["obs:posting/1"],
        }
        json.loads(json.dumps(row, ensure_ascii=False))
    return (time.process_time() - began) / _REFERENCE


def fill(database: Database, portals: Portals, units: int) -> None:
    """Store two crawls of all portals, straight into the tables of an empty database."""
    _insert(database, crawl_rows())
    for crawl in (0, 1):
        for start in range(0, units, _AT_ONCE):
            numbers = range(start, min(start + _AT_ONCE, units))
            _insert(database, _mixed([portals.rows(number, crawl) for number in numbers]))


def _mixed(portals: Sequence[Rows]) -> Rows:
    """The rows of portals that are crawled at the same time, taken from each in turn."""
    return {
        table: [
            row
            for some in zip_longest(*(rows.get(table, ()) for rows in portals))
            for row in some
            if row is not None
        ]
        for table in TABLES
    }


def _insert(database: Database, rows: Rows) -> None:
    mark = "?" if database.is_sqlite else "%s"
    with database.write() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql("SET LOCAL TIME ZONE 'UTC'")
        for table, names in TABLES.items():
            some: list[Row] = rows.get(table, [])
            columns = names.split()
            marks = ", ".join([mark] * len(columns))
            if some:
                connection.exec_driver_sql(
                    f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608 - names of ours
                    some,
                )


def prepare(folder: Path, units: int, postings: int, url: str | None = None) -> str:
    """Fill a store in the folder, or at the URL, unless the same is there already; returns its URL."""
    database_url = url or f"sqlite:///{folder / 'judge.db'}"
    told = folder / "sizes.json"
    sizes = [units, postings, database_url]
    if not told.exists() or json.loads(told.read_text(encoding="utf-8")) != sizes:
        plan = write_plan(folder, units)
        write_units(folder, units)
        with open_database(database_url) as database:
            database.migrate()
            fill(database, portals_of(plan, postings), units)
        told.write_text(json.dumps(sizes), encoding="utf-8")
    return database_url


def judge(folder: Path, units: int, postings: int, *, url: str | None = None) -> Judged:
    """Fill a store in the folder, unless the same is there already, and run the command on it."""
    database_url = prepare(folder, units, postings, url)
    reference = reference_seconds()
    result = folder / "result.json"
    command = [sys.executable, "-m", "jobs.cli", "judge", "--plan", str(folder / "plan")]
    command += ["--units", str(folder / "units.csv")]
    command += ["--db", database_url, "--as-of", AS_OF.isoformat(), "--json", str(result)]
    load = os.getloadavg()[0]
    seconds, cpu, peak = run(command)
    return Judged(
        units=units,
        postings=postings,
        findings=_findings(result),
        seconds=seconds,
        cpu_seconds=cpu,
        peak_bytes=peak,
        reference_seconds=reference,
        load=load,
    )


def run(command: Sequence[str]) -> tuple[float, float, int]:
    """Run a command; returns its seconds, its CPU seconds with all children, and their peak resident bytes together.

    Raises:
        RuntimeError: it failed; the message holds what it said.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603 - our own command line
            command, stdout=said, stderr=subprocess.STDOUT, cwd=Path(__file__).resolve().parent.parent
        )
        peak = 0
        while process.poll() is None:
            peak = max(peak, _resident(process.pid))
            time.sleep(0.25)
        seconds = time.perf_counter() - began
        if process.returncode:
            said.seek(0)
            raise RuntimeError(said.read().decode(errors="replace")[-2000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, cpu, peak


def _resident(pid: int) -> int:
    """The memory of a process and all below it in bytes; what several share is counted once (``Pss``)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0
    own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return own * 1024 + sum(_resident(int(child)) for child in children)


def _findings(result: Path) -> int:
    with result.open(encoding="utf-8") as lines:
        return sum(line.count('"explanation":') for line in lines)


def told(judged: Judged) -> str:
    """A run as a line."""
    return (
        f"judged {judged.units:,} units x {judged.postings:,} postings: {judged.findings:,} findings in"
        f" {judged.seconds:.1f} s, {judged.cpu_seconds:.1f} s of CPU, {judged.per_second:,.0f} findings/s,"
        f" {judged.of_reference:.1f} reference passes a finding, peak {judged.peak_bytes / 1e6:,.0f} MB"
        f" (load before: {judged.load:.1f})\n"
    )


def figures(judged: Judged) -> dict[str, float]:
    """A run as plain JSON."""
    return {**asdict(judged), "of_reference": judged.of_reference}


def main() -> int:
    """Measure, print one line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--units", type=int, default=UNITS)
    parser.add_argument("--postings", type=int, default=POSTINGS)
    parser.add_argument("--dir", type=Path, help="where the store is made; default: a temporary folder")
    parser.add_argument("--url", help="an empty database of yours instead of an SQLite file")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mingcha-bench-") as temporary:
        folder = given.dir or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        judged = judge(folder, given.units, given.postings, url=given.url)
    sys.stdout.write(told(judged))
    if given.json:
        given.json.write_text(json.dumps(figures(judged), indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
