"""Does the API say what the console reads, page by page and as a table?"""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from db.database import Database
from db.duty_reading import load_changes, load_overdue, load_tasks
from db.unit_reading import load_duties, load_ranking, load_totals
from domain.accounts import Role

API = "/api/v1"
LISTS = (
    "units",
    "findings",
    "tasks",
    "audits",
    "queue",
    "due/overdue",
    "due/coming",
    "registry",
    "plans",
    "log",
    "reviews",
    "proposals",
    "units/czt/findings",
    "units/czt/history",
)


def paged(client: Any, path: str, **asked: Any) -> list[Any]:
    found, cursor = [], None
    for _ in range(99):
        given = {**asked, "limit": 2, **({"cursor": cursor} if cursor else {})}
        answer = client.get(f"{API}/{path}", params=given)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            return found
        assert len(page["items"]) == 2
    raise AssertionError(path)


def table(client: Any, path: str, **asked: Any) -> list[dict[str, str]]:
    answer = client.get(f"{API}/{path}", params={**asked, "format": "csv"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert all(len(row) == len(rows[0]) for row in rows)
    assert len(set(rows[0])) == len(rows[0])
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row), row
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.mark.usefixtures("audits")
def test_units_are_the_ranking(program: Callable[..., Any], database: Database) -> None:
    client = program(Role.VIEWER)
    told = paged(client, "units")
    ranking = load_ranking(database, "p").units
    assert [one["unit_id"] for one in told] == [unit.unit_id for unit in ranking]
    for one, unit in zip(told, ranking, strict=True):
        assert one["score"] == {
            "earned": unit.earned, "possible": unit.possible, "unmeasured": unit.unmeasured,
            "percent": unit.percent, "coverage": unit.coverage,
        }  # fmt: skip
        assert one["place"] == unit.place
        assert one["counts"] == {status.value: count for status, count in unit.counts.items()}
        assert client.get(f"{API}/units/{unit.unit_id}").json() == one
    assert [one["unit_id"] for one in paged(client, "units", q="财政")] == ["czt"]
    assert [row["单位编号"] for row in table(client, "units")] == [one["unit_id"] for one in told]


def test_findings_are_the_duties(program: Callable[..., Any], database: Database, audits: list[str]) -> None:
    client = program(Role.INSPECTOR)
    told = paged(client, "findings")
    duties = {
        duty.finding_id: duty for unit in ("czt", "nyt", "jyt") for duty in load_duties(database, "p", unit)
    }
    assert sorted(one["finding_id"] for one in told) == sorted(duties)
    for one in told:
        duty = duties[one["finding_id"]]
        assert (one["status"], one["unit_id"], one["task"]) == (duty.status, duty.unit_id, duty.task)
        assert one["points"] == {
            "earned": duty.earned, "possible": duty.possible, "unmeasured": duty.unmeasured
        }  # fmt: skip
        alone = client.get(f"{API}/findings/{one['finding_id']}").json()
        assert (alone["status"], alone["explanation"]) == (one["status"], one["explanation"])
    problems = paged(client, "findings", status="failed")
    assert {one["unit_id"] for one in problems} == {"czt", "nyt"}
    assert {one["status_word"] for one in problems} == {"未落实"}
    assert len(paged(client, "findings", task="9")) == 3
    assert len(table(client, "findings")) == len(told)
    overdue = [duty.finding_id for duty in load_overdue(database, "p")]
    assert [one["finding_id"] for one in paged(client, "due/overdue")] == overdue
    waiting = paged(client, "queue")
    assert {one["finding"]["finding_id"] for one in waiting} >= set(overdue)
    assert len(table(client, "queue")) == len(waiting)
    changed = next(one for one in problems if one["unit_id"] == "nyt")
    steps = client.get(f"{API}/findings/{changed['finding_id']}/verdicts").json()["items"]
    assert [step["judged_word"] for step in steps] == ["未落实", "已落实"]
    assert steps[0]["audit_id"] == audits[1]


def test_audits_tasks_and_changes(program: Callable[..., Any], database: Database, audits: list[str]) -> None:
    client = program(Role.LEAD)
    told = paged(client, "audits")
    assert [one["audit_id"] for one in told] == [total.audit_id for total in load_totals(database, "p")]
    assert told[0]["counts"]["failed"] == 2
    assert client.get(f"{API}/audits/{audits[0]}").json() == told[1]
    assert len(paged(client, "tasks")) == len(load_tasks(database, "p"))
    assert [each["units"] for each in client.get(f"{API}/tasks/27a").json()["checks"]] == [3]
    (change,) = paged(client, f"audits/{audits[1]}/changes")
    assert change["unit_id"] == load_changes(database, audits[1])[0].unit_id == "nyt"
    assert (change["judged_word"], change["before_word"]) == ("未落实", "已落实")
    assert len(table(client, f"audits/{audits[1]}/changes")) == 1


@pytest.mark.usefixtures("audits")
def test_tables_run_nothing_and_keep_every_row(program: Callable[..., Any]) -> None:
    client = program(Role.LEAD)
    for path in LISTS:
        rows = table(client, path)
        assert len(rows) == len(paged(client, path)), path
    accepted = client.get(f"{API}/units", headers={"accept": "text/csv"})
    assert accepted.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(table(client, "units", limit=1)) == 1
    names = {row["单位"] for row in table(client, "units")}
    assert """'=cmd|"/c calc"!A1""" in names


@pytest.mark.usefixtures("audits")
def test_what_is_unknown_or_malformed_is_refused(program: Callable[..., Any]) -> None:
    client = program(Role.LEAD)
    for path in (*LISTS, "me", "units/czt", "openapi.json"):
        answer = client.get(f"{API}/{path}", params={"unknown": "1"})
        assert answer.status_code == 422, path
        assert answer.json()["error"]["code"] == "invalid"
        assert answer.json()["error"]["detail"][0]["at"] == ["query", "unknown"]
    of_units = client.get(f"{API}/units", params={"limit": 1}).json()["next"]
    for cursor in (of_units, "AAAA", "bnVsbA", "WyJmaW5kaW5ncyIsMSwxXQ"):
        answer = client.get(f"{API}/findings", params={"cursor": cursor})
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "cursor")
    for path in (
        "units/none",
        "findings/99999",
        "findings/0",
        "findings/x",
        "audits/none",
        "tasks/none",
        "nothing",
    ):
        answer = client.get(f"{API}/{path}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found"), path
    assert client.get(f"{API}/units", params={"plan": "none"}).status_code == 404
    assert client.get(f"{API}/units", params={"limit": 201}).status_code == 422
    assert client.post(f"{API}/units").status_code == 405


def test_without_an_audit_there_is_nothing(program: Callable[..., Any]) -> None:
    assert program(Role.LEAD).get(f"{API}/units").status_code == 404


@pytest.mark.usefixtures("audits")
def test_registry_plans_and_log_are_lists_for_who_may_see_them(program: Callable[..., Any]) -> None:
    lead, viewer = program(Role.LEAD), program(Role.VIEWER)
    assert {one["unit_id"] for one in paged(viewer, "registry")} == {"czt", "nyt", "jyt"}
    plans = {one["plan_id"]: one for one in paged(viewer, "plans")}
    assert (plans["yunnan-2017"]["version"], plans["yunnan-2017"]["adopted"]) == (0, 0)
    one = viewer.get(f"{API}/plans/yunnan-2017").json()
    assert one["tasks"] == len(one["every_task"]) > 100
    assert viewer.get(f"{API}/plans/yunnan-2017", params={"version": 9}).status_code == 404
    assert viewer.get(f"{API}/log").status_code == viewer.get(f"{API}/proposals").status_code == 403
    assert {"account.create", "token.create"} <= {entry["action"] for entry in paged(lead, "log")}
    assert {entry["action"] for entry in paged(lead, "log", action="token.create")} == {"token.create"}
    assert paged(viewer, "reviews") == []
    contact = program(Role.CONTACT, "nyt")
    for path in ("registry", "plans", "plans/yunnan-2017", "log", "reviews", "proposals"):
        assert contact.get(f"{API}/{path}").status_code == 403, path
