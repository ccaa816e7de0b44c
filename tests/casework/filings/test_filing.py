"""Does an address that a unit put on file count when, and only when, a lead looked at it?"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from casework.accounts.managing import create_account
from casework.filings.filing import A_DAY, file_address, is_elsewhere, settle, withdraw
from casework.filings.on_file import with_filings
from casework.filings.refusals import FilingError, Why
from db.action_log import read_actions
from db.database import Database, StoreError
from db.filings import find_filing, list_filings
from domain.accounts import Account, Role
from domain.filings import FilingState
from domain.units import Unit, UnitKind

NOW = datetime(2026, 3, 1, 2, tzinfo=UTC)
OLD, NEW = "http://czt.example.gov.cn/old/", "http://czt.example.gov.cn/zdly/"
Make = Callable[..., Account]


def unit(unit_id: str = "czt", filed: str | None = OLD) -> Unit:
    return Unit(
        id=unit_id, name=f"省{unit_id}厅", kind=UnitKind.PROVINCIAL_DEPT,
        portal_url="http://czt.example.gov.cn/", filed_url=filed,
    )  # fmt: skip


@pytest.fixture
def make(database: Database) -> Make:
    database.begin_crawl([unit(), unit("nyt")], scope_digest="sha256:one", now=NOW)

    def account(login: str, role: Role, unit_id: str | None = None) -> Account:
        return create_account(
            database, None, login=login, name=f"姓名{login}", role=role, unit_id=unit_id, now=NOW
        ).account

    return account


@pytest.fixture
def contact(make: Make) -> Account:
    return make("contact", Role.CONTACT, "czt")


@pytest.fixture
def lead(make: Make) -> Account:
    return make("lead", Role.LEAD)


def filed(database: Database, one: Unit | None = None, now: datetime = NOW) -> str | None:
    return with_filings(database, [one or unit()], now=now)[0].filed_url


def test_what_nobody_looked_at_judges_nobody_and_what_a_lead_confirmed_does(
    database: Database, contact: Account, lead: Account
) -> None:
    assert filed(database) == OLD
    made = file_address(database, contact, "czt", NEW, name="重点领域", now=NOW)
    assert (made.state, made.before) == (FilingState.AWAITING, OLD)
    assert filed(database) is None
    settled = settle(database, lead, made.id, confirmed=True, now=NOW)
    assert (settled.state, settled.settled_by) == (FilingState.CONFIRMED, "姓名lead")
    assert filed(database) == NEW
    assert filed(database, unit("nyt")) == OLD


def test_a_refused_filing_leaves_things_as_they_were(
    database: Database, contact: Account, lead: Account
) -> None:
    made = file_address(database, contact, "czt", NEW, name="重点领域", now=NOW)
    with pytest.raises(FilingError) as short:
        settle(database, lead, made.id, confirmed=False, reason="不对")
    assert short.value.why is Why.REASON
    settle(database, lead, made.id, confirmed=False, reason="该网址不是重点领域专栏")
    assert filed(database) == OLD
    with pytest.raises(FilingError) as again:
        settle(database, lead, made.id, confirmed=True)
    assert again.value.why is Why.SETTLED


def test_a_newer_filing_replaces_one_that_awaits_and_keeps_the_history(
    database: Database, contact: Account
) -> None:
    first = file_address(database, contact, "czt", NEW, name="重点领域", now=NOW)
    second = file_address(database, contact, "czt", f"{NEW}2/", name="重点领域", now=NOW)
    assert second.before == NEW
    with database.read() as connection:
        kept = find_filing(connection, first.id)
        assert kept is not None
        assert kept.state is FilingState.REPLACED
        assert [each.id for each in list_filings(connection, unit_id="czt")] == [second.id, first.id]
        entry = read_actions(connection, action="filing.add")[0]
        assert entry.detail["before"] == NEW
        assert entry.detail["after"] == f"{NEW}2/"


def test_what_nobody_looks_at_suspends_for_a_term_that_further_filings_do_not_renew(
    database: Database, contact: Account, lead: Account
) -> None:
    # 2026-03-01 is a Sunday: five working days after it end on Friday, the 6th.
    file_address(database, contact, "czt", NEW, name="重点领域", now=NOW)
    assert filed(database, now=NOW + timedelta(days=5)) is None
    assert filed(database, now=NOW + timedelta(days=6)) == OLD
    again = file_address(database, contact, "czt", f"{NEW}2/", name="重点领域", now=NOW + timedelta(days=4))
    assert filed(database, now=NOW + timedelta(days=6)) == OLD
    settle(database, lead, again.id, confirmed=True, now=NOW + timedelta(days=9))
    assert filed(database, now=NOW + timedelta(days=9)) == f"{NEW}2/"
    later = NOW + timedelta(days=10)
    file_address(database, contact, "czt", NEW, name="重点领域", now=later)
    assert filed(database, now=later) is None
    assert filed(database, now=later + timedelta(days=30)) == f"{NEW}2/"


def test_a_unit_takes_back_what_nobody_looked_at_and_begins_no_new_term(
    database: Database, make: Make, contact: Account
) -> None:
    made = file_address(database, contact, "czt", NEW, name="重点领域", now=NOW)
    with pytest.raises(FilingError) as other:
        withdraw(database, make("nyt", Role.CONTACT, "nyt"), made.id)
    assert other.value.why is Why.NO_FILING
    assert withdraw(database, contact, made.id, now=NOW).state is FilingState.WITHDRAWN
    assert filed(database) == OLD
    with pytest.raises(FilingError) as again:
        withdraw(database, contact, made.id)
    assert again.value.why is Why.SETTLED
    late = NOW + timedelta(days=9)
    file_address(database, contact, "czt", f"{NEW}3/", name="重点领域", now=late)
    assert filed(database, now=late) == OLD


def test_what_a_lead_files_counts_at_once(database: Database, contact: Account, lead: Account) -> None:
    assert contact.id != lead.id
    assert file_address(database, lead, "czt", NEW, name="重点领域").state is FilingState.CONFIRMED
    assert filed(database) == NEW


def test_the_column_of_another_subject_is_no_key_areas_column(database: Database, contact: Account) -> None:
    made = file_address(
        database, contact, "czt", NEW, name="PPP", subject="ppp", subjects=frozenset({"ppp"}), now=NOW
    )
    assert made.before is None
    assert filed(database) == OLD


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("javascript:alert(1)", Why.ADDRESS),
        ("ftp://czt.example.gov.cn/", Why.ADDRESS),
        ("data:text/html,<script>", Why.ADDRESS),
        ("//czt.example.gov.cn/", Why.ADDRESS),
        ("http://user:secret@czt.example.gov.cn/", Why.ADDRESS),
        ("http://user@czt.example.gov.cn/", Why.ADDRESS),
        ("http://czt.example.gov.cn\\@evil.example/", Why.ADDRESS),
        ("http://czt.example.gov.cn/\x00", Why.ADDRESS),
        ("http://czt.example.gov.cn/\u202egpj", Why.ADDRESS),
        ("http://czt.example.gov.cn/a b", Why.ADDRESS),
        ("http://", Why.ADDRESS),
        ("", Why.ADDRESS),
        ("http://czt.example.gov.cn/" + "a" * 2_000, Why.ADDRESS_LONG),
        (OLD, Why.SAME),
    ],
)
def test_what_is_no_address_is_not_put_on_file(
    database: Database, contact: Account, typed: str, why: Why
) -> None:
    with pytest.raises(FilingError) as refused:
        file_address(database, contact, "czt", typed, name="重点领域")
    assert refused.value.why is why


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"name": " \u200b"}, Why.NAME),
        ({"name": "栏" * 101}, Why.NAME),
        ({"name": "栏目", "note": "注" * 1_001}, Why.NOTE_LONG),
        ({"name": "栏目", "subject": "nothing"}, Why.SUBJECT),
    ],
)
def test_names_and_notes_have_bounds(
    database: Database, contact: Account, fields: dict[str, Any], why: Why
) -> None:
    with pytest.raises(FilingError) as refused:
        file_address(database, contact, "czt", NEW, **fields)
    assert refused.value.why is why


def test_nobody_files_for_another_unit_and_contacts_confirm_nothing(
    database: Database, make: Make, contact: Account
) -> None:
    made = file_address(database, contact, "czt", NEW, name="栏目")
    for account in (contact, make("viewer", Role.VIEWER), make("inspector", Role.INSPECTOR)):
        with pytest.raises(FilingError) as other:
            file_address(database, account, "nyt", NEW, name="栏目")
        assert other.value.why is Why.NOT_ALLOWED
        with pytest.raises(FilingError) as confirmed:
            settle(database, account, made.id, confirmed=True)
        assert confirmed.value.why is Why.NOT_ALLOWED


def test_a_unit_files_only_so_often(database: Database, contact: Account) -> None:
    for number in range(A_DAY):
        file_address(database, contact, "czt", f"{NEW}{number}", name="栏目", now=NOW)
    with pytest.raises(FilingError) as refused:
        file_address(database, contact, "czt", NEW, name="栏目", now=NOW)
    assert refused.value.why is Why.TOO_MANY
    assert file_address(database, contact, "czt", NEW, name="栏目", now=NOW + timedelta(days=2))


def test_the_store_itself_refuses_to_change_what_was_filed(
    database: Database, contact: Account, lead: Account
) -> None:
    made = file_address(database, contact, "czt", NEW, name="栏目")
    for statement in ("UPDATE filings SET url = 'http://x.example/'", "DELETE FROM filings"):
        with pytest.raises(StoreError), database.write() as connection:
            connection.execute(text(statement))
    settle(database, lead, made.id, confirmed=True)
    with pytest.raises(StoreError), database.write() as connection:
        connection.execute(text("UPDATE filings SET state = 'refused'"))


@pytest.mark.parametrize(
    ("typed", "elsewhere"),
    [
        (NEW, False),
        ("http://sub.czt.example.gov.cn/", False),
        ("http://www.yn.gov.cn/czt/", False),
        ("http://gov.cn.evil.example/", True),
        ("http://evilgov.cn/", True),
    ],
)
def test_an_address_on_another_site_is_told(typed: str, elsewhere: bool) -> None:
    assert is_elsewhere(typed, "http://www.czt.example.gov.cn/") is elsewhere
