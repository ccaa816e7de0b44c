"""Which decisions of people hold for the newest findings of some units?"""

from collections.abc import Mapping, Sequence

from casework.standing.held import Held
from db.duty_states import DutyKey, JudgedRow
from db.store import Connection


def decided(
    connection: Connection,  # noqa: ARG001 - reviews are looked up in it once they keep what they rest on
    plan_id: str,  # noqa: ARG001
    judged: Mapping[str, Sequence[JudgedRow]],  # noqa: ARG001
) -> dict[str, dict[DutyKey, Held]]:
    """What people did about the duties that these findings are of, by unit and duty; most units have nothing."""
    return {}
