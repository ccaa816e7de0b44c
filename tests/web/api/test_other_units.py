"""Can a unit's contact reach another unit by any address there is? A route that nobody classified here fails."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Mount

from casework.filings.filing import file_address
from casework.objections.objecting import object_to
from casework.reviews.attachments import Upload
from db.database import Database
from db.orders import Asker, add_order
from db.unit_reading import load_duties
from domain.accounts import Role
from domain.orders import Ask, OrderKind

OTHER, OTHER_NAME = "czt", "省财政厅"
PDF = b"%PDF-1.7\n"

OF_NOBODY = {
    "/", "/login", "/login/oidc", "/login/oidc/back", "/logout", "/account", "/account/password", "/account/tokens",
    "/orders/progress", "/orders", "/exports", "/api/v1/openapi.json", "/api/v1/me", "/api/v1/units", "/api/v1/findings",
    "/api/v1/orders",
    "/accounts", "/log", "/calendar", "/search", "/my", "/objections", "/filings",
}  # fmt: skip
"""Addresses that name nobody: what they show is held below not to name another unit."""


def paths(app: Any) -> list[tuple[str, str]]:
    """Every method and path."""
    found: list[tuple[str, str]] = []
    for route in app.routes:
        if isinstance(route, Mount):
            continue
        if isinstance(route, APIRoute):
            found += [(method, route.path) for method in sorted(route.methods or ())]
        else:
            found += [
                (method, one.path)
                for one in route.effective_route_contexts()
                for method in sorted(one.original_route.methods or ())
            ]
    return found


@pytest.fixture
def ids(database: Database, audits: list[str], person: Callable[..., Any]) -> dict[str, str]:
    """What each name in a path stands for: always something of another unit, or that is no business of units."""
    inspector = person("wang")
    with database.write() as connection:
        ask = Ask(kind=OrderKind.REAUDIT, plan_id="p", unit_id=OTHER, task="7")
        asker = Asker(id=inspector.id, name=inspector.name)
        order, _ = add_order(database, connection, ask, asker=asker, now=datetime.now(UTC))
    finding = str(load_duties(database, "p", OTHER)[0].finding_id)
    said = person("qian", Role.CONTACT, OTHER)
    objection = object_to(
        database, said, int(finding), "专栏已经开设。", uploads=[Upload(name="f.pdf", data=PDF)]
    )
    filing = file_address(database, said, OTHER, "http://czt.example.gov.cn/zdly/", name="重点领域")
    return {
        "unit": OTHER, "finding": finding, "finding_id": finding, "order_id": str(order.id), "name": "file.docx",
        "audit": audits[1], "task": "9", "token": "1", "login": "wang", "version": "1", "plan": "p",
        "proposal": "1", "digest": sha256(PDF).hexdigest(), "objection": str(objection.id), "filing": str(filing.id), "n": "1",
    }  # fmt: skip


def test_no_address_leads_a_contact_to_another_unit(
    app: Any, browser_of: Callable[..., Any], ids: dict[str, str]
) -> None:
    contact = browser_of("zhao", Role.CONTACT, "nyt")
    csrf = contact.csrf("/account")
    unknown, reached = [], []
    assert {("GET", "/api/v1/units/{unit}"), ("POST", "/orders/{order_id}/cancel")} <= set(paths(app))
    for method, path in paths(app):
        names = [part.partition("}")[0].partition(":")[0] for part in path.split("{")[1:]]
        if any(name not in ids for name in names):
            unknown.append(path)
            continue
        if path == "/logout":
            continue
        filled = path.replace(":path", "")
        for name in names:
            filled = filled.replace(f"{{{name}}}", ids[name])
        sent = (
            {"data": {"csrf": csrf, "unit": OTHER, "kind": "reaudit", "plan": "p", "task": "7"}}
            if method == "POST"
            else {}
        )
        answer = contact.request(method, filled, **sent)
        # A list of changes of an audit is cut down to the own unit: it may be asked for, and names no other.
        own_part = path.endswith("/audits/{audit}/changes")
        if names and not own_part and answer.status_code not in (403, 404):
            reached.append((method, path, answer.status_code))
        if not names and method == "GET" and path not in OF_NOBODY and answer.status_code not in (403, 404):
            unknown.append(path)
        if OTHER_NAME in answer.text or f'"{OTHER}"' in answer.text:
            reached.append((method, path, answer.status_code))
    assert unknown == []
    assert reached == []


def test_no_parameter_leads_a_contact_to_another_unit(
    app: Any, browser_of: Callable[..., Any], ids: dict[str, str]
) -> None:
    contact = browser_of("zhao", Role.CONTACT, "nyt")
    for method, path in paths(app):
        if method == "GET" and "{" not in path:
            answer = contact.get(path, params={"unit": OTHER, "q": "财政", "finding": ids["finding"]})
            assert OTHER_NAME not in answer.text, path
