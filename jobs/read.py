"""What does a saved page say, as the contract's JSON? One page, or each row of a manifest."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from audit_rules.matcher import Vocabulary, VocabularyError, load_vocabulary
from domain.pages import Link, PageKind, PageReading
from jobs.errors import UsageError
from spiders.column_links import column_matches
from spiders.reader import MAX_BYTES, NO_ADDRESS, read_page


def read_file(path: Path, url: str | None = None, content_type: str | None = None) -> dict[str, Any]:
    """Read one saved page; the result has the contract's keys.

    Raises:
        UsageError: the file can't be read; the message says why.
    """
    try:
        with path.open("rb") as file:
            body = file.read(MAX_BYTES)
    except OSError as error:
        raise UsageError(
            f"cannot read {path}: {error.strerror or error}; check the path and its permissions"
        ) from error
    return _read(body, url, content_type, _vocabulary(), _today())


def read_manifest(manifest: Path, out: Path) -> int:
    """Read every row of a manifest (``file,url[,content_type]``, paths relative to it) into a JSON line each.

    Other columns are allowed. A row that can't be read gives a line of kind ``error`` with its ``reason``.
    Returns the number of such rows.

    Raises:
        UsageError: the manifest itself can't be used, or the output can't be written.
    """
    if out.exists() and out.samefile(manifest):
        raise UsageError(f"{out} is the manifest itself; name another file for the result")
    rows = _rows(manifest)
    vocabulary = _vocabulary()
    today = _today()
    failed = 0
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("w", encoding="utf-8") as lines:
            for number, row in rows:
                result = _row(manifest, number, row, vocabulary, today)
                failed += "reason" in result
                lines.write(json.dumps(result, ensure_ascii=False) + "\n")
    except OSError as error:
        raise UsageError(
            f"cannot write {out}: {error.strerror or error}; check the path and its permissions"
        ) from error
    return failed


def _rows(manifest: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = manifest.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(
            f"cannot read the manifest {manifest}: {reason}; check the path, save it as UTF-8"
        ) from error
    reader = csv.DictReader(text.splitlines(keepends=True))
    missing = {"file", "url"} - set(reader.fieldnames or ())
    if missing:
        raise UsageError(
            f"{manifest}: no column {', '.join(sorted(missing))}; its first line must be file,url[,content_type]"
        )
    return iter(
        [(reader.line_num, {key: value or "" for key, value in row.items() if key}) for row in reader]
    )


def _row(
    manifest: Path, number: int, row: dict[str, str], vocabulary: Vocabulary, today: date
) -> dict[str, Any]:
    name = row["file"].strip()
    url = row["url"].strip()
    if not name:
        return _failed(name, url, f"line {number}: file is empty")
    path = manifest.parent / name
    try:
        with path.open("rb") as file:
            body = file.read(MAX_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _failed(name, url, f"line {number}: cannot read the file: {reason}")
    try:
        result = _read(body, url or None, row.get("content_type", "").strip() or None, vocabulary, today)
    except Exception as error:  # noqa: BLE001  one page that breaks the reader must not cost the other rows
        return _failed(name, url, f"line {number}: the page could not be read: {type(error).__name__}")
    return {"file": name, **result}


def _failed(name: str, url: str, reason: str) -> dict[str, Any]:
    unread = PageReading(url=url, kind=PageKind.ERROR, charset="")
    return {"file": name, **_result(unread), "reason": reason}


def _read(
    body: bytes, url: str | None, content_type: str | None, vocabulary: Vocabulary, today: date
) -> dict[str, Any]:
    reading = read_page(
        url or NO_ADDRESS, body, content_type=content_type, vocabulary=vocabulary, captured_on=today
    )
    return _result(reading, vocabulary)


def _result(reading: PageReading, vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    published = reading.published
    return {
        "url": reading.url,
        "kind": str(reading.kind),
        "family": reading.family,
        "charset": reading.charset,
        "title": reading.title,
        "site_name": reading.norms.site_name,
        "site_id_code": reading.norms.site_id_code,
        "column_name": reading.column_name,
        "published_on": published.on.isoformat() if published else None,
        "published_source": str(published.source) if published else None,
        "blocked": reading.blocked,
        "postings": [
            {
                "title": posting.title,
                "url": posting.url,
                "published_on": posting.published_on.isoformat() if posting.published_on else None,
            }
            for posting in reading.postings
        ],
        "next_page": reading.next_page.url if reading.next_page else None,
        "subjects": _subjects(reading, vocabulary) if vocabulary else [],
        "needs_render": reading.needs_render,
        "links": len(reading.links),
    }


def _subjects(reading: PageReading, vocabulary: Vocabulary) -> list[dict[str, str]]:
    """The links that plausibly lead to a subject's column, one for each subject and target."""
    postings = {posting.url for posting in reading.postings}
    found: dict[tuple[str, str], dict[str, str]] = {}
    for link in reading.links:
        if not link.matches or link.url in postings:
            continue
        for match in column_matches(link, reading.url):
            if match.subject in vocabulary.internal:
                continue
            entry = {
                "subject": match.subject,
                "text": _name(link),
                "url": link.url,
                "grade": match.grade.word,
            }
            found.setdefault((match.subject, link.url), entry)
    return list(found.values())


def _name(link: Link) -> str:
    return link.text or link.title or link.alt


def _vocabulary() -> Vocabulary:
    try:
        return load_vocabulary()
    except VocabularyError as error:
        raise UsageError(str(error)) from error


def _today() -> date:
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()
