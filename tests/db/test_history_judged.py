"""Do several crawls, stored and judged, raise the suspicions that they should, and none for any innocent reason?

Each test crawls one portal over some nights through the store, loads the facts and judges them: a document owed by
2017-08-31 and the three rules that tell suspicions.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit_rules.engine import judge
from db.database import Database, open_database
from domain.columns import ColumnStatus
from domain.findings import Finding, Outcome, Timeliness
from domain.pages import DateConfidence, DateSource, ReadDate
from domain.plans import Check, Plan, Task
from domain.reach import ReachStatus

NIGHT = 24 * 60
FIRST = date(2017, 8, 1)  # the day of night 0
DOCUMENT = "省财政厅重点工作实施方案"
IN_TIME = date(2017, 8, 10)
SUSPICIONS = ("backdated", "removed", "redated")

Listed = Mapping[str, date | ReadDate]


def plan(**changes: Any) -> Plan:
    """A document owed by the end of August, and the rules of suspicion."""
    wanted = {"title_all": ["实施方案"], "subjects": ["notices"]}
    checks = [
        Check(rule="document", params=wanted, points=1.0),
        Check(rule="count", subject="notices", params={"per": "quarter"}),
        Check(rule="periodic", subject="notices", deadline="每月底前"),
        *(Check(rule=rule, advice=True) for rule in SUSPICIONS),
    ]
    task = Task(
        number=1,
        section="节",
        group="组",
        text="文",
        lead_text=None,
        leads=(),
        units=("czt",),
        deadline_text="2017年8月底前",
        deadline="2017年8月底前",
        checks=tuple(checks),
    )
    made: dict[str, Any] = {
        "id": "test",
        "title": "方案",
        "document_number": "41号",
        "year": 2017,
        "issued_on": date(2017, 4, 17),
        "published_on": date(2017, 4, 21),
        "sections": {"节": 1.0},
        "tasks": (task,),
        "digest": "sha256:0",
    }
    return Plan(**(made | changes))


def everyday(until: date, every: int = 3) -> dict[str, date | ReadDate]:
    """A notice every third day from May to a day: what a list holds anyway."""
    days = (until - date(2017, 5, 1)).days
    return {f"第{n}号会议通知": date(2017, 5, 1) + timedelta(days=n) for n in range(0, days + 1, every)}


class Year:
    """One portal with one list of notices, crawled on the nights that a test names."""

    def __init__(self, database: Database, crawled: Any) -> None:
        self.database, self.crawled = database, crawled

    def night(
        self,
        number: int,
        listed: Listed,
        *,
        folder: str = "a",
        column: str = "notices",
        more: tuple[Any, ...] = (),
        **changes: Any,
    ) -> None:
        """Crawl the portal on a night: its list at ``column``, each posting at an address under ``folder``."""
        at = number * NIGHT
        address = f"http://czt.example/{column}/"
        seen = [
            self.crawled.placed(
                subject="notices",
                column_url=address,
                title=title,
                url=f"http://czt.example/{folder}/{title}.html",
                published=shown if isinstance(shown, ReadDate) else self.listed(shown),
                at=at + 1,
            )
            for title, shown in listed.items()
        ]
        found = self.crawled.column(
            subject="notices",
            url=address,
            title="通知公告",
            at=at + 2,
            **({"postings": len(seen), "complete_since": date.min} | changes),
        )
        self.crawled.whole(self.database, *seen, found, *more, at=at)

    def listed(self, on: date, **changes: Any) -> ReadDate:
        made: ReadDate = self.crawled.date(on, **({"source": DateSource.LIST} | changes))
        return made

    def judged(self, as_of: date = date(2017, 9, 30), **changes: Any) -> dict[str, Finding]:
        facts = self.database.load_facts(["czt"])
        return {each.check: each for each in judge(plan(**changes), [self.crawled.unit()], facts, as_of)}

    def suspicions(self, **changes: Any) -> set[str]:
        found = self.judged(**changes)
        return {f"{rule}:{found[rule].code}" for rule in SUSPICIONS} - {f"{rule}:none" for rule in SUSPICIONS}


@pytest.fixture
def year(database: Database, crawled: Any) -> Year:
    """The portal, not yet crawled."""
    return Year(database, crawled)


def day_of(night: int) -> date:
    """The day on which a night's crawl reads: it begins at ten in the morning in China."""
    return FIRST + timedelta(days=night)


def test_a_document_dated_in_time_that_turns_up_after_its_due_date(year: Year) -> None:
    year.night(0, everyday(day_of(0)))
    year.night(38, everyday(day_of(38)))
    year.night(39, everyday(day_of(39)) | {DOCUMENT: IN_TIME})
    found = year.judged()
    verdict = found["document"]
    assert (verdict.outcome, verdict.timeliness, verdict.code) == (
        Outcome.PASSED,
        Timeliness.UNKNOWN,
        "found",
    )
    for words in (
        "标注2017年8月10日发布",
        "2017年9月8日巡查“通知公告”栏目时尚无此条",
        "2017年9月9日才首次见到",
        "疑似倒填日期",
    ):
        assert words in verdict.explanation
    shown = [year.database.load_citation(cite) for cite in verdict.cites]
    assert [each["kind"] for each in shown if each] == ["posting", "reading"]
    suspicion = found["backdated"]
    assert (suspicion.outcome, suspicion.code) == (Outcome.CANT_TELL, "suspected")
    assert suspicion.cites == verdict.cites
    assert found["removed"].code == found["redated"].code == "none"
    # The same words every night, once, until somebody has looked into it.
    year.night(40, everyday(day_of(40)) | {DOCUMENT: IN_TIME})
    again = year.judged()
    assert (again["backdated"], again["document"]) == (suspicion, verdict)


def test_set_back_but_there_in_time(year: Year) -> None:
    year.night(0, everyday(day_of(0)))
    year.night(19, everyday(day_of(19)))
    year.night(20, everyday(day_of(20)) | {DOCUMENT: IN_TIME})
    found = year.judged()
    assert found["document"].timeliness is Timeliness.ON_TIME
    assert found["backdated"].code == "suspected"


@pytest.mark.parametrize(("tolerance", "code"), [(7, "suspected"), (28, "suspected"), (29, "none")])
def test_the_plan_says_how_long_a_date_may_precede_its_page(year: Year, tolerance: int, code: str) -> None:
    year.night(0, everyday(day_of(0)))
    year.night(37, everyday(day_of(37)))  # 7 September, 28 days after the date
    year.night(38, everyday(day_of(38)) | {DOCUMENT: IN_TIME})
    found = year.judged(doubt_days=tolerance)
    assert found["backdated"].code == code
    assert found["document"].timeliness is (Timeliness.UNKNOWN if code == "suspected" else Timeliness.ON_TIME)


def test_one_crawl_suspects_nothing(year: Year) -> None:
    year.night(39, everyday(day_of(39)) | {DOCUMENT: IN_TIME})
    found = year.judged()
    assert {found[rule].code for rule in SUSPICIONS} == {"no_history"}
    assert found["document"].timeliness is Timeliness.ON_TIME


def test_nobody_looked_for_days(year: Year) -> None:
    year.night(0, everyday(day_of(0)))
    year.night(9, everyday(day_of(9)))
    closed = year.crawled.done(at=15 * NIGHT + 5, reach=year.crawled.done().reach)
    run = year.database.begin_crawl([year.crawled.unit()], scope_digest="y", now=year.crawled.at(15 * NIGHT))
    reach = type(closed.reach)(id="", status=ReachStatus.UNREACHABLE)
    year.database.save_items(run.id, [year.crawled.done(at=15 * NIGHT + 5, reach=reach)])
    year.night(39, everyday(day_of(39)) | {DOCUMENT: IN_TIME})
    assert year.suspicions() == set()
    assert year.judged()["document"].timeliness is Timeliness.ON_TIME


def test_published_yesterday_seen_today(year: Year) -> None:
    for night in range(12):
        year.night(night, everyday(day_of(night), every=1))
    assert year.suspicions() == set()


def test_a_redesign_changes_every_address(year: Year) -> None:
    whole = everyday(day_of(0)) | {DOCUMENT: date(2017, 6, 10)}
    year.night(0, whole)
    year.night(1, whole)
    for night in (2, 3, 4):
        year.night(night, whole, folder="new", column="gkml/tzgg")
    assert year.suspicions() == set()
    assert year.judged()["document"].timeliness is Timeliness.ON_TIME


def test_a_redesign_that_keeps_the_column_and_cuts_the_titles(year: Year) -> None:
    whole = everyday(day_of(0)) | {DOCUMENT: date(2017, 6, 10)}
    year.night(0, whole)
    year.night(1, whole)
    for night in (2, 3, 4):
        year.night(night, {f"{title[:5]}…": on for title, on in whole.items()}, folder="new")
    assert year.suspicions() == set()


def test_a_domain_moved(year: Year, crawled: Any) -> None:
    whole = everyday(day_of(0)) | {DOCUMENT: date(2017, 6, 10)}
    year.night(0, whole)
    for night in (1, 2, 3):
        at = night * NIGHT
        place = {"subject": "notices", "column_url": "http://new.example/tzgg/"}
        seen = [
            crawled.posting(
                title=title,
                url=f"http://new.example/{title}",
                published=year.listed(on) if isinstance(on, date) else on,
                at=at + 1,
                **place,
            )
            for title, on in whole.items()
        ]
        found = crawled.column(subject="notices", url=place["column_url"], at=at + 2)
        crawled.whole(year.database, *seen, found, at=at)
    assert year.suspicions() == set()


def test_a_list_imported_in_one_night_is_told_as_such(year: Year) -> None:
    old = {f"旧{n}号": date(2017, 6, 1) + timedelta(days=n) for n in range(4)}
    year.night(0, old)
    year.night(38, old)
    imported = {f"新{n}号": date(2017, 6, 10) + timedelta(days=n) for n in range(30)}
    year.night(39, old | imported)
    assert year.suspicions() == {"backdated:imported"}


def test_a_column_read_for_the_first_time(year: Year) -> None:
    year.night(0, everyday(day_of(0)))
    year.night(38, everyday(day_of(38)))
    year.night(39, {DOCUMENT: IN_TIME}, column="zcwj")
    assert year.suspicions() == set()


@pytest.mark.parametrize(
    "reading",
    [
        {"complete_since": IN_TIME + timedelta(days=1)},  # the page budget ended before
        {"complete_since": None},
        {"status": ColumnStatus.UNREADABLE},
        {"status": ColumnStatus.FAILED},
    ],
)
def test_a_reading_that_did_not_go_back_so_far(year: Year, reading: Any) -> None:
    year.night(38, everyday(day_of(38)), **reading)
    year.night(39, everyday(day_of(39)) | {DOCUMENT: IN_TIME})
    assert year.suspicions() == set()


def test_moved_from_another_column(year: Year, crawled: Any) -> None:
    there = crawled.placed(title=DOCUMENT, on=IN_TIME, at=15 * NIGHT, subject="ppp")
    year.night(0, everyday(day_of(0)))
    year.night(15, everyday(day_of(15)), more=(there,))
    year.night(38, everyday(day_of(38)))
    year.night(39, everyday(day_of(39)) | {DOCUMENT: IN_TIME})
    assert year.suspicions() == set()


def test_the_same_title_stood_at_another_address_before(year: Year, crawled: Any) -> None:
    before = crawled.posting(
        title=f"{DOCUMENT}（全文）", on=IN_TIME, at=15 * NIGHT, url="http://czt.example/old"
    )
    year.night(0, everyday(day_of(0)))
    year.night(15, everyday(day_of(15)), more=(before,))
    year.night(38, everyday(day_of(38)))
    year.night(39, everyday(day_of(39)) | {DOCUMENT: IN_TIME})
    assert year.suspicions() == set()


def test_a_typing_error_put_right_in_the_title(year: Year, crawled: Any) -> None:
    year.night(0, everyday(day_of(0)))
    wrong = everyday(day_of(20)) | {"省财厅重点工作实施方案": IN_TIME}
    year.night(20, wrong)
    year.night(38, everyday(day_of(38)) | wrong)
    for night in (39, 40, 41):
        here = crawled.placed(
            subject="notices",
            column_url="http://czt.example/notices/",
            title=DOCUMENT,
            url="http://czt.example/a/省财厅重点工作实施方案.html",
            on=IN_TIME,
            at=night * NIGHT,
        )
        year.night(night, everyday(day_of(39)), more=(here,))
    assert year.suspicions() == set()


def test_a_list_blank_for_a_night(year: Year) -> None:
    whole = everyday(day_of(10)) | {DOCUMENT: date(2017, 6, 10)}
    year.night(0, whole)
    year.night(1, {}, status=ColumnStatus.BLANK)
    year.night(2, {}, status=ColumnStatus.BLANK)
    assert year.suspicions() == set()
    year.night(3, whole)
    assert year.suspicions() == set()


def test_a_list_blank_on_the_first_night(year: Year) -> None:
    year.night(38, {}, status=ColumnStatus.BLANK)
    year.night(39, everyday(day_of(39)) | {DOCUMENT: IN_TIME})
    assert year.suspicions() == set()


def test_a_column_blank_for_weeks_and_filled_with_one_that_is_dated_before(year: Year) -> None:
    for night in (0, 20, 38):
        year.night(night, {}, status=ColumnStatus.BLANK)
    year.night(39, {DOCUMENT: IN_TIME})
    assert year.suspicions() == {"backdated:suspected"}
    assert year.judged()["document"].timeliness is Timeliness.UNKNOWN


def test_another_date_on_the_page_is_late_enough(year: Year) -> None:
    year.night(0, everyday(day_of(0)))
    year.night(38, everyday(day_of(38)))
    honest = year.listed(IN_TIME, conflict=day_of(38), conflict_source=DateSource.META)
    year.night(39, everyday(day_of(39)) | {DOCUMENT: honest})
    assert year.suspicions() == set()


def test_a_date_of_low_confidence(year: Year) -> None:
    year.night(0, everyday(day_of(0)))
    year.night(38, everyday(day_of(38)))
    low = year.listed(IN_TIME, source=DateSource.URL, confidence=DateConfidence.LOW)
    year.night(39, everyday(day_of(39)) | {DOCUMENT: low})
    assert year.suspicions() == set()


def test_published_in_time_and_taken_away(year: Year) -> None:
    whole = everyday(day_of(15))
    year.night(0, everyday(day_of(0)))
    year.night(15, whole | {DOCUMENT: IN_TIME})
    year.night(20, whole)
    found = year.judged()
    assert found["document"].outcome is Outcome.PASSED  # one reading may have missed it
    assert found["removed"].code == "none"
    year.night(21, whole)
    found = year.judged()
    assert (found["document"].outcome, found["document"].code) == (Outcome.CANT_TELL, "withdrawn")
    assert (found["removed"].outcome, found["removed"].code) == (Outcome.CANT_TELL, "suspected")
    assert found["removed"].cites == found["document"].cites
    assert all(year.database.load_citation(cite) for cite in found["removed"].cites)
    first = found["removed"]
    year.night(22, whole)
    assert year.judged()["removed"] == first
    year.night(23, whole | {DOCUMENT: IN_TIME})
    assert year.suspicions() == set()
    assert year.judged()["document"].timeliness is Timeliness.ON_TIME


def test_a_list_that_keeps_its_newest_items_takes_nothing_away(year: Year) -> None:
    pinned: dict[str, date | ReadDate] = {"网站声明": date(2016, 1, 4)}
    for night in range(0, 40, 2):
        newest = list(everyday(day_of(night)).items())[-12:]
        year.night(night, dict(newest) | pinned)
        assert year.suspicions() <= {f"{rule}:no_history" for rule in SUSPICIONS}


def test_old_ones_that_come_back_into_a_list_of_the_newest(year: Year) -> None:
    whole = list(everyday(day_of(0)).items())
    year.night(0, dict(whole[-10:]))
    year.night(1, dict(whole[-10:]))
    year.night(2, dict(whole[-12:-1]))
    year.night(3, dict(whole[-12:-1]))
    assert year.suspicions() == set()


def test_an_old_one_pinned(year: Year) -> None:
    since = date(2017, 5, 1)
    year.night(0, everyday(day_of(0)), complete_since=since)
    year.night(1, everyday(day_of(1)) | {"网站声明": date(2016, 1, 4)}, complete_since=since)
    assert year.suspicions() == set()


def test_moved_to_another_column(year: Year, crawled: Any) -> None:
    whole = everyday(day_of(15))
    year.night(0, whole | {DOCUMENT: date(2017, 6, 10)})
    for night in (1, 2, 3):
        there = crawled.placed(
            title=DOCUMENT,
            url=f"http://czt.example/a/{DOCUMENT}.html",
            on=date(2017, 6, 10),
            at=night * NIGHT,
            subject="ppp",
        )
        year.night(night, whole, more=(there,))
    assert year.suspicions() == set()


def test_dated_back_into_time(year: Year) -> None:
    late = date(2017, 9, 5)
    year.night(30, everyday(day_of(30)))
    year.night(36, everyday(day_of(36)) | {DOCUMENT: late})
    before = year.judged()["document"]
    assert before.done_on == late
    # Home page and navigation were not read here, so that an earlier posting elsewhere can't be ruled out.
    assert before.timeliness is Timeliness.UNKNOWN
    assert "日期曾被改动" not in before.explanation
    year.night(37, everyday(day_of(37)) | {DOCUMENT: IN_TIME})
    found = year.judged()
    assert found["document"].timeliness is Timeliness.UNKNOWN
    assert "日期曾被改动" in found["document"].explanation
    assert year.suspicions() == {"redated:suspected"}


def test_dated_forward_out_of_time(year: Year) -> None:
    year.night(33, everyday(day_of(33)) | {DOCUMENT: IN_TIME})
    year.night(37, everyday(day_of(37)) | {DOCUMENT: date(2017, 9, 1)})
    assert year.judged()["document"].timeliness is Timeliness.UNKNOWN
    assert year.suspicions() == {"redated:suspected"}


def test_the_article_was_read_where_only_the_list_was(year: Year) -> None:
    year.night(33, everyday(day_of(33)) | {DOCUMENT: year.listed(date(2017, 8, 20))})
    shown = year.listed(IN_TIME, source=DateSource.SHOWN)
    year.night(37, everyday(day_of(37)) | {DOCUMENT: shown})
    assert "redated:suspected" not in year.suspicions()


NAMES = ["甲", "乙", "丙", "丁", "戊", "己", DOCUMENT, "实施方案（修订）"]
DAYS = st.dates(min_value=date(2017, 3, 1), max_value=date(2017, 9, 10))
LISTS = st.dictionaries(st.sampled_from(NAMES), DAYS, max_size=len(NAMES))
READINGS = st.sampled_from(
    [{}, {"complete_since": date(2017, 7, 1)}, {"complete_since": None}, {"status": ColumnStatus.UNREADABLE}]
)
COURSES = st.lists(st.tuples(LISTS, READINGS), min_size=1, max_size=6)
MANY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def fresh(tmp_path: Path, crawled: Any) -> Callable[[], AbstractContextManager[Year]]:
    """Makes portals with empty stores of their own."""
    template = tmp_path / "template.db"
    with open_database(f"sqlite:///{template}") as made:
        made.migrate()
    numbers = count()

    @contextmanager
    def make() -> Iterator[Year]:
        file = tmp_path / f"{next(numbers)}.db"
        shutil.copy(template, file)
        with open_database(f"sqlite:///{file}") as opened:
            yield Year(opened, crawled)
        file.unlink()

    return make


Fresh = Callable[[], AbstractContextManager[Year]]


@MANY
@given(LISTS, READINGS)
def test_with_a_single_crawl_nothing_is_ever_suspected(fresh: Fresh, listed: Listed, reading: Any) -> None:
    with fresh() as year:
        year.night(39, listed, **reading)
        assert {year.judged()[rule].code for rule in SUSPICIONS} == {"no_history"}


@MANY
@given(LISTS, st.integers(1, 3), st.integers(1, 3), st.booleans())
def test_new_addresses_for_everything_raise_no_suspicion(
    fresh: Fresh, listed: Listed, before: int, after: int, same_column: bool
) -> None:
    with fresh() as year:
        for night in range(before):
            year.night(night, listed)
        for night in range(after):
            column = "notices" if same_column else "gkml"
            year.night(39 + night, listed, folder="new", column=column)
        assert year.suspicions() == set()


@MANY
@given(COURSES)
def test_more_crawls_never_turn_what_was_in_time_into_a_failure(fresh: Fresh, course: Any) -> None:
    with fresh() as year:
        in_time: set[str] = set()
        for place, (listed, reading) in enumerate(course):
            year.night(70 + 2 * place, listed, **reading)
            found = year.judged(as_of=date(2017, 12, 31))
            failed = {rule for rule, each in found.items() if each.outcome is Outcome.FAILED}
            assert not failed & (in_time | set(SUSPICIONS))
            in_time |= {rule for rule, each in found.items() if each.timeliness is Timeliness.ON_TIME}
