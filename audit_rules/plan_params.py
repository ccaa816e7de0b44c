"""What may a check's ``params`` say? One shape a rule; the meaning stands in the rule's own docstring."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Entries = list[Word | Annotated[list[Word], Field(min_length=1)]]
"""Keywords; an entry may be a list of alternatives."""


class Params(BaseModel):
    """What every rule takes.

    ``event`` is the day from which a deadline that runs from an event is counted. ``excuse`` says, as a clause of a
    Chinese sentence, why a portal may show nothing though the duty is done: what is absent is then for an inspector.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    event: date | None = None
    excuse: Word | None = None


class ColumnParams(Params):
    """``column``; with 0 postings asked for, a page that is a service or a form will do."""

    min_postings: int = Field(default=1, ge=0)


class FreshParams(Params):
    """``fresh``."""

    max_age_days: int = Field(ge=1)


class TitleParams(Params):
    """Keywords of titles."""

    title_any: Entries = Field(default_factory=list)
    title_all: Entries = Field(default_factory=list)
    title_not: Entries = Field(default_factory=list)


class DocumentParams(TitleParams):
    """``document``: it must say which titles it looks for."""

    subjects: list[Word] = Field(default_factory=list)

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if not self.title_any and not self.title_all:
            raise ValueError("a document check needs title_any or title_all")
        return self


class CountParams(TitleParams):
    """``count``."""

    per: Literal["year", "half_year", "quarter", "month"]
    at_least: int = Field(default=1, ge=1)


class ElementsParams(Params):
    """``elements``: ``need`` of the ``names``, by default all."""

    names: Entries = Field(min_length=1)
    need: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if self.need is not None and self.need > len(self.names):
            raise ValueError(f"need is {self.need}, but there are only {len(self.names)} names")
        return self


SHAPES: Mapping[str, type[Params]] = MappingProxyType(
    {
        "alive": Params,
        "column": ColumnParams,
        "count": CountParams,
        "document": DocumentParams,
        "elements": ElementsParams,
        "filed": Params,
        "fresh": FreshParams,
        "norms": Params,
        "periodic": TitleParams,
    }
)
"""The shape of each rule's params."""

OF_A_SUBJECT = frozenset({"column", "count", "elements", "filed", "fresh", "periodic"})
"""Rules that look into the columns of a subject, and so need one."""


def params_faults(rule: str, params: Mapping[str, Any]) -> tuple[str, ...]:
    """Why these params are not those of the rule, one sentence a fault; empty when they are."""
    try:
        SHAPES[rule].model_validate(dict(params))
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
    return tuple(str(each) for each in named) if isinstance(named, list | tuple) else ()
