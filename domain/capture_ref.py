"""Where is the visit kept that a portal's facts come from?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRef:
    """Where a sealed visit is kept: ``id`` is its name in the store, ``digest`` that of its journal."""

    id: str
    digest: str
