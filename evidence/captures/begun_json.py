"""How do the beginning and the end of a visit stand in JSON, always the same for the same visit?"""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from domain.captures import VisitBegun, VisitEnded

_BEGUN: TypeAdapter[VisitBegun] = TypeAdapter(VisitBegun)
_ENDED: TypeAdapter[VisitEnded] = TypeAdapter(VisitEnded)


def begun_to_json(begun: VisitBegun) -> dict[str, Any]:
    """The beginning as plain JSON."""
    value: dict[str, Any] = _BEGUN.dump_python(begun, mode="json")
    # A set has no order of its own.
    value["target"]["subjects"].sort()
    return value


def begun_from_json(value: Mapping[str, Any]) -> VisitBegun:
    """The beginning that ``begun_to_json`` gave.

    Raises:
        ValueError: it is none.
    """
    return _BEGUN.validate_python(dict(value))


def ended_to_json(ended: VisitEnded) -> dict[str, Any]:
    """The end as plain JSON."""
    value: dict[str, Any] = _ENDED.dump_python(ended, mode="json")
    return value


def ended_from_json(value: Mapping[str, Any]) -> VisitEnded:
    """The end that ``ended_to_json`` gave.

    Raises:
        ValueError: it is none.
    """
    return _ENDED.validate_python(dict(value))
