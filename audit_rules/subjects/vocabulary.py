"""Which names does a column of each subject go by? The subject vocabulary (栏目同义词表) as checked data."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from audit_rules import bundled
from audit_rules.inputs.yaml_form import LOADER, YamlForm
from audit_rules.subjects.column_names import name_key
from audit_rules.subjects.vocabulary_bounds import FORM, MOST_BYTES, Counted
from domain.subjects import Grade

_TOP_FIELDS: Final = frozenset({"sources", "generic", "leads", "tails", "subjects"})
_SUBJECT_FIELDS: Final = frozenset(
    {"id", "name", "internal", "exact", "seen", "unverified", "weak", "kin", "not_match", "slugs", "note"}
)
_GRADES: Final[Mapping[str, Grade]] = {
    "exact": Grade.EXACT,
    "seen": Grade.SYNONYM,
    "unverified": Grade.SYNONYM,
    "weak": Grade.WEAK,
}


VARIABLE: Final = "MINGCHA_VOCABULARY"
"""Names the operator's vocabulary file; every process of a crawl and an audit inherits it."""


class VocabularyError(Exception):
    """The vocabulary file can't be used; the message names the file, the place in it and the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectName:
    """One name of a subject, as written in the file, with the grade that a match of it earns."""

    text: str
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectEntry:
    """One subject: its names, the words that a like name holds (``kin``), confusables, and address slugs."""

    id: str
    name: str
    names: tuple[SubjectName, ...]
    kin: tuple[str, ...] = ()
    not_match: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyData:
    """The whole file: subjects in file order, and hub names that are no subject by themselves.

    ``leads`` may stand before a name, ``tails`` after one, without changing what it names.
    """

    subjects: tuple[SubjectEntry, ...]
    generic: tuple[str, ...]
    leads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()


def read_vocabulary(path: Path | None = None) -> VocabularyData:
    """Read and check a vocabulary file (default: the one that the program goes by).

    Raises:
        VocabularyError: the file is missing, is not the YAML expected, or contradicts itself.
    """
    file = path or vocabulary_file()
    return vocabulary_data(vocabulary_bytes(file), str(file))


def vocabulary_file() -> Path:
    """The file that the program goes by: the one that ``MINGCHA_VOCABULARY`` names, or ``plans/subjects.yaml``."""
    named = os.environ.get(VARIABLE, "").strip()
    return Path(named) if named else bundled.SUBJECTS


def vocabulary_bytes(path: Path) -> bytes:
    """The bytes of a vocabulary file.

    Raises:
        VocabularyError: it is missing, can't be read, or is larger than any vocabulary.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise VocabularyError(f"{path}: file: it is not there") from error
    except OSError as error:
        raise VocabularyError(f"{path}: file: cannot be read ({error})") from error
    if len(data) > MOST_BYTES:
        raise VocabularyError(f"{path}: file: it is larger than {MOST_BYTES} bytes, and no vocabulary is")
    return data


def vocabulary_data(data: bytes, name: str) -> VocabularyData:
    """What the bytes of a vocabulary file say; ``name`` is what messages call it. Whoever wrote them, the work is bounded.

    Raises:
        VocabularyError: they are not the YAML expected, contradict themselves, or are more than any vocabulary has.
    """
    return _Reader(data, name).read()


class _Reader:
    """Reads one file; every complaint carries its name."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._counted = Counted()

    def read(self) -> VocabularyData:
        raw = self._mapping(self._load(), "file")
        self._known_fields(raw, _TOP_FIELDS, "file")
        sources = frozenset(self._mapping(raw.get("sources") or {}, "sources"))
        rows = raw.get("subjects")
        if not isinstance(rows, list) or not rows:
            raise self._error("subjects", "must be a list with entries")
        subjects = tuple(self._subject(row, place, sources) for place, row in enumerate(rows, start=1))
        seen: set[str] = set()
        for subject in subjects:
            if subject.id in seen:
                raise self._error(f"subjects:{subject.id}", "this id stands twice; merge the two")
            seen.add(subject.id)
        return VocabularyData(
            subjects=subjects,
            generic=self._counting("around", self._texts(raw, "generic", "file"), "generic"),
            leads=self._counting("around", self._texts(raw, "leads", "file"), "leads"),
            tails=self._counting("around", self._texts(raw, "tails", "file"), "tails"),
        )

    def _load(self) -> object:
        if len(self._data) > MOST_BYTES:
            raise self._error("file", f"it is larger than {MOST_BYTES} bytes, and no vocabulary is")
        try:
            text = self._data.decode("utf-8")
            if beyond := YamlForm(FORM).beyond(text):
                raise self._error("file", beyond)
            return yaml.load(text, Loader=LOADER)  # noqa: S506 - a safe loader
        except UnicodeDecodeError as error:
            raise self._error("file", f"cannot be read ({error})") from error
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"line {mark.line + 1}" if mark else "file"
            raise self._error(where, f"not valid YAML ({getattr(error, 'problem', error)})") from error
        except (ValueError, RecursionError) as error:  # a date such as 2017-02-30 is one by its shape only
            raise self._error("file", f"a value is not one ({error})") from error

    def _subject(self, row: object, place: int, sources: frozenset[str]) -> SubjectEntry:
        where = f"subjects, entry {place}"
        raw = self._mapping(row, where)
        subject_id, name = raw.get("id"), raw.get("name")
        if not isinstance(subject_id, str) or not subject_id:
            raise self._error(where, "has no id")
        self._counting("names", (subject_id, name) if isinstance(name, str) else (subject_id,), where)
        where = f"subjects:{subject_id}"
        self._known_fields(raw, _SUBJECT_FIELDS, where)
        if not isinstance(name, str) or not name:
            raise self._error(where, "has no name")
        internal = raw.get("internal", False)
        if not isinstance(internal, bool):
            raise self._error(where, "internal must be true or false")
        entry = SubjectEntry(
            id=subject_id,
            name=name,
            names=self._names(raw, where, sources),
            kin=self._counting("kin", self._texts(raw, "kin", where), where),
            not_match=self._counting("not_match", self._texts(raw, "not_match", where), where),
            slugs=tuple(
                slug.lower() for slug in self._counting("slugs", self._texts(raw, "slugs", where), where)
            ),
            internal=internal,
        )
        self._consistent(entry, where)
        return entry

    def _names(self, raw: Mapping[str, Any], where: str, sources: frozenset[str]) -> tuple[SubjectName, ...]:
        names: list[SubjectName] = []
        for field, grade in _GRADES.items():
            texts = self._seen(raw, where, sources) if field == "seen" else self._texts(raw, field, where)
            self._counting("names", texts, where)
            names.extend(SubjectName(text=text, grade=grade) for text in texts)
        if not names:
            raise self._error(where, "has no name at all (exact, seen, unverified and weak are empty)")
        return tuple(names)

    def _seen(self, raw: Mapping[str, Any], where: str, sources: frozenset[str]) -> tuple[str, ...]:
        seen = self._mapping(raw.get("seen") or {}, f"{where}.seen")
        for text, source in seen.items():
            if source not in sources:
                raise self._error(
                    f"{where}.seen",
                    f"{text!r}: its source {source!r} is not among the sources; enter it there first",
                )
            self._text(text, f"{where}.seen")
        return tuple(seen)

    def _consistent(self, entry: SubjectEntry, where: str) -> None:
        """A name that its own confusables refuse would never match, so it's a mistake in the file."""
        keys: set[str] = set()
        refused = [(text, name_key(text)) for text in entry.not_match]
        for name in entry.names:
            key = name_key(name.text)
            if key in keys:
                raise self._error(where, f"the name {name.text!r} stands twice")
            keys.add(key)
            for text, refused_key in refused:
                if refused_key in key:
                    raise self._error(
                        where,
                        f"the name {name.text!r} holds its own not_match {text!r}; take one of them away",
                    )
        for slug in entry.slugs:
            if not slug.isascii() or "/" in slug:
                raise self._error(where, f"slugs are single path segments in Latin letters; {slug!r} is not")

    def _counting(self, kind: str, texts: tuple[str, ...], where: str) -> tuple[str, ...]:
        for beyond in self._counted.add(kind, texts):
            raise self._error(where, beyond)
        return texts

    def _texts(self, raw: Mapping[str, Any], field: str, where: str) -> tuple[str, ...]:
        value = raw.get(field)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self._error(f"{where}.{field}", "must be a list")
        return tuple(self._text(text, f"{where}.{field}") for text in value)

    def _text(self, text: object, where: str) -> str:
        if not isinstance(text, str):
            raise self._error(where, f"{text!r} must be a text (put numbers in quotes)")
        if not name_key(text):
            raise self._error(where, f"{text!r} has no letters to compare")
        return text

    def _mapping(self, value: object, where: str) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self._error(where, "must be a mapping (key: value)")
        return value

    def _known_fields(self, raw: Mapping[str, Any], known: frozenset[str], where: str) -> None:
        for field in raw:
            if field not in known:
                raise self._error(where, f"unknown field {field!r}; use one of {', '.join(sorted(known))}")

    def _error(self, where: str, reason: str) -> VocabularyError:
        return VocabularyError(f"{self._name}: {where}: {reason}")
