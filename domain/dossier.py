"""What was searched before something was called missing (查找记录), so that an inspector can check it point by point."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.columns import ColumnStatus
from domain.coverage import Place, PlaceState
from domain.reach import FailureKind
from domain.subjects import Surface


class GradeWord(StrEnum):
    """How sure a name is, in an inspector's words."""

    EXACT = "一致"
    SYNONYM = "同义"
    WEAK = "近似"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSearched:
    """A place of the portal that was looked for. ``note`` says in Chinese why it was not read, if it was not."""

    place: Place
    name: str
    state: PlaceState
    address: str | None = None
    failure: FailureKind | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnConsidered:
    """A column of the subject. ``read_back_to``: every posting since that day was read (``date.min``: all of them)."""

    subject: str
    title: str
    address: str
    grade: GradeWord
    status: ColumnStatus
    note: str
    read_back_to: date | None = None
    failure: FailureKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateConsidered:
    """A link that could have been it, and the reason (``refusal``, in Chinese) why it is not."""

    subject: str
    text: str
    address: str
    found_on: str
    grade: GradeWord
    surface: Surface
    refusal: str
    failure: FailureKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the portal's own search was asked, and what it answered."""

    subject: str
    words: str
    hits: int
    whole: bool  # all that it found was looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectSought:
    """A subject looked for, with the number of names of the vocabulary (栏目同义词表) that would have been recognised."""

    subject: str
    name: str
    names: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything that a finding of absence rests on.

    Texts are the portal's, on one line and bounded; addresses are whole.
    """

    subjects: tuple[SubjectSought, ...]
    crawled_on: date | None
    pages_read: int
    places: tuple[PlaceSearched, ...]
    columns: tuple[ColumnConsidered, ...] = ()
    candidates: tuple[CandidateConsidered, ...] = ()
    questions: tuple[Question, ...] = ()
