"""What does a saved page say, as the contract's JSON? One page, or each row of a manifest."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from audit_rules.subjects.matcher import Vocabulary, VocabularyError, load_vocabulary
from domain.beijing import BEIJING
from domain.pages import DateSource, Link, PageKind, PageReading, ReadDate
from jobs.errors import UsageError
from jobs.manifest import ManifestRow, read_rows
from jobs.page_file import FileBytes, UnreadableError, no_page, read_bytes
from jobs.whole_file import whole_file
from spiders.page_facts import NO_ADDRESS
from spiders.reader import MAX_BYTES, read_page
from spiders.subjects.column_links import column_links

_LONGEST_URL = 2_000
_MOST_FAULTS = 20
_MOST_SAID = 60  # characters of an error page that are quoted
_NO_ADDRESS = "no http(s) address; give it whole, e.g. http://www.example.gov.cn/zwgk/"
_ANSWERED = {"soft404": "an error page: it says that there is no such page; check the address"}
_BLOCKED = (
    "a challenge or a firewall answered in place of the page; it is not worked around: ask the portal's owner"
)
_UNKNOWN_FAMILY = PageReading(url="", kind=PageKind.ERROR).family


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestReport:
    """How a manifest went: the number of its rows, and a line for each that could not be read."""

    rows: int
    faults: tuple[str, ...]

    def told(self) -> list[str]:
        """The lines that say so on a terminal: the first rows that could not be read, then the numbers."""
        lines = [f"not read: {fault}" for fault in self.faults[:_MOST_FAULTS]]
        more = len(self.faults) - len(lines)
        if more:
            lines.append(f"… and {more} more; each has its reason in the result")
        return [*lines, f"{self.rows} row(s), {len(self.faults)} of them could not be read"]


def read_file(path: Path, url: str | None = None, content_type: str | None = None) -> dict[str, Any]:
    """Read one saved page; the result has the contract's keys.

    Beside them: ``reason``, why the file could not be read as a page (empty, binary), and ``note``, what else
    one should know (a page longer than is read, an error page).

    Raises:
        UsageError: the file can't be opened, or ``url`` is no http(s) address; the message says why.
    """
    if url and not _is_address(url):
        raise UsageError(f"--url {_short(url)}: {_NO_ADDRESS}")
    try:
        return _read(read_bytes(path, MAX_BYTES), url, content_type, _vocabulary(), _today())
    except UnreadableError as error:
        raise UsageError(f"cannot read {path}: {error}") from None


def read_manifest(manifest: Path, out: Path) -> ManifestReport:
    """Read every row of a manifest (``file,url[,content_type]``, paths relative to it) into a JSON line each.

    Other columns are allowed. A row that can't be read gives a line of kind ``error`` with its ``reason``; it costs
    no other row. ``out`` gets its name when all rows are written.

    Raises:
        UsageError: the manifest itself can't be used, or ``out`` can't be opened.
        WorkError: ``out`` can't be written to the end.
    """
    if _is_same(out, manifest):
        raise UsageError(f"{out} is the manifest itself; name another file for the result")
    rows = read_rows(manifest)
    vocabulary = _vocabulary()
    today = _today()
    faults: list[str] = []
    with whole_file(out) as lines:
        for row in rows:
            result = _row(manifest, row, out, vocabulary, today)
            if "reason" in result:
                faults.append(f"{_short(row.file)}: {result['reason']}" if row.file else result["reason"])
            lines.write(json.dumps(result, ensure_ascii=False) + "\n")
    return ManifestReport(rows=len(rows), faults=tuple(faults))


def _row(manifest: Path, row: ManifestRow, out: Path, vocabulary: Vocabulary, today: date) -> dict[str, Any]:
    """One line of the result, ``file`` first.

    Raises:
        UsageError: the row names the file that the result is to replace.
    """
    if row.fault:
        return _failed(row, row.fault)
    path = manifest.parent / row.file.strip()
    try:
        loaded = read_bytes(path, MAX_BYTES, pipes=False)
    except UnreadableError as error:
        return _failed(row, f"cannot read the file: {error}")
    if _is_same(out, path):
        raise UsageError(
            f"{out} is a page of the manifest (line {row.line}); name another file for the result"
        )
    url = row.url if _is_address(row.url) else None
    try:
        result = _read(loaded, url, row.content_type or None, vocabulary, today)
    except Exception as error:  # noqa: BLE001  one page that breaks the reader must not cost the other rows
        return _failed(row, f"the page could not be read: {type(error).__name__}; please report it")
    if "reason" in result:
        result["reason"] = f"line {row.line}: {result['reason']}"
    if row.url and url is None:
        # The page is worth reading all the same; only its relative links lead nowhere.
        result["url"] = row.url
        result["note"] = "; ".join(
            filter(None, (f"url {_short(row.url)}: {_NO_ADDRESS}", result.get("note")))
        )
    return {"file": row.file, **result}


def _failed(row: ManifestRow, reason: str) -> dict[str, Any]:
    unread = PageReading(url=row.url, kind=PageKind.ERROR, charset="")
    return {"file": row.file, **_result(unread), "reason": f"line {row.line}: {reason}"}


def _read(
    loaded: FileBytes, url: str | None, content_type: str | None, vocabulary: Vocabulary, today: date
) -> dict[str, Any]:
    reason = no_page(loaded.body)
    if reason:
        charset = "binary" if loaded.body else "utf-8"
        nothing = PageReading(url=url or NO_ADDRESS, kind=PageKind.ERROR, charset=charset)
        return {**_result(nothing), "reason": reason}
    reading = read_page(
        url or NO_ADDRESS, loaded.body, content_type=content_type, vocabulary=vocabulary, captured_on=today
    )
    result = _result(reading, vocabulary)
    if reading.kind is PageKind.ERROR and reading.blocked is None:
        result["reason"] = _blank(reading)
    notes = [_ANSWERED.get(reading.blocked, _BLOCKED)] if reading.blocked else []
    if loaded.cut:
        notes.append(f"only the first {MAX_BYTES // 1_000_000} MB of the page were read")
    return {**result, "note": "; ".join(notes)} if notes else result


def _blank(reading: PageReading) -> str:
    """Why nothing was read from a text."""
    if reading.charset == "binary":
        return "its content type says that it is no page; give the content type it was sent with"
    if reading.family != _UNKNOWN_FAMILY:
        return "it is the answer of a list's data interface, which refused; ask it again with the column's request"
    said = reading.text[:_MOST_SAID].strip() or reading.title[:_MOST_SAID]
    if said:
        # A page of a server that failed, of a site that is closed, or that is kept up (维护).
        return f"an error page: it says no more than “{said}”; ask for it again later, or check the address"
    return "it shows nothing: no text, no link, no script; save the page again, best from a browser"


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _is_address(url: str) -> bool:
    if len(url) > _LONGEST_URL or any(char.isspace() for char in url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _short(text: str) -> str:
    """A user's text in a message: quoted, on one line, bounded."""
    shown = repr(text)
    return shown if len(shown) <= 120 else shown[:117] + "…'"


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
                "published_on": _shown_on(posting.published),
                "date_text": posting.date_text,
                "section": posting.section,
                "hidden": posting.hidden,
                "date_conflict": _conflict(posting.published),
            }
            for posting in reading.postings
        ],
        "next_page": reading.next_page.url if reading.next_page else None,
        "subjects": _subjects(reading, vocabulary) if vocabulary else [],
        "needs_render": reading.needs_render,
        "links": len(reading.links),
        "date_conflict": _conflict(published),
    }


def _shown_on(published: ReadDate | None) -> str | None:
    """The day that the page shows; a day that only the address tells is none."""
    if published is None or published.source is DateSource.URL:
        return None
    return published.on.isoformat()


def _conflict(published: ReadDate | None) -> dict[str, str] | None:
    """The date that another source gives, with that source; None where all agree."""
    if published is None or published.conflict is None:
        return None
    return {"on": published.conflict.isoformat(), "source": str(published.conflict_source)}


def _subjects(reading: PageReading, vocabulary: Vocabulary) -> list[dict[str, str]]:
    """The links that plausibly lead to a subject's column, one for each subject and target."""
    postings = {posting.url for posting in reading.postings}
    found: dict[tuple[str, str], dict[str, str]] = {}
    for link, matches in column_links(reading.links, reading.url):
        if link.url in postings:
            continue
        for match in matches:
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
    return datetime.now(BEIJING).date()
