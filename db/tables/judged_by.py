"""By what was read and judged? Plans and vocabularies as they were then, each version once."""

from enum import StrEnum

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Word


class SourceKind(StrEnum):
    """What findings come from besides portals and code."""

    PLAN = "plan"
    VOCABULARY = "vocabulary"


class JudgedByRow(Base):
    """One version of a plan or of the vocabulary; ``packed`` are its bytes (zlib), ``digest`` is the SHA-256 of them unpacked.

    Audits and crawls name it by its digest. It is never changed: triggers of the migration refuse it.
    """

    __tablename__ = "judged_by"

    kind: Mapped[SourceKind] = mapped_column(Word(SourceKind), primary_key=True)
    digest: Mapped[str] = mapped_column(String(128), primary_key=True)
    packed: Mapped[bytes] = mapped_column(LargeBinary)
