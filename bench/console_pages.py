"""How long do the console's pages take, and how large are they?

python bench/console_pages.py --db country.db                 every page that app.routes names, 20 times each
python bench/console_pages.py --db country.db --only /units   pages whose path begins so

The store is one that ``bench/console_store.py make`` made; two accounts (a lead, a unit's contact) are added to it. Pages go
through the whole app, sessions and headers included, one after the other. Exit code 1: a page takes more than 200 ms at the
95th percentile, has more than 200 KB, or answered with an error. Files that are downloaded are timed, but not bounded.
"""

import argparse
import math
import os
import random
import re
import secrets
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fastapi.routing import APIRoute
from starlette.routing import Mount
from starlette.testclient import TestClient

from casework.accounts.managing import create_account
from db import duty_reading, unit_reading
from db.accounts import change_account
from db.database import Database, open_database
from domain.accounts import Role
from web.app import create_app
from web.settings import ConsoleSettings

MOST_MS = 200.0
MOST_BYTES = 200_000
_FILES = (".csv", "/file", "/documents/", "openapi.json")
"""What is in the path of a file."""
_LEFT_OUT = ("/login/oidc", "/exports/", "/attachments/")
"""A provider's sign-in, and files that only an order or a person makes."""
_DEEP = {
    "/units": "page=290",
    "/api/v1/units": "limit=200",
    "/registry": "start=14900",
    "/search": "q=财政",
    "/queue": "region={region}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What one page took; ``statuses`` are those it answered with."""

    who: str
    path: str
    seconds: tuple[float, ...]
    most_bytes: int
    statuses: frozenset[int]

    def milliseconds(self, share: float) -> float:
        """A percentile, by the nearest rank."""
        return 1000 * sorted(self.seconds)[max(math.ceil(share * len(self.seconds)) - 1, 0)]

    @property
    def over(self) -> bool:
        """Whether the page is above what pages may take."""
        if any(status >= 500 for status in self.statuses):
            return True
        is_file = any(part in self.path for part in _FILES)
        return not is_file and (self.milliseconds(0.95) > MOST_MS or self.most_bytes > MOST_BYTES)


def get_paths(app: Any) -> list[str]:
    """Every path that is asked for with GET."""
    paths = set()
    for route in app.routes:
        if isinstance(route, Mount):
            continue
        each = [route] if isinstance(route, APIRoute) else route.effective_route_contexts()
        for one in each:
            methods = one.methods if isinstance(one, APIRoute) else one.original_route.methods
            if "GET" in (methods or ()):
                paths.add(one.path)
    return sorted(path for path in paths if not path.startswith(_LEFT_OUT))


def samples(database: Database, times: int, unit_id: str | None) -> list[dict[str, str]]:
    """What the names in paths stand for, a different unit for each call; with ``unit_id`` that unit only."""
    plan_id = unit_reading.newest_plan(database) or ""
    newest = unit_reading.load_totals(database, plan_id)[0].audit_id
    tasks = [task.task for task in duty_reading.load_tasks(database, plan_id)]
    regions = unit_reading.load_regions(database, plan_id)
    total = unit_reading.load_ranking(database, plan_id, limit=1).total
    rng = random.Random(7)  # noqa: S311 - which pages are measured
    found = []
    for place in range(times):
        unit = unit_id or unit_reading.load_ranking(
            database, plan_id, offset=rng.randrange(total), limit=1
        ).units[0].unit_id  # fmt: skip
        duty = rng.choice(unit_reading.load_duties(database, plan_id, unit))
        found.append({
            "unit": unit, "finding": str(duty.finding_id), "finding_id": str(duty.finding_id), "audit": newest,
            "task": tasks[place % len(tasks)], "plan": plan_id, "login": "bench", "version": "1", "order_id": "1",
            "proposal": "1", "token": "1", "digest": "0" * 64, "name": "none",
            "region": regions[place % len(regions)] if regions else "",
        })  # fmt: skip
    return found


def signed_in(app: Any, database: Database, role: Role, unit_id: str | None) -> TestClient:
    """A browser of a new account."""
    password = secrets.token_urlsafe(24)
    login = f"bench-{role.value}-{secrets.token_hex(3)}"
    created = create_account(
        database, None, login=login, name=login, role=role, unit_id=unit_id, now=datetime.now(UTC), password=password
    )  # fmt: skip
    with database.write() as connection:
        change_account(connection, created.account.id, {"must_change_password": False})
    client = TestClient(app, follow_redirects=False, raise_server_exceptions=False)
    token = re.search(r'name="csrf" value="(\w+)"', client.get("/login").text)
    assert token is not None
    answer = client.post("/login", data={"csrf": token[1], "login": login, "password": password})
    assert answer.status_code == 303, answer.status_code
    return client


def timed(client: TestClient, who: str, path: str, fillings: list[dict[str, str]]) -> Timed:
    """One path, filled in differently each time; the first call, which warms up, is not counted."""
    seconds, most, statuses = [], 0, set()
    shown = path.replace(":path", "")
    for place, filling in enumerate([fillings[0], *fillings]):
        asked = shown
        for name, value in filling.items():
            asked = asked.replace(f"{{{name}}}", value)
        began = time.perf_counter()
        answer = client.get(asked)
        took = time.perf_counter() - began
        statuses.add(answer.status_code)
        if place:
            seconds.append(took)
            most = max(most, len(answer.content))
    return Timed(who=who, path=path, seconds=tuple(seconds), most_bytes=most, statuses=frozenset(statuses))


def measured(database: Database, times: int, only: str) -> Iterator[Timed]:
    """Every page, as a lead and as a contact sees it; what a contact is refused (403, 404) is left out."""
    app = create_app(ConsoleSettings(database=database))
    paths = [path for path in get_paths(app) if path.startswith(only)]
    of_all = samples(database, times, None)
    paths += [f"{path}?{query}" for path, query in _DEEP.items() if path in paths]
    own = of_all[0]["unit"]
    for role, unit_id in ((Role.LEAD, None), (Role.CONTACT, own)):
        client = signed_in(app, database, role, unit_id)
        fillings = samples(database, times, unit_id) if unit_id else of_all
        for path in paths:
            if unit_id and client.get(_filled(path, fillings[0])).status_code in (303, 403, 404):
                continue
            yield timed(client, role.value, path, fillings)


def _filled(path: str, filling: dict[str, str]) -> str:
    return path.replace(":path", "").format(**filling)


def main() -> int:
    """Time all pages and say which are too slow or too large."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--db", type=Path, required=True)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", default="/")
    given = parser.parse_args()
    sys.stdout.write(f"load {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores\n")
    over = False
    with open_database(f"sqlite:///{given.db}", create=False) as database:
        for each in measured(database, given.times, given.only):
            over = over or each.over
            statuses = ",".join(map(str, sorted(each.statuses)))
            sys.stdout.write(
                f"{'OVER' if each.over else '    '} {each.who:8}{each.path:46} {statuses:8}"
                f" p50 {each.milliseconds(0.5):7.1f}  p95 {each.milliseconds(0.95):7.1f}"
                f"  max {each.milliseconds(1):7.1f} ms {each.most_bytes:8} bytes\n"
            )
            sys.stdout.flush()
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
