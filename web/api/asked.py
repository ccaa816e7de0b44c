"""Which parameters do operations have in common? What is unknown is refused, never passed over."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Path, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

MOST, USUAL = 200, 50
"""Rows of a page of JSON."""

LARGEST = 2**63 - 1

Name = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,100}$")]
"""An id of a unit, a task, a plan, an audit."""

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{0,100}$")]

Number = Annotated[int, Path(ge=1, le=LARGEST)]
"""The store's number of a finding, a proposal."""

PathName = Annotated[str, Path(pattern=r"^[^\x00-\x1f\x7f/]{1,100}$")]


def _check_json(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415)


JSON_BODY: Any = Depends(_check_json)
"""For an operation with a body: refuses (415) what is no JSON by what it says."""


class Format(StrEnum):
    """In which form a list is wanted; ``Accept: text/csv`` asks for a table as well."""

    JSON = "json"
    CSV = "csv"


class Nothing(BaseModel):
    """An operation without parameters."""

    model_config = ConfigDict(extra="forbid")


class UnderPlan(BaseModel):
    """What is asked of one plan."""

    model_config = ConfigDict(extra="forbid")

    plan: Name | None = Field(
        None, description="The plan's id; the plan of the newest audit where it is left out."
    )


class Listed(BaseModel):
    """What is asked of a list."""

    model_config = ConfigDict(extra="forbid")

    cursor: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,1000}$")] | None = Field(
        None, description="Where to go on: `next` of the page before."
    )
    limit: int | None = Field(
        None, ge=1, le=MOST, description="Rows of a page, 50 if left out. A table has all rows if left out."
    )
    format: Format | None = Field(None, description="`csv`: the list as a table, as with `Accept: text/csv`.")


class ListedUnderPlan(Listed, UnderPlan):
    """What is asked of a list under one plan."""
