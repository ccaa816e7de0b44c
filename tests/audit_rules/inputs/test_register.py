"""Is an operator's register read row by row, and does what stands in it only ever help?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from audit_rules.engine import judge
from audit_rules.inputs.csv_table import CsvFileError
from audit_rules.inputs.register import load_register
from audit_rules.params import Params, params_faults
from domain.columns import ColumnSeen, ColumnStatus
from domain.coverage import Coverage
from domain.findings import Finding, Outcome, Timeliness
from domain.observations import PortalFacts
from domain.pages import DateConfidence, DateSource, ReadDate
from domain.plans import Check, Plan, Task
from domain.postings import ListReading, PostingSeen
from domain.reach import Reach, ReachStatus
from domain.register import EventDay, FiledNotice, Register
from domain.subjects import Grade, Surface
from domain.units import Unit, UnitKind

AS_OF = date(2017, 12, 31)
DOCUMENT = Check(rule="document", params={"title_all": ["实施方案"], "subjects": ["notices"]}, points=2.0)
UNIT = Unit(id="czt", name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url="http://czt.gov.cn/")


def plan(check: Check = DOCUMENT, deadline: str = "2017年7月底前") -> Plan:
    task = Task(
        number="L2",
        section="节",
        group="组",
        text="文",
        lead_text=None,
        leads=(),
        units=("czt", "gtt"),
        deadline_text=deadline,
        deadline=deadline,
        checks=(check,),
    )
    return Plan(
        id="test",
        title="方案",
        document_number="41号",
        year=2017,
        issued_on=date(2017, 4, 17),
        published_on=date(2017, 4, 21),
        sections={"节": 1.0},
        tasks=(task,),
        digest="sha256:0",
    )


def portal(*postings: tuple[str, date | None], **reach: Any) -> PortalFacts:
    """A portal with a list of notices, read to its end on 2018-01-05."""
    at = datetime.fromisoformat("2018-01-05T03:00:00+08:00")
    column = ColumnSeen(
        id="obs:column/1",
        subject="notices",
        url="http://czt.gov.cn/tzgg/",
        title="通知公告",
        grade=Grade.EXACT,
        surface=Surface.TEXT,
        found_on="http://czt.gov.cn/",
        status=ColumnStatus.OK,
        postings=len(postings),
        complete_since=date.min,
    )
    seen = tuple(
        PostingSeen(
            id=f"obs:posting/{number}",
            title=title,
            url=f"http://czt.gov.cn/{number}",
            published=ReadDate(on=on, source=DateSource.LIST, confidence=DateConfidence.HIGH) if on else None,
            columns=("obs:column/1",),
            first_seen=at,
        )
        for number, (title, on) in enumerate(postings)
    )
    return PortalFacts(
        unit_id="czt",
        reach=replace(Reach(id="obs:reach", status=ReachStatus.OK, crawled_at=at), **reach),
        coverage=Coverage(home=True, navigation=True, sitemap=True, pages_read=9),
        columns=(column,),
        postings=seen,
    )


def judged(
    facts: PortalFacts, *notices: FiledNotice, events: Mapping[str, EventDay] | None = None, **given: Any
) -> Finding:
    register = Register(notices=notices, events=events or {})
    (finding,) = judge(plan(**given), [UNIT], {"czt": facts}, AS_OF, register)
    return finding


def notice(on: date, **changes: Any) -> FiledNotice:
    return replace(FiledNotice(unit_id="czt", task="L2", done_on=on, note="回执第3号"), **changes)


LATE = portal(("省财政厅实施方案", date(2017, 9, 9)))


def test_what_was_filed_in_time_is_not_late() -> None:
    assert judged(LATE).timeliness is Timeliness.LATE
    finding = judged(LATE, notice(date(2017, 7, 20)))
    assert (finding.outcome, finding.timeliness, finding.code) == (
        Outcome.PASSED,
        Timeliness.ON_TIME,
        "filed_in_time",
    )
    assert finding.done_on == date(2017, 7, 20)
    assert finding.cites == ("obs:posting/0", "filed:czt/L2/2017-07-20")
    assert finding.points.earned == 2.0
    assert finding.late_by == ()
    assert finding.values["notice"] == {
        "id": "filed:czt/L2/2017-07-20",
        "done_on": "2017-07-20",
        "note": "回执第3号",
    }
    for words in ("发布于2017年9月9日", "省财政厅已于2017年7月20日完成（回执第3号）", "判为按时。"):
        assert words in finding.explanation


def test_nor_is_what_bears_no_date() -> None:
    undated = portal(("省财政厅实施方案", None))
    assert judged(undated).timeliness is Timeliness.UNKNOWN
    assert judged(undated, notice(date(2017, 7, 20))).timeliness is Timeliness.ON_TIME


@pytest.mark.parametrize(
    "filed",
    [
        notice(date(2017, 8, 1)),  # after the due date
        notice(date(2018, 1, 1)),  # after the day of judgement
        notice(date(2017, 7, 20), unit_id="gtt"),
        notice(date(2017, 7, 20), task="L3"),
        notice(date(2017, 7, 20), subject="ppp"),
    ],
)
def test_a_notice_never_speaks_against_a_unit_nor_for_another(filed: FiledNotice) -> None:
    assert judged(LATE, filed) == judged(LATE)


def test_in_time_by_its_own_date_needs_no_notice() -> None:
    early = portal(("省财政厅实施方案", date(2017, 6, 9)))
    assert judged(early, notice(date(2017, 7, 20))) == judged(early)


def test_what_was_filed_and_is_not_there_is_for_an_inspector() -> None:
    empty = portal(("会议通知", date(2017, 6, 9)))
    assert judged(empty).outcome is Outcome.FAILED
    finding = judged(empty, notice(date(2017, 9, 1)))
    assert (finding.outcome, finding.code) == (Outcome.CANT_TELL, "filed_only")
    assert finding.cites[-1] == "filed:czt/L2/2017-09-01"
    assert finding.points.unmeasured == 2.0
    assert finding.dossier == judged(empty).dossier


def test_a_portal_that_was_not_read_stays_so() -> None:
    closed = portal(status=ReachStatus.BLOCKED, blocked="ruishu")
    assert judged(closed, notice(date(2017, 7, 20))) == judged(closed)


def test_a_recurring_duty_is_not_settled_by_one_notice() -> None:
    check = Check(rule="periodic", subject="notices", params={"title_any": ["情况"]})
    one = portal(("2017年5月情况", date(2017, 8, 3)))
    given: dict[str, Any] = {"check": check, "deadline": "次月5日前"}
    assert judged(one, notice(date(2017, 6, 1)), **given) == judged(one, **given)


AFTER: dict[str, Any] = {"deadline": "国家指导意见印发后60日内"}


def wanting(event: object) -> Check:
    return replace(DOCUMENT, params={**DOCUMENT.params, "event": event})


def test_the_day_of_an_event_comes_from_the_register() -> None:
    given = {"check": wanting("国家指导意见印发"), **AFTER}
    unknown = judged(LATE, **given)
    assert unknown.code == "event_unknown"
    assert "自“国家指导意见印发”之日起算" in unknown.explanation  # by this name it can be registered
    day = EventDay(name="国家指导意见印发", on=date(2017, 6, 1), note="国办发〔2017〕97号")
    finding = judged(LATE, events={day.name: day}, **given)
    assert (finding.timeliness, finding.due) == (Timeliness.LATE, (date(2017, 7, 31),))
    assert finding.cites == ("obs:posting/0", "filed:event/国家指导意见印发")


@pytest.mark.parametrize("event", [date(2017, 6, 1), "2017-06-01"])
def test_or_from_the_plan(event: object) -> None:
    finding = judged(LATE, check=wanting(event), **AFTER)
    assert (finding.due, finding.cites) == ((date(2017, 7, 31),), ("obs:posting/0",))


def test_or_from_a_posting() -> None:
    check = wanting({"title_all": ["指导意见"], "title_not": ["转发"], "units": ["czt"]})
    there = portal(
        ("省财政厅实施方案", date(2017, 9, 9)),
        ("国家关于信息公开的指导意见", date(2017, 6, 20)),
        ("国家关于信息公开的指导意见（续）", date(2017, 6, 1)),
        ("转发国家指导意见", date(2017, 5, 1)),
        ("另一指导意见", None),
    )
    finding = judged(there, check=check, **AFTER)
    assert finding.due == (date(2017, 7, 31),)
    assert finding.cites == ("obs:posting/0", "obs:posting/2")
    assert judged(LATE, check=check, **AFTER).code == "event_unknown"


def test_a_date_in_doubt_is_no_event() -> None:
    check = wanting({"title_all": ["指导意见"], "units": ["czt"]})
    there = portal(
        ("省财政厅实施方案", date(2017, 9, 9)), ("指导意见", date(2017, 6, 1)), ("通知", date(2017, 5, 1))
    )
    at = datetime.fromisoformat("2017-12-01T02:00:00+08:00")
    reading = ListReading(
        id="obs:reading/1/1", column="obs:column/1", title="通知公告", url="", at=at, held=2
    )
    known: dict[str, Any] = {"first_seen": datetime.fromisoformat("2017-11-01T02:00:00+08:00")}
    known["last_seen"] = datetime.fromisoformat("2018-01-05T02:00:00+08:00")
    postings = (
        replace(there.postings[0], **known),
        replace(there.postings[1], absent=reading),
        replace(there.postings[2], **known),
    )
    assert judged(replace(there, postings=postings), check=check, **AFTER).code == "event_unknown"


@pytest.mark.parametrize(
    ("event", "word"),
    [
        ({"units": ["czt"]}, "title_any"),
        ({"title_all": ["意见"]}, "units"),
        (17, "event"),
        ({"name": "x"}, "name"),
    ],
)
def test_a_plan_that_names_no_event_is_refused(event: object, word: str) -> None:
    assert any(word in fault for fault in params_faults(Params, {"event": event}))


# ── the file ─────────────────────────────────────────────────────────────────


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_good_rows_are_read_and_bad_ones_named(tmp_path: Path) -> None:
    text = """unit,task,done_on,note,subject,event,on
czt,L2,2017-07-20,"回执,第3号",,,
gtt,L2,2017-7-20,,,,
xxt,L2,2017-07-20,,,,

czt,99,2017-07-20,,,,
czt,L2,2017-07-20,,ppp,,
,,2017-07-20,,,,
,,,国办发〔2017〕97号,,意见印发,2017-12-04
,,2017-12-05,,,意见印发,
czt,L2,,,,另一意见印发,2017-12-05
czt,L2,2017-07-20,,,,,多
,,2017-12-05,,,意见引发,
other,L2,2017-07-21,,,,
"""
    waiting = replace(DOCUMENT, params={**DOCUMENT.params, "event": "意见印发"})
    register, refused = load_register(write(tmp_path / "r.csv", text), plan(waiting), ["other"])
    assert register.notices == (
        FiledNotice(unit_id="czt", task="L2", done_on=date(2017, 7, 20), note="回执,第3号"),
        FiledNotice(unit_id="other", task="L2", done_on=date(2017, 7, 21)),
    )
    assert register.events == {
        "意见印发": EventDay(name="意见印发", on=date(2017, 12, 4), note="国办发〔2017〕97号")
    }
    assert [(row.line, row.reason) for row in refused] == [
        (3, "'2017-7-20' is not a date"),
        (4, "there is no unit 'xxt'"),
        (6, "the plan has no task '99'"),
        (7, "task L2 has no check on 'ppp'"),
        (8, "it names neither an event nor a unit and a task"),
        (10, "the event 意见印发 has another day above"),
        (11, "it names an event and a unit or task"),
        (12, "8 cells where the header names 7 columns"),
        (13, "no deadline of the plan runs from the event '意见引发'"),
    ]
    assert all(row.remedy for row in refused)


@pytest.mark.parametrize("header", ["unit,task,done_on,note", "event,on,note", "done_on,task,unit"])
def test_either_shape_will_do(tmp_path: Path, header: str) -> None:
    assert load_register(write(tmp_path / "r.csv", header), plan()) == (Register(), ())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "the file is empty"),
        ("unit,task,note\n", "not that of a register"),
        ("event,note\n", "not that of a register"),
        ("unit,task,done_on,when\n", "when"),
        ("unit,unit,task,done_on\n", "twice"),
        ('unit,task,done_on\n"czt,L2\n', "quotes"),
    ],
)
def test_a_file_that_is_no_register(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(CsvFileError, match=word):
        load_register(write(tmp_path / "r.csv", text), plan())


def test_no_file_and_no_utf8(tmp_path: Path) -> None:
    with pytest.raises(CsvFileError, match="register CSV"):
        load_register(tmp_path / "none.csv", plan())
    (tmp_path / "gbk.csv").write_bytes("event,on,note\n意见,2017-12-04,\n".encode("gb18030"))
    with pytest.raises(CsvFileError, match="line 2 is not UTF-8"):
        load_register(tmp_path / "gbk.csv", plan())
