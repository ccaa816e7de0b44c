"""How does what was captured stand in a WARC file (ISO 28500:2017, WARC 1.1)?

Every record is a gzip member of its own. Its id is derived from what it is, so that the same capture always gives the
same bytes. Records are put together here and not by warcio, which rewrites the heads of answers that hold other letters
than ASCII: what is kept is what came.
"""

import hashlib
import uuid
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from isal import isal_zlib

from domain.captures import Response

VERSION = "WARC/1.1"
MOST_BYTES = 256 * 1024 * 1024
"""No record of a crawl, whose bodies are bounded, comes near to this when it is unpacked."""
_PRINTED = "".join(chr(sign) for sign in range(0x21, 0x7F))
_LEVEL = 2
"""Of igzip: what zlib makes of it at its third, in an eighth of the time; 5% more bytes than zlib's default."""
_LEVEL_PACKED = 1
"""What the server has packed already can't be packed again."""
_RESPONSE = "application/http;msgtype=response"
_REQUEST = "application/http;msgtype=request"
REVISIT_PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


def warc_date(at: datetime) -> str:
    """A moment as WARC 1.1 writes it, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def record_id(*parts: object) -> str:
    """The id of a record: the same for the same parts."""
    digest = hashlib.sha256(
        "\x00".join(str(part) for part in parts).encode("utf-8", "surrogatepass")
    ).digest()
    return f"<urn:uuid:{uuid.UUID(bytes=digest[:16], version=4)}>"


def sha256(data: bytes) -> str:
    """A digest as headers of records name it."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def record(
    kind: str,
    uri: str,
    block: bytes,
    *,
    at: datetime,
    name: str,
    content_type: str,
    headers: Mapping[str, str] | None = None,
    packed: bool = False,
) -> bytes:
    """One record as a gzip member.

    Args:
        kind: ``WARC-Type``.
        uri: ``WARC-Target-URI``, empty for ``warcinfo``.
        block: the content.
        at: ``WARC-Date``.
        name: what the record's id is derived from.
        content_type: of the block.
        headers: further named fields.
        packed: the content is compressed already.
    """
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": record_id(name),
        "WARC-Date": warc_date(at),
        **({"WARC-Target-URI": one_line(uri)} if uri else {}),
        **(headers or {}),
        "WARC-Block-Digest": sha256(block),
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{field}: {value}\r\n" for field, value in fields.items())
    packer = isal_zlib.compressobj(_LEVEL_PACKED if packed else _LEVEL, isal_zlib.DEFLATED, 31)
    head = packer.compress(f"{VERSION}\r\n{lines}\r\n".encode())
    return head + packer.compress(block) + packer.compress(b"\r\n\r\n") + packer.flush()


def one_line(uri: str) -> str:
    """An address as a field holds it: whatever a portal put into it, no sign that would end the line."""
    return quote(uri, safe=_PRINTED)


def response_record(
    uri: str, response: Response, *, at: datetime, name: str, headers: Mapping[str, str]
) -> bytes:
    """An answer as it came.

    A body in chunks gets no payload digest: that is one of the chunks put together, by the standard, and of the chunks as
    they stand, by the tools that check it. Its block has one all the same.
    """
    framed = response.framed
    fields = (
        {**headers} if framed is not None else {**headers, "WARC-Payload-Digest": response.payload.digest}
    )
    body = response.payload.read() if framed is None else framed
    if response.truncated:
        fields["WARC-Truncated"] = response.truncated.value
    return record(
        "response",
        uri,
        response.head + body,
        at=at,
        name=name,
        content_type=_RESPONSE,
        headers=fields,
        packed=b"\r\ncontent-encoding:" in response.head.lower(),
    )


def request_record(uri: str, request: bytes, *, at: datetime, name: str, headers: Mapping[str, str]) -> bytes:
    """A request as it was sent."""
    return record("request", uri, request, at=at, name=name, content_type=_REQUEST, headers=headers)


def block_of(member: bytes) -> bytes:
    """The content of the one record that a gzip member holds.

    Raises:
        ValueError: it is no whole record, or not what it was.
    """
    return split_record(member)[1]


def split_record(member: bytes) -> tuple[dict[str, str], bytes]:
    """The named fields and the content of the one record that a gzip member holds.

    Raises:
        ValueError: it is no whole record, or not what it was.
    """
    unpacker = zlib.decompressobj(31)
    try:
        record = unpacker.decompress(member, MOST_BYTES)
    except zlib.error as error:
        raise ValueError(f"it can't be unpacked ({error})") from error
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("it is not one whole record")
    head, _, rest = record.partition(b"\r\n\r\n")
    version, *lines = head.decode("utf-8").split("\r\n")
    fields = dict(line.split(": ", 1) for line in lines)
    if len({name.lower() for name in fields}) != len(lines):
        raise ValueError("one of its fields stands there twice")
    block = rest[:-4]
    if version != VERSION or rest[-4:] != b"\r\n\r\n" or fields.get("Content-Length") != str(len(block)):
        raise ValueError("it is no WARC record")
    if fields.get("WARC-Block-Digest") != sha256(block):
        raise ValueError("its content is not what its digest says")
    return fields, block
