"""How do values of the domain stand in a JSON column, and how do they come back?"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from db.base import clean
from domain.coverage import Asked, Coverage, Place, PlaceSeen, PlaceState, SearchBar, Wanted
from domain.pages import SiteNorms
from domain.reach import FailureKind, Probe, Reach, ReachStatus
from domain.units import Unit, UnitKind


def to_json(value: object) -> Any:
    """Plain JSON: dates as ISO text, enums as their values, tuples as lists, texts cleaned."""
    # Most values are of these very types, and are told soonest by them.
    kind = type(value)
    if kind is str:
        return clean(value)  # type: ignore[arg-type]  # a text, by its type
    if kind is int or kind is float or kind is bool or value is None:
        return value
    if kind is tuple or kind is list:
        return [to_json(part) for part in value]  # type: ignore[attr-defined]  # a tuple or list, by its type
    return _other_to_json(value)


def _other_to_json(value: object) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, IntEnum):
        return int(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): to_json(part) for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | str):
        return [to_json(part) for part in value]
    if isinstance(value, bool | int | float):
        return value
    return clean(str(value))


def coverage_to_json(coverage: Coverage) -> dict[str, Any]:
    """Coverage as JSON."""
    return dict(to_json(asdict(coverage)))


def coverage_from_json(stored: Mapping[str, Any] | None) -> Coverage:
    """Coverage as stored; nothing was searched when nothing is stored."""
    known = _known(Coverage, stored or {})
    unread = tuple((url, FailureKind(failure)) for url, failure in known.pop("unread", ()))
    places = tuple(_place(each) for each in known.pop("places", ()))
    asked = tuple(Asked(**_known(Asked, each)) for each in known.pop("asked", ()))
    wanted = tuple(_wanted(each) for each in known.pop("wanted", ()))
    return Coverage(unread=unread, places=places, asked=asked, wanted=wanted, **known)


def _wanted(stored: Mapping[str, Any]) -> Wanted:
    return Wanted(subject=stored["subject"], phrases=tuple(stored.get("phrases", ())))


def _place(stored: Mapping[str, Any]) -> PlaceSeen:
    failure, bar = stored.get("failure"), stored.get("bar")
    return PlaceSeen(
        place=Place(stored["place"]),
        state=PlaceState(stored["state"]),
        url=stored.get("url"),
        failure=FailureKind(failure) if failure else None,
        bar=SearchBar(bar) if bar else None,
    )


def norms_to_json(norms: SiteNorms) -> dict[str, Any]:
    """Norms as JSON."""
    return dict(to_json(asdict(norms)))


def norms_from_json(stored: Mapping[str, Any] | None) -> SiteNorms:
    """Norms as stored."""
    return SiteNorms(**_known(SiteNorms, stored or {}))


def unit_to_json(unit: Unit) -> dict[str, Any]:
    """A row of the registry as JSON."""
    return dict(to_json(asdict(unit)))


def unit_from_json(stored: Mapping[str, Any]) -> Unit:
    """A row of the registry as stored."""
    known = _known(Unit, stored)
    return Unit(kind=UnitKind(known.pop("kind")), aliases=tuple(known.pop("aliases", ())), **known)


def reach_to_json(reach: Reach) -> dict[str, Any]:
    """Reach as JSON."""
    return dict(to_json(asdict(reach)))


def reach_from_json(stored: Mapping[str, Any]) -> Reach:
    """Reach as stored."""
    known = _known(Reach, stored)
    failure, crawled_at = known.pop("failure", None), known.pop("crawled_at", None)
    return Reach(
        status=ReachStatus(known.pop("status")),
        failure=FailureKind(failure) if failure else None,
        crawled_at=datetime.fromisoformat(crawled_at) if crawled_at else None,
        **known,
    )


def probe_to_json(probe: Probe) -> dict[str, Any]:
    """A probe as JSON, without its id: where it is stored gives it one."""
    return {name: value for name, value in to_json(asdict(probe)).items() if name != "id"}


def probe_from_json(stored: Mapping[str, Any], probe_id: str) -> Probe:
    """A probe as stored."""
    known = _known(Probe, stored)
    failure = known.pop("failure", None)
    return Probe(
        id=probe_id,
        at=datetime.fromisoformat(known.pop("at")),
        failure=FailureKind(failure) if failure else None,
        **known,
    )


def _known(kind: type[Any], stored: Mapping[str, Any]) -> dict[str, Any]:
    # A stored value outlives the fields of its time: one that was since dropped is left out.
    names = {one.name for one in fields(kind)}
    return {name: value for name, value in stored.items() if name in names}
