"""What does Mingcha cost on this machine? ``make bench``: readers, store, judging, documents, in ``bench/results/latest.json``.

The file holds ``{"at", "machine", "readers": {set of pages: …}, "store": [{"name", "count", "seconds"}], "judge": {…},
"exports": {"findings", "documents": [{"name", "units", "files", "size", "seconds", …}]}}``; times
are seconds unless a name says ``ms``; ``judge.of_reference`` is the CPU time of a finding over that of a pass of a fixed loop.
Compare figures of one run only: machines differ, and so do hours on one machine.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import exports, judge, reader, store
from bench.corpus import CorpusError

RESULT = Path(__file__).resolve().parent / "results" / "latest.json"


def main() -> int:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, nargs="*", help="corpora whose pages are read too")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--out", type=Path, default=RESULT)
    given = parser.parse_args()
    try:
        sets = reader.page_sets(given.corpus)
    except CorpusError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    result: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"python": platform.python_version(), "cpu": platform.machine(), "cores": os.cpu_count()},
        "readers": {},
    }
    for name, pages in sets.items():
        costs = reader.measure(pages, given.rounds)
        sys.stdout.write(reader.told(name, costs) + "\n")
        result["readers"][name] = asdict(costs)
    with store.database_for(None) as database:
        steps = store.measure(database)
    sys.stdout.writelines(store.told(step) for step in steps)
    result["store"] = [asdict(step) for step in steps]
    with tempfile.TemporaryDirectory(prefix="mingcha-bench-") as folder:
        judged = judge.judge(Path(folder), judge.UNITS, judge.POSTINGS)
    sys.stdout.write(judge.told(judged))
    result["judge"] = judge.figures(judged)
    with tempfile.TemporaryDirectory(prefix="mingcha-bench-") as folder:
        findings, measured = exports.exports(Path(folder), exports.UNITS, exports.PDFS)
    sys.stdout.writelines(exports.told(each) for each in measured)
    result["exports"] = exports.figures(findings, measured)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"kept in {given.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
