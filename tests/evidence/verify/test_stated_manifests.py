"""Does a package show that its manifest says otherwise than what was sealed, though it is signed with the real key?"""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.evidence.verify.conftest import signed_anew

pytestmark = pytest.mark.e2e
FINDINGS, MANIFEST = "findings/czt.json", "signed/manifest.json"


def manifest_faults(found: Any) -> list[tuple[str, str]]:
    """What speaks against the manifest's words; nothing else must."""
    assert {check.name for check in found.checks if check.faults} == {"manifest"}
    return [(fault.member, fault.reason) for check in found.checks for fault in check.faults]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "另一个证据包"),
        ("created", "2010-01-01T00:00:00Z"),
        ("software", "mingcha 9.9"),
        ("audit", "another"),
    ],
)
def test_what_it_says_of_the_audit_is_held_against_the_seal(
    original: Any, forger: Any, name: str, value: str
) -> None:
    members = signed_anew(original.members, original.key, {name: value})
    ((member, reason),) = manifest_faults(forger.checked(members))
    assert member == MANIFEST
    assert reason.startswith(f"its {name} is '{value}', and ")


def test_another_unit_is_named(original: Any, forger: Any) -> None:
    found = forger.checked(signed_anew(original.members, original.key, {"unit": "fgw"}))
    told = [fault.reason for check in found.checks if check.name == "manifest" for fault in check.faults]
    assert told == ["its unit is 'fgw', and 'czt' follows from what was sealed"]


def test_a_word_more_is_named(original: Any, forger: Any) -> None:
    members = signed_anew(original.members, original.key, {"note": "x"})
    ((_, reason),) = manifest_faults(forger.checked(members))
    assert reason == "it does not have the fields of a manifest: note"


def test_a_signature_of_another_moment_is_named(original: Any, forger: Any) -> None:
    members = signed_anew(original.members, original.key, created=datetime(2010, 1, 1, tzinfo=UTC))
    ((member, reason),) = manifest_faults(forger.checked(members))
    assert member == "signed/signature.json"
    assert reason.startswith("it was created at 2010-01-01T00:00:00+00:00, it says, and ")


@pytest.mark.parametrize("chosen", [[0], [1, 0], [0, 0]])
def test_other_findings_marked_than_were_asked_for_are_named(forger: Any, chosen: list[int]) -> None:
    members = forger.signed(forger.changed(FINDINGS, lambda value: value.update(chosen=chosen)))
    ((member, _),) = manifest_faults(forger.checked(members))
    assert member == FINDINGS


def test_findings_asked_for_that_are_not_marked_are_named(original: Any, forger: Any) -> None:
    members = signed_anew(original.members, original.key, {"chosen": ["sha256:" + "0" * 64]})
    ((member, reason),) = manifest_faults(forger.checked(members))
    assert member == FINDINGS
    assert reason == "the findings that are marked as asked for are not those that the manifest names"
