"""Does a package show what was changed by somebody who could make everything anew: with another key, or with the real one?"""

import gzip
import re
from dataclasses import replace
from typing import Any

import pytest

from domain.canonical_json import canonical_bytes, parse_canonical
from domain.captures import Body, Event, Exchange
from evidence.seals.seal import digest_of
from evidence.signing.envelopes import put_in_envelope
from evidence.signing.keys import SigningKey
from jobs.verify import Trust, Verified

pytestmark = pytest.mark.e2e
FACTS, FINDINGS, TRACE = "facts/czt.json", "findings/czt.json", "trace/czt.jsonl"
CHAIN = "seals/chain.jsonl"


def faults(found: Verified) -> dict[str, list[tuple[str, str]]]:
    """What speaks against a package, by check."""
    assert not found.holds
    return {
        each.name: [(fault.member, fault.reason) for fault in each.faults]
        for each in found.checks
        if each.faults
    }


def test_the_package_holds_and_so_does_what_the_forger_makes_of_it_unchanged(
    original: Any, forger: Any
) -> None:
    """Else what is found below would be the forger's own mistakes."""
    found = forger.checked(original.members)
    assert found.holds, found
    assert not any(check.skipped for check in found.checks)
    assert forger.checked(forger.sealed(original.members)).holds
    assert forger.checked(forger.visited()).holds


def test_signed_with_another_key_it_is_refused(original: Any, forger: Any) -> None:
    key = forger.other_key()
    forged = forger.sealed(original.members, key)
    told = faults(forger.checked(forged))
    assert set(told) == {"signature", "chain"}
    assert f"signed with the key {key.id}" in told["signature"][0][1]
    assert "not one of the 1 trusted" in told["signature"][0][1]
    told = faults(forger.checked(forged, Trust()))
    assert "no trusted key was given" in told["signature"][0][1]
    assert forger.checked(forged, Trust(keys={key.id})).holds


def test_the_real_chain_under_another_signature_is_refused(original: Any, forger: Any) -> None:
    told = faults(forger.checked(forger.signed(original.members, forger.other_key())))
    assert set(told) == {"signature"}


def test_a_stranger_cannot_begin_the_chain_anew(original: Any, forger: Any) -> None:
    """By a restart behind the real seals: the real key is trusted, and vouches for nothing of it."""
    key = forger.other_key()
    links = real_links(original)
    links.append(link(links, "restart", [key]))
    told = faults(forger.checked(forger.sealed(original.members, key, links)))
    assert {"signature", "chain"} <= set(told)


def test_a_stranger_cannot_change_the_key(original: Any, forger: Any) -> None:
    key = forger.other_key()
    links = real_links(original)
    links.append(link(links, "key_change", [key], former=original.key.id))
    told = faults(forger.checked(forger.sealed(original.members, key, links)))
    assert {"signature", "chain"} <= set(told)


def test_a_changed_key_is_trusted_by_the_former_and_by_itself(original: Any, forger: Any) -> None:
    key = forger.other_key()
    links = real_links(original)
    links.append(link(links, "key_change", [key, original.key], former=original.key.id))
    # The audit of the package is not sealed a second time: the first seal of it is another's.
    members = forger.changed(FINDINGS, lambda value: value["audit"].update(id="another"))
    members = with_proof_of(members, "another")
    members = {**members, "reviews/czt.json": canonical_bytes({"format": "mingcha-reviews/1", "reviews": []})}
    made = forger.sealed(members, key, links)
    for trusted in (original.key.id, key.id):
        found = forger.checked(made, Trust(keys={trusted}))
        assert found.holds, found
    assert not forger.checked(made, Trust(keys={forger.other_key("third.pem").id})).holds


def test_a_key_changed_after_the_audit_is_trusted_by_the_former_and_by_itself(
    original: Any, forger: Any
) -> None:
    """What an honest export of an older audit makes: the chain goes on to the newest key, which signs."""
    key, third = forger.other_key(), forger.other_key("third.pem")
    links = real_links(original)
    links.append(link(links, "key_change", [key, original.key], former=original.key.id))
    links.append(link(links, "key_change", [third, key], former=key.id))
    made = forger.signed({**original.members, CHAIN: lines(links)}, third)
    for trusted in (original.key.id, key.id, third.id):
        found = forger.checked(made, Trust(keys={trusted}))
        assert found.holds, found
    told = faults(forger.checked(made, Trust(keys={forger.other_key("stranger.pem").id})))
    assert set(told) == {"signature", "chain"}


def test_a_former_key_signs_nothing_for_who_trusts_the_new_one_alone(original: Any, forger: Any) -> None:
    """Whoever stole it: with the whole chain, with the end cut off, with seals that it makes behind the change."""
    key, stolen = forger.other_key(), original.key
    links = real_links(original)
    links.append(link(links, "key_change", [key, stolen], former=stolen.id))
    trust = Trust(keys={key.id})
    whole = forger.signed({**original.members, CHAIN: lines(links)}, stolen)
    assert set(faults(forger.checked(whole, trust))) == {"signature"}
    assert {"signature", "chain"} <= set(faults(forger.checked(original.members, trust)))
    stranger = forger.other_key("stranger.pem")
    for kind, signers in (("key_change", [stranger, stolen]), ("restart", [stolen]), ("restart", [stranger])):
        more = {"former": stolen.id} if kind == "key_change" else {}
        chain = lines([*links, link(links, kind, signers, **more)])
        made = forger.signed({**original.members, CHAIN: chain}, signers[0])
        assert {"signature", "chain"} <= set(faults(forger.checked(made, trust))), kind


def test_of_a_chain_begun_anew_after_the_audit_only_the_new_key_is_trusted(
    original: Any, forger: Any
) -> None:
    key = forger.other_key()
    links = real_links(original)
    links.append(link(links, "restart", [key]))
    made = forger.signed({**original.members, CHAIN: lines(links)}, key)
    assert forger.checked(made, Trust(keys={key.id})).holds
    assert {"signature", "chain"} <= set(faults(forger.checked(made)))


def test_of_a_restarted_chain_only_the_new_key_is_trusted(original: Any, forger: Any) -> None:
    key = forger.other_key()
    links = real_links(original)
    links.append(link(links, "restart", [key]))
    members = with_proof_of(
        forger.changed(FINDINGS, lambda value: value["audit"].update(id="another")), "another"
    )
    members = {**members, "reviews/czt.json": canonical_bytes({"format": "mingcha-reviews/1", "reviews": []})}
    made = forger.sealed(members, key, links)
    assert forger.checked(made, Trust(keys={key.id})).holds
    assert not forger.checked(made, Trust(keys={original.key.id})).holds


def test_a_finding_that_does_not_follow_is_named(forger: Any) -> None:
    place: list[int] = []

    def change(value: dict[str, Any]) -> None:
        late = next(k for k, each in enumerate(value["findings"]) if each["timeliness"] == "late")
        place.append(late)
        value["findings"][late].update(timeliness="on_time", late_by=[])

    told = faults(forger.checked(forger.sealed(forger.changed(FINDINGS, change))))
    assert set(told) == {"verdicts"}
    ((member, reason),) = told["verdicts"]
    assert member == FINDINGS
    assert reason.startswith(f"finding {place[0] + 1} (task ")
    assert "timeliness on_time is stated, late follows" in reason


def test_a_finding_that_was_left_out_or_a_score_that_was_raised_is_named(forger: Any) -> None:
    def change(value: dict[str, Any]) -> None:
        del value["findings"][-1]
        value["chosen"].remove(len(value["findings"]))
        value["unit"]["score"]["earned"] += 1

    told = faults(forger.checked(forger.sealed(forger.changed(FINDINGS, change))))
    assert set(told) == {"verdicts"}
    reasons = [reason for _, reason in told["verdicts"]]
    assert any("follow from the facts" in reason for reason in reasons)
    assert any("the score's earned" in reason for reason in reasons)


def leave_out_a_column(facts: dict[str, Any]) -> None:
    gone = facts["columns"].pop(0)
    facts["postings"] = [each for each in facts["postings"] if gone["id"] not in each["columns"]]
    facts["messages"] = [each for each in facts["messages"] if each["column"] != gone["id"]]


def date_a_posting_earlier(facts: dict[str, Any]) -> None:
    posting = next(each for each in facts["postings"] if each["published"])
    posting["published"]["on"] = "2017-01-02"


def add_a_posting(facts: dict[str, Any]) -> None:
    facts["postings"].append(
        {**facts["postings"][0], "id": "obs:posting/999", "title": "补发", "url": "http://x/1"}
    )


def reach_fewer_pages(facts: dict[str, Any]) -> None:
    facts["coverage"]["pages_read"] += 1


def see_a_column_later(facts: dict[str, Any]) -> None:
    facts["columns"][0].update(first_seen=None, first_ok=None)


def call_the_address_on_file_dead(facts: dict[str, Any]) -> None:
    assert facts["filed"]["ok"]
    facts["filed"].update(ok=False, http_status=404, failure="not_found")
    for each in facts["probes"]:
        if each["purpose"] == "filed":
            each.update(ok=False, http_status=404, failure="not_found")


def lead_the_address_on_file_elsewhere(facts: dict[str, Any]) -> None:
    facts["filed"].update(final_url=facts["reach"]["home_url"])


def leave_out_the_address_on_file(facts: dict[str, Any]) -> None:
    facts["filed"] = None


def read_a_posting_elsewhere(facts: dict[str, Any]) -> None:
    facts["postings"][0].update(subjects=["debt"], section="其他")


@pytest.mark.parametrize(
    "change",
    [
        leave_out_a_column,
        date_a_posting_earlier,
        add_a_posting,
        reach_fewer_pages,
        see_a_column_later,
        call_the_address_on_file_dead,
        lead_the_address_on_file_elsewhere,
        leave_out_the_address_on_file,
        read_a_posting_elsewhere,
    ],
)
def test_facts_that_the_pages_do_not_show_are_named(forger: Any, change: Any) -> None:
    """Though the findings were made to follow from them, and all was sealed and signed with the real key."""
    members = forger.judged(forger.changed(FACTS, lambda value: change(value["facts"])))
    told = faults(forger.checked(members))
    told.pop("lists", None)  # pages are listed by the titles that facts have
    assert set(told) == {"pages"}, told
    assert {member for member, _ in told["pages"]} == {FACTS}


@pytest.mark.parametrize("change", [{"kind": "county"}, {"name": "省审计厅"}, {"filed_url": None}])
def test_the_unit_made_another_is_named(forger: Any, change: dict[str, str]) -> None:
    """Though the findings follow from it: the unit as it was judged is sealed."""
    members = forger.judged(forger.changed(FACTS, lambda value: value["unit"].update(change)))
    told = faults(forger.checked(members))
    assert any("the unit is not the one" in reason for _, reason in told["pages"])


def test_a_unit_with_another_id_is_named_even_where_it_is_sealed(forger: Any) -> None:
    members = forger.changed(FACTS, lambda value: value["unit"].update(id="sjt"))
    value = parse_canonical(members[FINDINGS])
    value["unit"]["registered"].update(id="sjt")
    told = faults(forger.checked(forger.sealed({**members, FINDINGS: canonical_bytes(value)})))
    assert (FACTS, "the unit is not the one whose portal was visited") in told["pages"]


@pytest.mark.parametrize(
    "change", [{"name": "云南省财政局"}, {"aliases": ["省财政局"]}, {"filed_url": "http://127.0.0.1:9/zwgk/"}]
)
def test_a_row_of_the_registry_corrected_after_the_visit_is_told_as_a_note(
    forger: Any, change: dict[str, Any]
) -> None:
    """As an honest judging seals it: the pages are read with the unit as visited, and judged with the unit as judged."""
    found = forger.checked(judged_as(forger, **change))
    assert found.holds, found
    (note,) = [note for check in found.checks for note in check.notes if "registry" in note]
    ((field, value),) = change.items()
    assert f"{field} was " in note
    assert (value if isinstance(value, str) else value[0]) in note


@pytest.mark.parametrize("name", ["云南省财政厅", "云南省财政局"])
def test_an_audit_that_sealed_the_name_alone_holds(forger: Any, name: str) -> None:
    """As audits did before the row was kept."""
    members = judged_as(forger, name=name)
    value = parse_canonical(members[FINDINGS])
    value["unit"].pop("registered")
    assert forger.checked(forger.sealed({**members, FINDINGS: canonical_bytes(value)})).holds


def judged_as(forger: Any, **change: Any) -> dict[str, bytes]:
    """The package of an audit that judged by another row of the registry, and sealed it."""
    members: dict[str, bytes] = forger.changed(FACTS, lambda value: value["unit"].update(change))
    value = parse_canonical(members[FINDINGS])
    value["unit"]["registered"].update(change)
    value["unit"]["name"] = value["unit"]["registered"]["name"]
    # The findings are others then, and nobody reviewed them.
    reviews = canonical_bytes({"format": "mingcha-reviews/1", "reviews": []})
    members = {**members, FINDINGS: canonical_bytes(value), "reviews/czt.json": reviews}
    judged: dict[str, bytes] = forger.judged(members)
    return judged


def edit(events: list[Event]) -> list[Event]:
    """The page that most others are like: every date of it a year before."""

    def changed(event: Event) -> Event:
        if not isinstance(event, Exchange) or event.response is None:
            return event
        body = event.response.payload.read()
        packed = body[:2] == b"\x1f\x8b"
        body = re.sub(rb"(>[^<]*?)2017", rb"\g<1>2016", gzip.decompress(body) if packed else body)
        body = gzip.compress(body, mtime=0) if packed else body
        return replace(event, response=replace(event.response, payload=Body.of(body)))

    return [changed(event) for event in events]


def test_archived_pages_that_were_edited_no_longer_show_the_facts(forger: Any) -> None:
    told = faults(forger.checked(forger.visited(edit)))
    assert set(told) == {"pages"}
    assert any("its date" in reason for _, reason in told["pages"])


def test_a_page_on_file_that_was_made_a_404_shows(forger: Any) -> None:
    """The exchange itself forged, and the finding with it: facts that were not, and the columns read there, speak against it."""
    filed = forger.known(forger.original.members).facts.filed.url

    def gone(events: list[Event]) -> list[Event]:
        return [
            replace(each, response=replace(each.response, head=b"HTTP/1.1 404 Not Found\r\n\r\n"))
            if isinstance(each, Exchange) and each.url == filed and each.response
            else each
            for each in events
        ]

    told = faults(forger.checked(forger.visited(gone)))
    assert any("the address on file, failure" in reason for _, reason in told["pages"])


def test_a_fetch_that_was_dropped_is_asked_for(forger: Any) -> None:
    dropped = forger.visit.events[5].url
    told = faults(forger.checked(forger.visited(lambda events: events[:5] + events[6:])))
    assert (TRACE, f"the visit asks for {dropped} now, which was not captured") in told["pages"]


@pytest.mark.parametrize(
    "change",
    [
        {"ended": lambda ended: replace(ended, out_of_time_at=20)},
        {"begun": lambda begun: replace(begun, options={**begun.options, "portal_pages": 10})},
    ],
    ids=["out of time", "fewer pages"],
)
def test_bounds_that_were_narrowed_afterwards_show(forger: Any, change: Any) -> None:
    told = faults(forger.checked(forger.visited(**change)))
    assert any("was captured, and is not asked for" in reason for _, reason in told["pages"])


def test_a_visit_that_the_journal_does_not_tell_of_is_named(forger: Any, original: Any) -> None:
    """What was sealed with the audit is the journal: the real key can sign another trace, and not that."""
    members = original.members
    lines = members[TRACE].splitlines(keepends=True)
    members[TRACE] = b"".join([*lines[:3], lines[3].replace(b'"GET"', b'"HEAD"'), *lines[4:]])
    told = faults(forger.checked(forger.signed(members)))
    assert any(member == TRACE and "journal" in reason for member, reason in told["records"])


def test_what_was_known_of_others_is_sealed(forger: Any) -> None:
    members = forger.signed(
        forger.changed("facts/context.json", lambda value: value["known"].update(events={"x": {}}))
    )
    assert ("facts/context.json", "it is not the one that was sealed") in faults(forger.checked(members))[
        "seal"
    ]


@pytest.mark.parametrize("path", ["plan/plan.yaml", "vocabulary/subjects.yaml"])
def test_what_was_judged_by_is_sealed(forger: Any, original: Any, path: str) -> None:
    members = original.members
    members[path] += b"# more\n"
    told = faults(forger.checked(forger.signed(members)))
    assert [
        reason
        for _, reason in told["verdicts"]
        if f"the {path.partition('/')[0]} in the package is" in reason
    ]


def test_a_review_of_another_finding_is_named(forger: Any) -> None:
    def change(value: dict[str, Any]) -> None:
        value["reviews"][0]["check"] = "fresh"

    told = faults(forger.checked(forger.signed(forger.changed("reviews/czt.json", change))))
    assert told == {"reviews": [("reviews/czt.json", "review 1: it is of no finding in the package")]}


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"note": "x"}, "it has unknown parts: note"),
        ({"id": "1"}, "a part of it is not of its kind"),
        ({"id": True}, "a part of it is not of its kind"),
        ({"author": ["x"]}, "a part of it is not of its kind"),
        ({"kind": "finding"}, "a part of it is not of its kind"),
        ({"decision": "guilty"}, "its decision, its moment or its day can't be read"),
        ({"at": "2018-01-05"}, "a part of it is not of its kind"),
        ({"finding": ["x"]}, "a part of it is not of its kind"),
        ({"at": 5}, "its decision, its moment or its day can't be read"),
    ],
)
def test_what_is_more_or_other_than_a_review_is_named(forger: Any, more: dict[str, Any], reason: str) -> None:
    members = forger.changed("reviews/czt.json", lambda value: value["reviews"][0].update(more))
    told = faults(forger.checked(forger.signed(members)))
    assert told == {"reviews": [("reviews/czt.json", f"review 1: {reason}")]}


def test_a_review_that_lacks_a_part_is_named(forger: Any) -> None:
    members = forger.changed("reviews/czt.json", lambda value: value["reviews"][0].pop("reason"))
    told = faults(forger.checked(forger.signed(members)))
    assert told == {"reviews": [("reviews/czt.json", "review 1: it lacks reason")]}


def test_a_page_put_into_the_archive_afterwards_is_named(forger: Any, original: Any) -> None:
    """Viewers would show it; the visit knows nothing of it."""
    members = original.members
    other = forger.visited(edit)
    members["archive/czt.warc.gz"] += other["archive/czt.warc.gz"]
    told = faults(forger.checked(forger.signed(members)))
    assert told["records"][0][0] == "archive/czt.warc.gz"


def real_links(original: Any) -> list[bytes]:
    return list(original.members["seals/chain.jsonl"].splitlines())


def lines(links: list[bytes]) -> bytes:
    return b"".join(each + b"\n" for each in links)


def link(before: list[bytes], kind: str, keys: list[SigningKey], **content: str) -> bytes:
    signed = {
        "format": "mingcha-seal/1", "kind": kind, "key": keys[0].id, "sequence": len(before) + 1,
        "previous": digest_of(before[-1]), **content,
    }  # fmt: skip
    return put_in_envelope(signed, keys)


def with_proof_of(members: dict[str, bytes], audit: str) -> dict[str, bytes]:
    proof = {**parse_canonical(members["seals/czt.proof.json"]), "audit": audit}
    return {**members, "seals/czt.proof.json": canonical_bytes(proof)}
