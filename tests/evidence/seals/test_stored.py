"""Is everything that was changed behind the store's back found and named, and nothing else?"""

import multiprocessing
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from db.audit_writing import writing_audit
from db.database import StoreError, finding_rows, open_database
from domain.findings import Digests
from evidence.errors import EvidenceError
from evidence.seals.leaves import audited_leaf, unit_leaves
from evidence.seals.merkle import hashes_in
from evidence.seals.sealing import change_key, restart_chain, sealing_with
from evidence.seals.stored import check_store
from evidence.signing.keys import load_signing_key


def faults(sealed: Any, **how: Any) -> tuple[str, ...]:
    return check_store(sealed.database, **how).faults


def test_what_was_sealed_is_read_back_the_same(sealed: Any) -> None:
    # FINDING holds what comes back otherwise unless care is taken: -0.0, whole floats, NUL, half characters, days, keys.
    first, second = sealed.audit(), sealed.audit()
    sealed.review(first)
    sealed.audit()
    check = check_store(sealed.database, {sealed.key.id})
    assert check.faults == ()
    assert (check.audits, check.findings, check.reviews, check.before) == (3, 36, 1, 0)
    assert check.unsealed_reviews == 0
    assert check.beginnings == (sealed.key.id,)
    assert faults(sealed, head=check.head) == ()
    assert second


def test_an_empty_store_has_nothing_to_find(sealed: Any) -> None:
    check = check_store(sealed.database)
    assert (check.faults, check.audits, check.head) == ((), 0, None)


# What is done, and words of the fault that names it. AUDIT stands for the first of two audits.
CHANGES: dict[str, tuple[list[str], str]] = {
    "a verdict": (
        ["UPDATE findings SET outcome = 'passed' WHERE audit_id = AUDIT AND unit_id = 'czt' AND task = '3'"],
        "audit ID: unit czt: finding 3 (task 3 column ppp) was changed",
    ),
    "a verdict that there is not": (
        ["UPDATE findings SET outcome = 'nonsense' WHERE audit_id = AUDIT AND unit_id = 'czt' AND task = '3'"],
        "audit ID: unit czt: finding 3 (task 3 column ppp) was changed",
    ),
    "a sentence": (
        ["UPDATE findings SET explanation = '另一句话' WHERE audit_id = AUDIT AND unit_id = 'aaa' AND task = '1'"],
        "audit ID: unit aaa: finding 1 (task 1 column ppp) was changed",
    ),
    "a last digit": (
        ["UPDATE findings SET earned = earned + 0.00000000000000006 WHERE audit_id = AUDIT AND task = '4' AND unit_id = 'dsj'"],
        "audit ID: unit dsj: finding 4 (task 4 column ppp) was changed",
    ),
    "a due date": (
        ["""UPDATE findings SET due = '["2017-08-31"]' WHERE audit_id = AUDIT AND unit_id = 'czt' AND task = '2'"""],
        "audit ID: unit czt: finding 2 (task 2 column ppp) was changed",
    ),
    "the day it was done": (
        ["UPDATE findings SET done_on = NULL WHERE audit_id = AUDIT AND unit_id = 'czt' AND task = '2'"],
        "audit ID: unit czt: finding 2 (task 2 column ppp) was changed",
    ),
    "a finding removed": (
        ["DELETE FROM findings WHERE audit_id = AUDIT AND unit_id = 'czt' AND task = '2'"],
        "audit ID: unit czt: a finding was removed, place 2, behind task 1 column ppp",
    ),
    "a finding inserted": (
        [
            "CREATE TABLE copied AS SELECT * FROM findings WHERE audit_id = AUDIT AND unit_id = 'czt' AND task = '2'",
            "UPDATE copied SET id = 999, position = 999, task = '77'",
            "INSERT INTO findings SELECT * FROM copied",
            "DROP TABLE copied",
        ],
        "audit ID: unit czt: finding 5 (task 77 column ppp) was inserted",
    ),
    "a finding of a unit that is not there": (
        ["UPDATE findings SET unit_id = 'nobody' WHERE audit_id = AUDIT AND unit_id = 'czt' AND task = '2'"],
        "audit ID: 1 finding(s) of the unit nobody, which it does not have: inserted",
    ),
    "findings exchanged": (
        [
            "UPDATE findings SET position = 900 WHERE audit_id = AUDIT AND unit_id = 'czt' AND task = '1'",
        ],
        "audit ID: unit czt: a finding was removed, place 1",
    ),
    "a score": (
        ["UPDATE audit_units SET earned = 1.5 WHERE audit_id = AUDIT AND unit_id = 'czt'"],
        "audit ID: unit czt: its name, row of the registry, score, reach or capture was changed",
    ),
    "a reach": (
        ["UPDATE audit_units SET reach = '{}' WHERE audit_id = AUDIT AND unit_id = 'czt'"],
        "audit ID: unit czt: its name, row of the registry, score, reach or capture was changed",
    ),
    "a row of the registry": (
        ["UPDATE audit_units SET registered = '{}' WHERE audit_id = AUDIT AND unit_id = 'czt'"],
        "audit ID: unit czt: its name, row of the registry, score, reach or capture was changed",
    ),
    "a row of the registry removed": (
        ["UPDATE audit_units SET registered = NULL WHERE audit_id = AUDIT AND unit_id = 'czt'"],
        "audit ID: unit czt: its name, row of the registry, score, reach or capture was changed",
    ),
    "a capture": (
        ["UPDATE audit_units SET capture = NULL WHERE audit_id = AUDIT AND unit_id = 'czt'"],
        "audit ID: unit czt: its name, row of the registry, score, reach or capture was changed",
    ),
    "a unit removed": (
        [
            "DELETE FROM findings WHERE audit_id = AUDIT AND unit_id = 'czt'",
            "DELETE FROM audit_units WHERE audit_id = AUDIT AND unit_id = 'czt'",
        ],
        "audit ID: a unit was removed, place 2, behind dsj",
    ),
    "a unit inserted": (
        [
            """INSERT INTO audit_units (audit_id, unit_id, position, name, earned, possible, unmeasured, reach)
            VALUES (AUDIT, 'new', 9, 'n', 0, 0, 0, '{}')"""
        ],
        "audit ID: unit new was inserted",
    ),
    "units exchanged": (
        ["UPDATE audit_units SET position = 9 WHERE audit_id = AUDIT AND unit_id = 'dsj'"],
        "audit ID: unit dsj was inserted",
    ),
    "the day of judgement": (
        ["UPDATE audits SET as_of = '2017-12-30' WHERE id = AUDIT"],
        "audit ID: as_of was changed: sealed '2017-12-31', stored '2017-12-30'",
    ),
    "the plan": (
        ["UPDATE audits SET plan_digest = 'sha256:q' WHERE id = AUDIT"],
        "audit ID: digests was changed",
    ),
    "what was known of other units": (
        ["UPDATE audits SET context = '{}' WHERE id = AUDIT"],
        "audit ID: context was changed",
    ),
    "an audit removed": (
        [
            "DELETE FROM findings WHERE audit_id = AUDIT",
            "DELETE FROM audit_units WHERE audit_id = AUDIT",
            "DELETE FROM audits WHERE id = AUDIT",
        ],
        "audit ID: removed",
    ),
    "an audit inserted": (
        [
            "CREATE TABLE copied AS SELECT * FROM audits WHERE id = AUDIT",
            "UPDATE copied SET id = '99991231-x'",
            "INSERT INTO audits SELECT * FROM copied",
            "DROP TABLE copied",
        ],
        "audit 99991231-x: no seal speaks of it, though the chain had begun: inserted",
    ),
    "a link removed": (["DELETE FROM audit_seals WHERE sequence = 1"], "seal 1: numbered 2: a seal is missing"),
    "a link changed": (
        ["UPDATE audit_seals SET envelope = replace(envelope, 'yunnan-2017', 'yunnan-2018') WHERE sequence = 1"],
        "seal 1: the signature of sha256:",
    ),
    "the audit beside a link": (
        ["UPDATE audit_seals SET audit_id = NULL WHERE sequence = 1"],
        "seal 1: kept as one of the audit None, which it is not",
    ),
    "a finding and the hashes kept of it": (
        [
            "DELETE FROM findings WHERE audit_id = AUDIT AND unit_id = 'aaa' AND task = '2'",
            "UPDATE audit_units SET leaves = NULL WHERE audit_id = AUDIT AND unit_id = 'aaa'",
        ],
        "audit ID: unit aaa: changed, together with the hashes kept of it",
    ),
    "the hashes kept of a unit": (
        ["UPDATE audit_units SET leaves = NULL WHERE audit_id = AUDIT AND unit_id = 'aaa'"],
        "audit ID: unit aaa: the hashes kept of it were changed; it is as it was sealed",
    ),
    "the hashes kept of an audit": (
        ["UPDATE audit_seals SET units = NULL WHERE audit_id = AUDIT"],
        "audit ID: the hashes kept beside its seal were changed",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_named(sealed: Any, name: str) -> None:
    audit_id = sealed.audit()
    sealed.audit()
    statements, words = CHANGES[name]
    sealed.behind_its_back(*(each.replace("AUDIT", f"'{audit_id}'") for each in statements))
    found = faults(sealed)
    assert any(words.replace("ID", audit_id) in fault for fault in found), found
    assert len(found) <= 3


def test_a_change_with_all_hashes_kept_of_it_is_found(sealed: Any) -> None:
    audit_id = sealed.audit()
    stored = sealed.database.load_audit(audit_id)
    unit = next(each for each in stored.units if each.unit_id == "czt")
    left = [each for each in stored.findings if each.unit_id == "czt"][:-1]
    leaves = unit_leaves(unit, finding_rows(left).rows)
    units = hashes_in(sealed.database.load_seal(audit_id).units)
    units[1] = audited_leaf("czt", hashes_in(leaves))
    form = "x'{}'" if sealed.database.is_sqlite else "'\\x{}'::bytea"
    sealed.behind_its_back(
        f"DELETE FROM findings WHERE audit_id = '{audit_id}' AND unit_id = 'czt' AND task = '4'",
        f"UPDATE audit_units SET leaves = {form.format(leaves.hex())} WHERE audit_id = '{audit_id}' AND unit_id = 'czt'",
        f"UPDATE audit_seals SET units = {form.format(b''.join(units).hex())} WHERE audit_id = '{audit_id}'",
    )
    assert faults(sealed) == (
        f"audit {audit_id}: the hashes kept beside its seal were changed",
        f"audit {audit_id}: its units and findings are not those that were sealed",
    )


def test_a_chain_cut_short_is_found_by_a_head_noted_elsewhere(sealed: Any) -> None:
    sealed.audit()
    audit_id = sealed.audit()
    head = check_store(sealed.database).head
    sealed.behind_its_back(
        f"DELETE FROM audit_seals WHERE audit_id = '{audit_id}'",
        f"DELETE FROM findings WHERE audit_id = '{audit_id}'",
        f"DELETE FROM audit_units WHERE audit_id = '{audit_id}'",
        f"DELETE FROM audits WHERE id = '{audit_id}'",
    )
    assert faults(sealed) == ()
    assert faults(sealed, head=head) == (
        f"the chain does not hold the seal {head}: its end was cut off, or it is another chain",
    )


REVIEW_CHANGES = {
    "changed": "UPDATE reviews SET decision = 'confirmed' WHERE id = 2",
    "reasoned otherwise": "UPDATE reviews SET reason = '无' WHERE id = 2",
    "removed": "DELETE FROM reviews WHERE id = 2",
    "dated back": "UPDATE reviews SET at = '2017-01-01 00:00:00' WHERE id = 2",
}


@pytest.mark.parametrize("name", REVIEW_CHANGES)
def test_a_changed_review_is_found(sealed: Any, name: str) -> None:
    first = sealed.audit()
    sealed.review(first)
    sealed.audit()
    sealed.review(first, "第二次核查。")
    sealed.audit()
    sealed.review(first, "第三次核查。")
    assert check_store(sealed.database).unsealed_reviews == 1
    sealed.behind_its_back(REVIEW_CHANGES[name])
    found = faults(sealed)
    assert any("of the 2 that seal 3 is over, one from number 2 on was" in fault for fault in found), found


def test_a_review_of_no_finding_is_found(sealed: Any) -> None:
    sealed.review(sealed.audit())
    sealed.behind_its_back("UPDATE reviews SET finding = 'sha256:00'")
    assert "it has no such finding of czt as the review 1 is of" in faults(sealed)[0]


def test_audits_from_before_the_chain_are_counted_and_accuse_nobody(sealed: Any) -> None:
    sealed.audit(sealed=False)
    sealed.audit()
    check = check_store(sealed.database)
    assert (check.faults, check.before, check.audits) == ((), 1, 1)


def test_another_key_seals_only_when_it_was_announced(sealed: Any) -> None:
    sealed.audit()
    other = sealed.other_key()
    with pytest.raises(EvidenceError, match=r"was signed with the key sha256:.* mingcha key change FILE"):
        sealed.audit(other)
    with pytest.raises(EvidenceError, match="the new key is the one in use"):
        change_key(sealed.database, sealed.key, sealed.key)
    change_key(sealed.database, sealed.key, other)
    sealed.audit(other)
    with pytest.raises(EvidenceError, match="was signed with the key"):
        sealed.audit(sealed.key)
    check = check_store(sealed.database, {sealed.key.id})
    assert (check.faults, check.audits, check.beginnings) == ((), 2, (sealed.key.id,))


def test_a_lost_key_is_followed_by_one_that_must_be_trusted_anew(sealed: Any) -> None:
    sealed.audit()
    new = sealed.other_key()
    restart_chain(sealed.database, new)
    sealed.audit(new)
    assert faults(sealed) == ()
    assert faults(sealed, trusted={sealed.key.id, new.id}) == ()
    assert "begun with the key" in faults(sealed, trusted={sealed.key.id})[0]


def test_a_key_that_changed_meanwhile_leaves_no_audit(sealed: Any) -> None:
    sealed.audit()
    sealing = sealing_with(sealed.database, sealed.key)
    head = sealed.database.load_audit()
    change_key(sealed.database, sealed.key, sealed.other_key())

    def write() -> None:
        with writing_audit(
            sealed.database, plan_id="p", digests=head.digests, as_of=head.as_of, sealing=sealing
        ):
            pass

    with pytest.raises(EvidenceError, match="was signed with the key"):
        write()
    with sealed.database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM audits")).scalar_one() == 1
    assert faults(sealed) == ()


def test_nothing_of_the_chain_and_no_review_can_be_changed(sealed: Any) -> None:
    sealed.review(sealed.audit())
    truncated = () if sealed.database.is_sqlite else ("TRUNCATE audit_seals", "TRUNCATE reviews")
    for statement in (
        "UPDATE audit_seals SET units = NULL", "DELETE FROM audit_seals", "UPDATE reviews SET author = 'x'",
        "DELETE FROM reviews", *truncated,
    ):  # fmt: skip
        with pytest.raises(StoreError, match="is never changed"), sealed.database.write() as connection:
            connection.execute(text(statement))
    assert faults(sealed) == ()


def seal_one(url: str, path: Any, number: int) -> None:
    with open_database(url) as database:
        for _ in range(5):
            sealing = sealing_with(database, load_signing_key(path))
            with writing_audit(
                database,
                plan_id=f"p{number}",
                digests=Digests(plan="p", rules="r", vocabulary="v"),
                as_of=date(2017, 12, 31),
                sealing=sealing,
            ):
                pass


def test_audits_that_finish_at_once_make_one_chain(sealed: Any) -> None:
    url = sealed.database.url.render_as_string(hide_password=False)
    context = multiprocessing.get_context("spawn")
    running = [context.Process(target=seal_one, args=(url, sealed.key.path, number)) for number in range(3)]
    for each in running:
        each.start()
    for each in running:
        each.join(120)
        assert each.exitcode == 0
    check = check_store(sealed.database)
    assert (check.faults, check.audits) == ((), 15)
