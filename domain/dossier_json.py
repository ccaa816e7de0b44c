"""How does a dossier stand in JSON, in results and in the store, and how does it come back?"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from domain.dossier import (
    CandidateConsidered,
    ColumnConsidered,
    Dossier,
    GradeWord,
    PlaceSearched,
    Question,
    SubjectSought,
)
from domain.observations import ColumnStatus, FailureKind, Place, PlaceState
from domain.subjects import Surface


def dossier_to_json(dossier: Dossier) -> dict[str, Any]:
    """Plain JSON: the fields of ``Dossier`` and its parts by name, days as ISO text."""
    return {name: _plain(value) for name, value in asdict(dossier).items()}


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
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, str) else value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _failure(stored: Mapping[str, Any]) -> FailureKind | None:
    return FailureKind(stored["failure"]) if stored["failure"] else None
