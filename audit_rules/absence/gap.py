"""What stands in the way of a proof of absence, and what is then said?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit_rules.duty import Duty
from domain.findings import Outcome, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Why absence is not proved: a code of ``MESSAGES``, the values its words need, and the facts it rests on."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    cites: tuple[str, ...] = ()

    def verdict(self, duty: Duty, want: str) -> Verdict:
        """The ``cant_tell`` verdict for a duty; ``want`` names what was looked for."""
        return Verdict(
            outcome=Outcome.CANT_TELL,
            code=self.code,
            values={**self.values, "want": want},
            due=duty.due_dates,
            cites=self.cites,
        )
