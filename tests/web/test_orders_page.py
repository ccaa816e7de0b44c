"""Does a button only queue, does nobody get what is not theirs, and does a file come down whatever it is called?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from casework.accounts.log import entries
from casework.orders.asking import CONTACT_A_DAY, ask_for
from casework.orders.refusals import OrderError, Why
from casework.orders.seeing import orders_for
from db.audit_writing import writing_audit
from db.database import AuditedUnit, Database, finding_rows
from db.holders import this_process
from db.order_claims import claim, finish
from db.orders import load_orders
from domain.accounts import Role
from domain.findings import Digests, Score
from domain.orders import Ask, Order, OrderFile, OrderKind, OrderResult, OrderState, Product
from domain.reach import Reach, ReachStatus
from domain.units import Unit, UnitKind
from tests.small_portal import finding
from web.app import create_app
from web.settings import ConsoleSettings

NAMES = ("台账 <b>\"'.xlsx", "..m.db&amp;?.csv", "a\r\nset-cookie: x.csv")


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> ConsoleSettings:
    """The console of an office in which two units were audited."""
    digests = Digests(plan="sha256:p", rules="r", vocabulary="v")
    with writing_audit(database, plan_id="p", digests=digests, as_of=date(2017, 8, 10)) as audit:
        for name in ("czt", "nyt"):
            unit = Unit(
                id=name, name=f"省{name}厅", kind=UnitKind.COUNTY, portal_url=f"http://{name}.example/"
            )
            reach = Reach(id=f"obs:reach/1/{name}", status=ReachStatus.OK, pages=9)
            score = Score(earned=0, possible=0, unmeasured=0)
            audited = AuditedUnit(unit_id=name, name=unit.name, score=score, reach=reach, registered=unit)
            audit.add([audited], finding_rows([finding(unit_id=name)]))
    return ConsoleSettings(database=database, exports=tmp_path / "exports")


@pytest.fixture
def app(settings: ConsoleSettings) -> Any:
    return create_app(settings)


def made(database: Database, settings: ConsoleSettings, ask: Ask, account: Any, *names: str) -> Order:
    """An order that is done, with files of these names."""
    ask_for(database, account, ask, now=datetime.now(UTC))
    order = claim(database, worker=this_process(), kinds=tuple(OrderKind), now=datetime.now(UTC))
    assert order is not None
    assert settings.exports is not None
    folder = settings.exports / str(order.id)
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(b"abc")
    files = tuple(OrderFile(name=name, size=3, digest="sha256:ab", media_type="text/html") for name in names)
    finish(database, order, now=datetime.now(UTC), state=OrderState.DONE, result=OrderResult(files=files))
    return order


def test_a_button_queues_and_the_log_says_who(database: Database, browser_of: Callable[..., Any]) -> None:
    lead = browser_of("lead", Role.LEAD)
    assert lead.submit("/orders", kind="audit", plan="p").status_code == 303
    assert lead.submit("/orders", kind="reaudit", plan="p", unit="czt", task="12").status_code == 303
    assert lead.submit("/orders", kind="reaudit", plan="p", unit="czt", task="12").status_code == 303
    assert lead.submit("/exports", product="ledger", plan="p").status_code == 303
    orders = load_orders(database)
    assert [order.ask.kind.value for order in orders] == ["export", "reaudit", "audit"]
    logged = entries(database, action="order.add")
    assert [entry.login for entry in logged] == ["lead"] * 3
    text = lead.get("/orders").text
    for word in ("全面核查", "重新核查", "导出：工作台账", "等待"):
        assert word in text
    assert len(lead.get("/orders/progress").json()) == 3
    assert lead.submit(f"/orders/{orders[0].id}/cancel").status_code == 303
    assert load_orders(database)[0].state is OrderState.CANCELLED
    assert lead.submit(f"/orders/{orders[0].id}/cancel").status_code == 409
    assert len(entries(database, action="order.cancel")) == 1


@pytest.mark.parametrize(
    ("role", "form", "status"),
    [
        (Role.VIEWER, {"kind": "audit"}, 403),
        (Role.INSPECTOR, {"kind": "audit"}, 403),
        (Role.ADMIN, {"kind": "reaudit", "unit": "czt"}, 403),
        (Role.INSPECTOR, {"kind": "reaudit", "unit": "nobody"}, 404),
        (Role.INSPECTOR, {"kind": "reaudit", "unit": "czt", "task": "999"}, 422),
        (Role.INSPECTOR, {"kind": "reaudit"}, 422),
        (Role.LEAD, {"kind": "export"}, 422),
        (Role.LEAD, {"kind": "audit", "plan": "other"}, 422),
    ],
)
def test_who_may_not_is_refused(
    database: Database, browser_of: Callable[..., Any], role: Role, form: dict[str, str], status: int
) -> None:
    browser = browser_of("someone", role)
    assert browser.submit("/orders", **{"plan": "p", **form}).status_code == status
    assert load_orders(database) == ()


def test_a_contact_orders_for_the_own_unit_and_sees_no_other(
    database: Database, settings: ConsoleSettings, browser_of: Callable[..., Any], person: Callable[..., Any]
) -> None:
    lead = person("lead", Role.LEAD)
    package = Ask(kind=OrderKind.EXPORT, plan_id="p", product=Product.EVIDENCE, unit_id="nyt")
    other = made(database, settings, package, lead, "nyt.wacz")
    ledger = made(
        database, settings, Ask(kind=OrderKind.EXPORT, plan_id="p", product=Product.LEDGER), lead, "a.xlsx"
    )
    contact = browser_of("contact", Role.CONTACT, "czt")
    assert contact.submit("/orders", kind="reaudit", plan="p", unit="nyt", task="12").status_code == 404
    assert contact.submit("/orders", kind="reaudit", plan="p", unit="czt").status_code == 403
    assert contact.submit("/orders", kind="audit", plan="p").status_code == 403
    assert contact.submit("/exports", product="ledger", plan="p").status_code == 403
    assert contact.submit("/exports", product="evidence", plan="p", unit="nyt").status_code == 404
    assert contact.submit("/orders", kind="reaudit", plan="p", unit="czt", task="12").status_code == 303
    assert contact.submit("/exports", product="evidence", plan="p").status_code == 303
    assert {order.ask.unit_id for order in load_orders(database, most=2)} == {"czt"}
    assert {each["id"] for each in contact.get("/orders/progress").json()}.isdisjoint({other.id, ledger.id})
    for order, name in ((other, "nyt.wacz"), (ledger, "a.xlsx")):
        assert contact.get(f"/orders/{order.id}/files/{name}").status_code == 404
        assert contact.submit(f"/orders/{order.id}/cancel").status_code == 404


def test_what_is_not_for_a_contact_ends_no_list_early(
    database: Database, settings: ConsoleSettings, person: Callable[..., Any]
) -> None:
    lead = person("lead", Role.LEAD)
    package = Ask(kind=OrderKind.EXPORT, plan_id="p", product=Product.EVIDENCE, unit_id="czt")
    own = made(database, settings, package, lead, "czt.wacz")
    made(database, settings, replace(package, product=Product.NOTICE), lead, "czt.docx")
    contact = person("contact", Role.CONTACT, "czt")
    assert [order.id for order in orders_for(contact, database, most=1)] == [own.id]


@pytest.mark.parametrize("audit", ["no-such", "\0", "--help"])
def test_files_are_made_of_no_audit_that_is_not_there(
    database: Database, browser_of: Callable[..., Any], audit: str
) -> None:
    contact = browser_of("contact", Role.CONTACT, unit_id="czt")
    assert contact.submit("/exports", product="evidence", plan="p", audit=audit).status_code == 422
    assert load_orders(database) == ()


def test_files_come_down_to_whom_they_are_for_whatever_they_are_called(
    database: Database, settings: ConsoleSettings, browser_of: Callable[..., Any], person: Callable[..., Any]
) -> None:
    ask = Ask(kind=OrderKind.EXPORT, plan_id="p", product=Product.TABLE)
    order = made(database, settings, ask, person("lead", Role.LEAD), *NAMES)
    inspector = browser_of("inspector", Role.INSPECTOR)
    from web.reading.orders import shown

    addresses = [file.address for file in shown(load_orders(database)[0], person("p2", Role.LEAD)).files]
    told = [address for address in addresses if "%0D" not in address]
    assert len(told) == len(NAMES) - 1
    for address in set(addresses) - set(told):  # a control character is in the name of no file of ours
        assert inspector.get(address).status_code == 404
    for address in told:
        answer = inspector.get(address)
        assert (answer.status_code, answer.content) == (200, b"abc"), address
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
        assert "set-cookie" not in answer.headers
    assert "<b>" not in inspector.get("/orders").text.replace("<body", "")
    assert len(entries(database, action="order.download")) == len(told)
    for name in ("..%2fconsole.db", "%2e%2e", "no-such.csv"):
        assert inspector.get(f"/orders/{order.id}/files/{name}").status_code == 404
    assert browser_of("viewer", Role.VIEWER).get(addresses[0]).status_code == 403


def test_a_link_out_of_the_folder_is_no_file(
    database: Database, settings: ConsoleSettings, browser_of: Callable[..., Any], person: Callable[..., Any]
) -> None:
    ask = Ask(kind=OrderKind.EXPORT, plan_id="p", product=Product.TABLE)
    order = made(database, settings, ask, person("lead", Role.LEAD), "a.csv")
    assert settings.exports is not None
    file = settings.exports / str(order.id) / "a.csv"
    file.unlink()
    file.symlink_to("/etc/hostname")
    assert browser_of("inspector", Role.INSPECTOR).get(f"/orders/{order.id}/files/a.csv").status_code == 404


def test_a_contact_asks_a_few_times_a_day_and_the_same_once_an_hour(
    database: Database, settings: ConsoleSettings, person: Callable[..., Any]
) -> None:
    contact = person("contact", Role.CONTACT, "czt")
    ask = Ask(kind=OrderKind.REAUDIT, plan_id="p", unit_id="czt", task="12")
    now = datetime.now(UTC)
    first = ask_for(database, contact, ask, now=now)
    assert ask_for(database, contact, ask, now=now).id == first.id
    order = claim(database, worker=this_process(), kinds=tuple(OrderKind), now=now)
    assert order is not None
    with pytest.raises(OrderError) as refused:
        ask_for(database, contact, ask, now=now)
    assert refused.value.why is Why.TOO_SOON
    from db.orders import Asker, add_order

    for number in range(CONTACT_A_DAY):
        other = Ask(kind=OrderKind.REAUDIT, plan_id="p", unit_id="czt", task=f"x{number}")
        with database.write() as connection:
            add_order(database, connection, other, asker=Asker(id=contact.id, name="x"), now=now)
    with pytest.raises(OrderError) as refused:
        ask_for(
            database,
            contact,
            Ask(kind=OrderKind.REAUDIT, plan_id="p", unit_id="czt", task="12", subject="budget"),
            now=now,
        )
    assert refused.value.why is Why.TOO_MANY
