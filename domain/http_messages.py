"""Where does the head of an HTTP message end, and what does a body in chunks say?"""

import re

_HEAD_END = re.compile(rb"\n\r?\n")
_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,16})[ \t]*(?:;[^\n]*)?\r?\n")


def split_message(message: bytes) -> tuple[bytes, bytes]:
    """The head, with the empty line that ends it, and what follows; all of it is head where no empty line came.

    Lines may end in a bare line feed (RFC 9112, 2.2).
    """
    found = _HEAD_END.search(message)
    return (message[: found.end()], message[found.end() :]) if found else (message, b"")


def unchunked(body: bytes) -> bytes:
    """A body in chunks (RFC 9112, 7.1) put together; one that breaks off, as far as it goes."""
    parts: list[bytes] = []
    place = 0
    while size := _SIZE.match(body, place):
        length = int(size.group(1), 16)
        if length == 0:
            break
        start = size.end()
        parts.append(body[start : start + length])
        place = start + length
        place += 2 if body.startswith(b"\r\n", place) else 1
    return b"".join(parts)
