"""What does the office that sends a document decide, and no audit knows?"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Who issues a document, under which number, on which day; what is not given is left to be filled in by hand.

    ``mend_by`` is the day by which the office wants things mended: no norm sets one, so none is invented. ``addressee`` is
    to whom a circular goes; a notice goes to its unit.
    """

    issuer: str = ""
    number: str = ""
    dated: date | None = None
    mend_by: date | None = None
    addressee: str = "各有关单位"
    contact: str = ""
