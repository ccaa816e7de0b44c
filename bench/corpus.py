"""What do the label files of a corpus folder say? Every label file but the manifest may be missing.

A folder holds pages and beside them (all UTF-8, paths relative to the folder):

- ``manifest.csv``: ``file,url,kind,cms,charset`` and optionally ``blocked`` (what blocked the page); more columns are allowed;
- ``dates.csv``: ``file,kind,published_on``: an article's day, empty where the page shows none;
- ``lists.jsonl``: ``{"file", "items": [{"title", "url", "date", …}]}``, one line a list; ``date`` null where none is shown;
- ``subjects.csv``: ``file,subject,link,text,href``: ``link`` is ``yes``, ``near`` or ``absent``.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class CorpusError(Exception):
    """A folder is no corpus, or a label can't be understood; the message names the file and the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLabel:
    """A posting as a person reads it: the address as written in the page, the day or none."""

    title: str
    url: str
    day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectLabel:
    """Whether a link to a subject's column stands on the page: ``yes``, ``near`` (a like one) or ``absent``."""

    subject: str
    link: str
    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLabel:
    """One page and what is known of it; what nobody labelled is None (or empty, for words)."""

    file: str
    url: str
    kind: str
    family: str
    charset: str
    blocked: str
    dated: bool
    day: str | None
    items: tuple[ItemLabel, ...] | None
    subjects: tuple[SubjectLabel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A folder's pages in the order of its manifest, and remarks about labels that fit no page."""

    folder: Path
    pages: tuple[PageLabel, ...]
    remarks: tuple[str, ...]

    @property
    def manifest(self) -> Path:
        """The file that ``mingcha read --manifest`` takes."""
        return self.folder / "manifest.csv"


def load_corpus(folder: Path) -> Corpus:
    """Read the label files of a folder.

    Raises:
        CorpusError: there is no manifest, or a label file can't be read.
    """
    manifest = folder / "manifest.csv"
    if not manifest.is_file():
        raise CorpusError(f"no manifest.csv in {folder}")
    try:
        rows = list(_table(manifest))
        days = {
            row["file"]: _day(row.get("published_on"))
            for row in _table(folder / "dates.csv")
            if row["kind"] == "article"
        }
        items = _items(folder / "lists.jsonl")
        subjects = _subjects(folder / "subjects.csv")
    except (OSError, UnicodeDecodeError, KeyError, ValueError) as error:
        raise CorpusError(
            f"a label file of {folder} can't be read: {type(error).__name__}: {error}"
        ) from error
    pages = tuple(
        PageLabel(
            file=row["file"],
            url=row["url"],
            kind=row.get("kind", ""),
            family=row.get("cms", ""),
            charset=row.get("charset", ""),
            blocked=row.get("blocked", ""),
            dated=row["file"] in days,
            day=days.get(row["file"]),
            items=items.get(row["file"]),
            subjects=tuple(subjects.get(row["file"], ())),
        )
        for row in rows
    )
    known = {page.file for page in pages}
    strangers = sorted({*days, *items, *subjects} - known)
    return Corpus(
        folder=folder,
        pages=pages,
        remarks=tuple(f"{folder}: {file} is labelled but not in the manifest" for file in strangers),
    )


def _table(path: Path) -> Iterator[dict[str, str]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: (value or "").strip() for key, value in row.items() if key}


def _items(path: Path) -> dict[str, tuple[ItemLabel, ...]]:
    found: dict[str, tuple[ItemLabel, ...]] = {}
    if not path.is_file():
        return found
    for line in path.read_text("utf-8-sig").splitlines():
        if line.strip():
            row: dict[str, Any] = json.loads(line)
            made = tuple(
                ItemLabel(title=item["title"], url=item.get("url") or "", day=_day(item.get("date")))
                for item in row["items"]
            )
            found[row["file"]] = found.get(row["file"], ()) + made
    return found


def _subjects(path: Path) -> dict[str, list[SubjectLabel]]:
    found: dict[str, list[SubjectLabel]] = {}
    for row in _table(path):
        label = SubjectLabel(
            subject=row["subject"], link=row["link"], text=row.get("text", ""), href=row.get("href", "")
        )
        found.setdefault(row["file"], []).append(label)
    return found


def _day(text: str | None) -> str | None:
    return (text or "").strip()[:10] or None
