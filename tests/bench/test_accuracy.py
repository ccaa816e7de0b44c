"""The readers hold the floors on the repository's own labelled pages, and the measuring finds what is wrong."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.comparison import compare
from bench.corpus import CorpusError, load_corpus
from bench.scores import CEILINGS, FLOORS, NO_LABELS

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "bench" / "fixtures"
BENCH_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
LABELS = ("manifest.csv", "dates.csv", "lists.jsonl", "subjects.csv")


def accuracy(tmp_path: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "bench" / "accuracy.py", "--out", tmp_path / "readings", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def corpus(tmp_path: Path, *names: str) -> Path:
    """A small corpus of its own: some pages of the fixtures with their labels."""
    folder = tmp_path / "corpus"
    (folder / "pages").mkdir(parents=True)
    files = {f"pages/{name}" for name in names}
    for file in files:
        shutil.copy(FIXTURES / file, folder / file)
    for label in LABELS:
        lines = (FIXTURES / label).read_text("utf-8").splitlines()
        head = [] if label.endswith(".jsonl") else lines[:1]
        kept = [line for line in lines if any(f"{file}," in line or f'"{file}"' in line for file in files)]
        (folder / label).write_text("\n".join(head + kept) + "\n", encoding="utf-8")
    return folder


def figures(output: str) -> dict[str, str]:
    """The table's lines by task; the columns after it, joined."""
    return {line[:31].strip(): line[31:].strip() for line in output.splitlines() if len(line) > 31}


def test_floors_hold_on_the_repositorys_own_pages(tmp_path: Path) -> None:
    done = accuracy(tmp_path, "--floor", "--no-libraries", FIXTURES)
    assert done.returncode == 0, done.stdout + done.stderr
    table = figures(done.stdout)
    for task in (*FLOORS, *CEILINGS):
        assert NO_LABELS not in table[task], task


def test_every_label_of_the_repositorys_own_pages_fits_its_page() -> None:
    loaded = load_corpus(FIXTURES)
    assert loaded.remarks == ()
    for page in loaded.pages:
        text = (FIXTURES / page.file).read_bytes()
        charset = page.charset or "utf-8"
        html = text.decode(charset)
        for item in page.items or ():
            assert item.url in html, (page.file, item.url)
            assert item.title in html, (page.file, item.title)
        for subject in page.subjects:
            assert subject.href in html, (page.file, subject.href)


def test_a_wrong_reading_is_listed_and_breaks_the_floor(tmp_path: Path) -> None:
    folder = corpus(tmp_path, "list_pinned.html", "article_boda.htm")
    assert accuracy(tmp_path, "--floor", "--no-libraries", folder).returncode == 0
    label = json.loads((folder / "lists.jsonl").read_text("utf-8"))
    label["items"][1]["date"] = None
    label["items"][2]["title"] = "另一个标题"
    label["items"][3]["url"] = "/elsewhere.html"
    (folder / "lists.jsonl").write_text(json.dumps(label, ensure_ascii=False), encoding="utf-8")
    done = accuracy(tmp_path, "--floor", "--no-libraries", folder)
    assert done.returncode == 1
    table = figures(done.stdout)
    assert table["postings recall"].startswith("7 of 8 ")
    assert table["postings precision"].startswith("7 of 8 ")
    assert table["posting dates"].startswith("6 of 7 ")
    assert "below the floor: postings F1: 0.875 is less than 0.98" in done.stderr
    misses = done.stdout.partition("disagreements")[2].splitlines()
    told = [line.split()[:2] for line in misses if line.startswith("posting ")]
    page = "list_pinned.html"
    assert sorted(told) == [["posting", "date"], ["posting", page], ["posting", page], ["posting", "title"]]
    assert "/elsewhere.html" in done.stdout


def test_a_task_without_labels_says_so_and_is_not_judged(tmp_path: Path) -> None:
    folder = corpus(tmp_path, "list_pinned.html")
    for label in LABELS[1:]:
        (folder / label).unlink()
    done = accuracy(tmp_path, "--floor", "--no-libraries", folder)
    assert done.returncode == 0
    table = figures(done.stdout)
    for task in ("postings F1", "posting dates", "article dates", "subjects recall", "blocked named"):
        assert table[task].startswith(NO_LABELS), task
    assert table["kinds"].startswith("1 of 1 ")


def test_several_corpora_are_measured_together_and_apart(tmp_path: Path) -> None:
    lists = corpus(tmp_path / "a", "list_pinned.html")
    dates = corpus(tmp_path / "b", "article_boda.htm", "article_migrated.html")
    done = accuracy(tmp_path, "--no-libraries", lists, dates)
    assert "3 of 3 pages read" in done.stdout
    assert figures(done.stdout)["kinds"].startswith("3 of 3 ")
    assert [line.split()[:2] for line in done.stdout.splitlines() if line.startswith(str(tmp_path))] == [
        [str(lists), "1"],
        [str(dates), "2"],
    ]


def test_page_that_is_not_there_fails_the_run(tmp_path: Path) -> None:
    folder = corpus(tmp_path, "list_pinned.html", "article_boda.htm")
    (folder / "pages" / "article_boda.htm").unlink()
    done = accuracy(tmp_path, "--no-libraries", folder)
    assert done.returncode == 1
    assert "1 of 2 pages read" in done.stdout
    assert "not read: pages/article_boda.htm" in done.stderr


def test_folder_that_is_no_corpus_is_refused(tmp_path: Path) -> None:
    done = accuracy(tmp_path, tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"no manifest.csv in {tmp_path}" in done.stderr


@pytest.mark.parametrize("label", LABELS[1:])
def test_label_file_that_cannot_be_understood_is_named(tmp_path: Path, label: str) -> None:
    folder = corpus(tmp_path, "list_pinned.html")
    (folder / label).write_text("x,y\n1,2\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=str(folder)):
        load_corpus(folder)


def test_labels_of_pages_that_the_manifest_does_not_name_are_remarked(tmp_path: Path) -> None:
    folder = corpus(tmp_path, "list_pinned.html")
    with (folder / "dates.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["pages/other.html", "article", "2017-04-14", ""])
    assert load_corpus(folder).remarks == (f"{folder}: pages/other.html is labelled but not in the manifest",)


def test_libraries_that_are_not_installed_say_nothing(tmp_path: Path) -> None:
    bare = tmp_path / "python"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n', encoding="utf-8")
    bare.chmod(0o755)
    said = compare([("a.html", "http://www.example.gov.cn/", "<p>2017-04-14</p>")], bare)
    assert said.versions == {"htmldate": None, "trafilatura": None, "gne": None}
    assert said.of("a.html") == {}


@pytest.mark.skipif(not BENCH_PYTHON.is_file(), reason="the libraries are installed by `make accuracy`")
def test_installed_library_is_asked() -> None:
    page = '<html><head><meta property="article:published_time" content="2017-04-14"></head><body><p>x</p></body></html>'
    said = compare([("a.html", "http://www.example.gov.cn/", page)], BENCH_PYTHON)
    assert said.of("a.html")["htmldate"] == "2017-04-14"
