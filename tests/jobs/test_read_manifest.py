"""A manifest of pages: a line a row, a broken row costs no other, and the result is written whole or not at all."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from jobs import read as job
from jobs.errors import UsageError, WorkError
from jobs.manifest import read_rows
from jobs.read import read_manifest
from spiders.reader import read_page

URL = "http://www.example.gov.cn/zwgk/"
PAGE = (
    "<title>通知公告</title><ul><li><a href='1.html'>关于公布收费目录清单的公告</a><span>2017-04-14</span></li>"
    "<li><a href='2.html'>关于政府债务限额的公告</a><span>2017-04-10</span></li></ul>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def read(folder: Path, manifest: str | bytes) -> list[dict[str, Any]]:
    path = folder / "manifest.csv"
    path.write_bytes(manifest.encode() if isinstance(manifest, str) else manifest)
    read_manifest(path, folder / "out.jsonl")
    return [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]


def good(lines: list[dict[str, Any]]) -> list[int]:
    """The places of the lines that were read as pages."""
    return [at for at, line in enumerate(lines) if "reason" not in line and len(line["postings"]) == 2]


def test_a_line_a_row_in_order_and_bad_rows_with_their_line_and_reason(folder: Path) -> None:
    (folder / "pages/b.html").write_bytes(b"")
    os.mkfifo(folder / "pages/pipe")
    lines = read(
        folder,
        "file,url,note,content_type\n"
        f"pages/a.html,{URL},多出的列不碍事,text/html\n"
        f"pages/nothing.html,{URL},,\n"
        f",{URL},,\n"
        f"pages,{URL},a folder,\n"
        f"pages/b.html,{URL},empty,\n"
        f"pages/pipe,{URL},a pipe,\n"
        f"pages/a.html,{URL},once more,\n",
    )
    names = ["pages/a.html", "pages/nothing.html", "", "pages", "pages/b.html", "pages/pipe", "pages/a.html"]
    assert [line["file"] for line in lines] == names
    assert good(lines) == [0, 6]
    assert [line["kind"] for line in lines[1:6]] == ["error"] * 5
    for number, (line, word) in enumerate(
        zip(lines[1:6], ["No such file", "file is empty", "folder", "empty", "pipe"], strict=True), 3
    ):
        assert line["reason"].startswith(f"line {number}: ")
        assert word in line["reason"]
    assert all(list(line)[:17] == list(lines[0])[:17] for line in lines)
    assert lines[0] == lines[6]


@pytest.mark.parametrize(
    "manifest",
    [
        f"\ufefffile,url\npages/a.html,{URL}\n",
        f"file,url\r\npages/a.html,{URL}\r\n",
        f"file,url\rpages/a.html,{URL}",
        f"\n\n url , FILE \n\n  \n,,\n{URL},pages/a.html\n\n",
        f"file,url,content_type\npages/a.html,{URL}\n",
        f'"file","url"\n"pages/a.html","{URL}"\n',
        f"file,url,content_type,note\npages/a.html,{URL},,a\u2028b\x85c\n",
        f'file,url,note\npages/a.html,{URL},"two\nlines, and ""quotes"""\n',
        f"file,url\npages/a.html,{URL},,\n",
        f"file,url\n./pages/../pages/a.html,{URL}\n",
    ],
    ids=[
        "mark",
        "CRLF",
        "CR",
        "blank lines",
        "no last cell",
        "quoted",
        "separators",
        "lines",
        "commas",
        "dots",
    ],
)
def test_ways_to_write_a_manifest(folder: Path, manifest: str) -> None:
    lines = read(folder, manifest)
    assert good(lines) == [0]
    assert lines[0]["postings"][0]["url"] == URL + "1.html"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (f'pages/a.html,{URL},"never closed', "quotation marks"),
        (f'pages/a.html,{URL},"closed"too early', "quotation marks"),
        (f"pages/a.html,{URL},{'长' * 200_000}", "field limit"),
        ("pages/a.html,http://a.gov.cn/?a=1,2,3,4", "comma"),
        (f"pages/a\0.html,{URL},", "null byte"),
        (f"{'x' * 5_000},{URL},", "too long"),
    ],
    ids=["unclosed", "closed early", "200 kB", "cells", "NUL in the name", "long name"],
)
def test_a_row_that_cannot_be_parsed_costs_no_other(folder: Path, row: str, words: str) -> None:
    fine = f"pages/a.html,{URL},\n"
    lines = read(folder, f"file,url,note\n{fine}{row}\n{fine}{fine}")
    assert good(lines) == [0, 2, 3]
    assert "line 3: " in lines[1]["reason"]
    assert words in lines[1]["reason"]


def test_rows_that_all_open_a_quotation_cost_no_more_than_their_number(folder: Path) -> None:
    path = folder / "manifest.csv"
    path.write_text("file,url\n" + 'a,"b\n' * 20_001, encoding="utf-8")
    assert len(read_rows(path)) > 100


@pytest.mark.parametrize("url", ["http://[broken", "garbage", "file:///etc/passwd", "//a.gov.cn/"])
def test_an_unusable_address_is_noted_and_costs_only_the_targets(folder: Path, url: str) -> None:
    (line,) = read(folder, f"file,url\npages/a.html,{url}\n")
    assert (line["url"], line["kind"], len(line["postings"])) == (url, "list", 2)
    assert "no http(s) address" in line["note"]
    assert "reason" not in line


def test_pages_outside_the_manifests_folder_may_be_named(folder: Path) -> None:
    (folder / "lists").mkdir()
    manifest = folder / "lists/manifest.csv"
    manifest.write_text(
        f"file,url\n../pages/a.html,{URL}\n{folder / 'pages/a.html'},{URL}\n", encoding="utf-8"
    )
    report = read_manifest(manifest, folder / "out.jsonl")
    assert (report.rows, report.faults) == (2, ())


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        (b"", "no column"),
        (b"name,address\na,b\n", "no column file, url"),
        (b"file\nx.html\n", "no column url"),
        (b"file;url\nx.html;http://a.gov.cn/\n", "commas"),
        (b"file,url,url\n", "twice"),
        (b"file,url\n", "no row"),
        (b"file,url\n,\n\n", "no row"),
        (b'"file,url\na.html,http://a.gov.cn/\n', "line 1"),
        ("file,url\n页面.html,http://a.gov.cn/\n".encode("gb18030"), "gb18030"),
        ("file,url\n页面.html,http://a.gov.cn/\n".encode("utf-16"), "UTF-8"),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3", "UTF-8"),
    ],
)
def test_an_unusable_manifest_is_a_usage_error_and_writes_nothing(
    folder: Path, manifest: bytes, words: str
) -> None:
    with pytest.raises(UsageError, match=r"manifest\.csv") as caught:
        read(folder, manifest)
    assert words in str(caught.value)
    assert sorted(path.name for path in folder.iterdir()) == ["manifest.csv", "pages"]


def test_a_manifest_that_is_missing_or_endless(folder: Path) -> None:
    for path, words in (
        (folder / "none.csv", "No such file"),
        (folder, "folder"),
        (Path("/dev/zero"), "larger"),
    ):
        with pytest.raises(UsageError, match=words):
            read_manifest(path, folder / "out.jsonl")


def test_the_result_replaces_an_older_one_and_makes_its_folder(folder: Path) -> None:
    (folder / "manifest.csv").write_text(f"file,url\npages/a.html,{URL}\n", encoding="utf-8")
    out = folder / "new/deep/out.jsonl"
    for _ in range(2):
        read_manifest(folder / "manifest.csv", out)
        assert len(out.read_text("utf-8").splitlines()) == 1
    assert [path.name for path in out.parent.iterdir()] == ["out.jsonl"]


def test_a_run_that_breaks_off_leaves_the_older_result(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "manifest.csv").write_text(f"file,url\npages/a.html,{URL}\nb,{URL}\n", encoding="utf-8")
    out = folder / "out.jsonl"
    out.write_text("older\n", encoding="utf-8")

    def stop(*_: object) -> object:
        assert len(list(folder.glob("out.jsonl*"))) == 2
        raise KeyboardInterrupt

    monkeypatch.setattr(job, "_failed", stop)  # the second row is never finished
    with pytest.raises(KeyboardInterrupt):
        read_manifest(folder / "manifest.csv", out)
    assert out.read_text("utf-8") == "older\n"
    assert sorted(path.name for path in folder.iterdir()) == ["manifest.csv", "out.jsonl", "pages"]


def test_a_page_that_breaks_the_reader_costs_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "pages/b.html").write_text(PAGE, encoding="utf-8")

    def breaks(url: str, *given: Any, **named: Any) -> Any:
        if url.endswith("/b"):
            raise RecursionError
        return read_page(url, *given, **named)

    monkeypatch.setattr(job, "read_page", breaks)
    lines = read(folder, f"file,url\npages/b.html,{URL}b\npages/a.html,{URL}\n")
    assert good(lines) == [1]
    assert "line 2: the page could not be read: RecursionError" in lines[0]["reason"]


def test_a_result_that_cannot_be_written(folder: Path) -> None:
    (folder / "manifest.csv").write_text(f"file,url\npages/a.html,{URL}\n", encoding="utf-8")
    for out in (folder / "pages", folder / "pages/a.html/out.jsonl", folder / ("x" * 300)):
        with pytest.raises(UsageError, match="cannot write"):
            read_manifest(folder / "manifest.csv", out)
    with pytest.raises(WorkError, match="make room"):
        read_manifest(folder / "manifest.csv", Path("/dev/full"))
    read_manifest(folder / "manifest.csv", Path("/dev/null"))
    assert Path("/dev/null").is_char_device()


def test_a_result_never_replaces_what_is_read(folder: Path) -> None:
    manifest = folder / "manifest.csv"
    manifest.write_text(f"file,url\npages/a.html,{URL}\n", encoding="utf-8")
    (folder / "link.csv").symlink_to(manifest)
    for out in (manifest, folder / "link.csv", folder / "pages/a.html"):
        with pytest.raises(UsageError, match="another file"):
            read_manifest(manifest, out)
    assert (folder / "pages/a.html").read_text("utf-8") == PAGE
