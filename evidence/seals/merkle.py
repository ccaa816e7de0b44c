"""Which one hash stands for a list, and how is it proved that something stands in the list without showing the rest?

Hash trees as in RFC 6962, 2.1 (Certificate Transparency), with SHA-256: the hash of a leaf is that of 0x00 and its bytes, the
hash of a node that of 0x01 and its two children's, and the left part of a tree is the largest full one. So a leaf is never
taken for a node, and no two lists have one root.
"""

import hashlib
from collections.abc import Iterable, Sequence

SIZE = 32
"""Bytes of a hash."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node with two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class GrowingTree:
    """A tree that grows leaf by leaf, in memory that does not: it keeps the roots of its full parts only."""

    def __init__(self) -> None:
        self.size = 0
        self._full: list[bytes] = []  # the largest first: as many as the size has ones in binary

    def add(self, leaf: bytes) -> None:
        """Add a leaf hash behind the others."""
        node, below = leaf, self.size
        while below & 1:
            node, below = node_hash(self._full.pop(), node), below >> 1
        self._full.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The root so far; over no leaf it is the hash of nothing."""
        if not self._full:
            return hashlib.sha256().digest()
        *left, root = self._full
        for node in reversed(left):
            root = node_hash(node, root)
        return root


def tree_root(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes, in order."""
    tree = GrowingTree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def inclusion_proof(leaves: Sequence[bytes], place: int) -> list[bytes]:
    """The hashes that lead from a leaf to the root (RFC 6962, 2.1.1), the nearest first.

    Raises:
        IndexError: there is no leaf at that place.
    """
    if not 0 <= place < len(leaves):
        message = f"there is no leaf {place} among {len(leaves)}"
        raise IndexError(message)
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    left, right = leaves[:split], leaves[split:]
    if place < split:
        return [*inclusion_proof(left, place), tree_root(right)]
    return [*inclusion_proof(right, place - split), tree_root(left)]


def root_by_proof(leaf: bytes, place: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that a leaf hash at a place of a list of ``size`` leads to by a proof.

    Raises:
        ValueError: the proof has not the length that the place and the size ask for.
    """
    if not 0 <= place < size:
        message = f"there is no leaf {place} among {size}"
        raise ValueError(message)
    # From the root down, whether the leaf lies in the left part.
    turns: list[bool] = []
    at, below = place, size
    while below > 1:
        split = _split(below)
        left = at < split
        turns.append(left)
        at, below = (at, split) if left else (at - split, below - split)
    if len(proof) != len(turns) or any(len(sibling) != SIZE for sibling in proof):
        message = f"a proof for leaf {place} of {size} has {len(turns)} hashes of {SIZE} bytes"
        raise ValueError(message)
    node = leaf
    for left, sibling in zip(reversed(turns), proof, strict=True):
        node = node_hash(node, sibling) if left else node_hash(sibling, node)
    return node


def hashes_in(data: bytes) -> list[bytes]:
    """Hashes that were kept one behind the other.

    Raises:
        ValueError: it is no whole number of them.
    """
    if len(data) % SIZE:
        message = f"{len(data)} bytes are no whole number of hashes of {SIZE} bytes"
        raise ValueError(message)
    return [data[at : at + SIZE] for at in range(0, len(data), SIZE)]


def _split(size: int) -> int:
    """The largest power of two below a size of at least 2."""
    return 1 << ((size - 1).bit_length() - 1)
