"""Which version of the subject vocabulary is spoken of? Its file as it is or was, known by its digest."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from audit_rules import bundled
from audit_rules.subjects.matcher import Vocabulary
from audit_rules.subjects.vocabulary import (
    VocabularyError,
    vocabulary_bytes,
    vocabulary_data,
    vocabulary_file,
)


@dataclass(frozen=True, slots=True)
class VocabularyVersion:
    """One version: the bytes of the file, and what messages call it."""

    data: bytes = field(repr=False)
    name: str = field(default=bundled.SUBJECTS.name, compare=False)

    @property
    def digest(self) -> str:
        """``sha256:…`` over the bytes."""
        return f"sha256:{hashlib.sha256(self.data).hexdigest()}"

    def compiled(self) -> Vocabulary:
        """The vocabulary ready for matching; made once for the same bytes.

        Raises:
            VocabularyError: the file can't be used; the message names it, the place in it and the reason.
        """
        return _compiled(self)


def program_vocabulary() -> VocabularyVersion:
    """The vocabulary that the program goes by, as it stands on the disk now: the operator's, or else its own.

    Raises:
        VocabularyError: it can't be read.
    """
    return vocabulary_at(vocabulary_file())


def vocabulary_at(path: Path) -> VocabularyVersion:
    """The vocabulary of a file.

    Raises:
        VocabularyError: it can't be read.
    """
    return VocabularyVersion(vocabulary_bytes(path), str(path))


@lru_cache(maxsize=8)
def _compiled(version: VocabularyVersion) -> Vocabulary:
    return Vocabulary(vocabulary_data(version.data, version.name))


__all__ = ["VocabularyError", "VocabularyVersion", "program_vocabulary", "vocabulary_at"]
