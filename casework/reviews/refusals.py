"""Why is a decision about a finding not taken?"""

from datetime import datetime
from enum import StrEnum

from domain.proposals import Proposal
from domain.reviews import Decision, Review


class Why(StrEnum):
    """The reasons; the console has a Chinese sentence for each."""

    NOT_ALLOWED = "not_allowed"
    NO_FINDING = "no_finding"
    GONE = "gone"
    NOT_POSSIBLE = "not_possible"
    REASON_SHORT = "reason_short"
    REASON_LONG = "reason_long"
    DONE_ON = "done_on"
    PROPOSED = "proposed"
    NO_PROPOSAL = "no_proposal"
    SETTLED = "settled"
    OWN_PROPOSAL = "own_proposal"
    NOT_OWN = "not_own"
    FILE_KIND = "file_kind"
    FILE_SIZE = "file_size"
    FILE_NAME = "file_name"
    FILE_COUNT = "file_count"


WORDS: dict[Why, str] = {
    Why.NOT_ALLOWED: "this account may not do this",
    Why.NO_FINDING: "there is no such finding of a finished audit",
    Why.GONE: "the newest audit of the unit has no such duty any more; there is nothing to decide",
    Why.NOT_POSSIBLE: "this can't be decided about a finding that stands so",
    Why.REASON_SHORT: "a reason needs at least 5 characters",
    Why.REASON_LONG: "a reason has at most 2,000 characters",
    Why.DONE_ON: "the day of publication goes with 'late' alone, after the last day in time and not after today",
    Why.PROPOSED: "a proposal about this duty waits already; it has to be approved, refused or withdrawn first",
    Why.NO_PROPOSAL: "there is no such proposal",
    Why.SETTLED: "the proposal was settled already",
    Why.OWN_PROPOSAL: "nobody approves or refuses the own proposal; another person has to",
    Why.NOT_OWN: "only who made a proposal withdraws it",
    Why.FILE_KIND: "an attachment is a PDF, PNG, JPEG, DOCX, XLSX, text or ZIP file; this is none by its bytes",
    Why.FILE_SIZE: "an attachment is not empty and has at most 10 MB",
    Why.FILE_NAME: "an attachment needs a name of at most 200 characters",
    Why.FILE_COUNT: "a decision has at most 10 attachments",
}


class ReviewError(Exception):
    """A decision is not taken; the message says why, in English, and ``why`` for other words. Nothing was stored."""

    def __init__(self, why: Why) -> None:
        super().__init__(WORDS[why])
        self.why = why


class ConflictError(Exception):
    """Somebody else was quicker, or the facts changed, since the caller looked. Nothing was stored or overwritten.

    ``newest`` is the finding to look at now (None: the duty is gone); ``review`` and ``proposal`` are what was decided
    meanwhile, as far as anything was.
    """

    def __init__(
        self, *, newest: int | None, review: Review | None = None, proposal: Proposal | None = None
    ) -> None:
        self.newest = newest
        self.review = review
        self.proposal = proposal
        super().__init__(self._words())

    @property
    def decided(self) -> tuple[str, Decision, datetime] | None:
        """Who decided what meanwhile, and when; None where it is the facts that changed."""
        last: Review | Proposal | None = max(
            (each for each in (self.review, self.proposal) if each is not None),
            key=lambda each: each.at,
            default=None,
        )
        return None if last is None else (last.author, last.decision, last.at)

    def _words(self) -> str:
        if self.decided is None:
            return "the duty was judged anew since; look at the newest finding"
        author, decision, at = self.decided
        return f"{author} decided meanwhile, at {at:%Y-%m-%d %H:%M} UTC: {decision.value}; look at it before deciding"
