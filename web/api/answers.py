"""How does the API refuse, and what may each operation answer with? One shape for every error."""

from typing import Any

from fastapi import HTTPException
from pydantic import BaseModel, ConfigDict, Field

API_V1 = "/api/v1"
CSV = "text/csv"


class Told(BaseModel):
    """What is wrong."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(description="A word for programs; stays the same.")
    message: str = Field(description="A Chinese sentence for people.")
    detail: list[dict[str, Any]] | None = Field(
        None, description="Which part of the request is wrong, where that is known."
    )


class Refusal(BaseModel):
    """Every error of the API."""

    model_config = ConfigDict(extra="forbid")

    status: int = Field(description="The status of the answer.")
    error: Told


class ApiRefusedError(HTTPException):
    """A use case refuses: ``code`` is for programs, ``words`` are Chinese."""

    def __init__(self, status: int, code: str, words: str) -> None:
        super().__init__(status, code)
        self.words = words


_READING: dict[int, str] = {
    400: "A cursor that is not of this list, or a host that the console does not answer to.",
    401: "No key, or one that opens nothing (any more).",
    403: "The account may not do this, or a key is for reading only.",
    404: "There is no such thing, or not for this account.",
    413: "The request is too large.",
    422: "Unknown or malformed parameters.",
}
_CHANGING: dict[int, str] = {
    **_READING,
    409: "Somebody else was quicker, or the facts changed.",
    415: "The body is no JSON.",
}


def refusals(*, changes: bool = False, bounded: bool = False) -> dict[int | str, dict[str, Any]]:
    """The errors of an operation, for its documentation; ``bounded``: it may be asked for only so often."""
    told = dict(_CHANGING if changes else _READING)
    if bounded:
        told[429] = "Asked for too often."
    return {status: {"model": Refusal, "description": words} for status, words in told.items()}


def with_table() -> dict[int | str, dict[str, Any]]:
    """The answers of a list, which comes as a table (CSV), too."""
    table = {
        "content": {CSV: {"schema": {"type": "string"}}},
        "description": "A page of the list, or all as a table.",
    }
    return {200: table, **refusals()}
