"""Does every rule say what its cases expect? Observations in; outcome, timeliness, code and citations out.

A rule's cases stand in ``cases/<rule>.json``: a list of cases, and under ``absent`` one duty whose thing is not on the
portal. That duty is judged once more under every gap of ``cases/_gaps.json``: each leaves the matter open, but for those
that it ``settles`` all the same.
"""

import copy
import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from audit_rules.engine import judge
from audit_rules.registry import all_rules
from domain.coverage import Place, PlaceState
from domain.dossier_json import dossier_from_json, dossier_to_json
from domain.findings import AT_FAULT, Finding, Outcome, Timeliness
from domain.observations import PortalFacts
from domain.plans import Check, Plan, Task
from domain.units import Unit, UnitKind

CASES = Path(__file__).parent / "cases"
FACTS = TypeAdapter(PortalFacts)
HOME = "http://czt.gov.cn/"
WITHOUT_DOSSIER = frozenset(
    {
        *("alive", "filed", "norms"),
        *("columns_blank", "columns_stale", "dead_links", "home_stale", "replies"),
    }
)
"""Rules whose failures rest on what was seen, not on what was looked for in vain."""

Case = dict[str, Any]


def _read(name: str) -> Any:
    return json.loads((CASES / name).read_text(encoding="utf-8"))


def _cases(rule: str) -> Iterator[Case]:
    if not (CASES / f"{rule}.json").exists():
        return
    content = _read(f"{rule}.json")
    yield from content["cases"]
    for gap in _read("_gaps.json"):
        settled = gap["name"] in content["absent"].get("settles", ())
        if not settled and gap["want"]["code"] in all_rules()[rule].messages:
            yield _under_gap(content["absent"], gap)


def _under_gap(absent: Case, gap: Case) -> Case:
    case = copy.deepcopy(absent)
    facts = case.setdefault("facts", {})
    for part, value in copy.deepcopy(gap["facts"]).items():
        if isinstance(value, dict):
            facts[part] = {**facts.get(part, {}), **value}
        else:
            for fact in value:
                fact["subject"] = case.get("gap_subject", case["check"].get("subject"))
            facts[part] = [*facts.get(part, []), *value]
    return {**case, "name": gap["name"], "want": gap["want"]}


def _facts(case: Case) -> PortalFacts:
    """The facts of a case; what it does not say is that of a portal that was read well on 2018-01-05."""
    given = case.get("facts", {})
    subject = case["check"].get("subject")
    reach = {"id": "obs:reach", "status": "ok", "pages": 143, "home_url": HOME} | {
        "crawled_at": "2018-01-05T03:00:00+08:00"
    }
    coverage = {"home": True, "navigation": True, "sitemap": True, "pages_read": 143}
    column = {"subject": subject, "grade": 3, "surface": "text", "found_on": HOME, "status": "ok"} | {
        "first_seen": "2018-01-05T03:00:00+08:00"
    }
    candidate = {"subject": subject, "grade": 1, "surface": "text", "found_on": HOME}
    posting = {"columns": ["obs:c1"], "first_seen": "2018-01-05T03:00:00+08:00"}
    probe = {"url": HOME}
    return FACTS.validate_python(
        {
            "unit_id": "czt",
            "reach": reach | given.get("reach", {}),
            "coverage": coverage | given.get("coverage", {}),
            "columns": [column | each for each in given.get("columns", [])],
            "former_columns": [column | each for each in given.get("former_columns", [])],
            "candidates": [candidate | each for each in given.get("candidates", [])],
            "postings": [_posting(posting | each) for each in given.get("postings", [])],
            "filed": {"url": case.get("filed_url"), "purpose": "filed", "at": "2018-01-05T03:00:00+08:00"}
            | given["filed"]
            if "filed" in given
            else None,
            "probes": [each for some in given.get("probes", []) for each in _probes(probe | some)],
            "norms": given.get("norms", {}),
            "crawl_began": given.get("crawl_began", "2018-01-05T01:00:00+08:00"),
            "watched_since": given.get("watched_since", "2017-03-01T03:00:00+08:00"),
            "failed_links": given.get("failed_links", []),
            "messages": [
                {"url": HOME, "column": "obs:c1", "state": "unknown"} | each
                for each in given.get("messages", [])
            ],
        }
    )


def _posting(given: Case) -> Case:
    """``date`` is a date read with high confidence in the list; an ``url`` is made from the id.

    ``absent`` and ``gone`` are given as the day (and more) on which its list, of three items, was read without it;
    ``was`` as its date until that day.
    """
    name = given["id"].removeprefix("obs:")
    on = given.pop("date", None)
    read = {"on": on, "source": "list", "confidence": 3} if on else None
    for part in ("absent", "gone"):
        if part in given:
            given[part] = _reading(given[part], given.get("columns", ["obs:c1"])[0])
    was, until = given.pop("was", None), given.pop("until", None)
    if was:
        given["past_dates"] = [{"on": was, "first_seen": _at(was), "last_seen": _at(until)}]
    return {"url": f"{HOME}{name}.html", "published": read} | given


def _at(day: str) -> str:
    return f"{day}T02:00:00+08:00"


def _reading(given: str | Case, column: str) -> Case:
    more = {"on": given} if isinstance(given, str) else dict(given)
    day = more.pop("on")
    reading = {
        "id": f"obs:reading/{day}",
        "column": column,
        "title": "栏目",
        "url": f"{HOME}list/",
        "held": 3,
    }
    return reading | {"at": _at(day)} | more


def _probes(given: Case) -> Iterator[Case]:
    """A probe, or with ``days`` a week's worth: so many a day from ``at`` on, of which ``bad`` a day fail."""
    days, a_day, bad = given.pop("days", None), given.pop("a_day", 1), given.pop("bad", 0)
    if days is None:
        yield given
        return
    first = date.fromisoformat(given["at"])
    for place in range(days * a_day):
        day, number = divmod(place, a_day)
        fine = {"ok": number >= bad, "failure": None if number >= bad else "timeout"}
        at = f"{date.fromordinal(first.toordinal() + day)}T{number:02d}:00:00+08:00"
        yield given | fine | {"id": f"obs:probe/{place}", "at": at}


def _finding(rule: str, case: Case) -> Finding:
    given = {"points": 4.0, **case["check"]}
    check = Check(rule=rule, deadline=case["deadline"], **given)
    task = Task(
        number=16,
        section="节",
        group="组",
        text="文",
        lead_text="省财政厅",
        leads=("czt",),
        units=("czt",),
        deadline_text=None,
        deadline=None,
        weight=4.0,
        checks=(check,),
    )
    plan = Plan(
        id="test",
        title="方案",
        document_number="云政办发〔2017〕41号",
        year=2017,
        issued_on=date(2017, 4, 17),
        published_on=date(2017, 4, 21),
        sections={"节": 4.0},
        tasks=(task,),
        digest="sha256:0",
    )
    unit = Unit(
        id="czt",
        name="省财政厅",
        kind=UnitKind.PROVINCIAL_DEPT,
        portal_url=HOME,
        filed_url=case.get("filed_url"),
    )
    as_of = date.fromisoformat(case.get("as_of", "2017-12-31"))
    others = {site: _facts({**case, "facts": seen}) for site, seen in case.get("elsewhere", {}).items()}
    (finding,) = judge(plan, [unit], {"czt": _facts(case), **others}, as_of)
    return finding


EVERY = [
    pytest.param(rule, case, id=f"{rule}: {case['name']}")
    for rule in sorted(all_rules())
    for case in _cases(rule)
]


@pytest.mark.parametrize(("rule", "case"), EVERY)
def test_case(rule: str, case: Case) -> None:
    finding = _finding(rule, case)
    want = case["want"]
    got = {
        "outcome": finding.outcome.value,
        "timeliness": finding.timeliness.value,
        "code": finding.code,
        "cites": list(finding.cites),
        "done_on": str(finding.done_on) if finding.done_on else None,
    }
    assert {name: got[name] for name in got if name in want or name != "done_on"} == {
        name: want[name] for name in want if name not in {"says", "refused", "warning"}
    }, finding.explanation
    assert finding.warning is want.get("warning", False)
    for words in want.get("says", []):
        assert words in finding.explanation
    if "refused" in want:
        assert finding.dossier is not None
        assert [each.refusal for each in finding.dossier.candidates] == want["refused"]


@pytest.mark.parametrize(("rule", "case"), EVERY)
def test_the_most_telling_is_cited_first(rule: str, case: Case) -> None:
    """Documents show the first few: the home page tells little, but where it is what is judged."""
    cites = _finding(rule, case).cites
    if "obs:reach" in cites:
        # Where a column could not be read, that is why nothing is told of the home page either.
        of_home = rule in {"alive", "home_stale"} and "obs:shut" not in cites
        assert cites.index("obs:reach") == (0 if of_home else len(cites) - 1)


@pytest.mark.parametrize(("rule", "case"), EVERY)
def test_what_came_late_is_named_as_what_is_at_fault(rule: str, case: Case) -> None:
    finding = _finding(rule, case)
    told = finding.values.get(AT_FAULT, ())
    assert isinstance(told, tuple)
    assert finding.cites[: len(told)] == told or rule == "replies"
    if finding.timeliness is Timeliness.LATE and rule != "column":
        assert len(told) == sum(days > 0 for days in finding.late_by)


@pytest.mark.parametrize(("rule", "case"), EVERY)
def test_explanation_is_one_signed_sentence(rule: str, case: Case) -> None:
    explanation = _finding(rule, case).explanation
    assert explanation.endswith("。")
    assert explanation.count("。") == 1
    assert not set("\n\r{}") & set(explanation)
    assert "省财政厅" in explanation
    assert "None" not in explanation


@pytest.mark.parametrize(("rule", "case"), EVERY)
def test_no_quotation_stands_in_marks_of_its_own_kind(rule: str, case: Case) -> None:
    for inside in re.findall("“([^”]*)”", _finding(rule, case).explanation):
        assert "“" not in inside


@pytest.mark.parametrize(("rule", "case"), EVERY)
def test_a_failure_of_absence_carries_its_dossier_and_nothing_else_does(rule: str, case: Case) -> None:
    finding = _finding(rule, case)
    absent = finding.outcome is Outcome.FAILED and rule not in WITHOUT_DOSSIER
    assert (finding.dossier is not None) == absent
    if finding.dossier is None:
        return
    assert dossier_from_json(json.loads(json.dumps(dossier_to_json(finding.dossier)))) == finding.dossier
    states = {each.place: each.state for each in finding.dossier.places}
    assert states[Place.HOME] is states[Place.NAVIGATION] is PlaceState.READ
    assert all(each.names > 0 and each.name for each in finding.dossier.subjects)
    assert all(each.refusal for each in finding.dossier.candidates)
    texts = [
        *(each.text for each in finding.dossier.candidates),
        *(each.title for each in finding.dossier.columns),
    ]
    assert not [text for text in texts if any(unicodedata.category(char)[0] == "C" for char in text)]


@pytest.mark.parametrize("rule", sorted(all_rules()))
def test_every_code_is_reached_by_a_case(rule: str) -> None:
    reached = {case["want"]["code"] for case in _cases(rule)}
    assert reached, f"{rule} has no cases"
    assert reached == set(all_rules()[rule].messages)


def test_every_case_file_belongs_to_a_rule() -> None:
    files = {path.stem for path in CASES.glob("*.json") if not path.stem.startswith("_")}
    assert files == set(all_rules())


@pytest.mark.parametrize(("rule", "case"), EVERY)
def test_a_failure_is_never_without_reach(rule: str, case: Case) -> None:
    """What fails on a portal read well can't be told of the same portal when it could not be read."""
    for status in ("blocked", "unreachable", "not_crawled", "partial"):
        closed = copy.deepcopy(case)
        facts = closed.setdefault("facts", {})
        facts["reach"] = {**facts.get("reach", {}), "status": status}
        outcome = _finding(rule, closed).outcome
        if rule == "alive" and status == "partial":
            continue  # the probes themselves are the evidence, and the crawl did get through
        assert outcome is not Outcome.FAILED
