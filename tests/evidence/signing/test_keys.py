"""Is a key made once and for its owner alone, and is a file that is no such key refused with a remedy?"""

import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from evidence.errors import EvidenceError
from evidence.signing.keys import load_or_create_signing_key, load_signing_key, public_path, read_public_key


def test_a_key_is_made_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "seal.pem"
    key = load_or_create_signing_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_or_create_signing_key(path).id == load_signing_key(path).id == key.id
    assert public_path(path).read_bytes() == key.public.pem
    assert sorted(each.name for each in tmp_path.iterdir()) == ["seal.pem", "seal.pem.pub"]
    assert key.sign(b"x") == key.sign(b"x")
    assert key.public.verifies(key.sign(b"x"), b"x")
    assert not key.public.verifies(key.sign(b"x"), b"y")
    assert "private" not in repr(key)


def test_openssl_knows_key_name_and_signature(tmp_path: Path) -> None:
    key = load_or_create_signing_key(tmp_path / "seal.pem")
    public = str(public_path(tmp_path / "seal.pem"))
    der = subprocess.run(
        ["openssl", "pkey", "-pubin", "-in", public, "-outform", "DER"], capture_output=True, check=True
    ).stdout
    (tmp_path / "key.der").write_bytes(der)
    summed = subprocess.run(["sha256sum", str(tmp_path / "key.der")], capture_output=True, check=True).stdout
    assert key.id == f"sha256:{summed.decode().split()[0]}"
    (tmp_path / "data").write_bytes(b"data")
    (tmp_path / "signature").write_bytes(key.sign(b"data"))
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", public, "-rawin"]
    command += ["-in", str(tmp_path / "data"), "-sigfile", str(tmp_path / "signature")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_key_that_openssl_made_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "made.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(path)], check=True)
    path.chmod(0o600)
    assert load_or_create_signing_key(path).id.startswith("sha256:")


def test_processes_that_make_a_key_at_once_end_with_one(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from evidence.signing.keys import load_or_create_signing_key\n"
        "print(load_or_create_signing_key(Path(sys.argv[1])).id)"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path / "k.pem")], stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    ids = {each.communicate(timeout=120)[0] for each in running}
    assert len(ids) == 1
    assert len(list(tmp_path.iterdir())) == 2


def assert_refused(path: Path, words: str) -> None:
    with pytest.raises(EvidenceError, match=words) as error:
        load_or_create_signing_key(path)
    assert error.value.remedy


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "seal.pem"
    load_or_create_signing_key(path)
    path.chmod(mode)
    assert_refused(path, "other users may read .*; chmod 600")


def test_another_kind_of_key_or_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "seal.pem"
    pem = (Encoding.PEM, PrivateFormat.PKCS8)
    path.touch(0o600)
    path.write_bytes(rsa.generate_private_key(65537, 2048).private_bytes(*pem, NoEncryption()))
    assert_refused(path, "not of the kind Ed25519")
    path.write_bytes(ed25519.Ed25519PrivateKey.generate().private_bytes(*pem, BestAvailableEncryption(b"x")))
    assert_refused(path, "is encrypted; decrypt it")
    for data in (
        b"",
        b"no key",
        b"\xff" * 100,
        load_or_create_signing_key(tmp_path / "other.pem").public.pem,
    ):
        path.write_bytes(data)
        assert_refused(path, "holds no private key")


def test_a_place_that_can_t_be_used_is_named(tmp_path: Path) -> None:
    assert_refused(tmp_path / "no folder" / "seal.pem", "no signing key can be made at")
    (tmp_path / "folder").mkdir()
    assert_refused(tmp_path / "folder", "can't be read")


def test_a_public_key_has_one_form(tmp_path: Path) -> None:
    der = load_or_create_signing_key(tmp_path / "seal.pem").public.der
    assert read_public_key(der).der == der
    for data in (b"", der + b"\0", der[:-1], b"\x30\x81" + der[1:]):
        with pytest.raises(ValueError, match="public key"):
            read_public_key(data)
