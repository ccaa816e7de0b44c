"""Is every changed bit of the signed members found, and another key refused?"""

import hashlib
import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence.signing.keys import SigningKey, load_or_create_signing_key
from evidence.signing.package_signature import check_closing, check_signature, close_package, sign_manifest

MANIFEST = '{"resources":[{"name":"截图.png"}]}\n'.encode()
CREATED = datetime(2017, 12, 31, 18, 0, tzinfo=UTC)
STAMP = bytes(range(64))


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    return load_or_create_signing_key(tmp_path_factory.mktemp("keys") / "a.pem")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    return load_or_create_signing_key(tmp_path_factory.mktemp("keys") / "b.pem")


def flips(data: bytes) -> Iterator[bytes]:
    """The bytes with each of their bits flipped in turn."""
    for bit in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        yield bytes(flipped)


def test_what_was_signed_holds_and_is_the_same_each_time(key: SigningKey) -> None:
    signature = sign_manifest(MANIFEST, key, CREATED)
    assert signature == sign_manifest(MANIFEST, key, CREATED)
    check = check_signature(signature, MANIFEST, {key.id})
    assert (check.holds, check.key, check.created) == (True, key.id, CREATED)
    closing = close_package(signature, STAMP, key)
    assert check_closing(closing, signature, STAMP, {key.id}).holds
    without = close_package(signature, None, key, reason="no authority is configured")
    check = check_closing(without, signature, None, None)
    assert (check.holds, check.no_timestamp) == (True, "no authority is configured")


def test_every_flipped_bit_is_found(key: SigningKey) -> None:
    signature = sign_manifest(MANIFEST, key, CREATED)
    closing = close_package(signature, STAMP, key)
    # Whoever is told no key must find it all the same: the key is named in what is signed.
    for trusted in (None, {key.id}):
        assert not any(check_signature(each, MANIFEST, trusted).holds for each in flips(signature))
        assert not any(check_signature(signature, each, trusted).holds for each in flips(MANIFEST))
        assert not any(check_closing(each, signature, STAMP, trusted).holds for each in flips(closing))
        assert not any(check_closing(closing, signature, each, trusted).holds for each in flips(STAMP))
    assert not any(check_closing(closing, each, STAMP, None).holds for each in flips(signature))


def test_what_is_cut_or_added_is_found(key: SigningKey) -> None:
    signature = sign_manifest(MANIFEST, key, CREATED)
    closing = close_package(signature, STAMP, key)
    for size in range(len(signature)):
        assert not check_signature(signature[:size], MANIFEST, None).holds
    for more in (b" ", b"\n", b"\0", b"{}"):
        assert not check_signature(signature + more, MANIFEST, None).holds
        assert not check_closing(more + closing, signature, STAMP, None).holds
    assert check_closing(closing, signature, None, None).faults == ("timestamp.tsr was removed",)
    without = close_package(signature, None, key, reason="none")
    assert check_closing(without, signature, STAMP, None).faults[0].startswith("timestamp.tsr was inserted")


def test_another_key_is_refused(key: SigningKey, other: SigningKey) -> None:
    forged = sign_manifest(MANIFEST, other, CREATED)
    assert check_signature(forged, MANIFEST, None).holds
    assert "not one of the trusted" in check_signature(forged, MANIFEST, {key.id}).faults[0]
    closing = close_package(forged, STAMP, other)
    assert "not one of the trusted" in check_closing(closing, forged, STAMP, {key.id}).faults[0]


def test_a_signature_over_one_kind_is_none_over_another(key: SigningKey) -> None:
    signature = sign_manifest(MANIFEST, key, CREATED)
    assert "of the format 'mingcha-signature/1'" in check_closing(signature, signature, STAMP, None).faults[0]


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"null", b'{"signatures":[],"signed":{"format":"mingcha-signature/1","key":""}}', b"[" * 9999,
     b'{"signatures":[1],"signed":{"format":"mingcha-signature/1","key":""}}', b" " * (1 << 21)],
)  # fmt: skip
def test_nonsense_is_said_to_be_such(data: bytes) -> None:
    assert check_signature(data, MANIFEST, None).faults


def test_openssl_alone_checks_it(key: SigningKey, tmp_path: Path) -> None:
    # As docs/evidence.md says: what was signed stands in the file as it was signed.
    text = sign_manifest(MANIFEST, key, CREATED).decode()
    at = text.index('"signed":') + len('"signed":')
    (tmp_path / "signed").write_text(text[at:-1], encoding="utf-8")
    (tmp_path / "signature").write_bytes(bytes.fromhex(json.loads(text)["signatures"][0]["signature"]))
    (tmp_path / "key.pub").write_bytes(key.public.pem)
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pub", "-rawin"]
    command += ["-in", "signed", "-sigfile", "signature"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    assert hashlib.sha256(MANIFEST).hexdigest() in text
