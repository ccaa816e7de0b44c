"""Does a chain of seals hold only whole, in order, and signed by keys that may?"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from db.database import AuditRecord, StoredSeal
from domain.canonical_json import parse_canonical
from domain.findings import Digests
from evidence.errors import EvidenceError
from evidence.seals.chain import check_chain
from evidence.seals.seal import Counted, open_seal, require_key, seal_audit, seal_key_change, seal_restart
from evidence.signing.envelopes import EnvelopeError, put_in_envelope
from evidence.signing.keys import SigningKey, load_or_create_signing_key

NONE = Counted(count=0, root="")


class Chain:
    """Links made one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.links: list[bytes] = []
        self.key = self.new("a")

    def new(self, name: str) -> SigningKey:
        return load_or_create_signing_key(self.folder / f"{name}.pem")

    @property
    def last(self) -> StoredSeal | None:
        if not self.links:
            return None
        return StoredSeal(sequence=len(self.links), audit_id=None, envelope=self.links[-1].decode())

    def audit(self, key: SigningKey | None = None) -> None:
        head = AuditRecord(
            id=f"audit-{len(self.links)}",
            plan_id="p",
            digests=Digests(plan="p", rules="r", vocabulary="v"),
            as_of=date(2017, 12, 31),
            version="0.1.0",
            finished_at=datetime(2017, 12, 31, 18, 0, tzinfo=UTC),
        )
        self.links.append(seal_audit(key or self.key, self.last, head, units=NONE, findings=0, reviews=NONE))

    def faults(self, *trusted: str) -> tuple[str, ...]:
        return check_chain(self.links, set(trusted) or None).faults


@pytest.fixture
def chain(tmp_path: Path) -> Chain:
    made = Chain(tmp_path)
    for _ in range(4):
        made.audit()
    return made


def test_a_whole_chain_holds(chain: Chain) -> None:
    check = check_chain(chain.links, {chain.key.id})
    assert (check.faults, len(check.seals), check.beginnings) == ((), 4, (chain.key.id,))
    assert check.head == open_seal(chain.links[-1]).digest
    assert check_chain([]).faults == ()


def test_every_flipped_bit_of_a_link_is_found(chain: Chain) -> None:
    link = chain.links[0]
    for bit in range(len(link) * 8):
        flipped = bytearray(link)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(EnvelopeError):
            open_seal(bytes(flipped))


def test_a_removed_exchanged_or_moved_link_is_found(chain: Chain) -> None:
    for place in range(3):
        assert check_chain(chain.links[:place] + chain.links[place + 1 :]).faults, place
    assert check_chain(chain.links[1:]).faults
    assert check_chain([chain.links[1], chain.links[0], *chain.links[2:]]).faults
    assert check_chain([*chain.links, chain.links[-1]]).faults
    chain.links[1] = chain.links[1].replace(b"audit-1", b"audit-9")
    assert "seal 2: the signature" in chain.faults()[0]


def test_a_link_made_anew_with_the_right_key_breaks_the_next(chain: Chain) -> None:
    chain.links[1] = seal_restart(
        chain.key, StoredSeal(sequence=1, audit_id=None, envelope=chain.links[0].decode())
    )
    assert chain.faults() == (
        "seal 3: does not follow the one before it: one of both was exchanged, or one between them removed",
    )


def test_a_forged_chain_of_another_key_is_not_trusted(chain: Chain) -> None:
    forged = Chain(chain.folder)
    forged.key = forged.new("forger")
    forged.audit()
    assert forged.faults() == ()
    assert "which is not one of the trusted" in forged.faults(chain.key.id)[0]


def test_a_key_follows_another_when_both_sign(chain: Chain) -> None:
    new = chain.new("b")
    chain.links.append(seal_key_change(chain.key, new, chain.last))
    chain.audit(new)
    assert chain.faults(chain.key.id) == ()
    with pytest.raises(EvidenceError, match="was signed with the key"):
        require_key(chain.key, chain.last)


def test_a_key_that_the_former_did_not_sign_is_refused(chain: Chain) -> None:
    forger = chain.new("forger")
    # The forger names the former key, but can't sign with it.
    signed = open_signed(seal_key_change(chain.key, forger, chain.last))
    alone = put_in_envelope(signed, [forger])
    with pytest.raises(EnvelopeError, match="not signed by the keys it needs"):
        open_seal(alone)
    with pytest.raises(EnvelopeError, match="not signed by the keys it needs"):
        open_seal(put_in_envelope(signed, [forger, forger]))


def open_signed(envelope: bytes) -> dict[str, Any]:
    return dict(parse_canonical(envelope)["signed"])


def test_a_link_signed_with_a_key_that_nobody_announced_is_named(chain: Chain) -> None:
    stranger = chain.new("stranger")
    signed = {**open_signed(chain.links[3]), "key": stranger.id}
    chain.links[3] = put_in_envelope(signed, [stranger])
    assert chain.faults() == (f"seal 4: signed with the key {stranger.id}, which no seal announced",)


def test_a_key_change_of_a_key_not_in_use_is_named(chain: Chain) -> None:
    unused, new = chain.new("unused"), chain.new("b")
    signed = {**open_signed(seal_key_change(chain.key, new, chain.last)), "former": unused.id}
    chain.links.append(put_in_envelope(signed, [new, unused]))
    assert "says that it follows the key" in chain.faults()[0]


def test_a_chain_begun_anew_names_its_new_key(chain: Chain) -> None:
    new = chain.new("b")
    chain.links.append(seal_restart(new, chain.last))
    chain.audit(new)
    assert check_chain(chain.links).beginnings == (chain.key.id, new.id)
    assert chain.faults(chain.key.id, new.id) == ()
    assert "seal 5: begun with the key" in chain.faults(chain.key.id)[0]


@pytest.mark.parametrize("envelope", ["", "{}", "[]", '{"signed":1}'])
def test_a_newest_link_that_can_t_be_read_is_told(chain: Chain, envelope: str) -> None:
    with pytest.raises(EvidenceError, match=r"can't be read.*mingcha chain check"):
        require_key(chain.key, StoredSeal(sequence=4, audit_id=None, envelope=envelope))
