"""What does an evidence package hold of one unit: its visit, and what was known? Read, and not yet believed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from domain.canonical_json import CanonicalError, parse_canonical
from domain.observations import PortalFacts
from domain.units import Unit
from evidence.package.errors import PackageDamaged
from evidence.package.judged_members import FACTS_FORMAT
from evidence.package.packaged_visit import PackagedVisit
from evidence.verify.package_file import PackageFile
from evidence.verify.records import visit_in
from evidence.verify.sealed import the_only
from jobs.errors import UsageError

_FACTS: TypeAdapter[PortalFacts] = TypeAdapter(PortalFacts)
_UNIT: TypeAdapter[Unit] = TypeAdapter(Unit)
_ALL_FACTS: TypeAdapter[dict[str, PortalFacts]] = TypeAdapter(dict[str, PortalFacts])
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFacts:
    """What the package says was known of the portal, and of other sites that the unit must publish on."""

    member: str
    unit: Unit
    facts: PortalFacts
    elsewhere: dict[str, PortalFacts]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedEvidence:
    """The visit of a package, and what was known. The visit's bytes are read from the file as long as the program runs."""

    visit: PackagedVisit
    known: StatedFacts


def open_evidence(path: Path) -> PackagedEvidence:
    """Open a package to go through it again.

    Raises:
        UsageError: it is none, or it is damaged.
    """
    try:
        package = PackageFile(path)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}; name a package that can be read") from None
    try:
        return PackagedEvidence(visit=visit_in(package).visit, known=facts_in(package))
    except (ValueError, PackageDamaged) as error:
        reason = package.broken or error
        raise UsageError(
            f"{path}: it can't be gone through again ({reason}); mingcha verify says more"
        ) from None


def facts_in(package: PackageFile) -> StatedFacts:
    """What the package says was known.

    Raises:
        ValueError: it can't be read; the message names the member.
    """
    trace = the_only(package, "trace", ".jsonl")
    name = f"facts/{trace.removeprefix('trace/').removesuffix('.jsonl')}.json"
    return _read(name, package, lambda value: _stated(name, value))


def _stated(name: str, value: Any) -> StatedFacts:
    if value["format"] != FACTS_FORMAT:
        raise TypeError(f"of the form {value['format']!r:.40}, not {FACTS_FORMAT}")
    stated = StatedFacts(
        member=name,
        unit=_UNIT.validate_python(value["unit"]),
        facts=_FACTS.validate_python(value["facts"]),
        elsewhere=_ALL_FACTS.validate_python(value["elsewhere"]),
    )
    known = facts_json(stated.unit, stated.facts, stated.elsewhere)
    if unknown := next(_unknown(value, known), None):
        raise TypeError(f"it holds {unknown!r:.80}, which no facts do")
    return stated


def facts_json(unit: Unit, facts: PortalFacts, elsewhere: Mapping[str, PortalFacts]) -> dict[str, Any]:
    """What was known, as a package holds it."""
    return {
        "format": FACTS_FORMAT,
        "unit": _UNIT.dump_python(unit, mode="json"),
        "facts": _FACTS.dump_python(facts, mode="json"),
        "elsewhere": _ALL_FACTS.dump_python(dict(elsewhere), mode="json"),
    }


def page_titles(facts: PortalFacts) -> dict[str, str]:
    """What pages are called by what was read of them, by address."""
    return {
        **({facts.filed.url: "报备的专栏网址"} if facts.filed else {}),
        **{posting.url: posting.title for posting in facts.postings},
        **{column.url: column.title for column in facts.columns},
    }


def _unknown(value: Any, known: Any, where: str = "") -> Iterator[str]:
    """Keys that nothing is read from."""
    if isinstance(value, dict) and isinstance(known, dict):
        for key, part in value.items():
            if key not in known:
                yield f"{where}{key}"
            else:
                yield from _unknown(part, known[key], f"{where}{key}.")
    elif isinstance(value, list) and isinstance(known, list):
        for part, other in zip(value, known, strict=False):
            yield from _unknown(part, other, where)


def _read(path: str, package: PackageFile, take: Callable[[Any], T]) -> T:
    try:
        return take(parse_canonical(package.data(path)))
    except (CanonicalError, ValidationError, KeyError, TypeError) as error:
        raise ValueError(f"{path}: {type(error).__name__}: {error}") from None
