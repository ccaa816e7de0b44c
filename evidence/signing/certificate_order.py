"""How is a reply read whose certificates do not stand in the order that DER asks for?

RFC 5652 has the certificates of a signed message be a SET, which DER sorts by encoding. OpenSSL, and with it many authorities,
writes them in any order, and the library that reads replies refuses that. The certificates are not part of what is signed, so a
copy with them sorted says the same; what is kept is the reply as it came.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_SEQUENCE, _CERTIFICATES = 0x30, 0xA0


@dataclass(frozen=True, slots=True)
class _Part:
    """An element of DER: where it begins, where its content begins, where it ends, and its tag."""

    start: int
    content: int
    end: int
    tag: int


def with_sorted_certificates(reply: bytes) -> bytes:
    """The reply with its certificates in the order of DER; as it is where that can't be found."""
    try:
        certificates = _certificates(reply)
        parts = [
            reply[part.start : part.end] for part in _parts(reply, certificates.content, certificates.end)
        ]
    except (IndexError, ValueError, StopIteration):
        return reply
    return reply[: certificates.content] + b"".join(sorted(parts)) + reply[certificates.end :]


def _certificates(reply: bytes) -> _Part:
    """TimeStampResp / timeStampToken / content / SignedData / certificates."""
    response = next(_parts(reply, 0, len(reply)))
    _, token = list(_parts(reply, response.content, response.end))[:2]
    _, content = _parts(reply, token.content, token.end)
    signed = next(_parts(reply, content.content, content.end))
    certificates = list(_parts(reply, signed.content, signed.end))[3]
    if certificates.tag != _CERTIFICATES or {response.tag, token.tag, signed.tag} != {_SEQUENCE}:
        message = "no reply with certificates"
        raise ValueError(message)
    return certificates


def _parts(data: bytes, at: int, end: int) -> Iterator[_Part]:
    while at < end:
        tag, length, content = data[at], data[at + 1], at + 2
        if length & 0x80:
            octets = length & 0x7F
            length = int.from_bytes(data[content : content + octets])
            content += octets
        if content + length > end:
            message = "an element reaches past its end"
            raise ValueError(message)
        yield _Part(at, content, content + length, tag)
        at = content + length
