"""Do the links of a chain follow each other without a gap, each signed by a key that may?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from evidence.seals.seal import KEY_CHANGE, RESTART, Seal, open_seal
from evidence.signing.envelopes import EnvelopeError


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainCheck:
    """What came out: nothing in ``faults``, and the chain holds.

    ``seals`` are those that could be read, in order. ``beginnings`` are the keys that no link before vouches for: the first,
    and each that began anew because the former was lost. ``head`` is the digest of the last link.
    """

    seals: tuple[Seal, ...]
    beginnings: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def head(self) -> str | None:
        """What stands for the whole chain."""
        return self.seals[-1].digest if self.seals else None


def check_chain(envelopes: Iterable[bytes], trusted: Collection[str] | None = None) -> ChainCheck:
    """Check a whole chain from its first link on.

    Args:
        envelopes: the links' files, in order.
        trusted: names of keys (``sha256:…``) known from elsewhere; None: whoever signed is taken at their word.
    """
    seals: list[Seal] = []
    beginnings: list[str] = []
    faults: list[str] = []
    before: Seal | None = None
    for place, envelope in enumerate(envelopes, 1):
        try:
            seal = open_seal(envelope)
        except EnvelopeError as error:
            faults.append(f"seal {place}: {error}")
            before = None
            continue
        told = place == 1 or before is not None
        faults += (
            [f"seal {place}: {fault}" for fault in _faults(seal, place, before)]
            if told
            else _number(seal, place)
        )
        if place == 1 or seal.kind == RESTART:
            beginnings.append(seal.key)
            if trusted is not None and seal.key not in trusted:
                faults.append(f"seal {place}: begun with the key {seal.key}, which is not one of the trusted")
        seals.append(seal)
        before = seal
    return ChainCheck(seals=tuple(seals), beginnings=tuple(beginnings), faults=tuple(faults))


def _number(seal: Seal, place: int) -> list[str]:
    """Behind a link that can't be read only the number can be told."""
    return [] if seal.sequence == place else [f"seal {place}: numbered {seal.sequence}"]


def _faults(seal: Seal, place: int, before: Seal | None) -> Iterable[str]:
    if seal.sequence != place:
        yield f"numbered {seal.sequence}: a seal is missing, or not in its place"
    if seal.previous != (before.digest if before else None):
        yield "does not follow the one before it: one of both was exchanged, or one between them removed"
    if before is None:
        if seal.kind == KEY_CHANGE:
            yield "changes a key before any was used"
        return
    if seal.kind == KEY_CHANGE and seal.former != before.key:
        yield f"says that it follows the key {seal.former}, where {before.key} was in use"
    if seal.kind not in {KEY_CHANGE, RESTART} and seal.key != before.key:
        yield f"signed with the key {seal.key}, which no seal announced"
