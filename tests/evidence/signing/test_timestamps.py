"""Is a timestamp of a real authority had, checked without a network, and refused where anything of it does not fit?"""

import random
import subprocess
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from evidence.errors import EvidenceError
from evidence.signing.certificate_order import with_sorted_certificates
from evidence.signing.timestamps import LARGEST, check_timestamp, read_certificates, request_timestamp

DATA = b'{"signatures":[]}'


def test_a_timestamp_is_had_and_openssl_finds_it_good(authority: Any, tmp_path: Path) -> None:
    roots = read_certificates(authority.root)
    reply = request_timestamp(DATA, authority.url, roots)
    check = check_timestamp(reply, DATA, roots)
    assert check.holds
    assert check.at is not None
    assert abs(datetime.now(UTC) - check.at) < timedelta(hours=1)
    (tmp_path / "data").write_bytes(DATA)
    (tmp_path / "reply.tsr").write_bytes(reply)
    command = [
        "openssl",
        "ts",
        "-verify",
        "-data",
        str(tmp_path / "data"),
        "-in",
        str(tmp_path / "reply.tsr"),
    ]
    done = subprocess.run([*command, "-CAfile", str(authority.root)], capture_output=True, check=False)
    assert b"Verification: OK" in done.stdout, done.stderr


def test_certificates_in_any_order_are_read(authority: Any) -> None:
    # OpenSSL writes the authority's own certificate first, then its root: not the order of DER.
    reply = request_timestamp(DATA, authority.url)
    assert with_sorted_certificates(reply) != reply
    assert sorted(with_sorted_certificates(reply)) == sorted(reply)
    for junk in (b"", b"\x30", b"\x30\x00", b"\x30\x82\xff\xff", reply[:100]):
        assert with_sorted_certificates(junk) == junk


def test_without_roots_the_authority_is_not_vouched_for(authority: Any) -> None:
    reply = request_timestamp(DATA, authority.url)
    check = check_timestamp(reply, DATA, ())
    assert (check.faults, check.trusted, check.holds) == ((), False, False)
    assert check.at is not None


def test_other_bytes_and_other_roots_are_refused(authority: Any, stranger: Any) -> None:
    roots = read_certificates(authority.root)
    reply = request_timestamp(DATA, authority.url, roots)
    assert check_timestamp(reply, DATA + b" ", roots).faults == ("it is over other bytes",)
    others = read_certificates(stranger.root)
    assert "signature does not hold" in check_timestamp(reply, DATA, others).faults[0]
    with pytest.raises(EvidenceError, match="can't be used: the authority's signature does not hold"):
        request_timestamp(DATA, authority.url, others)


def test_a_broken_reply_is_said_to_be_one(authority: Any) -> None:
    roots = read_certificates(authority.root)
    reply = request_timestamp(DATA, authority.url, roots)
    rng = random.Random(1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(500):
            changed = bytearray(reply)
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
            # Some bits of a reply are covered by nothing but closing.json; none may bring the check down.
            check_timestamp(bytes(changed), DATA, roots)
    for size in range(0, len(reply), 7):
        assert check_timestamp(reply[:size], DATA, roots).faults


def test_an_answer_to_another_request_is_refused(authority: Any) -> None:
    kept = []

    def first_answer(request: bytes) -> tuple[int, bytes]:
        kept.append(authority.reply(request))
        return 200, kept[0]

    authority.answer = first_answer
    request_timestamp(DATA, authority.url)
    with pytest.raises(EvidenceError, match="it answers another request"):
        request_timestamp(DATA, authority.url)


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (503, b"", "answered with the status 503"),
        (200, b"", "it is no reply of a timestamp authority"),
        (200, b"<html>login</html>", "it is no reply of a timestamp authority"),
        (200, b"x" * (LARGEST + 1), "answered with more than"),
        (200, bytes.fromhex("30053003020102"), "the authority refused"),
    ],
)
def test_nonsense_is_refused_with_a_remedy(authority: Any, status: int, body: bytes, words: str) -> None:
    authority.answer = lambda _: (status, body)
    with pytest.raises(EvidenceError, match=words) as error:
        request_timestamp(DATA, authority.url)
    assert "MINGCHA_TSA_URL" in error.value.remedy


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "ftp://127.0.0.1/", "tsa", "", "http://[", "http://127.0.0.1:99999/"]
)
def test_an_authority_that_is_not_there_is_named(url: str) -> None:
    with pytest.raises(EvidenceError, match="gave no timestamp"):
        request_timestamp(DATA, url)


def test_certificates_that_can_t_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="can't be read"):
        read_certificates(tmp_path / "none.pem")
    for data in (
        b"",
        b"no certificate",
        b"\xff",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    ):
        (tmp_path / "bad.pem").write_bytes(data)
        with pytest.raises(EvidenceError, match="holds no certificates"):
            read_certificates(tmp_path / "bad.pem")
