"""The tree against `pymerkle`, an independent implementation of RFC 6962, for every size from none to some."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree, InvalidProof, verify_consistency, verify_inclusion
from pymerkle.hasher import MerkleHasher
from pymerkle.proof import MerkleProof

from answerable.ledger.tree import (
    EMPTY,
    Frontier,
    consistency_proof,
    consistent,
    inclusion_proof,
    inclusion_proofs,
    node,
    root,
    root_from_inclusion,
)

MOST = 40
ENTRIES = [b"entry %d" % number for number in range(MOST)]
LEAVES = [sha256(b"\0" + entry).digest() for entry in ENTRIES]
ORACLE = InmemoryTree(algorithm="sha256")
for _entry in ENTRIES:
    ORACLE.append_entry(_entry)


def test_the_hashes_are_those_of_rfc_6962() -> None:
    # The vectors of the Certificate Transparency project: the empty tree, and the tree over one empty leaf.
    assert EMPTY.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    empty_leaf = sha256(b"\0").digest()
    assert root([empty_leaf]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert MerkleHasher("sha256").hash_buff(ENTRIES[0]) == LEAVES[0]


@pytest.mark.parametrize("size", range(MOST + 1))
def test_roots_agree(size: int) -> None:
    expected = ORACLE.get_root(size) if size else EMPTY
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier.append(leaf)
    assert root(LEAVES[:size]) == frontier.root() == Frontier(size, frontier.peaks).root() == expected
    assert len(frontier.peaks) == size.bit_count()


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_inclusion_proofs_agree(size: int) -> None:
    together = inclusion_proofs(range(size), LEAVES[:size])
    for index in range(size):
        proof = inclusion_proof(index, LEAVES[:size])
        assert together[index] == proof
        # Theirs counts from 1, and holds the leaf itself.
        theirs = ORACLE.prove_inclusion(index + 1, size)
        assert sorted([*proof, LEAVES[index]]) == sorted(theirs.path)
        verify_inclusion(LEAVES[index], ORACLE.get_root(size), theirs)
        assert root_from_inclusion(LEAVES[index], index, size, proof) == ORACLE.get_root(size)


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_consistency_proofs_agree(size: int) -> None:
    for old in range(1, size + 1):
        proof = consistency_proof(old, LEAVES[:size])
        old_root, new_root = ORACLE.get_root(old), ORACLE.get_root(size)
        assert consistent(old, old_root, size, new_root, proof)
        theirs = ORACLE.prove_consistency(old, size)
        verify_consistency(old_root, new_root, theirs)


def test_the_proofs_are_those_of_the_example_in_rfc_6962() -> None:
    """Section 2.1.3: seven leaves d0 to d6 with the hashes a, b, c, d, e, f, j, and the nodes g, h, i, k, l above."""
    a, b, c, d, e, f, j = LEAVES[:7]
    g, h, i = node(a, b), node(c, d), node(e, f)
    k, l = node(g, h), node(i, j)  # noqa: E741 - the letters of the RFC
    assert root(LEAVES[:7]) == node(k, l)
    assert inclusion_proof(0, LEAVES[:7]) == [b, h, l]
    assert inclusion_proof(3, LEAVES[:7]) == [c, g, l]
    assert inclusion_proof(4, LEAVES[:7]) == [f, j, k]
    assert inclusion_proof(6, LEAVES[:7]) == [i, k]
    assert consistency_proof(3, LEAVES[:7]) == [c, d, g, l]
    assert consistency_proof(4, LEAVES[:7]) == [l]
    assert consistency_proof(6, LEAVES[:7]) == [i, j, k]


def test_there_is_no_proof_of_what_is_not_there() -> None:
    with pytest.raises(IndexError, match="there is no leaf 3 in a tree of 3"):
        inclusion_proof(3, LEAVES[:3])
    with pytest.raises(IndexError, match="there are no 4 leaves in a tree of 3"):
        consistency_proof(4, LEAVES[:3])
    with pytest.raises(ValueError, match="another number of perfect subtrees"):
        Frontier(3, LEAVES[:1])


@given(st.data())
def test_a_changed_inclusion_proof_does_not_hold(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, MOST))
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index, LEAVES[:size])
    at = data.draw(st.integers(0, len(proof) - 1))
    kind = data.draw(st.sampled_from(["flip", "drop", "twice", "swap"]))
    wrong = list(proof)
    if kind == "flip":
        wrong[at] = bytes([wrong[at][0] ^ 1]) + wrong[at][1:]
    elif kind == "drop":
        del wrong[at]
    elif kind == "twice":
        wrong.insert(at, wrong[at])
    else:
        wrong[at] = LEAVES[index]
    assert root_from_inclusion(LEAVES[index], index, size, wrong) != ORACLE.get_root(size)
    other = data.draw(st.integers(0, size - 1).filter(lambda other: other != index))
    assert root_from_inclusion(LEAVES[index], other, size, proof) != ORACLE.get_root(size)


@given(st.data())
def test_a_changed_history_has_no_consistency_proof(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, MOST))
    old = data.draw(st.integers(1, size - 1))
    at = data.draw(st.integers(0, old - 1))
    leaves = list(LEAVES[:size])
    leaves[at] = sha256(b"another").digest()
    proof = consistency_proof(old, leaves)
    assert not consistent(old, root(LEAVES[:old]), size, root(leaves), proof)
    assert consistent(old, root(leaves[:old]), size, root(leaves), proof)
    assert not consistent(old, root(leaves[:old]), size, root(leaves), [*proof, EMPTY])
    assert not consistent(size, root(leaves), old, root(leaves[:old]), proof)


def test_an_empty_tree_is_the_beginning_of_every_tree() -> None:
    assert consistent(0, EMPTY, 5, root(LEAVES[:5]), consistency_proof(0, LEAVES[:5]))
    assert not consistent(0, LEAVES[0], 5, root(LEAVES[:5]), [])


def test_the_oracle_refuses_a_wrong_proof() -> None:
    # So that agreement with it means something.
    theirs = ORACLE.prove_inclusion(3, 7)
    assert isinstance(theirs, MerkleProof)
    with pytest.raises(InvalidProof):
        verify_inclusion(LEAVES[3], ORACLE.get_root(7), theirs)
