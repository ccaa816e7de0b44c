"""Is every page in a real Chromium accessible, within 1280×720, small and still, and does it break no policy?"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from db.database import Database
from db.unit_reading import load_duties
from domain.accounts import Role
from tests.web.in_chromium import opened_tab, serious, served, sign_in
from tests.web.test_routes import routes

pytestmark = pytest.mark.e2e

NO_PAGES = {
    "/login/oidc", "/login/oidc/back", "/orders/progress", "/registry.csv",
    "/reviews/files/{digest}", "/orders/{order_id}/files/{name}", "/objections/{objection}/files/{digest}",
    "/findings/{finding}/evidence/{n}/page", "/findings/{finding}/evidence/{n}/file",
}  # fmt: skip
"""Addresses that lead elsewhere, or answer with a file or with data for a script."""
OF_CONTACTS = {"/my", "/objections/{objection}"}
"""Opened in the walk of a contact (``tests/web/flows``)."""
NOT_YET = {"/plans/{plan}/versions/{version}", "/vocabulary/versions/{version}"}
"""Pages of what the filled console doesn't hold; tests of plans and vocabularies open them."""
PAGE_BYTES = 200_000
SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
    .observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""


def faults(tab: Page, address: str, path: str, told: list[str]) -> list[Any]:
    """What is wrong with a page, most telling first."""
    told.clear()
    answer = tab.goto(f"{address}{path}")
    assert answer
    if answer.status != 200:
        return [answer.status]
    found: list[Any] = [*told, *serious(tab)]
    if len(answer.body()) > PAGE_BYTES:
        found.append(f"{len(answer.body())} bytes")
    wide = tab.evaluate("document.documentElement.scrollWidth")
    if wide > 1280:
        found.append(f"{wide} wide")
    if (shift := tab.evaluate(SHIFT)) > 0.01:
        found.append(f"jumps by {shift}")
    if tab.evaluate("document.querySelectorAll('main h1').length") != 1:
        found.append("not one heading")
    tab.keyboard.press("Tab")
    if tab.evaluate("document.activeElement === document.body"):
        found.append("no key leads in")
    return found


def test_every_page_in_a_real_chromium(app: Any, filled: Database, person: Callable[..., Any]) -> None:
    person("lead", Role.LEAD)
    person("admin", Role.ADMIN)
    finding = str(load_duties(filled, "yunnan-2017", "czt")[0].finding_id)
    audit = filled.load_audit().id
    known = {"unit": "czt", "finding": finding, "task": "16", "n": 1, "audit": audit, "plan": "yunnan-2017"}
    opened = {
        route.path
        for route in routes(app)
        if "GET" in (route.methods or ()) and not route.path.startswith("/api/")
    }
    assert opened >= NO_PAGES | NOT_YET | OF_CONTACTS
    pages = sorted(path.format(**known) for path in opened - NO_PAGES - NOT_YET - OF_CONTACTS)
    assert len(pages) > 20
    found: dict[str, list[Any]] = {}
    told: list[str] = []
    with served(app) as address, opened_tab() as tab:
        tab.on("console", lambda message: told.append(message.text))
        tab.on("pageerror", lambda error: told.append(str(error)))
        tab.on(
            "request", lambda sent: None if sent.url.startswith((address, "data:")) else told.append(sent.url)
        )
        found["/login"] = faults(tab, address, "/login", told)
        sign_in(tab, address, "lead")
        refused = []
        for path in pages:
            wrong = faults(tab, address, path, told)
            if wrong == [403]:
                refused.append(path)
            else:
                found[path] = wrong
        tab.context.clear_cookies()
        sign_in(tab, address, "admin")
        for path in refused:
            found[path] = faults(tab, address, path, told)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
