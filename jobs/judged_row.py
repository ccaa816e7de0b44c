"""By which row of the registry was a unit judged, as its audit was sealed, and is it the row its portal was visited by?

The registry may be corrected between a visit and the judging: then both rows are right, and each is bound by the seal, the one in
the unit's own row, the other in the visit's journal.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from domain.units import Unit

_UNIT: TypeAdapter[Unit] = TypeAdapter(Unit)


def sealed_row(own: Mapping[str, Any], visited: Unit) -> Unit:
    """The unit as it was judged, by the unit's own row in the audit.

    An audit from before that row was kept names the unit only: else it is taken to have been judged as it was visited.

    Raises:
        ValueError: the row holds no unit.
    """
    if own.get("registered") is None:
        return replace(visited, name=str(own.get("name", visited.name)))
    try:
        return _UNIT.validate_python(own["registered"])
    except ValidationError as error:
        raise ValueError(f"the unit's own row names no unit: {error.error_count()} error(s)") from None


def row_faults(stated: Unit, own: Mapping[str, Any], visited: Unit) -> Iterator[str]:
    """What speaks against a unit that is said to have been judged.

    Args:
        stated: the unit that facts and findings are said to be of.
        own: the unit's own row in the audit, sealed.
        visited: the unit whose portal was visited, of the sealed journal.
    """
    try:
        sealed = sealed_row(own, visited)
    except ValueError as error:
        yield str(error)
        return
    if stated.id != visited.id or stated.id != own.get("unit"):
        yield "the unit is not the one whose portal was visited"
    elif stated != sealed:
        yield f"the unit is not the one that was judged, as sealed: {_unlike(sealed, stated)}"


def row_notes(stated: Unit, visited: Unit) -> Iterator[str]:
    """What is to be known of a unit that was judged by another row of the registry than it was visited by."""
    if stated.id == visited.id and stated != visited:
        yield (
            "the registry's row of the unit was another when its portal was visited, and was sealed with the audit as it was "
            f"when it was judged: {_unlike(visited, stated)}"
        )


def _unlike(before: Unit, after: Unit) -> str:
    old, new = asdict(before), asdict(after)
    return "; ".join(
        f"{name} was {old[name]!s:.80}, is {new[name]!s:.80}" for name in old if old[name] != new[name]
    )
