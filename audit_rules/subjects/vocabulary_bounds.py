"""How large may a vocabulary be? Whoever checks a package of somebody else must not be kept busy for ever by its vocabulary.

The bundled one has 88 kB, 3,214 names of 21 characters at most, 231 words of kin and 24 confusables of one subject.
"""

from collections.abc import Iterator
from typing import Final

from audit_rules.inputs.yaml_form import FormLimits

MOST_BYTES: Final = 512 * 1024
FORM: Final = FormLimits(parts=100_000, depth=8, text=2_000)
_LONGEST_TEXT: Final = 60
_MOST: Final = {"names": 20_000, "kin": 2_000, "not_match": 5_000, "slugs": 10_000, "around": 1_000}
_MOST_CONFUSABLES: Final = 200
"""Of one subject: each of its names is held against each of them."""


class Counted:
    """How many texts of each kind a vocabulary has."""

    def __init__(self) -> None:
        self._counts = dict.fromkeys(_MOST, 0)

    def add(self, kind: str, texts: tuple[str, ...]) -> Iterator[str]:
        """Count texts of a kind; says what of them is more than a vocabulary has."""
        long = next((text for text in texts if len(text) > _LONGEST_TEXT), None)
        if long is not None:
            yield f"{long[:20]!r}… has {len(long)} characters; a name has {_LONGEST_TEXT} at most"
        if kind == "not_match" and len(texts) > _MOST_CONFUSABLES:
            yield f"{len(texts)} confusables (not_match); a subject has {_MOST_CONFUSABLES} at most"
        self._counts[kind] += len(texts)
        if self._counts[kind] > _MOST[kind]:
            yield f"with it there are more than {_MOST[kind]} {kind} in all"
