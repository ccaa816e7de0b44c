"""The job behind ``mingcha plan parse``: from a document's file to a draft plan on disk."""

from dataclasses import dataclass
from itertools import count
from pathlib import Path

from audit_rules.bundled import PLANS
from audit_rules.inputs.csv_table import CsvFileError
from audit_rules.inputs.units import load_units
from audit_rules.subjects.vocabulary import read_vocabulary
from domain.units import Unit
from drafting.documents import Document, DocumentError
from drafting.documents.apart import read_apart
from drafting.draft import Draft, NothingFoundError, draft_plan
from drafting.unit_names import UnitNames
from drafting.write import write_file, write_folder
from jobs.errors import UsageError, WorkError
from jobs.whole_file import whole_file

REGISTRY = "units.csv"
_MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReport:
    """What was drafted and where it stands.

    ``registry`` is the file that the units' ids are from, if any; ``kept`` where a file went that stood there already.
    """

    draft: Draft
    out: Path
    registry: Path | None
    kept: Path | None = None

    def told(self) -> list[str]:
        """Lines for people: what could not be read, then the counts."""
        tasks = self.draft.tasks
        letter = sum(str(task.number).startswith("L") for task in tasks)
        doubted = sum(task.source != "intact" for task in tasks)
        suggested = sum(len(task.suggested) for task in tasks)
        registry = (
            str(self.registry) if self.registry else "none; give one with --units, its ids become the leads"
        )
        return [
            *(f"not read: {entry}" for entry in self.draft.unread),
            (
                f"{len(tasks) - letter} rows ({doubted} shifted or missing), {letter} sentences of the letter, "
                f"{suggested} suggested checks, {len(self.draft.unread)} things not read"
            ),
            f"registry of units: {registry}",
            *([f"the file that stood there is kept as {self.kept}"] if self.kept else []),
            f"draft: {self.out}",
        ]


def parse_plan(document: Path, out: Path, units: Path | None, this_year: int) -> DraftReport:
    """Read a document and write the draft plan: one file (.yaml), or else a folder.

    Raises:
        UsageError: the document, the registry or the place to write to can't be used.
        WorkError: the document holds no plan.
    """
    read = _read(document)
    registry, known = _registry(units, document, out, read)
    try:
        draft = draft_plan(read, known, read_vocabulary(), this_year)
    except NothingFoundError as error:
        raise WorkError(f"{document}: {error}") from None
    kept: Path | None = None
    if out.suffix in {".yaml", ".yml"} or out.parts[:2] == ("/", "dev"):
        text = write_file(draft, _id(out.stem, draft))
        kept = _keep(out, text)
        with whole_file(out) as file:
            file.write(text)
    else:
        _write_folder(out, draft, read, registry)
    return DraftReport(draft=draft, out=out, registry=registry, kept=kept)


def _keep(out: Path, text: str) -> Path | None:
    """Put another file of this name aside: a person may have worked on it for days."""
    try:
        if not out.is_file() or out.parts[:2] == ("/", "dev") or out.read_bytes() in {b"", text.encode()}:
            return None
        kept = next(
            path for number in count(1) if not (path := out.with_name(f"{out.name}.{number}.bak")).exists()
        )
        return out.rename(kept)
    except OSError as error:
        raise UsageError(
            f"cannot write {out}: {error.strerror}; check the path and its permissions"
        ) from None


def _read(document: Path) -> Document:
    try:
        if document.stat().st_size > _MOST_BYTES:
            raise UsageError(
                f"{document}: it has more than {_MOST_BYTES // 1_000_000} MB; give the work plan alone"
            )
        return read_apart(document.read_bytes(), document.name)
    except DocumentError as error:
        raise UsageError(f"{document}: {error}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{document}: it cannot be read: {reason}; give the path of a document") from None


def _registry(
    given: Path | None, document: Path, out: Path, read: Document
) -> tuple[Path | None, tuple[Unit, ...]]:
    """The registry asked for, else the one beside the draft or the document, else the bundled one of the same province."""
    beside = [folder / REGISTRY for folder in (out if not out.suffix else out.parent, document.parent)]
    for path in [given] if given else [path for path in beside if path.is_file()]:
        if path is not None:
            try:
                return path, load_units(path)[0]
            except CsvFileError as error:
                raise UsageError(str(error)) from None
    head = "".join(read.text[:4000].split())
    for path in sorted(PLANS.glob(f"*/{REGISTRY}"), reverse=True):
        units = load_units(path)[0]
        if any(region in head for region in UnitNames(units).regions()):
            return path, units
    return None, ()


def _write_folder(folder: Path, draft: Draft, read: Document, registry: Path | None) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already; give a new folder, or a file that ends with .yaml")
    files = dict(write_folder(draft, _id(folder.name, draft), read.text))
    if registry is not None:
        files[REGISTRY] = registry.read_text(encoding="utf-8-sig")
    for name, content in files.items():
        with whole_file(folder / name) as file:
            file.write(content)


def _id(name: str, draft: Draft) -> str:
    """The id of the plan: the name of its file where that is one."""
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower()).strip("-")
    return plain or f"plan-{draft.head.year}"
