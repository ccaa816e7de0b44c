"""Every kind of failure has a policy and a remedy, and is explained."""

from pathlib import Path

import pytest

from crawler.failures import POLICIES, FetchFailed, failure_of_status, tries_left
from domain.failure_words import REMEDIES
from domain.reach import FailureKind

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "failures.md"


@pytest.mark.parametrize("kind", list(FailureKind))
def test_every_kind_has_a_policy_a_remedy_and_a_paragraph(kind: FailureKind) -> None:
    assert kind in POLICIES
    assert "建议" in REMEDIES[kind]
    assert not REMEDIES[kind].endswith("。")
    assert f"`{kind.value}`" in DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, None),
        (202, None),
        (304, None),
        (401, FailureKind.HTTP_4XX),
        (403, FailureKind.HTTP_4XX),
        (404, FailureKind.NOT_FOUND),
        (410, FailureKind.NOT_FOUND),
        (412, FailureKind.BLOCKED),
        (429, FailureKind.RATE_LIMITED),
        (468, FailureKind.BLOCKED),
        (500, FailureKind.HTTP_5XX),
        (503, FailureKind.HTTP_5XX),
        (512, FailureKind.BLOCKED),
        (521, FailureKind.BLOCKED),
    ],
)
def test_what_a_status_means(status: int, kind: FailureKind | None) -> None:
    assert failure_of_status(status) is kind


def test_a_refusal_is_never_tried_again_and_a_broken_server_as_often_as_configured() -> None:
    assert not tries_left(FailureKind.BLOCKED, 0, 5)
    assert not tries_left(FailureKind.ROBOTS, 0, 5)
    assert tries_left(FailureKind.HTTP_5XX, 4, 5)
    assert not tries_left(FailureKind.HTTP_5XX, 5, 5)
    assert tries_left(FailureKind.TIMEOUT, 0, 5)
    assert not tries_left(FailureKind.TIMEOUT, 1, 5)


def test_a_failure_says_what_it_is() -> None:
    assert str(FetchFailed(FailureKind.DNS, "no such name")) == "dns: no such name"
