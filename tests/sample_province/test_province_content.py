"""Is the province what its scenarios say: the same every time, large enough, and true in each condition?"""

from collections import Counter
from datetime import date
from hashlib import sha256

import pytest

from domain.plans import Plan, SourceStatus
from sample_province.conditions import RIGHT, Condition
from sample_province.content import Dates
from sample_province.duties import AS_OF, plain
from sample_province.province import Model, address_of, build_model, units_csv
from sample_province.scenarios import PORTALS
from sample_province.truth import truth

NORMAL = {
    "no_history",
    "fulfilled",
    "filed_right",
    "enough",
    "fresh",
    "manual",
    "past",
    "host_unreadable",
    "no_portal",
}

# Every departure that the scenarios write into the pages: unit, task, check, and the condition it makes.
DEPARTURES = """
czt L5 document late | czt 4 periodic late | czt 92 document not_due
fgw L2 document late | fgw L3 column undated | fgw L6 count excused | fgw 12 fresh stale | fgw 91 column undated
fgw 13 document event_unknown
fgw 97 count excused
dsj L2 document in_band | dsj 7 column late
gtt L5 document missing | gtt 91 document excused | gtt 86 elements undated
hbt 53 fresh stale | hbt 91 column late
gzw L4 filed filed_other | gzw 24 periodic gap
tjj L2 document missing | tjj 5 periodic late | tjj 108 norms mark_unseen
tjj 117 column search_closed | tjj 117 elements search_closed
nyt L2 document missing | nyt 28 periodic gap | nyt 91 column late
wjw 19 document missing | wjw 97 count excused | wjw 99 count not_due | wjw 102 column undated_standing
zjt L3 column column_unreadable | zjt L4 filed column_unreadable | zjt 91 column column_unreadable
zjt 99 count not_due | zjt 102 column column_unreadable
swt L3 column undated | swt L5 document missing | swt 91 column undated | swt 102 column blank
spyp L2 document late | spyp L3 column late | spyp 70 column column_unreadable | spyp 70 fresh column_unreadable
spyp 91 column late | spyp 117 column column_unreadable
ajj L3 column missing | ajj L4 filed filed_dead | ajj 91 column missing
lyfzw L1 elements excused | jyt L5 document late | gxw 117 column column_unreadable
zscq L2 document in_band | zscq 48 document excused | zscq 117 column missing | zscq 108 norms mark_unseen
kjt L2 document in_band | kjt L3 column succeeded_late | kjt 91 column succeeded_late | kjt 108 norms succeeded
pref_km L3 column late | pref_km 107 count too_few
pref_cx L5 document missing | pref_cx 102 fresh stale | pref_cx 110 column late | pref_cx 111 column missing
pref_dl 18 column column_unreadable | pref_dl 30 column column_unreadable | pref_dl 30 elements column_unreadable
pref_dl 30 fresh column_unreadable | pref_dl 100 column column_unreadable | pref_dl 111 column late
pref_zt L2 document late | pref_zt L5 document late | pref_zt 17 column missing | pref_zt 19 document missing
pref_zt 108 norms no_norms
fgw 8 elements detail_unseen | spyp 70 elements column_unreadable | spyp 117 elements column_unreadable
gxw 117 elements column_unreadable | wjw 19 document excused | zscq 117 elements excused | pref_zt 17 elements excused
pref_zt 19 document excused
pref_yx 110 fresh missing
czt 102 paired late | hbt 102 paired unpaired | pref_cx 102 paired unpaired | zjt 102 paired unpaired
swt 102 paired nothing_owed | wjw 102 paired undated_fresh | pref_dl 102 paired column_unreadable | gxw 109 column not_on_home
fgw 97 attended not_due | wjw 99 attended not_due | zjt 99 attended not_due | pref_cx 99 attended not_due
pref_yx L3 column blank | pref_yx L4 filed not_filed | pref_yx 104 column excused | pref_yx 110 column missing
"""


def fingerprint(model: Model, unit_id: str) -> str:
    family = model.built[unit_id].family
    return sha256(b"".join(path.encode() + make().body for path, make in family.makers.items())).hexdigest()


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(model: Model, plan: Plan) -> None:
    again, other = build_model(plan), build_model(plan, seed=7)
    for unit_id in ("czt", "gtt", "gzw", "pref_dl"):
        assert fingerprint(model, unit_id) == fingerprint(again, unit_id)
        assert fingerprint(model, unit_id) != fingerprint(other, unit_id)
    assert truth(model) == truth(again)
    assert units_csv(model, 8080) == units_csv(again, 8080)


def test_at_least_twenty_portals_sixteen_of_them_of_150_pages(model: Model) -> None:
    pages = {
        unit_id: len({make().body for path, make in portal.family.makers.items() if path != "/robots.txt"})
        for unit_id, portal in model.built.items()
    }
    assert len(pages) >= 20
    assert sum(count >= 150 for count in pages.values()) >= 16, pages
    assert all(count <= 280 for count in pages.values()), pages


def test_pages_weigh_what_real_ones_weigh(model: Model) -> None:
    sizes = [
        len(make().body)
        for portal in model.built.values()
        for path, make in portal.family.makers.items()
        if path.endswith("html")
    ]
    assert 8_000 < sum(sizes) / len(sizes) < 40_000


def test_the_truth_has_every_duty_that_the_plan_lays_on_the_units_and_no_other(
    model: Model, plan: Plan
) -> None:
    owed: Counter[tuple[str, int | str, str, str | None]] = Counter()
    ids = {portal.id for portal in PORTALS}
    for task in plan.tasks:
        if not task.checks or task.source is SourceStatus.MISSING:
            owed.update((unit, task.number, "manual", None) for unit in task.units if unit in ids)
        else:
            owed.update(
                (unit, task.number, check.rule, check.subject)
                for check in task.checks
                for unit in check.units or task.units
                if unit in ids
            )
    assert Counter((row["unit"], row["task"], row["check"], row["subject"]) for row in truth(model)) == owed


def test_every_departure_is_in_the_truth_and_nothing_else_departs(model: Model) -> None:
    written = sorted(entry.strip() for line in DEPARTURES.strip().splitlines() for entry in line.split("|"))
    found = sorted(
        f"{row['unit']} {row['task']} {row['check']} {row['condition']}"
        for row in truth(model)
        if row["condition"] not in NORMAL
        and not (row["condition"] == "not_due" and row["unit"] not in model.built)
    )
    assert found == written


def test_the_spread_of_verdicts_is_wide(model: Model) -> None:
    rows = [row for row in truth(model) if row["outcome"] != "manual"]
    outcomes = Counter(row["outcome"] for row in rows)
    assert 0.6 < outcomes["passed"] / len(rows) < 0.8
    assert outcomes["failed"] >= 25
    assert outcomes["cant_tell"] >= 60
    assert outcomes["not_applicable"] >= 5
    assert sum(row["timeliness"] == "late" for row in rows) >= 15
    assert sum(row["condition"] == "in_band" for row in rows) >= 3
    assert any(row["outcome"] == "manual" for row in truth(model))


def test_every_verdict_carries_a_reason() -> None:
    assert set(RIGHT) == set(Condition)
    assert all(right.why for right in RIGHT.values())


def test_no_title_fulfils_by_accident_what_is_missing(model: Model, plan: Plan) -> None:
    missing = [
        row
        for row in truth(model)
        if row["check"] == "document" and row["condition"] in {"missing", "not_due"}
    ]
    checked = 0
    for row in missing:
        if row["unit"] not in model.built:
            continue
        task = next(task for task in plan.tasks if task.number == row["task"])
        check = next(c for c in task.checks if c.rule == "document" and c.subject == row["subject"])
        groups = [*check.params.get("title_all", ())]
        if any_of := check.params.get("title_any"):
            groups.append(any_of)
        for _, article in model.built[row["unit"]].site.every_article():
            if article.on < plan.issued_on or article.on > AS_OF:
                continue
            words = [[word] if isinstance(word, str) else word for word in groups]
            hit = all(any(plain(word) in plain(article.title) for word in group) for group in words)
            never = any(plain(word) in plain(article.title) for word in check.params.get("title_not", ()))
            assert never or not hit, (row, article.title)
            checked += 1
    assert checked > 500


def test_what_is_absent_has_no_column_and_what_is_blank_no_posting(model: Model) -> None:
    for row in truth(model):
        if row["unit"] not in model.built or row["check"] != "column":
            continue
        columns = model.built[row["unit"]].site.of_subject(row["subject"])
        if row["condition"] == "missing":
            assert columns == []
        if row["condition"] == "blank":
            assert [len(column.articles) for column in columns] == [0]


@pytest.mark.parametrize(
    ("unit_id", "subject"), [("dsj", "tax-cut"), ("kjt", "key-areas"), ("pref_cx", "gazette")]
)
def test_a_late_column_holds_nothing_from_before_its_day(model: Model, unit_id: str, subject: str) -> None:
    portal = model.built[unit_id]
    first = portal.plan.columns[subject].first
    assert first is not None
    days = [article.on for article in portal.site.of_subject(subject)[0].whole()]
    assert min(days) == first


def test_undated_postings_show_no_day_anywhere(model: Model) -> None:
    portal = model.built["fgw"]
    column = portal.site.of_subject("key-areas")[0]
    assert column.list_dates is Dates.NONE
    for article in column.articles:
        page = portal.family.article(column, article)
        text = page.body.decode()
        assert article.on.isoformat() not in text
        assert page.changed_on == date(2017, 12, 29)


def test_addresses_are_loopback_and_each_its_own() -> None:
    addresses = [address_of(position) for position in range(450)]
    assert len(set(addresses)) == 450
    assert all(address.startswith("127.17.") for address in addresses)
