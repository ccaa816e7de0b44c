"""Makes the database of a country for the console to be timed on, and times what its pages read.

python bench/console_store.py make --db country.db                          15,000 units, 90 audits
python bench/console_store.py make --db small.db --units 300 --audits 10
python bench/console_store.py time --db country.db                          p95 of 50 calls of each

Units have 120 duties each, in words and with citations of the length that real ones have. Findings are written for the newest two
audits only: those of 90 would take some 150 GB. What the console reads of older audits (figures, histories of units, changed
verdicts) is there for all. The newest audit is worked in by the program itself, and timed. SQLite only; seeded.
"""

import argparse
import json
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from audit_rules.duties.owed import Owed, all_owed
from audit_rules.plans.loading import find_plan, plan_of
from audit_rules.plans.source import plan_source
from bench.console_reads import timed_reads
from casework.standing import renewing
from db.database import SourceKind, open_database
from domain.plans import Plan

PLAN = "yunnan-2017"
DUTIES = 120
LAST = date(2017, 12, 31)
FULL = 2
"""Audits with findings."""

_SURNAMES = "东南西北安平宁永兴和昌新大长金龙凤石泉水河江海湖山岭岗川原陵丰"
_PLACES = tuple(f"{one}{other}" for one in _SURNAMES for other in "阳江川宁安平远南山城")
_BODIES = (
    "人民政府办公室", "财政局", "教育体育局", "卫生健康局", "自然资源局", "生态环境局", "住房和城乡建设局", "交通运输局",
    "农业农村局", "水务局", "市场监督管理局", "应急管理局", "人力资源和社会保障局", "民政局", "审计局", "统计局",
)  # fmt: skip
_KINDS = (("county", 0.72), ("prefecture", 0.12), ("provincial_dept", 0.08), ("other", 0.08))
_REACHES = (("ok", 0.93), ("partial", 0.02), ("blocked", 0.02), ("unreachable", 0.03))
_WAYS = (
    # outcome, timeliness, code, share
    ("passed", "on_time", "found", 0.46),
    ("passed", "late", "found", 0.03),
    ("failed", "overdue", "missing", 0.06),
    ("cant_tell", "unknown", "column_unread", 0.10),
    ("cant_tell", "unknown", "suspected", 0.003),
    ("manual", "unknown", "manual", 0.25),
    ("not_applicable", "not_due", "not_due", 0.097),
)
_STATUSES = ("failed", "late", "done", "open", "manual", "not_due", "not_applicable", "advice", "cleared")


@dataclass(frozen=True, slots=True)
class Night:
    """One audit to be made."""

    id: str
    as_of: date
    finished_at: datetime


def make(path: Path, units: int, audits: int, postings: int, seed: int, tell: Callable[[str], None]) -> None:
    """Make the database; ``tell`` is told of each step as it is done."""
    began = time.monotonic()

    def done(step: str) -> None:
        tell(f"{time.monotonic() - began:7.1f} s  {step}")

    source = plan_source(find_plan(PLAN))
    plan = plan_of(source)
    with open_database(f"sqlite:///{path}") as database:
        database.migrate()
        database.keep_judged_by(SourceKind.PLAN, source.packed)
    rng = random.Random(seed)  # noqa: S311 - numbers for a measurement
    nights = [_night(audits - 1 - place) for place in range(audits)]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        _in_one(connection, lambda: _units(connection, units, rng))
        done(f"{units} units")
        if postings:
            _in_one(connection, lambda: _postings(connection, units, postings))
            done(f"{units * postings} postings")
        for place, night in enumerate(nights[:-FULL]):
            _in_one(connection, lambda night=night: _old_audit(connection, plan, night, units, rng))  # type: ignore[misc]
            if place % 20 == 19:
                done(f"{place + 1} older audits")
        for night in nights[-FULL:]:
            _full_audit(connection, plan, night, units, seed)
            done(f"{units * DUTIES} findings of {night.as_of}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with open_database(f"sqlite:///{path}") as database:
        for night in nights[-FULL:]:
            started = time.monotonic()
            renewing.work_in(database, night.id, plan=plan)
            done(f"worked in the audit of {night.as_of}: {time.monotonic() - started:.1f} s")
    tell(f"{path}: {path.stat().st_size / 1e9:.2f} GB")


def _night(back: int) -> Night:
    as_of = LAST - timedelta(days=back)
    finished = datetime(as_of.year, as_of.month, as_of.day, 20, tzinfo=UTC) + timedelta(days=1)
    return Night(f"{finished:%Y%m%d-%H%M%S%f}-country0", as_of, finished)


def _in_one(connection: sqlite3.Connection, write: Callable[[], None]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    write()
    connection.execute("COMMIT")


def _insert(connection: sqlite3.Connection, table: str, names: str, rows: Iterable[tuple[Any, ...]]) -> None:
    columns = names.split()
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608


def _unit(number: int) -> tuple[str, str, str, str]:
    """Id, name, kind and region of a unit: some hundred units a region."""
    region = _PLACES[number // 116 % len(_PLACES)]
    kind = _KINDS[0][0] if number % 100 < 72 else _KINDS[1 + number % 3][0]
    place = number % 116
    name = f"{region}县{_BODIES[place % len(_BODIES)]}" + (
        f"第{place // len(_BODIES)}分局" if place >= len(_BODIES) else ""
    )
    return f"u{number:05d}", name, kind, f"{region}市"


def _units(connection: sqlite3.Connection, units: int, rng: random.Random) -> None:  # noqa: ARG001
    rows = []
    for number in range(units):
        unit_id, name, kind, region = _unit(number)
        rows.append((unit_id, name, kind, f"http://{unit_id}.gov.example/", "[]", region))
    _insert(connection, "units", "id name kind portal_url aliases region", rows)


def _postings(connection: sqlite3.Connection, units: int, postings: int) -> None:
    topics = (
        "征地补偿安置方案",
        "财政预算公开",
        "环境影响评价",
        "保障性住房分配",
        "食品安全抽检",
        "扶贫项目资金",
        "招标公告",
        "人事任免",
    )
    subjects = ("ppp", "budget", "land", "housing", "food", "environment")

    def rows() -> Iterator[tuple[Any, ...]]:
        for number in range(units):
            unit_id, name, _, _ = _unit(number)
            for place in range(postings):
                key = (number * postings + place).to_bytes(16, "big")
                title = f"{name}关于{topics[(number + place) % len(topics)]}的公示（2017年第{place + 1}号）"
                day = f"2017-{1 + place % 12:02d}-{1 + place % 28:02d} 02:00:00.000000"
                yield key, unit_id, f"http://{unit_id}.gov.example/a/{place}.html", title, day, day

    def columns() -> Iterator[tuple[Any, ...]]:
        for number in range(units):
            unit_id, *_ = _unit(number)
            for place, subject in enumerate(subjects):
                key = (number * len(subjects) + place).to_bytes(16, "big")
                yield (
                    key,
                    unit_id,
                    subject,
                    f"http://{unit_id}.gov.example/{subject}/",
                    "2017-01-01 00:00:00",
                    "2017-12-31 00:00:00",
                )

    _insert(connection, "columns", "key unit_id subject url first_seen last_seen", columns())
    _insert(connection, "postings", "key unit_id url title first_seen last_seen", rows())


def _reach(number: int, rng: random.Random) -> str:
    status = rng.choices([name for name, _ in _REACHES], [share for _, share in _REACHES])[0]
    reach = {
        "id": f"obs:reach/1/u{number:05d}", "status": status, "pages": rng.randint(40, 400), "rendered": 3, "failed_pages": 2,
        "blocked": None, "failure": "timeout" if status == "unreachable" else None, "http_status": 200,
        "home_url": f"http://u{number:05d}.gov.example/", "remedy": None, "crawled_at": "2017-12-31T20:00:00+00:00",
    }  # fmt: skip
    return json.dumps(reach, ensure_ascii=False)


def _begin(connection: sqlite3.Connection, plan: Plan, night: Night) -> None:
    _insert(
        connection,
        "audits",
        "id plan_id plan_digest as_of version started_at",
        [
            (
                night.id,
                plan.id,
                plan.digest,
                night.as_of.isoformat(),
                "0.1.0",
                f"{night.finished_at:%Y-%m-%d %H:%M:%S}.000000",
            )
        ],
    )


def _finish(connection: sqlite3.Connection, night: Night) -> None:
    moment = f"{night.finished_at:%Y-%m-%d %H:%M:%S}.000000"
    connection.execute("UPDATE audits SET finished_at = ? WHERE id = ?", (moment, night.id))


def _old_audit(
    connection: sqlite3.Connection, plan: Plan, night: Night, units: int, rng: random.Random
) -> None:
    """An audit without findings: its units, and all that the console reads of it."""
    _begin(connection, plan, night)
    drift = (LAST - night.as_of).days * 0.05
    audited: list[tuple[Any, ...]] = []
    history: list[list[Any]] = []
    changes: list[tuple[Any, ...]] = []
    for number in range(units):
        unit_id, name, _, _ = _unit(number)
        percent = round(max(0.0, min(100.0, 78 + (number * 37 % 41) * 0.6 - drift + rng.uniform(-1, 1))), 1)
        possible, unmeasured = 60.0, float(number * 13 % 40)
        counts = (7, 4, 55, 12, 30, 12, 0, 0, 0)
        changed = 0
        while rng.random() < 0.38:
            changed += 1
            changes.append(
                (
                    plan.id, unit_id, str(rng.randint(1, 60)), "document", "", 0, night.id, night.as_of.isoformat(), "passed",
                    "on_time", "found", 0, None, "failed", "overdue", "missing",
                    (night.as_of - timedelta(days=9)).isoformat(), None, "site",
                )
            )  # fmt: skip
        coverage = round(possible / (possible + unmeasured), 3)
        audited.append(
            (night.id, unit_id, number, name, percent * 0.6, possible, unmeasured, _reach(number, rng))
        )
        history.append(
            [plan.id, unit_id, night.id, night.as_of.isoformat(), percent * 0.6, possible, unmeasured, percent, coverage,
             coverage >= 0.6, None, 2, changed, "ok", *counts]
        )  # fmt: skip
    places: dict[str, int] = {}
    ordered = sorted((row for row in history if row[9]), key=lambda row: -row[7])
    for place, row in enumerate(ordered, 1):
        places[str(row[7])] = places.get(str(row[7]), place)
        row[10] = places[str(row[7])]
    _insert(
        connection, "audit_units", "audit_id unit_id position name earned possible unmeasured reach", audited
    )
    _insert(
        connection,
        "unit_history",
        "plan_id unit_id audit_id as_of earned possible unmeasured percent coverage ranked place warnings changed reach_status "
        + " ".join(_STATUSES),
        map(tuple, history),
    )
    _insert(
        connection,
        "verdict_changes",
        "plan_id unit_id task check_id subject nth audit_id as_of outcome timeliness code advice basis before_outcome"
        " before_timeliness before_code before_day before_finding_id causes",
        changes,
    )
    histogram = [0] * 10
    for row in ordered:
        histogram[min(int(row[7] // 10), 9)] += 1
    _insert(
        connection,
        "audit_totals",
        "audit_id plan_id as_of finished_at worked_in_at whole ahead grading units reached partial blocked unreachable"
        " not_crawled ranked findings warnings changed histogram mean_percent mean_coverage " + " ".join(_STATUSES),
        [(
            night.id, plan.id, night.as_of.isoformat(), f"{night.finished_at:%Y-%m-%d %H:%M:%S}.000000",
            f"{night.finished_at:%Y-%m-%d %H:%M:%S}.000000", 1, 0, json.dumps({"grades": [], "min_coverage": 0.6}), units,
            int(units * 0.93), int(units * 0.02), int(units * 0.02), int(units * 0.03), 0, len(ordered),
            units * DUTIES, units * 2,
            len(changes), json.dumps(histogram), sum(row[7] for row in ordered) / max(len(ordered), 1), 0.75,
            *(count * units for count in (7, 4, 55, 12, 30, 12, 0, 0, 0)),
        )],
    )  # fmt: skip
    _finish(connection, night)


def _full_audit(connection: sqlite3.Connection, plan: Plan, night: Night, units: int, seed: int) -> None:
    """An audit with its findings; one in two hundred is another than the night before."""
    owed = all_owed(plan)
    _in_one(connection, lambda: _begin(connection, plan, night))
    position = 0
    for first in range(0, units, 500):
        audited: list[tuple[Any, ...]] = []
        rows: list[tuple[Any, ...]] = []
        for number in range(first, min(first + 500, units)):
            own = random.Random(seed * 1_000_003 + number)  # noqa: S311
            turns = random.Random(f"{seed}-{number}-{night.id}")  # noqa: S311
            found = list(_findings(number, owed, own, turns, night))
            earned, possible, unmeasured = (
                round(sum(row[11 + place] for row in found), 6) for place in range(3)
            )
            unit_id, name, kind, region = _unit(number)
            registered: dict[str, Any] = {
                "id": unit_id, "name": name, "kind": kind, "portal_url": f"http://{unit_id}.gov.example/", "aliases": [],
                "region": region, "parent": None, "filed_url": None, "successor": None, "note": None,
            }  # fmt: skip
            told = json.dumps(registered, ensure_ascii=False)
            audited.append(
                (night.id, unit_id, number, name, told, earned, possible, unmeasured, _reach(number, own))
            )
            for row in found:
                rows.append((night.id, position, *row))
                position += 1
        _in_one(connection, lambda: _write(connection, audited, rows))  # noqa: B023 - written at once
    _in_one(connection, lambda: _finish(connection, night))


def _write(
    connection: sqlite3.Connection, audited: list[tuple[Any, ...]], rows: list[tuple[Any, ...]]
) -> None:
    names = "audit_id unit_id position name registered earned possible unmeasured reach"
    _insert(connection, "audit_units", names, audited)
    _insert(
        connection,
        "findings",
        "audit_id position unit_id task check_id subject outcome timeliness code explanation due done_on late_by earned possible"
        " unmeasured advice warning cites verdict_values dossier",
        rows,
    )


def _findings(
    number: int, owed: tuple[Owed, ...], own: random.Random, turns: random.Random, night: Night
) -> Iterator[tuple[Any, ...]]:
    unit_id, name, *_ = _unit(number)
    ways, shares = [way[:3] for way in _WAYS], [way[3] for way in _WAYS]
    for place in range(DUTIES):
        duty = owed[(place + number % 7) % len(owed)]
        way = own.choices(ways, shares)[0]
        if turns.random() < 0.005:
            way = turns.choices(ways, shares)[0]
        outcome, timeliness, code = way
        check = "backdated" if code == "suspected" else "manual" if code == "manual" else duty.check.rule
        dues = [due.on.isoformat() for due in duty.dues if due.on <= night.as_of][:8]
        points = 0.6 if outcome in {"passed", "failed"} else 0.0
        earned = 0.0 if outcome == "failed" else points / 2 if timeliness == "late" else points
        dossier = _dossier(unit_id) if code == "missing" else None
        yield (
            unit_id, str(duty.task.number), check, duty.check.subject, outcome, timeliness, code,
            _words(name, duty, night),
            json.dumps(dues), "2017-06-20" if outcome == "passed" else None, "[12]" if timeliness == "late" else "[]",
            earned, points, 0.6 if outcome == "cant_tell" else 0.0, 0, 0,
            json.dumps([f"obs:column/{number * 120 + place}", f"obs:posting/{number * 120 + place}"]),
            json.dumps({"column": duty.task.group, "posting": "关于公开有关事项的通知"}, ensure_ascii=False),
            dossier,
        )  # fmt: skip


def _words(name: str, duty: Owed, night: Night) -> str:
    return (
        f"{name}门户网站“政府信息公开”栏目下设有“{duty.task.group}”栏目，{night.as_of:%Y年%m月%d日}巡查时见到2017年6月20日发布的"
        "“关于公开有关事项的通知”，在时限之内。"
    )


def _dossier(unit_id: str) -> str:
    candidates = [
        {
            "address": f"http://{unit_id}.gov.example/xxgk/{place}/",
            "text": "政府信息公开年度报告",
            "grade": "weak",
            "refusal": "指向单篇信息",
        }
        for place in range(12)
    ]
    return json.dumps({"pages_read": 143, "candidates": candidates}, ensure_ascii=False)


def main() -> int:
    """Make, or time."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("verb", choices=("make", "time"))
    parser.add_argument("--db", type=Path, required=True)
    parser.add_argument("--units", type=int, default=15_000)
    parser.add_argument("--audits", type=int, default=90)
    parser.add_argument("--postings", type=int, default=40, help="of each unit")
    parser.add_argument("--seed", type=int, default=20_170_041)
    given = parser.parse_args()

    def tell(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    if given.verb == "make":
        make(given.db, given.units, max(given.audits, FULL), given.postings, given.seed, tell)
        return 0
    with open_database(f"sqlite:///{given.db}", create=False) as database:
        for name, cold, p95 in timed_reads(database):
            tell(f"{name:40} cold {cold * 1000:8.1f} ms   p95 {p95 * 1000:8.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
