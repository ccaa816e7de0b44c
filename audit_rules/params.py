"""What do the ``params`` of every rule's checks have in common? Each rule module gives its own shape as ``PARAMS``."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from audit_rules.deadlines import names_stretch

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Entries = list[Word | Annotated[list[Word], Field(min_length=1)]]
"""Keywords; an entry may be a list of alternatives."""


def _months(season: str) -> str:
    if not names_stretch(season):
        raise ValueError("it names no stretch of the year, such as 6—9月")
    return season


class EventTitle(BaseModel):
    """An event known by the title of the posting that tells of it, on the portals of ``units``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title_any: Entries = Field(default_factory=list)
    title_all: Entries = Field(default_factory=list)
    title_not: Entries = Field(default_factory=list)
    units: list[Word] = Field(min_length=1)

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if not self.title_any and not self.title_all:
            raise ValueError("an event to be found needs title_any or title_all")
        return self


class Params(BaseModel):
    """What every rule takes.

    ``event`` is what a deadline that runs from an event is counted from: its day, its name in the operator's register, or
    how it is found (``EventTitle``); ``season`` the months of the season
    that it names (6—9月, for 收购旺季). ``excuse`` says, as a clause of a
    Chinese sentence, why a portal may show nothing though the duty is done: what is absent is then for an inspector.
    ``needs_subject`` says of a rule that it looks into the columns of a subject, and so can't do without one;
    ``reads`` what a crawl must read for it beside the subjects that its checks name (``domain.subjects``: the home page's
    own postings, every column of the navigation).
    """

    needs_subject: ClassVar[bool] = False
    reads: ClassVar[frozenset[str]] = frozenset()

    model_config = ConfigDict(extra="forbid", frozen=True)

    event: date | Word | EventTitle | None = None
    season: Annotated[Word, AfterValidator(_months)] | None = None
    excuse: Word | None = None


class TitleParams(Params):
    """Keywords of titles."""

    title_any: Entries = Field(default_factory=list)
    title_all: Entries = Field(default_factory=list)
    title_not: Entries = Field(default_factory=list)


def params_faults(shape: type[Params], params: Mapping[str, Any]) -> tuple[str, ...]:
    """Why these params are not of a rule's shape, one sentence a fault; empty when they are."""
    try:
        shape.model_validate(dict(params))
    except ValidationError as error:
        return tuple(
            f"params.{'.'.join(str(part) for part in fault['loc'])}".removesuffix(".")
            + f": {fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors()
        )
    return ()


def params_subjects(params: Mapping[str, Any]) -> tuple[str, ...]:
    """The subjects that params name."""
    named = params.get("subjects", ())
    kinds = params.get("kinds", ())
    listed = tuple(str(each) for each in named) if isinstance(named, list | tuple) else ()
    return (*listed, *(str(each) for each in kinds)) if isinstance(kinds, Mapping) else listed


def params_units(params: Mapping[str, Any]) -> tuple[str, ...]:
    """The units on whose portals params look for something."""
    event = params.get("event")
    named = event.get("units", ()) if isinstance(event, Mapping) else ()
    return tuple(str(each) for each in named) if isinstance(named, list | tuple) else ()
