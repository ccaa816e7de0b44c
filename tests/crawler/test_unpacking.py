"""Bodies as they came and what they say: known codings undone within a bound, whatever else is left or refused by name."""

import gzip
import zlib

import pytest

from crawler.failures import FetchFailed
from crawler.unpacking import unpack
from domain.reach import FailureKind

TEXT = "<p>政务公开</p>".encode() * 40


@pytest.mark.parametrize(
    ("body", "codings"),
    [
        (TEXT, []),
        (gzip.compress(TEXT), ["gzip"]),
        (gzip.compress(TEXT), ["X-Gzip "]),
        (zlib.compress(TEXT), ["deflate"]),
        (zlib.compress(TEXT, wbits=-15), ["deflate"]),
        (gzip.compress(zlib.compress(TEXT)), ["deflate, gzip"]),
        (gzip.compress(zlib.compress(TEXT)), ["deflate", "gzip"]),
    ],
    ids=["plain", "gzip", "x-gzip", "zlib", "deflate", "both", "both, apart"],
)
def test_what_is_known_is_undone(body: bytes, codings: list[str]) -> None:
    assert unpack(body, codings, 10_000) == (TEXT, None)


def test_a_coding_that_is_not_known_stays_with_all_before_it() -> None:
    assert unpack(gzip.compress(b"x"), ["br", "secret, gzip"], 100) == (b"x", "br,secret")


def test_an_answer_cut_short_gives_what_came() -> None:
    assert TEXT.startswith(unpack(gzip.compress(TEXT, 0)[:-40], ["gzip"], 10_000)[0])


def test_a_bomb_is_too_large_and_what_is_not_as_its_header_says_is_garbage() -> None:
    with pytest.raises(FetchFailed) as bomb:
        unpack(gzip.compress(bytes(3_000_000)), ["gzip"], 200_000)
    assert bomb.value.kind is FailureKind.TOO_LARGE
    damaged = bytearray(gzip.compress(TEXT))
    damaged[10] |= 0x06  # a kind of block that there is not
    for body, coding in (
        (b"plain", "gzip"),
        (b"plain", "zstd"),
        (b"plain", "deflate"),
        (bytes(damaged), "gzip"),
    ):
        with pytest.raises(FetchFailed) as garbage:
            unpack(body, [coding], 200_000)
        assert garbage.value.kind is FailureKind.GARBAGE
