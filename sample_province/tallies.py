"""How many columns of a portal are at fault, and is that past, near or below a table's limit?"""

from collections.abc import Mapping
from typing import Any

from sample_province.conditions import Condition
from sample_province.content import Column, ColumnState
from sample_province.portal import Portal

HIDES = frozenset({ColumnState.SERVER_ERROR, ColumnState.ROBOTS})
"""States of a column in the menu that may hide anything; an address that leads home or nowhere hides nothing."""


def is_first_level(column: Column) -> bool:
    """Whether a column stands directly below the home page (一级栏目)."""
    return column.parent is None


def hidden(portal: Portal, subjects: Mapping[str, Any]) -> int:
    """Columns of the menu that could not be read: those that nobody knows what they are, where certain subjects are asked for."""
    return sum(
        column.state in HIDES and (column.subject is None or not subjects) and "nav" in column.places
        for column in portal.site.every_column()
    )


def against(params: Mapping[str, Any], *, seen: int, faulty: int, doubtful: int) -> Condition:
    """The condition that the numbers make."""
    limit, warn = int(params["limit"]), params.get("warn_over")
    if faulty >= limit:
        return Condition.OVER
    if faulty + doubtful >= limit:
        return Condition.UNSURE
    if not seen:
        return Condition.NO_COLUMNS
    return Condition.NEAR if warn is not None and faulty > int(warn) else Condition.WITHIN
