"""The calendar counts what is due as the duties do, leads to them, and shows a contact the own unit's only."""

from collections.abc import Callable
from datetime import date
from typing import Any

from db import duty_reading
from db.database import Database
from db.task_days import load_task_days
from db.unit_reading import load_duties
from domain.accounts import Role
from domain.duty_standing import DutyStatus
from web.reading.calendar import days_of_unit, merged, weeks

DUE = date(2017, 7, 31)


def test_days_are_counted_as_the_units_duties_are(filled: Database) -> None:
    every = [
        day
        for unit in ("czt", "nyt", "evil")
        for day in days_of_unit(load_duties(filled, "yunnan-2017", unit))
    ]
    counted = load_task_days(filled, "yunnan-2017")
    assert counted == merged(every)
    assert [(each.task, each.day, each.failed, each.late) for each in counted] == [("16", DUE, 2, 0)]


def test_a_month_leads_to_the_duties_of_a_day(lead: Any, filled: Database) -> None:
    text = lead.get("/calendar?month=2017-07").text
    assert 'id="d-2017-07-31"' in text
    assert "未落实2项" in text
    address = "/tasks/16?plan=yunnan-2017&amp;due=2017-07-31"
    assert f'href="{address}"' in text
    listed = lead.get(address.replace("&amp;", "&")).text
    assert '<a href="/units/czt">' in listed
    assert '<a href="/units/nyt">' not in listed
    found = duty_reading.load_task(filled, "yunnan-2017", "16", due=DUE)
    assert {duty.status for duty in found} == {DutyStatus.FAILED}
    assert "没有符合条件的单位" in lead.get("/tasks/16?due=2017-07-30").text


def test_any_month_can_be_asked_for(lead: Any) -> None:
    for month in ("", "2017-08", "1000-01", "9998-12", "0001-01", "9999-12", "x", "2017-13"):
        assert lead.get("/calendar", params={"month": month}).status_code == 200, month
    text = lead.get("/calendar?day=2017-07-31").text
    assert "列出全月" in text
    assert 'id="d-2017-07-31"' in text
    assert len(weeks((), date(2017, 2, 1))) == 5


def test_a_contact_has_the_own_unit_s_days_only(filled: Database, browser_of: Callable[..., Any]) -> None:
    text = browser_of("nyt", Role.CONTACT, "nyt").get("/calendar?month=2017-07").text
    assert "本月没有到期的事项" in text
    text = browser_of("czt", Role.CONTACT, "czt").get("/calendar?month=2017-07").text
    assert "未落实1项" in text
    assert "/tasks/16" not in text
