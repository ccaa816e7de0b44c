"""What did somebody lay before the office beside a decision?"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file, without its bytes. ``kind`` is what its bytes are (``pdf``, ``png`` …); ``name`` as it was first called."""

    sha256: str
    kind: str
    name: str
    size: int
    added_by: str
    added_at: datetime
