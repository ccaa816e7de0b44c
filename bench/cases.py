"""Every labelled page of a corpus with what is read of it: by ``mingcha read``, by the libraries, by the plain readers."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.baselines import dated_links, keyword_subjects, subject_names
from bench.comparison import Comparison, compare
from bench.corpus import Corpus, PageLabel
from bench.matching import base_of
from bench.scores import Case
from domain.charset import decode
from jobs.read import read_manifest


def read_corpus(
    corpus: Corpus, out: Path, *, prefix: str = "", libraries: bool = True
) -> tuple[list[Case], list[str]]:
    """Read all pages; the readings are kept in ``out`` (a JSON line a page).

    Returns the cases and, for each page that could not be read at all, a sentence that says why.
    """
    read_manifest(corpus.manifest, out)
    readings = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    read: dict[str, Mapping[str, Any]] = {page["file"].strip(): page for page in readings}
    labels = [label for label in corpus.pages if _is_read(corpus.folder, label, read[label.file])]
    known = {label.file for label in labels}
    unread = [
        f"{prefix}{page['file']}: {page.get('reason', 'not read')}"
        for page in readings
        if page["file"].strip() not in known
    ]
    texts = {label.file: decode((corpus.folder / label.file).read_bytes()).text for label in labels}
    dated = [label for label in labels if label.dated]
    comparison = _compared(dated, texts) if libraries else Comparison()
    names = subject_names()
    cases = [_case(label, prefix, read[label.file], texts[label.file], comparison, names) for label in labels]
    return cases, unread


def _is_read(folder: Path, label: PageLabel, read: Mapping[str, Any]) -> bool:
    """A reading without a reason against it; a page labelled as an error may have one, if its file is there."""
    return "reason" not in read or (label.kind == "error" and (folder / label.file).is_file())


def _compared(labels: Sequence[PageLabel], texts: Mapping[str, str]) -> Comparison:
    return compare((label.file, label.url, texts[label.file]) for label in labels)


def _case(
    label: PageLabel,
    prefix: str,
    read: Mapping[str, Any],
    html: str,
    comparison: Comparison,
    names: Mapping[str, tuple[str, ...]],
) -> Case:
    base = base_of(html, label.url)
    return Case(
        name=prefix + _short(label.file),
        label=label,
        read=read,
        base=base,
        days=comparison.of(label.file) if label.dated else {},
        plain_items=dated_links(html, base) if label.items is not None else (),
        plain_subjects=keyword_subjects(html, base, names) if label.subjects else (),
    )


def _short(file: str) -> str:
    """The file's name; of a name that is a digest, as much as tells it from the others."""
    stem = file.rpartition("/")[2]
    digest = stem.partition(".")[0]
    return digest[:8] if len(digest) == 40 and digest.isalnum() else stem
