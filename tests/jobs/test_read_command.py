"""``mingcha read`` at the shell: exit status 0, 1 or 2, the result on standard output, what is wrong on the other."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jobs.cli import app, run

ROOT = Path(__file__).resolve().parents[2]
URL = "http://www.example.gov.cn/zwgk/"
PAGE = "<title>通知公告</title><ul><li><a href='1.html'>关于公布㐂镕收费目录清单的公告</a><i>2017-04-14</i></li></ul>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "good.csv").write_text(f"file,url\na.html,{URL}\nempty.html,{URL}\n", encoding="utf-8")
    (tmp_path / "bad.csv").write_text(f"file,url\nempty.html,{URL}\nnone.html,{URL}\n", encoding="utf-8")
    return tmp_path


def shell(folder: Path, command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``read …`` in a shell, so that redirections are real."""
    return subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m jobs.cli {command}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_a_page_and_its_result_in_utf8_whatever_the_terminal(folder: Path) -> None:
    done = shell(folder, f"read /dev/stdin --url {URL} < a.html", PYTHONIOENCODING="gb2312")
    assert (done.returncode, done.stderr) == (0, b"")
    result = json.loads(done.stdout.decode("utf-8"))
    assert [item["title"] for item in result["postings"]] == ["关于公布㐂镕收费目录清单的公告"]


def test_what_is_no_page_is_unusable_input_and_says_why_twice(folder: Path) -> None:
    done = shell(folder, f"read /dev/null --url {URL}")
    assert done.returncode == 2
    result = json.loads(done.stdout)
    assert (result["kind"], result["url"]) == ("error", URL)
    assert result["reason"] in done.stderr.decode()
    assert b"/dev/null: it is empty" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("", "--manifest CSV --out JSONL"),
        ("a.html --manifest good.csv --out o.jsonl", "either one FILE"),
        ("a.html --out o.jsonl", "--out goes with --manifest"),
        ("a.html --url garbage", "'garbage'"),
        ("--manifest good.csv", "needs --out"),
        (f"--manifest good.csv --out o.jsonl --url {URL}", "--url"),
        (".", "folder"),
        ("none.html", "none.html"),
        ("--manifest none.csv --out o.jsonl", "none.csv"),
        ("--manifest a.html --out o.jsonl", "no column"),
        ("--manifest good.csv --out .", "cannot write"),
    ],
)
def test_unusable_arguments(
    folder: Path,
    arguments: str,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    assert run(lambda: app(["read", *arguments.split()])) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert words in err
    assert "internal error" not in err
    assert not (folder / "o.jsonl").exists()


def test_a_manifest_names_the_rows_that_could_not_be_read(folder: Path) -> None:
    done = shell(folder, "read --manifest good.csv --out new/out.jsonl")
    assert (done.returncode, done.stdout) == (0, b"")
    assert "'empty.html': line 3: it is empty" in done.stderr.decode()
    assert b"2 row(s), 1 of them could not be read" in done.stderr
    assert len((folder / "new/out.jsonl").read_bytes().splitlines()) == 2


def test_a_manifest_of_which_no_page_could_be_read_has_failed(folder: Path) -> None:
    done = shell(folder, "read --manifest bad.csv --out out.jsonl")
    assert done.returncode == 1
    assert "no page could be read" in done.stderr.decode()
    assert [json.loads(line)["kind"] for line in (folder / "out.jsonl").read_text().splitlines()] == [
        "error",
        "error",
    ]


def test_a_manifests_result_may_go_down_a_pipe_or_behind_what_a_file_holds(folder: Path) -> None:
    done = shell(folder, "read --manifest good.csv --out /dev/stdout")
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == ["a.html", "empty.html"]
    (folder / "all.jsonl").write_text("{}\n")
    assert shell(folder, "read --manifest good.csv --out /dev/stdout >> all.jsonl").returncode == 0
    assert len((folder / "all.jsonl").read_bytes().splitlines()) == 3


@pytest.mark.parametrize("command", ["read a.html > /dev/full", "read --manifest good.csv --out /dev/full"])
def test_a_full_disk_is_a_failure_of_the_work(folder: Path, command: str) -> None:
    done = shell(folder, command)
    assert done.returncode == 1
    assert "No space left" in done.stderr.decode()
    assert b"internal error" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_a_reader_that_leaves_early_is_no_internal_error(folder: Path) -> None:
    done = shell(folder, "read a.html | true; cat mingcha-error.log 2>/dev/null")
    assert done.stdout == b""
    assert b"internal error" not in done.stderr
    assert b"Exception ignored" not in done.stderr
