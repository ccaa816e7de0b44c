"""What did people do about a duty that holds for its newest finding: a review, a proposal, an objection?"""

from dataclasses import dataclass

from domain.findings import Finding
from domain.reviews import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What people did about one duty.

    ``decision`` is that of the review that holds (``review_id``). ``returned``: there was one, and the facts that it rested on
    changed. ``proposal_id`` waits for a second person; ``disputed``: an objection of the unit is open. ``stands`` is the finding
    after the review; None as judged.
    """

    review_id: int | None = None
    decision: Decision | None = None
    stands: Finding | None = None
    returned: bool = False
    proposal_id: int | None = None
    disputed: bool = False


NOTHING = Held()
"""Nobody did anything about it."""
