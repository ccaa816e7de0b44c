"""What a column is about: the graded match of a text against the subject vocabulary."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Grade(IntEnum):
    """How sure a match is; higher is surer. Names are those of the contract."""

    WEAK = 1
    SYNONYM = 2
    EXACT = 3

    @property
    def word(self) -> str:
        """The contract's word: ``weak``, ``synonym`` or ``exact``."""
        return self.name.lower()


class Surface(StrEnum):
    """Where the matched text stood."""

    TITLE_ATTRIBUTE = "title_attribute"
    TEXT = "text"
    ALT = "alt"
    CONTEXT = "context"
    COLUMN_META = "column_meta"
    PAGE_TITLE = "page_title"
    BREADCRUMB = "breadcrumb"
    SLUG = "slug"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectMatch:
    """A text that matched a subject."""

    subject: str
    grade: Grade
    surface: Surface
    matched: str


def surest(found: tuple[SubjectMatch, ...]) -> tuple[SubjectMatch, ...]:
    """The surest match of each subject, surest first; of two alike the first."""
    if len(found) < 2:
        return found
    best: dict[str, SubjectMatch] = {}
    for match in found:
        known = best.get(match.subject)
        if known is None or match.grade > known.grade:
            best[match.subject] = match
    return tuple(sorted(best.values(), key=lambda match: -match.grade))


HOME = "home-page"
"""Stands for a subject where the home page itself is read as a column: its postings are what the home page shows."""

NAVIGATION = "navigation-column"
"""Stands for a subject of a column (栏目) of the main navigation that none of the subjects asked for claims."""
