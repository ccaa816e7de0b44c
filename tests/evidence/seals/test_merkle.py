"""Are the trees those of RFC 6962, and does a proof hold for its leaf alone?"""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.seals.merkle import (
    GrowingTree,
    hashes_in,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_by_proof,
    tree_root,
)

# The test vectors of Google's certificate-transparency implementation (merkletree/merkle_tree_test).
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(bytes.fromhex(each)) for each in INPUTS]


def test_the_published_vectors() -> None:
    assert [tree_root(LEAVES[: size + 1]).hex() for size in range(8)] == ROOTS
    assert tree_root([]) == hashlib.sha256(b"").digest()


def slow_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, 2.1, as it stands there."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(slow_root(leaves[:split]), slow_root(leaves[split:]))


@pytest.mark.parametrize("size", range(1, 66))
def test_a_growing_tree_and_proofs_agree_with_the_definition(size: int) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    root = slow_root(leaves)
    assert tree_root(leaves) == root
    for place, leaf in enumerate(leaves):
        proof = inclusion_proof(leaves, place)
        assert root_by_proof(leaf, place, size, proof) == root
        for other in range(size):
            if other != place:
                assert root_by_proof(leaves[other], place, size, proof) != root
    with pytest.raises(IndexError):
        inclusion_proof(leaves, size)


@given(st.lists(st.binary(max_size=3), min_size=1, max_size=40), st.data())
def test_no_changed_proof_holds(inputs: list[bytes], data: st.DataObject) -> None:
    leaves = [leaf_hash(each) for each in inputs]
    place = data.draw(st.integers(0, len(leaves) - 1))
    proof = inclusion_proof(leaves, place)
    root = tree_root(leaves)
    assert root_by_proof(leaves[place], place, len(leaves), proof) == root
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        changed = [*proof]
        changed[at] = bytes([changed[at][0] ^ 1]) + changed[at][1:]
        assert root_by_proof(leaves[place], place, len(leaves), changed) != root
        with pytest.raises(ValueError, match="a proof for leaf"):
            root_by_proof(leaves[place], place, len(leaves), proof[1:])
    with pytest.raises(ValueError, match="a proof for leaf"):
        root_by_proof(leaves[place], place, len(leaves), [*proof, root])
    with pytest.raises(ValueError, match="there is no leaf"):
        root_by_proof(leaves[place], len(leaves), len(leaves), proof)


@given(st.lists(st.binary(max_size=3), max_size=40))
def test_every_prefix_of_a_growing_tree_has_its_root(inputs: list[bytes]) -> None:
    tree = GrowingTree()
    leaves: list[bytes] = []
    for each in inputs:
        tree.add(leaf_hash(each))
        leaves.append(leaf_hash(each))
        assert (tree.size, tree.root()) == (len(leaves), tree_root(leaves))


def test_kept_hashes_are_read_back_or_refused() -> None:
    assert hashes_in(b"".join(LEAVES)) == LEAVES
    with pytest.raises(ValueError, match="no whole number"):
        hashes_in(b"".join(LEAVES)[:-1])
