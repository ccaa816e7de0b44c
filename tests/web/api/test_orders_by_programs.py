"""May a program order what its account may, and call it off?"""

from collections.abc import Callable
from typing import Any

import pytest

from domain.accounts import Role

API = "/api/v1"
EXPORT = {"kind": "export", "product": "ledger"}


@pytest.mark.usefixtures("audits")
def test_a_program_orders_and_calls_off(program: Callable[..., Any]) -> None:
    lead = program(Role.LEAD)
    made = lead.post(f"{API}/orders", json=EXPORT)
    assert made.status_code == 201
    order = made.json()
    assert (order["what"], order["state"], order["state_word"]) == ("导出：工作台账", "waiting", "等待")
    assert lead.get(f"{API}/orders/{order['id']}").json() == order
    assert lead.get(f"{API}/orders").json()["items"] == [order]
    assert lead.get(f"{API}/orders", params={"format": "csv"}).text.count("工作台账") == 1
    contact = program(Role.CONTACT, "czt")
    assert contact.get(f"{API}/orders").json()["items"] == []
    assert contact.get(f"{API}/orders/{order['id']}").status_code == 404
    assert contact.post(f"{API}/orders/{order['id']}/cancel").status_code == 404
    other = contact.post(f"{API}/orders", json={"kind": "reaudit", "unit": "nyt", "task": "9"})
    assert other.status_code == 404
    assert program(Role.VIEWER).post(f"{API}/orders", json=EXPORT).status_code == 403
    assert lead.post(f"{API}/orders/{order['id']}/cancel").json()["state"] == "cancelled"
    again = lead.post(f"{API}/orders/{order['id']}/cancel")
    assert (again.status_code, again.json()["error"]["code"]) == (409, "is_over")


@pytest.mark.usefixtures("audits")
def test_what_changes_something_is_guarded(
    program: Callable[..., Any], browser_of: Callable[..., Any]
) -> None:
    reader = program(Role.LEAD, read_only=True)
    assert reader.post(f"{API}/orders", json=EXPORT).status_code == 403
    assert reader.get(f"{API}/orders").json()["items"] == []
    known = browser_of("lihua")
    refused = known.post(f"{API}/orders", json=EXPORT)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "csrf")
    token = {"x-csrf-token": known.csrf("/account")}
    assert known.post(f"{API}/orders", json=EXPORT, headers=token).status_code == 201
    assert known.post(f"{API}/orders", data=EXPORT, headers=token).status_code == 415
    unknown = known.post(f"{API}/orders", json={**EXPORT, "more": 1}, headers=token)
    assert unknown.status_code == 422
