"""Heads and chunked bodies taken apart, also those that break off or end their lines oddly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.http_messages import split_message, unchunked


@pytest.mark.parametrize(
    ("message", "head"),
    [
        (b"HTTP/1.1 200 OK\r\nA: 1\r\n\r\nbody\r\n\r\nmore", b"HTTP/1.1 200 OK\r\nA: 1\r\n\r\n"),
        (b"HTTP/1.1 200 OK\nA: 1\n\nbody", b"HTTP/1.1 200 OK\nA: 1\n\n"),
        (b"HTTP/1.1 200 OK\r\nA: 1\r\n", b"HTTP/1.1 200 OK\r\nA: 1\r\n"),
        (b"", b""),
    ],
)
def test_a_head_ends_with_its_empty_line(message: bytes, head: bytes) -> None:
    assert split_message(message) == (head, message[len(head) :])


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=8))
def test_chunks_are_put_together(parts: list[bytes]) -> None:
    body = b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\nX: 1\r\n\r\n"
    assert unchunked(body) == b"".join(parts)


@given(st.binary(max_size=60))
def test_whatever_comes_is_no_error(body: bytes) -> None:
    assert len(unchunked(body)) <= len(body)


def test_chunks_that_break_off_give_what_came() -> None:
    assert unchunked(b"4\r\nabcd\r\n9\r\nef") == b"abcdef"
    assert unchunked(b"4\nabcd\n0\n\n") == b"abcd"
    assert unchunked(b"no chunk") == b""
