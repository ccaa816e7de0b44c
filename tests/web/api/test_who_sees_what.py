"""Who sees what through the API, and does a contact see the own unit only?"""

from collections.abc import Callable
from typing import Any

import pytest

from db.database import Database
from db.unit_reading import load_duties
from domain.accounts import Role
from web.api.document import openapi_of

API = "/api/v1"


def test_a_contact_sees_the_own_unit_only(
    program: Callable[..., Any], database: Database, audits: list[str]
) -> None:
    contact = program(Role.CONTACT, "nyt")
    for path in ("units", "findings", f"audits/{audits[1]}/changes"):
        items = contact.get(f"{API}/{path}").json()["items"]
        assert {one["unit_id"] for one in items} == {"nyt"}, path
        text = contact.get(f"{API}/{path}", params={"format": "csv"}).text
        assert "czt" not in text
        assert "省财政厅" not in text
    assert contact.get(f"{API}/units", params={"q": "财政"}).json()["items"] == []
    nowhere = contact.get(f"{API}/units/none").json()
    other = load_duties(database, "p", "czt")[0].finding_id
    for path in (
        "units/czt", "units/czt/findings", "units/czt/history", "findings?unit=czt", f"audits/{audits[1]}/changes?unit=czt",
        f"findings/{other}", f"findings/{other}/verdicts",
    ):  # fmt: skip
        answer = contact.get(f"{API}/{path}")
        assert (answer.status_code, answer.json()) == (404, nowhere), path
    for path in ("tasks", "tasks/9", "audits", f"audits/{audits[1]}", "queue", "due/coming", "due/overdue"):
        assert contact.get(f"{API}/{path}").status_code == 403, path
    own = load_duties(database, "p", "nyt")[0].finding_id
    assert contact.get(f"{API}/findings/{own}").status_code == 200


@pytest.mark.usefixtures("audits")
def test_keys_and_sessions(
    app: Any, program: Callable[..., Any], browser_of: Callable[..., Any], browser: Any
) -> None:
    assert browser.get(f"{API}/units").status_code == 401
    assert browser.get(f"{API}/units").json()["error"]["code"] == "not_signed_in"
    wrong = browser.get(f"{API}/units", headers={"authorization": "Bearer mct_wrong"})
    assert wrong.status_code == 401
    assert wrong.headers["www-authenticate"] == "Bearer"
    assert browser_of("lihua").get(f"{API}/units").status_code == 200
    client = program(Role.VIEWER, read_only=True)
    assert client.get(f"{API}/me").json()["read_only"] is True
    assert client.get(f"{API}/queue").status_code == 403
    assert client.get(f"{API}/units").headers["cache-control"] == "no-store"
    document = client.get(f"{API}/openapi.json")
    assert document.json() == openapi_of(app)
    kept = client.get(f"{API}/openapi.json", headers={"if-none-match": document.headers["etag"]})
    assert kept.status_code == 304


def test_the_document_tells_every_answer(app: Any) -> None:
    paths = openapi_of(app)["paths"]
    assert all(path.startswith(API) for path in paths)
    assert len(paths) >= 15
    for path, operations in paths.items():
        for operation in operations.values():
            assert {"401", "403", "404", "422"} <= set(operation["responses"]), path
            assert {"200", "201"} & set(operation["responses"]), path
            assert operation["summary"]
            assert operation["description"]
