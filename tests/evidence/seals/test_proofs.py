"""Does a proof hold for what was sealed, all of it or some, and for nothing else?"""

from typing import Any

import pytest

from evidence.errors import EvidenceError
from evidence.seals.proofs import check_unit_proof, prove_unit
from evidence.seals.seal import Seal, open_seal


class Shown:
    """What a package shows of one unit of a sealed audit."""

    def __init__(self, sealed: Any, unit_id: str) -> None:
        audit_id = sealed.audit()
        self.unit_id = unit_id
        self.proof = prove_unit(sealed.database, audit_id, unit_id)
        unit = next(each for each in sealed.database.sealed_units(audit_id) if each.unit_id == unit_id)
        self.own, self.findings = unit.own, dict(enumerate(unit.findings))
        self.seal: Seal = open_seal(sealed.database.load_seal(audit_id).envelope.encode())

    def faults(self, *, proof: bytes | None = None, whole: bool = True, **changes: Any) -> tuple[str, ...]:
        shown = {"own": self.own, "findings": self.findings, **changes}
        return check_unit_proof(
            self.proof if proof is None else proof, self.seal, self.unit_id, whole=whole, **shown
        )


@pytest.mark.parametrize("unit_id", ["dsj", "czt", "aaa"])
def test_a_unit_is_proved_whole_and_in_part(sealed: Any, unit_id: str) -> None:
    shown = Shown(sealed, unit_id)
    assert shown.faults() == ()
    some = {2: shown.findings[2]}
    assert shown.faults(findings=some, whole=False) == ()
    assert shown.faults(findings=some) == ("4 findings were sealed, 1 are shown",)


def test_what_was_not_sealed_is_named(sealed: Any) -> None:
    shown = Shown(sealed, "czt")
    changed = shown.findings[2].replace("failed", "passed")
    assert shown.faults(findings={**shown.findings, 2: changed}) == ("finding 3 is not what was sealed",)
    assert shown.faults(findings={**shown.findings, 4: changed})[0] == "finding 5 is not what was sealed"
    assert shown.faults(findings={1: shown.findings[2]}, whole=False) == ("finding 2 is not what was sealed",)
    assert "is not what was sealed" in shown.faults(own=shown.own.replace("czt", "dsj"))[0]
    other = Shown(sealed, "dsj")
    assert "of another audit or unit" in shown.faults(proof=other.proof)[0]


def test_every_flipped_bit_of_a_proof_is_found(sealed: Any) -> None:
    shown = Shown(sealed, "czt")
    for bit in range(len(shown.proof) * 8):
        flipped = bytearray(shown.proof)
        flipped[bit // 8] ^= 1 << bit % 8
        assert shown.faults(proof=bytes(flipped)), bit
    for junk in (b"", b"{}", b"[]", shown.proof[:-1]):
        assert shown.faults(proof=junk)


def test_what_can_t_be_proved_is_refused(sealed: Any) -> None:
    open_audit = sealed.audit(sealed=False)
    with pytest.raises(EvidenceError, match="was not sealed"):
        prove_unit(sealed.database, open_audit, "czt")
    audit_id = sealed.audit()
    with pytest.raises(EvidenceError, match="has no unit nobody"):
        prove_unit(sealed.database, audit_id, "nobody")
    sealed.behind_its_back("UPDATE audit_units SET leaves = NULL")
    with pytest.raises(EvidenceError, match="do not fit its seal"):
        prove_unit(sealed.database, audit_id, "czt")
