"""Since when do these bytes exist, in the words of somebody else? Timestamps of RFC 3161, asked for and checked.

The request holds the SHA-256 of the bytes and a number used once; the authority's reply is kept as it came (DER). It is checked
without a network against certificates that whoever checks trusts, at the moment that it names: a certificate that expired later
takes nothing away.
"""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from evidence.errors import EvidenceError
from evidence.signing.certificate_order import with_sorted_certificates

LARGEST = 1 << 18
"""Bytes of the largest reply that is read: a token with a chain of certificates takes about 6,000."""

_SHA256 = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")
_GRANTED = 0
_SECONDS = 30.0
_REMEDY = (
    "check MINGCHA_TSA_URL, or try again later; without a timestamp a package says that it has none, and why"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimestampCheck:
    """What came out: nothing in ``faults``, and the reply is over the bytes.

    ``at`` is the moment it names. ``trusted`` is False where no certificates were given to check the authority by: then
    anybody may have made it.
    """

    faults: tuple[str, ...]
    at: datetime | None = None
    trusted: bool = False

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it, and a trusted authority made it."""
        return not self.faults and self.trusted


def request_timestamp(
    data: bytes, url: str, roots: Sequence[x509.Certificate] = (), *, seconds: float = _SECONDS
) -> bytes:
    """Have bytes stamped; returns the authority's reply as it came.

    Args:
        data: what is stamped; only its SHA-256 is sent.
        url: the authority's, ``http`` or ``https``.
        roots: certificates that its own must lead to; without any, who it is stays unchecked.
        seconds: longest time for an answer.

    Raises:
        EvidenceError: it is not reached, refuses, or answers something else.
    """
    request = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()
    reply = _ask(url, request.as_bytes(), seconds)
    faults = _faults(reply, data, roots, request)
    if faults:
        raise EvidenceError(f"the timestamp of {url} can't be used: {'; '.join(faults)}", _REMEDY)
    return reply


def check_timestamp(reply: bytes, data: bytes, roots: Sequence[x509.Certificate]) -> TimestampCheck:
    """Check a reply over bytes against trusted certificates. No network, and no clock: the moment is the one it names."""
    faults = _faults(reply, data, roots, None)
    try:
        at = None if faults else _read(reply).tst_info.gen_time
    except ValueError as error:
        return TimestampCheck(faults=(str(error),))
    return TimestampCheck(faults=tuple(faults), at=at, trusted=bool(roots) and not faults)


def read_certificates(path: Path) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM file.

    Raises:
        EvidenceError: it can't be read, or holds none.
    """
    try:
        return tuple(x509.load_pem_x509_certificates(path.read_bytes()))
    except OSError as error:
        reason = f"the certificates {path} can't be read ({error.strerror})"
    except ValueError as error:
        reason = f"{path} holds no certificates in PEM ({error})"
    raise EvidenceError(reason, "name a PEM file of trusted roots with MINGCHA_TSA_CERTIFICATES")


def _ask(url: str, request: bytes, seconds: float) -> bytes:
    reply = bytearray()
    until = time.monotonic() + seconds
    try:
        with httpx.stream(
            "POST",
            url,
            content=request,
            headers={"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"},
            timeout=seconds,
        ) as response:
            if response.status_code != httpx.codes.OK:
                raise EvidenceError(f"{url} answered with the status {response.status_code}", _REMEDY)
            for part in response.iter_bytes():
                reply += part
                if len(reply) > LARGEST:
                    raise EvidenceError(f"{url} answered with more than {LARGEST} bytes", _REMEDY)
                if time.monotonic() > until:
                    raise EvidenceError(f"{url} had not answered whole after {seconds:g} s", _REMEDY)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise EvidenceError(f"{url} gave no timestamp ({type(error).__name__}: {error})", _REMEDY) from None
    return bytes(reply)


def _faults(
    reply: bytes, data: bytes, roots: Sequence[x509.Certificate], request: TimeStampRequest | None
) -> list[str]:
    """What speaks against a reply; ``request`` where the reply must be the answer to it."""
    try:
        response = _read(reply)
        imprint, nonce = response.tst_info.message_imprint, response.tst_info.nonce
    except ValueError as error:
        return [str(error)]
    if imprint.hash_algorithm != _SHA256:
        return [f"it is over a hash of another kind ({imprint.hash_algorithm.dotted_string})"]
    if imprint.message != hashlib.sha256(data).digest():
        return ["it is over other bytes"]
    if request is not None and nonce != request.nonce:
        return ["it answers another request: the number used once is not ours"]
    return _authority_faults(response, roots) if roots else []


def _authority_faults(response: TimeStampResponse, roots: Sequence[x509.Certificate]) -> list[str]:
    try:
        VerifierBuilder(roots=list(roots)).build().verify(response, response.tst_info.message_imprint.message)
    except (VerificationError, ValueError, x509.InvalidVersion) as error:
        return [f"the authority's signature does not hold: {error}"]
    return []


def _read(reply: bytes) -> TimeStampResponse:
    """Parse a reply that grants a timestamp.

    Raises:
        ValueError: it is none.
    """
    try:
        response = decode_timestamp_response(with_sorted_certificates(reply))
        granted, words = response.status == _GRANTED, ", ".join(response.status_string)
    except ValueError as error:
        message = f"it is no reply of a timestamp authority ({error})"
        raise ValueError(message) from None
    if not granted:
        message = f"the authority refused (status {response.status}{': ' + words if words else ''})"
        raise ValueError(message)
    return response
