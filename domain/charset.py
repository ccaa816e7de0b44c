"""In which encoding is this page? Declarations on government pages are often wrong, the bytes are not.

Whoever shows a captured page decodes it as the page readers did.
"""

import codecs
from dataclasses import dataclass

_BOMS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a body and the charset it was decoded with (``utf-8``, ``utf-16`` or ``gb18030``)."""

    text: str
    charset: str


def decode(body: bytes) -> Decoded:
    """Decode a body: byte order mark, UTF-16 without one, strict UTF-8, then gb18030 (which holds gb2312 and gbk).

    Never raises: bytes that fit nothing become replacement characters of whichever charset they fit best.
    """
    for bom, codec, name in _BOMS:
        if body.startswith(bom):
            return Decoded(text=body[len(bom) :].decode(codec, "replace"), charset=name)
    wide = _utf16_without_bom(body)
    if wide:
        return Decoded(text=body.decode(wide, "replace"), charset="utf-16")
    try:
        return Decoded(text=body.decode("utf-8"), charset="utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 3:  # a capped body may be cut in the middle of a character
            return Decoded(text=body.decode("utf-8", "ignore"), charset="utf-8")
    as_utf8 = body.decode("utf-8", "replace")
    as_gb = body.decode("gb18030", "replace")
    # A UTF-8 page with a few broken bytes reads as gb18030 too, as nonsense with more replacements.
    if as_utf8.count("�") <= as_gb.count("�"):
        return Decoded(text=as_utf8, charset="utf-8")
    return Decoded(text=as_gb, charset="gb18030")


def _utf16_without_bom(body: bytes) -> str | None:
    """The byte order of a UTF-16 page saved without a mark: markup then has a zero in every second byte."""
    head = body[:400]
    if len(head) < 8 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 and even <= odd // 8:
        return "utf-16-le"
    if even > len(head) // 4 and odd <= even // 8:
        return "utf-16-be"
    return None
