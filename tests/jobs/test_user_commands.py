"""Can accounts be made and kept from the command line, and does the console then serve?"""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]


def mingcha(
    *arguments: str, cwd: Path, given: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jobs.cli", *arguments], cwd=cwd, input=given, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, check=False, timeout=120,
    )  # fmt: skip


def test_the_first_admin_is_made_by_one_command(tmp_path: Path) -> None:
    done = mingcha("user", "add", "wangfang", "--role", "admin", "--name", "王芳", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}\n", done.stdout)
    again = mingcha("user", "add", "wangfang", "--role", "admin", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
    assert "already" in again.stderr
    assert "last admin" in mingcha("user", "disable", "wangfang", cwd=tmp_path).stderr
    weak = mingcha(
        "user", "add", "lihua", "--role", "viewer", "--password-stdin", cwd=tmp_path, given="123\n"
    )
    assert weak.returncode == 2
    assert "too short" in weak.stderr
    unit = mingcha("user", "add", "chenjie", "--role", "contact", "--unit", "czt", cwd=tmp_path)
    assert "no unit has this id" in unit.stderr
    listed = mingcha("user", "list", cwd=tmp_path).stdout
    assert "王芳" in listed
    assert "lihua" not in listed
    assert mingcha("user", "reset", "nobody", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"MINGCHA_OIDC_ISSUER": "https://sso.example"}, "MINGCHA_OIDC_CLIENT_ID"),
        ({"MINGCHA_EVIDENCE": "nowhere"}, "nowhere"),
    ],
)
def test_a_console_that_cannot_serve_says_why(
    tmp_path: Path, environment: dict[str, str], words: str
) -> None:
    done = mingcha("serve", "--port", "8799", cwd=tmp_path, **environment)
    assert done.returncode == 2
    assert words in done.stderr


@pytest.mark.e2e
def test_the_console_serves(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
        taken.listen()
        refused = mingcha("serve", "--port", port, cwd=tmp_path)
        assert refused.returncode == 1
        assert "can't be listened on" in refused.stderr
    serving = subprocess.Popen(
        [sys.executable, "-m", "jobs.cli", "serve", "--port", port], cwd=tmp_path, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        for _ in range(300):
            try:
                answer = httpx.get(f"http://127.0.0.1:{port}/login", trust_env=False)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        assert answer.status_code == 200
        assert "server" not in answer.headers
    finally:
        serving.terminate()
        told = serving.communicate(timeout=30)[1]
    assert "mingcha user add LOGIN --role admin" in told
    assert f"http://127.0.0.1:{port}/" in told
