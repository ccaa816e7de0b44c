"""How does this room say that it can't do what it was asked?"""

from typing import Any


class EvidenceError(Exception):
    """Evidence can't be sealed, signed, stamped or kept: ``reason`` says what is wrong, ``remedy`` what to do. English."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["EvidenceError"], tuple[Any, ...]]:
        """A worker process hands it over: made again of its parts."""
        return type(self), (self.reason, self.remedy)
