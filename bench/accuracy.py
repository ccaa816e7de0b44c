"""How well do the page readers read a labelled corpus? ``python bench/accuracy.py DIR`` (or ``make accuracy CORPUS=DIR``).

DIR holds ``manifest.csv`` (file, url, kind, …), ``dates.csv``, ``lists.jsonl`` and ``subjects.csv`` beside the pages.
Prints a table and every disagreement; exits 1 when a page could not be read at all.
"""

import argparse
import csv
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from jobs.read import read_manifest

Row = dict[str, str]
Page = dict[str, Any]


def main() -> int:
    """Read the corpus, compare with its labels, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=Path("out/accuracy.jsonl"))
    parser.add_argument("--quiet", action="store_true", help="the table only")
    given = parser.parse_args()
    manifest = given.corpus / "manifest.csv"
    if not manifest.is_file():
        sys.stderr.write(f"no manifest.csv in {given.corpus}\n")
        return 2
    started = time.perf_counter()
    failed = read_manifest(manifest, given.out)
    seconds = time.perf_counter() - started
    pages = {page["file"]: page for page in map(json.loads, given.out.read_text("utf-8").splitlines())}
    table: list[tuple[str, str]] = [("pages read", f"{len(pages) - failed} of {len(pages)}, {seconds:.2f} s")]
    notes: list[str] = []
    for measure in (_kinds, _charsets, _dates, _lists, _subjects):
        measure(given.corpus, pages, table, notes)
    width = max(len(name) for name, _ in table)
    for name, value in table:
        sys.stdout.write(f"{name:<{width}}  {value}\n")
    if notes and not given.quiet:
        sys.stdout.write("\n" + "\n".join(notes) + "\n")
    return 1 if failed else 0


def _kinds(corpus: Path, pages: dict[str, Page], table: list[tuple[str, str]], notes: list[str]) -> None:
    rows = _csv(corpus / "manifest.csv")
    right = families = known = 0
    for row in rows:
        page = pages[row["file"]]
        right += page["kind"] == row["kind"]
        if page["kind"] != row["kind"]:
            notes.append(f"kind     {_short(row)} {row['kind']} read as {page['kind']}")
        if row.get("cms") not in {"other", "unknown", "", None}:
            known += 1
            families += page["family"] == row["cms"]
            if page["family"] != row["cms"]:
                notes.append(f"family   {_short(row)} {row['cms']} read as {page['family']}")
    table.append(("kinds right", f"{right} of {len(rows)}"))
    table.append(("families right", f"{families} of {known} named"))


def _charsets(corpus: Path, pages: dict[str, Page], table: list[tuple[str, str]], notes: list[str]) -> None:
    rows = [row for row in _csv(corpus / "manifest.csv") if row.get("charset")]
    wrong = [row for row in rows if pages[row["file"]]["charset"] != row["charset"]]
    table.append(("charsets right", f"{len(rows) - len(wrong)} of {len(rows)}"))
    notes.extend(
        f"charset  {_short(row)} {row['charset']} read as {pages[row['file']]['charset']}" for row in wrong
    )


def _dates(corpus: Path, pages: dict[str, Page], table: list[tuple[str, str]], notes: list[str]) -> None:
    rows = _csv(corpus / "dates.csv")
    articles = [row for row in rows if row["kind"] == "article"]
    right = 0
    sources: Counter[str] = Counter()
    for row in articles:
        page = pages[row["file"]]
        hit = page["published_on"] == (row["published_on"] or None)
        right += hit
        sources[str(page["published_source"])] += 1
        if not hit:
            read = f"{page['published_on']} ({page['published_source']}) {page['kind']}"
            notes.append(f"date     {_short(row)} {row['published_on']} read as {read}")
    table.append(("article dates right", f"{right} of {len(articles)}"))
    table.append(("dated by", ", ".join(f"{name} {count}" for name, count in sources.most_common())))


def _lists(corpus: Path, pages: dict[str, Page], table: list[tuple[str, str]], notes: list[str]) -> None:
    urls = {row["file"]: row["url"] for row in _csv(corpus / "manifest.csv")}
    labels = [json.loads(line) for line in (corpus / "lists.jsonl").read_text("utf-8").splitlines() if line]
    newest_right = hits = wanted = got = titles = 0
    for label in labels:
        base = urls[label["file"]]
        items = label["items"]
        page = pages[label["file"]]
        truth = {(urljoin(base, item["url"]), item["date"]) for item in items}
        read = {(item["url"], item["published_on"]) for item in page["postings"]}
        names = {item["title"] for item in items}
        hits += len(truth & read)
        wanted += len(truth)
        got += len(read)
        titles += sum(1 for item in page["postings"] if item["title"] in names)
        newest = max((item["date"] for item in items if item["date"]), default=None)
        newest_read = max(
            (item["published_on"] for item in page["postings"] if item["published_on"]), default=None
        )
        newest_right += newest == newest_read
        if truth != read:
            notes.append(
                f"list     {_short(label)} {len(truth & read)} of {len(truth)} right, {len(read)} read"
            )
    table.append(("lists: newest right", f"{newest_right} of {len(labels)}"))
    table.append(("lists: items right", f"{hits} of {wanted} wanted, {got} read, {titles} titles whole"))


def _subjects(corpus: Path, pages: dict[str, Page], table: list[tuple[str, str]], notes: list[str]) -> None:
    rows = [row for row in _csv(corpus / "subjects.csv") if row["file"] in pages]
    yes = found = near = near_found = false = absent = 0
    for row in rows:
        page = pages[row["file"]]
        linked = [entry for entry in page["subjects"] if entry["subject"] == row["subject"]]
        if row["link"] == "yes":
            yes += 1
            found += bool(linked)
            if not linked:
                notes.append(f"subject  {_short(row)} {row['subject']} missed: {row['text']} {row['href']}")
        elif row["link"] == "near":
            near += 1
            near_found += bool(linked)
        elif row["link"] == "absent":
            absent += 1
            false += bool(linked)
            if linked:
                notes.append(
                    f"subject  {_short(row)} {row['subject']} is absent, read {linked[0]['text']} {linked[0]['url']}"
                )
    table.append(("subjects found", f"{found} of {yes} yes, {near_found} of {near} near"))
    table.append(("subjects false", f"{false} of {absent} absent"))


def _csv(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _short(row: dict[str, Any]) -> str:
    return str(row["file"]).rpartition("/")[2][:8]


if __name__ == "__main__":
    sys.exit(main())
