"""Are stored facts named by the present vocabulary, without a crawl and without an accusation that rests on a name?"""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from audit_rules.engine import judge
from audit_rules.subjects.matcher import Vocabulary, load_vocabulary
from audit_rules.subjects.rematch import rematch
from domain.columns import CandidateSeen, ColumnSeen, ColumnStatus, LinkSeen, Refusal
from domain.coverage import Coverage
from domain.findings import Outcome
from domain.observations import PortalFacts
from domain.pages import DateConfidence, DateSource, ReadDate
from domain.plans import Check, Plan, Task
from domain.postings import PostingSeen
from domain.reach import Reach, ReachStatus
from domain.subjects import Grade, Surface
from domain.units import Unit, UnitKind

HOME = "http://czt.gov.cn/"
UNIT = Unit(id="czt", name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url=HOME)
AT = datetime(2018, 1, 5, tzinfo=UTC)
OLD = """
subjects:
- {id: ppp, name: 政府和社会资本合作, exact: [PPP项目], weak: [合作]}
- {id: tax-cut, name: 减税降费, exact: [减税降费]}
"""
NEW = OLD.replace("exact: [PPP项目]", "exact: [PPP项目, 携手共建]")


@pytest.fixture
def vocabulary(tmp_path: Path) -> Vocabulary:
    (tmp_path / "new.yaml").write_text(NEW, encoding="utf-8")
    return load_vocabulary(tmp_path / "new.yaml")


def link(text: str, path: str, number: int = 1) -> LinkSeen:
    return LinkSeen(id=f"obs:link/{number}", url=HOME + path, text=text, page_url=HOME)


def column(subject: str, title: str, path: str, surface: Surface = Surface.TEXT) -> ColumnSeen:
    return ColumnSeen(
        id=f"obs:column/{path}",
        subject=subject,
        url=HOME + path,
        title=title,
        grade=Grade.EXACT,
        surface=surface,
        found_on=HOME,
        status=ColumnStatus.OK,
        postings=1,
        complete_since=date.min,
        first_seen=AT,
    )


def facts(**given: object) -> PortalFacts:
    whole = PortalFacts(
        unit_id="czt",
        reach=Reach(id="obs:reach/1/czt", status=ReachStatus.OK, home_url=HOME, pages=90, crawled_at=AT),
        coverage=Coverage(home=True, navigation=True, sitemap=True, pages_read=90),
    )
    return replace(whole, **given)  # type: ignore[arg-type]


def outcome(seen: PortalFacts, subject: str = "ppp") -> tuple[Outcome, str]:
    check = Check(rule="column", subject=subject, deadline="2017年7月底前", points=1)
    task = Task(
        number=16, section="节", group="组", text="文", lead_text=None, leads=("czt",), units=("czt",),
        deadline_text=None, deadline=None, weight=1, checks=(check,),
    )  # fmt: skip
    plan = Plan(
        id="test", title="方案", document_number="号", year=2017, issued_on=date(2017, 4, 17),
        published_on=date(2017, 4, 21), sections={"节": 1}, tasks=(task,), digest="sha256:0",
    )  # fmt: skip
    (finding,) = judge(plan, [UNIT], {"czt": seen}, date(2017, 12, 31))
    return finding.outcome, finding.code


def test_what_was_read_under_another_name_is_the_column_now(vocabulary: Vocabulary) -> None:
    posting = PostingSeen(
        id="obs:posting/1",
        title="项目清单",
        url=f"{HOME}1.html",
        published=ReadDate(on=date(2017, 6, 1), source=DateSource.LIST, confidence=DateConfidence.HIGH),
        subjects=("tax-cut",),
        columns=("obs:column/gj",),
    )
    seen = facts(columns=(column("tax-cut", "减税降费", "gj"),), postings=(posting,))
    assert outcome(seen) == (Outcome.FAILED, "missing")
    assert outcome(rematch(seen, [link("携手共建", "gj")], vocabulary)) == (Outcome.PASSED, "found")


def test_what_is_named_now_but_was_not_read_accuses_nobody(vocabulary: Vocabulary) -> None:
    assert outcome(facts()) == (Outcome.FAILED, "missing")
    got = rematch(facts(), [link("携手共建", "gj")], vocabulary)
    assert outcome(got) == (Outcome.CANT_TELL, "candidate_undecided")
    (candidate,) = got.candidates
    assert (candidate.id, candidate.refusal) == ("obs:link/1", Refusal.UNCONFIRMED)


def test_a_name_that_was_taken_away_proves_no_column_and_no_absence(vocabulary: Vocabulary) -> None:
    seen = facts(columns=(column("ppp", "合作伙伴", "gj"),))
    assert outcome(seen) == (Outcome.PASSED, "found")
    assert outcome(rematch(seen, [], vocabulary)) == (Outcome.CANT_TELL, "candidate_undecided")


def test_a_link_that_still_names_the_column_keeps_it(vocabulary: Vocabulary) -> None:
    seen = facts(columns=(column("ppp", "合作伙伴", "gj"),))
    assert outcome(rematch(seen, [link("PPP项目", "gj")], vocabulary)) == (Outcome.PASSED, "found")


def test_what_a_heading_named_stays_since_the_store_keeps_no_headings(vocabulary: Vocabulary) -> None:
    seen = facts(columns=(column("ppp", "合作伙伴", "gj", Surface.CONTEXT),))
    assert rematch(seen, [], vocabulary) == seen


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        (f"{HOME}1.html", Refusal.ARTICLE),
        ("http://www.cpppc.org/", Refusal.OTHER_SITE),
        (f"{HOME}index.html", Refusal.NOT_A_LIST),
        (f"{HOME}gj/", Refusal.UNCONFIRMED),
    ],
)
def test_a_link_is_refused_for_what_is_known_of_its_target(
    vocabulary: Vocabulary, url: str, refusal: Refusal
) -> None:
    posting = PostingSeen(id="obs:posting/1", title="携手共建", url=f"{HOME}1.html", published=None)
    named = replace(link("携手共建", ""), url=url)
    (candidate,) = rematch(facts(postings=(posting,)), [named], vocabulary).candidates
    assert candidate.refusal is refusal


def test_what_the_crawl_refused_stays_refused(vocabulary: Vocabulary) -> None:
    refused = CandidateSeen(
        id="obs:candidate/1", subject="ppp", url=f"{HOME}gj", text="携手共建", grade=Grade.EXACT,
        surface=Surface.TEXT, found_on=HOME, refusal=Refusal.SERVICE,
    )  # fmt: skip
    seen = facts(candidates=(refused,))
    assert rematch(seen, [link("携手共建", "gj")], vocabulary) == seen
    assert outcome(seen) == (Outcome.FAILED, "missing")


def test_a_column_with_two_new_names_is_taken_once_by_the_surest(vocabulary: Vocabulary) -> None:
    seen = facts(columns=(column("tax-cut", "减税降费", "gj"),))
    links = [link("携手共建", "gj", 1), link("PPP项目", "gj", 2)]
    got = rematch(seen, links, vocabulary)
    assert [(each.subject, each.grade) for each in got.columns] == [
        ("tax-cut", Grade.EXACT),
        ("ppp", Grade.EXACT),
    ]
