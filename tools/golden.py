"""The golden set: stored facts of portals, and what is judged of them on four days. Renews either file.

    python tools/golden.py facts sqlite:///out/mingcha.db czt gtt …   # take the facts of these units from a store
    python tools/golden.py findings                                  # judge them anew and write the findings

A change of a rule, of the vocabulary or of a plan shows in the findings' file, line by line: look at each line before
it is committed.
"""

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from audit_rules.engine import judge
from audit_rules.plans.loading import load_plan
from db.database import open_database
from domain.findings import Finding
from domain.observations import PortalFacts
from domain.units import Unit

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "golden"
FACTS = FOLDER / "facts.json.gz"
FINDINGS = FOLDER / "findings.txt"
PLANS = ("yunnan-2017", "national-2015")
DAYS = (date(2017, 6, 15), date(2017, 9, 30), date(2017, 12, 31), date(2018, 2, 1))

_STORED = TypeAdapter(list[tuple[Unit, PortalFacts]])


def take(url: str, unit_ids: Sequence[str]) -> None:
    """Take the facts of units from a store."""
    with open_database(url, create=False) as database:
        units = {unit.id: unit for unit in database.stored_units()}
        facts = database.load_facts(unit_ids)
    taken = [(units[name], facts[name]) for name in unit_ids]
    FOLDER.mkdir(exist_ok=True)
    # No name and no moment in the header: the same facts give the same bytes.
    with FACTS.open("wb") as raw, gzip.GzipFile(fileobj=raw, filename="", mode="wb", mtime=0) as packed:
        packed.write(_STORED.dump_json(taken))


def lines() -> Iterator[str]:
    """What is judged of the stored facts, a line a finding."""
    stored = _STORED.validate_json(gzip.decompress(FACTS.read_bytes()))
    units, facts = [unit for unit, _ in stored], {unit.id: seen for unit, seen in stored}
    for name in PLANS:
        plan = load_plan(name)
        for day in DAYS:
            for finding in judge(plan, units, facts, day):
                yield f"{name} {day} {line_of(finding)}"


def line_of(finding: Finding) -> str:
    """One finding without its words: what an inspector would call a change."""
    points = finding.points
    parts = (
        finding.unit_id,
        finding.task,
        finding.check,
        finding.subject or "-",
        finding.outcome,
        finding.timeliness,
        finding.code,
        f"{points.earned:g}/{points.possible:g}/{points.unmeasured:g}",
        json.dumps(list(finding.late_by)),
        finding.done_on or "-",
        ",".join(finding.cites) or "-",
    )
    return " ".join(str(part) for part in parts)


def main(arguments: Sequence[str]) -> int:
    """Exit status 0 when a file was renewed."""
    match arguments:
        case ["facts", url, *unit_ids] if unit_ids:
            take(url, unit_ids)
        case ["findings"]:
            FINDINGS.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8")
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
