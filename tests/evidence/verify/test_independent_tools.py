"""Do programs that are not ours say the same of a package: OpenSSL of timestamp and signature, warcio of the archive, wacz?"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evidence.signing.keys import SigningKey

pytestmark = pytest.mark.e2e


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, arguments)], capture_output=True, text=True, check=False)


def unpacked(original: Any, folder: Path) -> Path:
    for path, data in original.members.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def test_openssl_says_that_the_authority_saw_the_signature(original: Any, tmp_path: Path) -> None:
    signed = unpacked(original, tmp_path) / "signed"
    command = (
        "openssl",
        "ts",
        "-verify",
        "-in",
        signed / "timestamp.tsr",
        "-CAfile",
        original.roots,
        "-data",
    )
    done = run(*command, signed / "signature.json")
    assert (done.returncode, done.stdout.strip()) == (0, "Verification: OK"), done.stderr
    assert run(*command, signed / "manifest.json").returncode != 0


def test_openssl_says_that_the_key_signed_the_manifest(original: Any, tmp_path: Path) -> None:
    signed = unpacked(original, tmp_path) / "signed"
    text = (signed / "signature.json").read_text(encoding="utf-8")
    (tmp_path / "content").write_text(text[text.index('"signed":') + len('"signed":') : -1], encoding="utf-8")
    (tmp_path / "signature").write_bytes(bytes.fromhex(json.loads(text)["signatures"][0]["signature"]))
    key: SigningKey = original.key
    (tmp_path / "key.pub").write_bytes(key.public.pem)
    done = run("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", tmp_path / "key.pub", "-rawin", "-in",
               tmp_path / "content", "-sigfile", tmp_path / "signature")  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_warcio_finds_every_digest_of_the_archive_right(original: Any, tmp_path: Path) -> None:
    archive = unpacked(original, tmp_path) / "archive" / "czt.warc.gz"
    done = run(Path(sys.executable).with_name("warcio"), "check", archive)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("wacz") is None, reason="the tool wacz is not installed (pip install wacz)")
def test_wacz_finds_the_package_valid(original: Any) -> None:
    done = run("wacz", "validate", "-f", original.path)
    assert done.returncode == 0, done.stdout + done.stderr
