"""Does every operation answer as the document says, whatever is asked and whoever asks?"""

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from domain.accounts import Role

SETTINGS = settings(
    max_examples=3,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
ACCEPTED = ["2xx", "400", "401", "403", "404", "409", "429"]
"""What a well-formed request may be answered with: a cursor can be well-formed and of no list."""


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.usefixtures("audits")
def test_every_answer_is_a_documented_one(app: Any, program: Callable[..., Any], role: Role | None) -> None:
    admin = program(Role.LEAD)
    if role is None:
        headers = {}
    else:
        client = admin if role is Role.LEAD else program(role, "nyt" if role is Role.CONTACT else None)
        headers = {"Authorization": client.headers["authorization"]}
    schema = schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json", app, headers={"Authorization": admin.headers["authorization"]}
    )
    schema.config.checks.positive_data_acceptance.expected_statuses = ACCEPTED
    seen = 0
    for found in schema.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @SETTINGS
            @given(case=operation.as_strategy(generation_mode=mode))
            def holds(case: Any) -> None:
                case.call_and_validate(headers=headers)

            holds()
            seen += 1
    assert seen >= 30
