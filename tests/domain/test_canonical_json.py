"""Has every value one form, and is every other form refused?"""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.canonical_json import CanonicalError, canonical_bytes, parse_canonical

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_back(value: Any) -> None:
    data = canonical_bytes(value)
    assert json.loads(data) == value
    assert canonical_bytes(parse_canonical(data)) == data


def test_the_form() -> None:
    value = {"b": (1, 1.0, 0.1, 1e16, -0.0), "a": {"省": "财政\n", "": None}, "A": True}
    assert (
        canonical_bytes(value).decode()
        == '{"A":true,"a":{"":null,"省":"财政\\n"},"b":[1,1.0,0.1,1e+16,-0.0]}'
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"a": 1}', "not in the canonical form at byte 5"),
        (b'{"b":1,"a":2}', "not in the canonical form at byte 2"),
        (b'{"a":1}\n', "not in the canonical form at byte 7"),
        (b'{"a":1,"a":1}', "a key stands twice"),
        (b'{"a":1,"\\u0061":1}', "a key stands twice"),
        (b'"\\u7701"', "not in the canonical form at byte 1"),
        (b"1.50", "not in the canonical form"),
        (b"1E3", "not in the canonical form"),
        (b"1e400", "no canonical form"),
        (b"NaN", "NaN is no number"),
        (b"[Infinity]", "Infinity is no number"),
        (b'"\xff"', "not UTF-8 at byte 1"),
        (b'"\\ud800"', "holds a character that is none"),
        (b"\xef\xbb\xbf1", "not JSON"),
        (b"", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"9" * 5000, "not JSON"),
    ],
)
def test_another_form_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(CanonicalError, match=words):
        parse_canonical(data)


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), {1: 2}, [{None: 1}], {"a": object()}, "\ud800"]
)
def test_what_has_no_form_is_refused(value: object) -> None:
    with pytest.raises(CanonicalError):
        canonical_bytes(value)


@given(VALUES, st.data())
def test_every_flipped_bit_is_another_value_or_refused(value: Any, data: st.DataObject) -> None:
    written = canonical_bytes(value)
    bit = data.draw(st.integers(0, len(written) * 8 - 1))
    flipped = bytearray(written)
    flipped[bit // 8] ^= 1 << bit % 8
    try:
        read = parse_canonical(bytes(flipped))
    except CanonicalError:
        return
    assert canonical_bytes(read) != written
