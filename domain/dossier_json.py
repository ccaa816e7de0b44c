"""How does a dossier stand in JSON, in results and in the store, and how does it come back?"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from domain.columns import ColumnStatus
from domain.coverage import Place, PlaceState
from domain.dossier import (
    CandidateConsidered,
    ColumnConsidered,
    Dossier,
    GradeWord,
    PlaceSearched,
    Question,
    SubjectSought,
)
from domain.reach import FailureKind
from domain.subjects import Surface


def dossier_to_json(dossier: Dossier) -> dict[str, Any]:
    """Plain JSON: the fields of ``Dossier`` and its parts by name, days as ISO text."""
    return {name: _plain(getattr(dossier, name)) for name in _names(Dossier)}


def dossier_from_json(stored: Mapping[str, Any]) -> Dossier:
    """A dossier as it was stored.

    Raises:
        KeyError, ValueError: it is none.
    """
    return Dossier(
        subjects=tuple(SubjectSought(**each) for each in stored["subjects"]),
        crawled_on=_day(stored["crawled_on"]),
        pages_read=stored["pages_read"],
        places=tuple(
            PlaceSearched(
                **{
                    **each,
                    "place": Place(each["place"]),
                    "state": PlaceState(each["state"]),
                    "failure": _failure(each),
                }
            )
            for each in stored["places"]
        ),
        columns=tuple(
            ColumnConsidered(
                **{
                    **each,
                    "grade": GradeWord(each["grade"]),
                    "status": ColumnStatus(each["status"]),
                    "read_back_to": _day(each["read_back_to"]),
                    "failure": _failure(each),
                }
            )
            for each in stored["columns"]
        ),
        candidates=tuple(
            CandidateConsidered(
                **{
                    **each,
                    "grade": GradeWord(each["grade"]),
                    "surface": Surface(each["surface"]),
                    "failure": _failure(each),
                }
            )
            for each in stored["candidates"]
        ),
        questions=tuple(Question(**each) for each in stored["questions"]),
    )


def _plain(value: object) -> Any:
    if value is None or type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in _names(value.__class__)}
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


_AS_THEY_ARE = frozenset({str, int, bool})


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _failure(stored: Mapping[str, Any]) -> FailureKind | None:
    return FailureKind(stored["failure"]) if stored["failure"] else None
