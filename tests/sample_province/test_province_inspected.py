"""Are the units under an inspection table what their scenarios say: past, near and far from each limit?"""

from collections import defaultdict

import pytest

from audit_rules.plans.loading import load_plan
from sample_province.province import Model, build_model
from sample_province.truth import truth

# Every departure that the scenarios write into the pages: unit, task, rule, and the condition it makes.
DEPARTURES = """
ins_home_stale 2 home_stale stale | ins_home_near 2 home_stale near | ins_home_undated 2 home_stale undated_fresh
ins_home_behind 2 home_stale home_behind
ins_stale_five 3 columns_stale over | ins_stale_ten 3 columns_stale over | ins_stale_ten 4 columns_stale over
ins_stale_near 3 columns_stale over | ins_stale_near 4 columns_stale near
ins_stale_undated 3 columns_stale unsure
ins_blank_five 5 columns_blank over | ins_blank_near 5 columns_blank near | ins_blank_unread 5 columns_blank unsure
ins_blank_unread 9 dead_links doubtful_links | ins_dead_links 9 dead_links dead_links
ins_letters_late 7 replies unanswered | ins_letters_near 7 replies near
ins_letters_in_work 7 replies letters_unknown | ins_letters_unlisted 7 replies letters_unknown
ins_home_stale 7 replies letters_unknown | ins_home_undated 7 replies letters_unknown
ins_no_letters 7 replies letters_unknown | ins_no_letters 13 column missing
"""
USUAL = {"fulfilled", "enough", "fresh", "within", "manual", "host_unreadable", "no_portal"}


@pytest.fixture(scope="module")
def inspected() -> Model:
    return build_model(load_plan("national-2015"))


def test_every_departure_is_in_the_truth_and_few_others(inspected: Model) -> None:
    written = {entry.strip() for line in DEPARTURES.strip().splitlines() for entry in line.split("|")}
    rows = [row for row in truth(inspected) if row["condition"] not in USUAL and row["task"] != 11]
    found = {f"{row['unit']} {row['task']} {row['check']} {row['condition']}" for row in rows}
    assert found == written


def test_every_veto_that_pages_can_show_has_units_of_each_kind(inspected: Model) -> None:
    outcomes: dict[str, set[str]] = defaultdict(set)
    for row in truth(inspected):
        outcomes[row["check"]].add("near" if row["warning"] else row["outcome"])
    for rule in ("home_stale", "columns_stale", "columns_blank", "replies"):
        assert {"passed", "failed", "near", "cant_tell"} <= outcomes[rule], rule


def test_a_table_out_of_force_asks_nothing() -> None:
    assert {row["outcome"] for row in truth(build_model(load_plan("national-2019")))} == {"not_applicable"}
